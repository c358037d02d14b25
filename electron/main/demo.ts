/**
 * The month's cycle without a clerk (`LEDGER_DEMO` names the folder for what comes out): a fresh ledger with the
 * sample, returns out and in, one report and one tick through the window's own door, an issue closed with its evidence, a
 * deadline extended, the month's summary worded and released, its papers saved in their forms, pictures of every screen,
 * and a log. Ends the program with 0, or with 1 and the reason. A packed program never does this.
 */
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/result.ts';
import { sendEvent } from '../ipc.ts';
import { papersOfMonth } from './demoPapers.ts';
import { ended, monthOfReturns } from './demoReturns.ts';
import type { Call, DemoTools } from './demoReturns.ts';
import { workOnIssues } from './demoWork.ts';
import { DEMO_TODAY } from './home.ts';

const MONTH = '2024-08';
const WHOLE_MS = 180_000;
const SCREENS = ['view.summary', 'view.rounds', 'view.people', 'view.history', 'view.settings'] as const;
/** What must be counted at that day: the sample's, and one of its three open issues closed by the demo. */
const EXPECTED = { aspects: 4, issues: 28, closed: 26, open: 2, measures: 93 } as const;

export function runDemo(folder: string, window: BrowserWindow | null): void {
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'month.log');
  rmSync(log, { force: true });
  const say = (line: string): void => {
    appendFileSync(log, `${line}\n`);
    process.stdout.write(`${line}\n`);
  };
  const late = setTimeout(() => end(1, `not done after ${WHOLE_MS / 1000} s`), WHOLE_MS);
  const end = (code: number, line: string): void => {
    clearTimeout(late);
    say(line);
    app.exit(code);
  };
  month(window, folder, say).then(
    () => end(0, 'done'),
    (error: unknown) =>
      end(1, `failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  );
}

async function month(
  window: BrowserWindow | null,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  if (window === null) throw new Error('no window');
  const call = callerIn(window);
  let pictures = 0;
  const picture = async (name: string): Promise<void> => {
    await settled(window);
    const image = await window.webContents.capturePage();
    const file = `${String(++pictures).padStart(2, '0')}-${name}.png`;
    writeFileSync(join(folder, file), image.toPNG());
    say(`picture ${file}`);
  };

  await loaded(window);
  await picture('start');
  const state = await call('ledger.create', { folder: null, sample: true });
  say(`sample ledger made: revision ${state.open?.revision ?? 0}`);
  const tree = await call('tree.outline', {});
  await shows(window, tree.nodes[0]?.title ?? '');
  await picture('ledger');

  const show = (screen: string): void => sendEvent(window, 'command', { id: screen });
  const press = (words: string): Promise<void> => pressed(window, words);
  const tools: DemoTools = { call, folder, say, picture, show, press };
  await monthOfReturns(tools, MONTH);
  show('view.ledger');

  const id = await openMeasure(call);
  await call('measure.addProgress', {
    id,
    month: MONTH,
    text: '已按计划完成制度修订并印发执行，开展专题培训一次。',
  });
  await call('measure.setState', { ids: [id], state: 'done', on: DEMO_TODAY });
  const undone = await call('history.undo', {});
  await call('history.redo', {});
  say(`measure ${id}: progress entered, ticked, undone (${undone.step.action}) and done again`);
  await picture('ticked');

  const closed = await workOnIssues(tools);
  for (const screen of SCREENS) {
    show(screen);
    await picture(screen.slice('view.'.length));
  }

  await papersOfMonth(tools, MONTH, closed);
  const summary = await call('summary.compute', { month: MONTH });
  checkFigures(summary, say);
  await paper(call, 'xlsx', join(folder, `summary-${MONTH}.xlsx`), 'PK', say);
  await paper(call, 'pdf', join(folder, `summary-${MONTH}.pdf`), '%PDF-', say);
  const { ok, problems, files } = await verified(call);
  if (!ok) throw new Error(`the ledger does not verify: ${JSON.stringify(problems.slice(0, 5))}`);
  say(`ledger verified, with ${files} kept files`);
}

async function verified(call: Call): Promise<Reply<'ledger.verified'>> {
  const { job } = await call('ledger.verify', { files: true });
  return call('ledger.verified', { job: await ended('verify', job, call) });
}

/** Calls from inside the page, through preload and sender check, as the window's own code makes them. */
function callerIn(window: BrowserWindow): Call {
  return async <K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> => {
    const code = `window.ledger.call[${JSON.stringify(name)}](${JSON.stringify(args)})`;
    const result = (await window.webContents.executeJavaScript(code)) as Result<Reply<K>>;
    if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.error)}`);
    return result.value;
  };
}

