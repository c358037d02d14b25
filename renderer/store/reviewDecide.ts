/** Deciding cells, many at once too, and taking decisions back while the review is open. */
import type { ReviewCell, ReviewDecision, ReviewFilter, ReviewRow } from '../../shared/contract/types.ts';
import type { Choice } from '../../shared/returns/types.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../app/notify.ts';
import { create } from 'zustand';
import { call } from '../door.ts';
import { toCall } from '../views/review/filter.ts';
import { cellAt, isDecidable, isOpenCell, pressedChoice, shownCells } from '../views/review/spots.ts';
import type { Spot } from '../views/review/spots.ts';
import { heldWords, mayEdit } from '../views/review/words.ts';
import {
  indexOf,
  openAtCursor,
  ownDecision,
  putCursor,
  refreshSoon,
  reviewRows,
  rowAt,
  useReview,
} from './review.ts';
import type { RowKey } from './reviewRows.ts';
import { stepOpen } from './reviewMove.ts';

/** What one action of the clerk can be taken back to; it answers once main has said what stood before. */
interface Decided {
  readonly what: string;
  readonly before: Promise<readonly ReviewDecision[] | null>;
}
/** What was said of a row's match before and after. */
interface Matched {
  readonly what: string;
  readonly match: {
    readonly key: RowKey;
    readonly before: number | null | undefined;
    readonly after: number | null | undefined;
  };
}
type Taken = Decided | Matched;
interface Past {
  readonly past: readonly Taken[];
  readonly future: readonly Taken[];
}
export const usePast = create<Past>(() => ({ past: [], future: [] }));

export function forgetPast(): void {
  usePast.setState({ past: [], future: [] });
}

/** How long the event of one's own decision may come after its answer, in milliseconds. */
const OWN = 400;
/** Decisions that one call takes. */
const AT_ONCE = 20_000;

function decisionOf(row: ReviewRow, cell: ReviewCell, choice: Choice, value: string | null): ReviewDecision {
  return { file: row.file, row: row.row, field: cell.field, choice, value };
}

/** The row as it stands once these of its cells are decided so. */
function decided(row: ReviewRow, decisions: readonly ReviewDecision[]): ReviewRow {
  return {
    ...row,
    cells: row.cells.map((cell) => {
      const mine = decisions.find((each) => each.field === cell.field);
      return mine === undefined ? cell : { ...cell, choice: mine.choice, edited: mine.value };
    }),
  };
}

function byRow(decisions: readonly ReviewDecision[]): Map<string, ReviewDecision[]> {
  const rows = new Map<string, ReviewDecision[]>();
  for (const each of decisions) {
    const key = `${each.file} ${each.row}`;
    const list = rows.get(key);
    if (list === undefined) rows.set(key, [each]);
    else list.push(each);
  }
  return rows;
}

/** Shows the decisions, sends them, and answers what stood before; null when main refused (which has been said). */
async function send(decisions: readonly ReviewDecision[]): Promise<readonly ReviewDecision[] | null> {
  const { batch } = useReview.getState();
  if (batch === null || decisions.length === 0) return [];
  const rows = byRow(decisions);
  for (const list of rows.values()) {
    const [first] = list;
    if (first !== undefined) reviewRows.change(first, (row) => decided(row, list));
  }
  ownDecision(1);
  try {
    const before: ReviewDecision[] = [];
    for (let at = 0; at < decisions.length; at += AT_ONCE) {
      const result = await call('returns.decide', { batch, decisions: decisions.slice(at, at + AT_ONCE) });
      if (!result.ok) {
        notifyFailure(result.error);
        reviewRows.invalidate(keysOf(decisions));
        return before.length === 0 ? null : before;
      }
      before.push(...result.value.before);
    }
    return before;
  } finally {
    // Whether a day can be taken over hangs on what was decided of the state.
    const linked = decisions.filter(({ field }) => field === 'state' || field === 'doneOn');
    if (linked.length > 0) reviewRows.invalidate(keysOf(linked));
    // The event of this decision may come a moment after its answer.
    window.setTimeout(() => ownDecision(-1), OWN);
    refreshSoon();
  }
}

