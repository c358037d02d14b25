/** What the checklist shows: the question asked, the ids that answer it, the rows in sight, the selection. */
import { create } from 'zustand';
import type { LedgerEvents } from '../../shared/contract/events.ts';
import type { ChecklistQuery } from '../../shared/contract/types.ts';
import type { Failure } from '../../shared/result.ts';
import { call, listen } from '../door.ts';
import type { Group } from '../views/ledger/checklist/layout.ts';
import { keepShown, noSelection } from '../views/ledger/checklist/selection.ts';
import type { Selection } from '../views/ledger/checklist/selection.ts';
import { useLedger } from './ledger.ts';
import { setPref, usePrefs } from './prefs.ts';
import { defaultQuery, readQuery, sameQuery } from './query.ts';
import type { Query } from './query.ts';
import { RowCache } from './rowCache.ts';

/** A cell that is being edited. */
export interface Editing {
  readonly id: number;
  readonly column: string;
}

interface ChecklistStore {
  readonly query: Query;
  readonly ids: Int32Array;
  readonly groups: readonly Group[];
  readonly inScope: number;
  /** False until the first answer. */
  readonly loaded: boolean;
  readonly failure: Failure | null;
  readonly selection: Selection;
  /** Column of the cursor. */
  readonly column: string;
  readonly editing: Editing | null;
  readonly foldedGroups: ReadonlySet<string>;
}

export const useChecklist = create<ChecklistStore>(() => ({
  query: defaultQuery,
  ids: new Int32Array(),
  groups: [],
  inScope: 0,
  loaded: false,
  failure: null,
  selection: noSelection,
  column: 'title',
  editing: null,
  foldedGroups: new Set(),
}));

export const rows = new RowCache((ids) => call('checklist.rows', { ids }));

function fullQuery(): ChecklistQuery {
  const { node } = useLedger.getState();
  const scope = node === null ? null : node.kind === 'heading' ? { heading: node.id } : { issue: node.id };
  return { ...useChecklist.getState().query, scope };
}

let asking: Promise<void> | null = null;
/** Whether something else is to be asked since the question under way was put. */
let outdated = false;
/** How long the last question took, in milliseconds: large ledgers are asked less often. */
let took = 0;
/**
 * Asks which measures are shown. One question at a time: whatever is typed meanwhile is asked once, as it stands when
 * the answer comes, so that nobody waits for a pause and no answer comes too late.
 */
export function runFind(): Promise<void> {
  outdated = asking !== null;
  asking ??= askUntilCurrent().finally(() => {
    asking = null;
  });
  return asking;
}

async function askUntilCurrent(): Promise<void> {
  do {
    outdated = false;
    await ask();
  } while (outdated);
}

async function ask(): Promise<void> {
  const start = performance.now();
  const result = await call('checklist.find', fullQuery());
  took = performance.now() - start;
  if (outdated) return;
  if (!result.ok) {
    // A scope that is gone (its issue was removed): the whole round instead.
    if (result.error.code === 'row_missing' && useLedger.getState().node !== null) {
      useLedger.setState({ node: null });
      return;
    }
    useChecklist.setState({ loaded: true, failure: result.error });
    return;
  }
  const { ids, groups, inScope } = result.value;
  useChecklist.setState((store) => ({
    ids,
    groups,
    inScope,
    loaded: true,
    failure: null,
    selection: keepShown(store.selection, ids),
  }));
}

/** Changes the question and asks it. */
export function setQuery(change: Partial<Query>): void {
  const before = useChecklist.getState().query;
  const query = { ...before, ...change };
  if (sameQuery(before, query)) return;
  useChecklist.setState({ query });
  // What is typed is not remembered.
  if (!sameQuery({ ...before, find: '' }, { ...query, find: '' })) {
    const { find: _typed, ...kept } = query;
    setPref('checklist.query', kept);
  }
  void runFind();
}

/** Takes away every filter and what was typed; sorting and grouping stay. */
export function clearFilters(): void {
  const { sort, descending, group } = useChecklist.getState().query;
  setQuery({ ...defaultQuery, sort, descending, group });
}

function follow(event: LedgerEvents['changed']): void {
  rows.invalidate(event.tables.some((table) => BY_NAME.includes(table)) ? null : event.issues);
  findAfterChange();
}

/** Answers faster than this are asked after every change. */
const QUICK = 25;
const LONGEST_WAIT = 1500;
let waiting: number | null = null;
/**
 * Which rows are shown may differ after a change. In a large ledger the question waits until the changes rest, so
 * that it never stands between two ticks; the rows themselves are fresh at once.
 */
function findAfterChange(): void {
  if (waiting !== null) window.clearTimeout(waiting);
  waiting = null;
  if (took < QUICK) void runFind();
  else {
    waiting = window.setTimeout(
      () => {
        waiting = null;
        void runFind();
      },
      Math.min(LONGEST_WAIT, took * 5),
    );
  }
}
/** Tables whose change shows in rows of issues that the event need not list. */
const BY_NAME = ['persons', 'units', 'unit_names', 'settings', 'rounds'];

/** Starts the checklist once preferences are there, and follows the ledger. */
export function followChecklist(): Promise<void> {
  useChecklist.setState({ query: readQuery(usePrefs.getState().values['checklist.query']) });
  listen('changed', follow);
  listen('ledger', () => {
    rows.invalidate(null);
    void runFind();
  });
  useLedger.subscribe((store, before) => {
    if (store.node !== before.node) void runFind();
    if (store.ledger?.open?.file !== before.ledger?.open?.file) {
      rows.clear();
      useChecklist.setState({ selection: noSelection, editing: null });
      void runFind();
    }
  });
  return runFind();
}

export function setSelection(selection: Selection): void {
  useChecklist.setState({ selection });
}
export function foldGroup(key: string, fold: boolean): void {
  useChecklist.setState((store) => {
    const foldedGroups = new Set(store.foldedGroups);
    if (fold) foldedGroups.add(key);
    else foldedGroups.delete(key);
    return { foldedGroups };
  });
}
export function startEditing(id: number, column: string): void {
  useChecklist.setState({ editing: { id, column }, column });
}
export function stopEditing(): void {
  useChecklist.setState({ editing: null });
}
