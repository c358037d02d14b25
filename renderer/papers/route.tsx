/**
 * The route of papers, `#paper/summary/YYYY-MM`: a window that draws nothing but the paper, for the printer and for
 * PDF. `window.paperReady` becomes true when fonts and layout are settled, or the code of the failure instead.
 */
import { createRoot } from 'react-dom/client';
import { summaryFileName } from '../../shared/summary/phrases.ts';
import { call } from '../door.ts';
import type { PaperRoute } from './address.ts';
import { markStandIns } from './fonts.ts';
import { SummaryPaper } from './SummaryPaper.tsx';
import './paper.css';

declare global {
  interface Window {
    paperReady?: boolean | string;
  }
}

/** Draws the paper into the window and says when it is done; a refusal is said instead, never a half paper. */
export async function mountPaper(route: PaperRoute): Promise<void> {
  document.documentElement.dataset['paper'] = 'drawing';
  const answer = await call('summary.compute', { month: route.month });
  if (!answer.ok) {
    finish(answer.error.code);
    return;
  }
  const summary = answer.value;
  document.title = summaryFileName(summary.month);
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
  }).render(<SummaryPaper summary={summary} />);
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