/** A measure that may still be ticked: not done, in the plan, its issue open. */
async function openMeasure(call: Call): Promise<number> {
  const { ids } = await call('checklist.find', {
    ...wholeChecklist,
    states: ['in_progress', 'mostly_done'],
  });
  const { rows } = await call('checklist.rows', { ids: [...ids].slice(0, 200) });
  const row = rows.find((one) => !one.frozen && one.withdrawnOn === null);
  if (row === undefined) throw new Error('the sample has no measure left to tick');
  return row.id;
}

function checkFigures({ overall }: Reply<'summary.compute'>, say: (line: string) => void): void {
  const counted = {
    aspects: overall.aspects.value,
    issues: overall.issues.value,
    closed: overall.closed.value,
    open: overall.open.value,
    measures: overall.measures.value,
  };
  say(`summary ${MONTH}: ${JSON.stringify(counted)}, ${overall.measuresDone.value} measures done`);
  for (const [name, value] of Object.entries(EXPECTED)) {
    const found = counted[name as keyof typeof EXPECTED];
    if (found !== value) throw new Error(`the summary counts ${found} ${name} instead of ${value}`);
  }
}

/** Saves through the window's call; the answer to the save dialog is given beforehand. */
async function paper(
  call: Call,
  kind: 'xlsx' | 'pdf',
  file: string,
  begins: string,
  say: (line: string) => void,
): Promise<void> {
  rmSync(file, { force: true });
  process.env[`LEDGER_ANSWER_${kind.toUpperCase()}`] = file;
  await call('paper.save', { query: { paper: 'summary', month: MONTH }, form: kind });
  if (readFileSync(file).subarray(0, begins.length).toString('latin1') !== begins) {
    throw new Error(`${file} is no ${kind}`);
  }
  say(`written ${file} (${statSync(file).size} bytes)`);
}

function loaded(window: BrowserWindow): Promise<void> {
  if (!window.webContents.isLoading()) return Promise.resolve();
  return new Promise((resolve) => window.webContents.once('did-finish-load', () => resolve()));
}

/** Waits until the page has drawn and nothing in it changes any more for a moment. */
async function settled(window: BrowserWindow): Promise<void> {
  await window.webContents.executeJavaScript(`new Promise((resolve) => {
    let timer;
    const calm = () => { clearTimeout(timer); timer = setTimeout(done, 400); };
    const seen = new MutationObserver(calm);
    const most = setTimeout(done, 8000);
    function done() { seen.disconnect(); clearTimeout(timer); clearTimeout(most); resolve(); }
    seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    calm();
  })`);
}

function shows(window: BrowserWindow, text: string): Promise<void> {
  const words = JSON.stringify(text.slice(0, 12));
  return comesTrue(window, `document.body.innerText.includes(${words})`, `show ${words}`);
}

/** Presses the first button that says no more than this; the kit parts two characters with a space. */
function pressed(window: BrowserWindow, words: string): Promise<void> {
  const code = `(() => {
    const said = (button) => button.textContent.replace(/\\s/g, '');
    const found = [...document.querySelectorAll('button:enabled')].find((each) => said(each) === ${JSON.stringify(words)});
    found?.click();
    return found !== undefined;
  })()`;
  return comesTrue(window, code, `have a button ${words}`);
}

async function comesTrue(window: BrowserWindow, code: string, what: string): Promise<void> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    if ((await window.webContents.executeJavaScript(code)) === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the window never came to ${what}`);
}
