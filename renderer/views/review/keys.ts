/** Keys of the review, heard wherever the focus is in it but in a text field. */
import type { StagedFile } from '../../../shared/contract/types.ts';
import { chordOf } from '../../commands/keys.ts';
import { notifyInfo } from '../../app/notify.ts';
import { listed, openAtCursor, putCursor, rowAt, setFilter, useReview } from '../../store/review.ts';
import {
  decideHere,
  decideRow,
  matchRow,
  takeAgain,
  takeBack,
  takeProposed,
} from '../../store/reviewDecide.ts';
import { stepOpen, stepRows, stepSpot } from '../../store/reviewMove.ts';
import { acceptClean, openBulkMenu } from './bulk.ts';
import { stepFile } from './Files.tsx';
import { LIST } from './focus.ts';
import { showFacts, showPlace, showWhole, useShown } from './shown.ts';

interface Around {
  readonly files: readonly StagedFile[];
  /** Long work is under way: nothing may be decided. */
  readonly working: boolean;
}
type KeyEvent = Parameters<typeof chordOf>[0] & { readonly target: EventTarget | null };

/** Keys that decide; they rest while long work is under way. */
const deciding: Readonly<Record<string, () => void>> = {
  A: () => void decideHere('accept'),
  K: keepHere,
  E: editHere,
  F2: editHere,
  L: () => void decideHere('later'),
  M: () => openAtCursor('match'),
  'Shift+A': () => void decideRow('accept'),
  'Shift+K': () => void decideRow('keep'),
  'Shift+L': () => void decideRow('later'),
  'Ctrl+Shift+A': () => void acceptClean(useReview.getState().filter.file),
  'Ctrl+Z': () => void takeBack(),
  'Ctrl+Y': () => void takeAgain(),
  'Ctrl+Shift+Z': () => void takeAgain(),
  B: bulkHere,
};

const moving: Readonly<Record<string, () => void>> = {
  N: () => void goOpen(1),
  F8: () => void goOpen(1),
  P: () => void goOpen(-1),
  'Shift+F8': () => void goOpen(-1),
  F: () => showPlace(useShown.getState().side !== 'place'),
  I: () => showFacts(useShown.getState().side !== 'facts'),
  O: () => setFilter({ openOnly: !useReview.getState().filter.openOnly }),
};

/** Keys that belong to whatever has the focus, unless that is the list or the screen itself. */
const inList: Readonly<Record<string, () => void>> = {
  ArrowDown: () => void stepSpot(1),
  ArrowUp: () => void stepSpot(-1),
  PageDown: () => stepRows(10),
  PageUp: () => stepRows(-10),
  Home: () => putCursor(0, null),
  End: () => putCursor(Math.max(0, listed() - 1), null),
  Enter: enterHere,
  Space: wholeHere,
};

async function goOpen(step: 1 | -1): Promise<void> {
  if (!(await stepOpen(step))) notifyInfo('列出的差异都已有决定');
}

/** A row that is about no measure is left out; any other cell keeps what the ledger has. */
function keepHere(): void {
  const { at, spot } = useReview.getState();
  const row = rowAt(at);
  if (spot === 'match' && row !== undefined) void matchRow(row, null);
  else void decideHere('keep');
}
function editHere(): void {
  openAtCursor(useReview.getState().spot === 'match' ? 'match' : 'edit');
}
function enterHere(): void {
  if (useReview.getState().work !== null) return;
  if (useReview.getState().spot === 'match') openAtCursor('match');
  else if (!takeProposed()) wholeHere();
}
function wholeHere(): void {
  const { at, spot } = useReview.getState();
  const row = rowAt(at);
  if (row === undefined || spot === null) return;
  const key = `${row.file} ${row.row} ${spot}`;
  showWhole(useShown.getState().whole === key ? null : key);
}
function bulkHere(): void {
  const box = document.getElementById('review-at')?.getBoundingClientRect();
  openBulkMenu(box === undefined ? 300 : box.left + 40, box === undefined ? 120 : Math.max(60, box.bottom));
}

/** Carries out a key; false when it means nothing here. */
export function reviewKey(event: KeyEvent, { files, working }: Around): boolean {
  const chord = chordOf(event);
  if (chord === null) return false;
  if (chord === '[' || chord === ']') {
    stepFile(files, chord === ']' ? 1 : -1);
    return true;
  }
  const onButton =
    event.target instanceof HTMLElement && event.target.closest('button, select, a, label') !== null;
  const inSheet =
    event.target instanceof HTMLElement &&
    event.target.closest(`#${LIST}`) === null &&
    event.target.closest('[role="grid"]') !== null;
  const list = Object.hasOwn(inList, chord) && !onButton && !inSheet ? inList[chord] : undefined;
  const decide = Object.hasOwn(deciding, chord) ? deciding[chord] : undefined;
  const move = Object.hasOwn(moving, chord) ? moving[chord] : undefined;
  const run = list ?? decide ?? move;
  if (run === undefined || (decide !== undefined && working)) return false;
  run();
  return true;
}
