/**
 * The routes of papers, `#paper/doc/summary.month.YYYY-MM`, `#paper/receipt/7`, `#paper/reminder/7`,
 * `#paper/gantt/unit.issue.open..`, `#paper/dashboard/YYYY-MM-DD`: a window that draws nothing
 * but the paper, for the printer and for PDF. `window.paperReady` becomes true when fonts and layout are settled, or
 * the code of the failure instead.
 */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { dashboardFileName } from '../../shared/dashboard/address.ts';
import { ganttFileName } from '../../shared/ganttAddress.ts';
import type { PaperDoc } from '../../shared/contract/types.ts';
import type { Result } from '../../shared/result.ts';
import { call } from '../door.ts';
import { loadPen } from '../views/dashboard/draw.ts';
import type { PaperRoute } from './address.ts';
import { loadChosenFonts } from './chosenFonts.ts';
import { markStandIns } from './fonts.ts';
import { PaperPen } from './doc/Chart.tsx';
import { DocPaper } from './doc/DocPaper.tsx';
import { reportOf } from './doc/report.ts';
import type { PaperReport } from './doc/report.ts';
import { GanttPaper } from './GanttPaper.tsx';
import { receiptFileName, ReceiptPaper } from './ReceiptPaper.tsx';
import './gantt/gantt.css';
import './paper.css';

declare global {
  interface Window {
    paperReady?: boolean | string;
    /** What does not fit and which fonts stand in; set before `paperReady` is true, for documents only. */
    paperReport?: PaperReport;
  }
}

interface Paper {
  readonly title: string;
  readonly page: ReactNode;
  /** Of a paper that is a document. */
  readonly doc?: PaperDoc;
}

function drawnFrom<T>(answer: Result<T>, draw: (value: T) => Paper): Result<Paper> {
  return answer.ok ? { ok: true, value: draw(answer.value) } : answer;
}

async function paperOf(route: PaperRoute): Promise<Result<Paper>> {
  switch (route.kind) {
    case 'receipt':
      return drawnFrom(await call('returns.receipt', { batch: route.id }), (receipt) => ({
        title: receiptFileName(receipt),
        page: <ReceiptPaper receipt={receipt} />,
      }));
    case 'dashboard': {
      const { asOf, knownAt } = route.of;
      const [answer, { DashboardPaper }, pen] = await Promise.all([
        call('dashboard.get', { asOf, ...(knownAt === null ? {} : { knownAt }) }),
        import('./DashboardPaper.tsx'),
        loadPen(() => Promise.resolve()),
      ]);
      return drawnFrom(answer, (board) => ({
        title: dashboardFileName(route.of),
        page: <DashboardPaper board={board} pen={pen} />,
      }));
    }
    case 'doc':
      return documentOf(
        await call('paper.doc', { query: route.query, ...(route.first === true ? { first: true } : {}) }),
      );
    case 'gantt':
      return drawnFrom(await call('plan.gantt', route.query), (gantt) => ({
        title: ganttFileName(gantt, gantt.today),
        page: <GanttPaper gantt={gantt} />,
      }));
  }
}

/** With its pictures' pen fetched before, so that all is drawn at once. */
async function documentOf(answer: Result<PaperDoc>): Promise<Result<Paper>> {
  if (!answer.ok) return answer;
  const doc = answer.value;
  const pictures = doc.sections.some(({ blocks }) => blocks.some(({ block }) => block === 'chart'));
  const pen = pictures ? await loadPen(() => Promise.resolve()) : null;
  const page = (
    <PaperPen.Provider value={pen}>
      <DocPaper doc={doc} />
    </PaperPen.Provider>
  );
  return { ok: true, value: { title: doc.title, page, doc } };
}

let standing: Root | null = null;

/** Gives back what the last paper was drawn with: pictures are held by their library until they are disposed of. */
export function unmountPaper(): void {
  standing?.unmount();
  standing = null;
}

/** Draws the paper into the window and says when it is done; a refusal is said instead, never a half paper. */
export async function mountPaper(route: PaperRoute): Promise<void> {
  document.documentElement.dataset['paper'] = 'drawing';
  delete window.paperReport;
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
  // A window that draws one paper after another outlives a change in the settings.
  await loadChosenFonts(true);
  markStandIns(document.documentElement);
  standing = createRoot(root, {
    onUncaughtError: () => {
      finish('paper_failed');
    },
  });
  standing.render(paper.value.page);
  await drawn();
  await document.fonts.ready;
  const { doc } = paper.value;
  if (doc !== undefined) window.paperReport = reportOf(doc, root);
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
