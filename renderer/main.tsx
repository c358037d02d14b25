/** The window's boot story: ask for what the first screen needs, draw it, fetch the rest when there is time. */
import { createRoot } from 'react-dom/client';
import './app/theme.css';
import './app/frame.css';
import './ui/ui.css';
import './views/ledger/ledger.css';
import { App } from './app/App.tsx';
import { warmWhenIdle } from './app/kitStore.ts';
import { setZoom, zoomNow } from './app/zoom.ts';
import { allCommands } from './commands/all.ts';
import { listenToCommands } from './commands/listen.ts';
import { registerCommands } from './commands/registry.ts';
import { paperRoute, PRESS, PRINTER } from './papers/address.ts';
import { followChecklist } from './store/checklist.ts';
import { followJobs } from './store/jobs.ts';
import { followLedger } from './store/ledger.ts';
import { followOutline } from './store/outline.ts';
import { flushPrefs, loadPrefs } from './store/prefs.ts';
import { restorePlace } from './store/place.ts';

/** The program itself. A hidden window that only draws a paper starts none of this. */
function start(): void {
  const prefs = loadPrefs().then(() => {
    restorePlace();
    if (zoomNow() !== 100) setZoom(zoomNow());
    return followChecklist();
  });
  const ledger = followLedger();
  const outline = followOutline();

  registerCommands(allCommands);
  listenToCommands();
  window.addEventListener('pagehide', flushPrefs);

  const root = document.getElementById('root');
  if (root === null) throw new Error('No element to draw in');
  createRoot(root).render(<App />);

  void Promise.allSettled([prefs, ledger, outline]).then(() => {
    void followJobs();
    warmWhenIdle();
  });
}

const { hash } = window.location;
const paper = paperRoute(hash);
if (hash === PRESS) void import('./papers/press.ts').then((press) => press.openPress());
else if (hash === PRINTER) void import('./papers/printer.ts').then((printer) => printer.openPrinter());
else if (paper === null) start();
else void import('./papers/route.tsx').then((papers) => papers.mountPaper(paper));
