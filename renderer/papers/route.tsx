/**
 * The routes of papers, `#paper/summary/YYYY-MM`, `#paper/receipt/7`, `#paper/reminder/7`,
 * `#paper/gantt/unit.issue.open..`, `#paper/dashboard/YYYY-MM-DD`: a window that draws nothing
 * but the paper, for the printer and for PDF. `window.paperReady` becomes true when fonts and layout are settled, or
 * the code of the failure instead.
 */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { dashboardFileName } from '../../shared/dashboard/address.ts';
import { ganttFileName } from '../../shared/ganttAddress.ts';
import type { Result } from '../../shared/result.ts';
import { summaryFileName } from '../../shared/summary/phrases.ts';
import { call } from '../door.ts';
import type { PaperRoute } from './address.ts';
import { markStandIns } from './fonts.ts';
import { DocPaper } from './doc/DocPaper.tsx';
import { GanttPaper } from './GanttPaper.tsx';
import { receiptFileName, ReceiptPaper } from './ReceiptPaper.tsx';
import { ReminderPaper } from './ReminderPaper.tsx';
import { reminderFileName } from './reminderText.ts';
import { SummaryPaper } from './SummaryPaper.tsx';
import './gantt/gantt.css';
import './paper.css';

declare global {
  interface Window {
    paperReady?: boolean | string;
  }
}

interface Paper {
  readonly title: string;
  readonly page: ReactNode;
}

function drawnFrom<T>(answer: Result<T>, draw: (value: T) => Paper): Result<Paper> {
  return answer.ok ? { ok: true, value: draw(answer.value) } : answer;
}

async function paperOf(route: PaperRoute): Promise<Result<Paper>> {
  switch (route.kind) {
    case 'summary':
      return drawnFrom(await call('summary.compute', { month: route.month }), (summary) => ({
        title: summaryFileName(summary.month),
        page: <SummaryPaper summary={summary} />,
      }));
    case 'receipt':
      return drawnFrom(await call('returns.receipt', { batch: route.id }), (receipt) => ({
        title: receiptFileName(receipt),
        page: <ReceiptPaper receipt={receipt} />,
      }));
    case 'reminder':
      return drawnFrom(await call('reminder.get', { id: route.id }), (reminder) => ({
        title: reminderFileName(reminder),
        page: <ReminderPaper reminder={reminder} />,
      }));
    case 'dashboard': {
      const { asOf, knownAt } = route.of;
      const [answer, { DashboardPaper }, pen] = await Promise.all([
        call('dashboard.get', { asOf, ...(knownAt === null ? {} : { knownAt }) }),
        import('./DashboardPaper.tsx'),
        import('../views/dashboard/draw.ts').then(({ loadPen }) => loadPen(() => Promise.resolve())),
      ]);
      return drawnFrom(answer, (board) => ({
        title: dashboardFileName(route.of),
        page: <DashboardPaper board={board} pen={pen} />,
      }));
    }
    case 'doc':
      return drawnFrom(
        await call('paper.doc', { query: route.query, ...(route.first === true ? { first: true } : {}) }),
        (doc) => ({
          title: doc.title,
          page: <DocPaper doc={doc} />,
        }),
      );
    case 'gantt':
      return drawnFrom(await call('plan.gantt', route.query), (gantt) => ({
        title: ganttFileName(gantt, gantt.today),
        page: <GanttPaper gantt={gantt} />,
      }));
  }
}

/** Draws the paper into the window and says when it is done; a refusal is said instead, never a half paper. */
export async function mountPaper(route: PaperRoute): Promise<void> {
  document.documentElement.dataset['paper'] = 'drawing';
  const paper = await paperOf(route);
  if (!paper.ok) {
    finish(paper.error.code);
    return;
  }
  document.title = paper.value.title;
  const root = document.getElementById('root');
  if (root === null) {
    finish('paper_failed');
    return;
  }
  markStandIns(document.documentElement);
  createRoot(root, {
    onUncaughtError: () => {
      finish('paper_failed');
    },
  }).render(paper.value.page);
  await drawn();
  await document.fonts.ready;
  // Reading a length makes the layout be done now; a hidden window draws no frames to wait for.
  if (root.getBoundingClientRect().height > 0) finish(true);
  else finish('paper_failed');
}

async function drawn(): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    if (document.querySelector('.paper') !== null || window.paperReady !== undefined) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

function finish(word: true | string): void {
  if (window.paperReady !== undefined) return;
  window.paperReady = word;
  document.documentElement.dataset['paper'] = word === true ? 'ready' : word;
}
