/** One import from file to ledger: its step, the reading, the mended tree with its own undo, what is selected. */
import { create } from 'zustand';
import type { Args, Reply } from '../../../shared/contract/index.ts';
import { countNodes } from '../../../shared/notice/count.ts';
import type { NoticeCounts, NoticeNode } from '../../../shared/notice/types.ts';
import type { Failure } from '../../../shared/result.ts';
import { call, listen } from '../../door.ts';
import type { Job } from '../../store/jobs.ts';
import { above, nodeAtLine, nodeOf } from './flatten.ts';

export type Reading = Reply<'notice.reading'>;
export type Step = 'choose' | 'reading' | 'preview' | 'target' | 'done';

interface Mended {
  readonly nodes: readonly NoticeNode[];
  readonly selected: string | null;
}

export interface NoticeSession {
  readonly step: Step;
  readonly job: Job | null;
  readonly jobId: string | null;
  readonly failure: Failure | null;
  readonly found: Reading | null;
  /** The tree as it stands now; `past` and `future` are what stood before and after it. */
  readonly nodes: readonly NoticeNode[];
  readonly counted: NoticeCounts;
  readonly past: readonly Mended[];
  readonly future: readonly Mended[];
  readonly selected: string | null;
  /** Line of the source that is marked; null when none is. */
  readonly line: number | null;
  readonly closed: ReadonlySet<string>;
  /** Place in the filtered list of warnings; −1 when none is chosen. */
  readonly warning: number;
  /** Code of the warnings shown; null shows all. */
  readonly filter: string | null;
  readonly committing: boolean;
  readonly result: Reply<'notice.commit'> | null;
}

const none: NoticeCounts = { aspects: 0, headings: 0, subheadings: 0, issues: 0, measures: 0 };
const blank: NoticeSession = {
  step: 'choose',
  job: null,
  jobId: null,
  failure: null,
  found: null,
  nodes: [],
  counted: none,
  past: [],
  future: [],
  selected: null,
  line: null,
  closed: new Set(),
  warning: -1,
  filter: null,
  committing: false,
  result: null,
};

export const useNotice = create<NoticeSession>(() => blank);
const { getState: get, setState: set } = useNotice;

/** How far undo reaches inside the preview. A tree shares all that did not change, so a step costs little. */
const PAST = 500;

export function resetNotice(): void {
  const { step, jobId } = get();
  if (step === 'reading' && jobId !== null) void call('job.cancel', { id: jobId });
  set(blank, true);
}

/** Starts reading a file or pasted text and follows the job to its end. */
export async function readNotice(source: Args<'notice.read'>): Promise<void> {
  resetNotice();
  set({ step: 'reading' });
  const started = await call('notice.read', source);
  if (!started.ok) return refuse(started.error);
  const id = started.value.job;
  set({ jobId: id });
  const off = listen('job', (job) => {
    if (job.id === id) take(job);
  });
  let ended = false;
  function take(job: Job): void {
    if (ended || get().jobId !== id) return;
    set({ job });
    if (job.status === 'running') return;
    ended = true;
    off();
    void finish(job);
  }
  // The job may have ended before anybody listened.
  const now = await call('job.state', { id });
  if (now.ok) take(now.value);
  else if (!ended) refuse(now.error);
}

async function finish(job: Job): Promise<void> {
  if (job.status === 'cancelled') {
    set({ ...blank }, true);
    return;
  }
  if (job.status === 'failed')
    return refuse(job.error === null ? { code: 'job_failed' } : failureOfJob(job.error));
  const reading = await call('notice.reading', { job: job.id });
  if (get().jobId !== job.id) return;
  if (!reading.ok) return refuse(reading.error);
  const { nodes } = reading.value.reading;
  set({
    step: 'preview',
    found: reading.value,
    nodes,
    counted: countNodes(nodes),
    selected: nodes[0]?.key ?? null,
    line: nodes[0]?.line ?? null,
    failure: null,
  });
}

function failureOfJob(error: NonNullable<Job['error']>): Failure {
  return error.detail === undefined ? { code: error.code } : { code: error.code, detail: error.detail };
}

function refuse(failure: Failure): void {
  set({ ...blank, failure }, true);
}

export function cancelReading(): void {
  const { jobId } = get();
  if (jobId !== null) void call('job.cancel', { id: jobId });
}

/** Whether mended work would be lost by closing. */
export function isMended(session: NoticeSession = get()): boolean {
  return (session.step === 'preview' || session.step === 'target') && session.past.length > 0;
}

/**
 * Puts a changed tree in place, as one step of the preview's own undo.
 * @param select node to select afterwards, the same one unless said
 * @returns false when the change could not be made there (shared/notice/edit.ts answers the same tree)
 */
export function mend(
  change: (nodes: readonly NoticeNode[]) => readonly NoticeNode[],
  select?: string,
): boolean {
  const { nodes, past, selected } = get();
  const next = change(nodes);
  if (next === nodes) return false;
  set({
    nodes: next,
    counted: countNodes(next),
    past: [...past, { nodes, selected }].slice(-PAST),
    future: [],
    ...marked(next, select ?? selected),
  });
  return true;
}

/** A selected node and its line in the text; the mark stays where it is when the node is no longer there. */
function marked(
  nodes: readonly NoticeNode[],
  selected: string | null,
): Pick<NoticeSession, 'selected' | 'line'> {
  return { selected, line: nodeOf(nodes, selected)?.line ?? get().line };
}

export function undoMend(): void {
  const { nodes, selected, past, future } = get();
  const before = past.at(-1);
  if (before === undefined) return;
  set({
    nodes: before.nodes,
    ...marked(before.nodes, before.selected),
    counted: countNodes(before.nodes),
    past: past.slice(0, -1),
    future: [{ nodes, selected }, ...future],
  });
}

export function redoMend(): void {
  const { nodes, selected, past, future } = get();
  const [next, ...rest] = future;
  if (next === undefined) return;
  set({
    nodes: next.nodes,
    ...marked(next.nodes, next.selected),
    counted: countNodes(next.nodes),
    past: [...past, { nodes, selected }],
    future: rest,
  });
}

/** Selects a node; its line is marked in the text and everything above it is opened. */
export function selectNode(key: string, line?: number): void {
  const { nodes, closed } = get();
  const hidden = above(nodes, key).filter((each) => closed.has(each));
  const open = hidden.length === 0 ? closed : new Set([...closed].filter((each) => !hidden.includes(each)));
  set({ selected: key, closed: open, ...(line === undefined ? {} : { line }) });
}

/** Marks a line of the text and selects the node to which it belongs. */
export function selectLine(line: number): void {
  const key = nodeAtLine(get().nodes, line);
  set({ line });
  if (key !== null) selectNode(key, line);
}

export function toggle(key: string, open: boolean): void {
  const closed = new Set(get().closed);
  if (open) closed.delete(key);
  else closed.add(key);
  set({ closed });
}

export function goTo(step: 'choose' | 'preview' | 'target'): void {
  set({ step, failure: null });
}

/** Writes the tree into the ledger as one batch. */
export async function commitNotice(month: string, target: Args<'notice.commit'>['target']): Promise<void> {
  const { jobId, nodes, committing } = get();
  if (jobId === null || committing) return;
  set({ committing: true, failure: null });
  const result = await call('notice.commit', { job: jobId, nodes: [...nodes], month, target });
  if (result.ok) set({ step: 'done', result: result.value, committing: false, past: [], future: [] });
  else set({ failure: result.error, committing: false });
}