function keysOf(decisions: readonly ReviewDecision[]): RowKey[] {
  return [...byRow(decisions).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

/** Sends decisions as one action that can be taken back. */
function act(what: string, before: Promise<readonly ReviewDecision[] | null>): void {
  const taken: Taken = { what, before };
  usePast.setState(({ past }) => ({ past: [...past, taken], future: [] }));
  void before.then((list) => {
    // Refused, or nothing changed by it: nothing to take back.
    if (list === null || list.length === 0)
      usePast.setState(({ past }) => ({ past: past.filter((each) => each !== taken) }));
  });
}

async function goBack(from: 'past' | 'future'): Promise<void> {
  const to = from === 'past' ? 'future' : 'past';
  const taken = usePast.getState()[from].at(-1);
  if (taken === undefined) {
    notifyInfo(from === 'past' ? '没有可退回的决定' : '没有可恢复的决定');
    return;
  }
  usePast.setState((store) => ({ ...store, [from]: store[from].slice(0, -1) }));
  if ('match' in taken) {
    const { key, before, after } = taken.match;
    if (!(await sendMatch(key, before))) return;
    const back: Taken = { what: taken.what, match: { key, before: after, after: before } };
    usePast.setState((store) => ({ ...store, [to]: [...store[to], back] }));
    cameBack(from, taken.what, key, null);
    return;
  }
  const decisions = await taken.before;
  if (decisions === null || decisions.length === 0) return;
  const before = send(decisions);
  const back: Taken = { what: taken.what, before };
  usePast.setState((store) => ({ ...store, [to]: [...store[to], back] }));
  if ((await before) === null) {
    usePast.setState((store) => ({ ...store, [to]: store[to].filter((each) => each !== back) }));
    return;
  }
  if (decisions.length > 1) reviewRows.invalidate(null);
  const [first] = decisions;
  if (first !== undefined) cameBack(from, taken.what, first, first.field);
}

/** Shows where something was taken back. */
function cameBack(from: 'past' | 'future', what: string, key: RowKey, spot: Spot | null): void {
  const place = indexOf(useReview.getState().keys, key);
  if (place !== -1) putCursor(place, spot);
  notifySuccess(`${from === 'past' ? '已退回' : '已恢复'}：${what}`, null, 'review');
}

export const takeBack = (): Promise<void> => goBack('past');
export const takeAgain = (): Promise<void> => goBack('future');

/** Choice → what it is called in messages. */
const choiceWords: Readonly<Record<Choice, string>> = {
  accept: '采纳',
  keep: '保留台账',
  edit: '改后采纳',
  later: '稍后',
};

/**
 * Decides the cell under the cursor and goes to the next one that waits.
 * @param value the clerk's own, for `edit`
 */
export async function decideHere(choice: Choice, value: string | null = null): Promise<void> {
  const { at, spot } = useReview.getState();
  const row = rowAt(at);
  const cell = row === undefined ? undefined : cellAt(row, spot);
  if (row === undefined) return;
  if (spot === 'match') return openAtCursor('match');
  if (cell === undefined) return;
  if (!(await decideCell(row, cell, choice, value))) return;
  if (!(await stepOpen(1))) notifyInfo('列出的差异都已有决定');
}

/** Decides one cell; false when it can't be decided so (which has been said). */
async function decideCell(
  row: ReviewRow,
  cell: ReviewCell,
  choice: Choice,
  value: string | null,
): Promise<boolean> {
  if (cell.committed) {
    notifyInfo('这一格已经写入台账', '要改动的，请在台账中修改，或撤销整批导入。');
    return false;
  }
  // Nothing to decide here: on to the next one.
  if (!isDecidable(cell)) return true;
  if ((choice === 'accept' && cell.held !== null) || (choice === 'edit' && !mayEdit(cell.held))) {
    notifyInfo(heldWords(cell.held ?? ''), '可以先放着不决定，或“保留台账”。');
    return false;
  }
  if (choice === 'accept' && cell.class === 'problem') {
    const proposed = cell.problem?.proposed ?? null;
    if (proposed === null) {
      openAtCursor('edit');
      return false;
    }
    return decideCell(row, cell, 'edit', proposed);
  }
  if (cell.choice === choice && cell.edited === value) return true;
  act(choiceWords[choice], send([decisionOf(row, cell, choice, value)]));
  return true;
}

/** Presses a cell's button: the choice that stands already is taken back by it. */
export async function pressChoice(row: ReviewRow, cell: ReviewCell, choice: Choice): Promise<void> {
  if (pressedChoice(cell) === choice && choice !== 'edit' && choice !== 'later') {
    act(choiceWords.later, send([decisionOf(row, cell, 'later', null)]));
    return;
  }
  await decideHere(choice);
}

/** Takes the reading that the program proposes for a cell that was not understood; false when there is none. */
export function takeProposed(): boolean {
  const { at, spot } = useReview.getState();
  const row = rowAt(at);
  const cell = row === undefined ? undefined : cellAt(row, spot);
  if (cell === undefined || cell.class !== 'problem' || cell.problem?.proposed == null) return false;
  void decideHere('accept');
  return true;
}

/**
 * Decides every open cell that is shown of the row under the cursor; what a filter hides is not decided unseen. Cells
 * without a reading, and held ones, go on waiting.
 */
export async function decideRow(choice: 'accept' | 'keep' | 'later'): Promise<void> {
  const { at, filter } = useReview.getState();
  const row = rowAt(at);
  if (row === undefined || row.class !== 'matched') return;
  const list = shownCells(row, toCall(filter)).cells.flatMap((cell): ReviewDecision[] => {
    if (choice === 'later')
      return isDecidable(cell) && cell.choice !== 'later' ? [decisionOf(row, cell, 'later', null)] : [];
    if (!isOpenCell(cell)) return [];
    if (choice === 'keep') return [decisionOf(row, cell, 'keep', null)];
    if (cell.held !== null) return [];
    if (cell.class !== 'problem') return [decisionOf(row, cell, 'accept', null)];
    const proposed = cell.problem?.proposed ?? null;
    return proposed === null ? [] : [decisionOf(row, cell, 'edit', proposed)];
  });
  if (list.length === 0) {
    notifyInfo('这一行没有可以这样决定的格');
    return;
  }
  act(`整行${choiceWords[choice]}`, send(list));
  if (choice !== 'later' && !(await stepOpen(1))) notifyInfo('列出的差异都已有决定');
}

/** Decides all open cells that a filter lists. */
export async function decideAll(
  what: string,
  filter: ReviewFilter,
  choice: 'accept' | 'keep' | 'later',
): Promise<void> {
  const { batch } = useReview.getState();
  if (batch === null) return;
  ownDecision(1);
  const result = await call('returns.decide', { batch, all: { filter, choice } });
  window.setTimeout(() => ownDecision(-1), OWN);
  if (!result.ok) {
    notifyFailure(result.error);
    return;
  }
  reviewRows.invalidate(null);
  refreshSoon();
  const { changed, before } = result.value;
  if (changed === 0) {
    notifyInfo('没有可以这样决定的格');
    return;
  }
  // Of very many cells main does not list what stood before.
  const whole = before.length === changed;
  if (whole) act(what, Promise.resolve(before));
  notifySuccess(
    `${what}：${changed} 格${whole ? '' : '（太多，不能一次退回）'}`,
    whole ? { title: '退回', run: () => void takeBack() } : null,
    'review',
  );
}

/** What the clerk said of a row's match; undefined: nothing. */
function saidOf(row: ReviewRow): number | null | undefined {
  if (row.problem === 'left_out') return null;
  return row.how === 'chosen' ? row.measure?.id : undefined;
}

async function sendMatch(key: RowKey, measure: number | null | undefined): Promise<boolean> {
  const said = measure === undefined ? {} : { measure };
  const result = await call('returns.match', { file: key.file, row: key.row, ...said });
  if (!result.ok) {
    notifyFailure(result.error);
    return false;
  }
  // Another row of the file may have been about the same measure.
  reviewRows.invalidate(null);
  refreshSoon();
  await reviewRows.load([key]);
  return true;
}

/** Says which measure a row is about, and the row is compared anew; null leaves it out, and the next one is shown. */
export async function matchRow(row: ReviewRow, measure: number | null): Promise<void> {
  openAtCursor(null);
  const before = saidOf(row);
  const { at } = useReview.getState();
  if (before !== measure) {
    const what = measure === null ? '不导入此行' : '指定措施';
    if (!(await sendMatch(row, measure))) return;
    usePast.setState(({ past }) => ({
      past: [...past, { what, match: { key: { file: row.file, row: row.row }, before, after: measure } }],
      future: [],
    }));
    notifySuccess(measure === null ? '这一行不导入' : '已对应，并重新比对', null, 'review');
  }
  // The clerk may have gone on meanwhile.
  if (useReview.getState().at !== at) return;
  if (measure !== null) putCursor(at, null);
  else if (!(await stepOpen(1))) notifyInfo('列出的差异都已有决定');
}
