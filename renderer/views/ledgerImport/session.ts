/** The import of an old ledger while its dialog is open: which file, what was read, what is being written. */
import { create } from 'zustand';
import type { Args, Reply } from '../../../shared/contract/index.ts';
import type { LedgerPreview } from '../../../shared/contract/types.ts';
import type { Failure } from '../../../shared/result.ts';
import { call } from '../../door.ts';
import type { Answers, RecognisedShape } from '../review/mapping.ts';
import { chosenOf, isMoved } from '../review/mapping.ts';
import { followReturn } from '../returns/follow.ts';

export interface LedgerImportSession {
  readonly step: 'choose' | 'reading' | 'columns' | 'target' | 'done';
  readonly job: string | null;
  readonly found: LedgerPreview | null;
  /** What the clerk has said and not yet had read. */
  readonly answers: Answers;
  /** All he has said so far, which later answers stand beside. */
  readonly said: Args<'ledgerImport.map'>['chosen'];
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly result: Reply<'ledgerImport.commit'> | null;
}

const blank: LedgerImportSession = {
  step: 'choose',
  job: null,
  found: null,
  answers: {},
  said: {},
  busy: false,
  failure: null,
  result: null,
};

export const useLedgerImport = create<LedgerImportSession>(() => blank);
const { getState: get, setState: set } = useLedgerImport;

/** Forgets all; a reading under way is cancelled. */
export function resetLedgerImport(): void {
  const { step, job } = get();
  if (step === 'reading' && job !== null) void call('job.cancel', { id: job });
  set(blank, true);
}

export async function readLedgerFile(token: string): Promise<void> {
  set({ ...blank, step: 'reading' }, true);
  const started = await call('ledgerImport.read', { file: token });
  if (!started.ok) {
    set({ ...blank, failure: started.error }, true);
    return;
  }
  const { job } = started.value;
  set({ job });
  const ended = await followReturn(job);
  if (get().job !== job) return;
  const found = ended.ok ? await call('ledgerImport.preview', { job }) : ended;
  if (get().job !== job) return;
  if (!found.ok) {
    const { error } = found;
    set({ ...blank, failure: error.code === 'cancelled' ? null : error }, true);
    return;
  }
  set({ step: 'columns', found: found.value, failure: null });
}

export function answer(answers: Answers): void {
  set({ answers, failure: null });
}

/** Reads the file again by what the clerk said. */
export async function readByAnswers(recognised: RecognisedShape): Promise<void> {
  const { job, answers, said, busy } = get();
  if (job === null || busy) return;
  // Another sheet or other headings: what was said of the columns before belongs to those that were there.
  const before = isMoved(recognised, answers) ? {} : said.columns;
  const columns = { ...before, ...answers.columns };
  const chosen = {
    ...chosenOf(recognised, answers),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
  };
  set({ busy: true, failure: null });
  const found = await call('ledgerImport.map', { job, chosen });
  if (get().job !== job) return;
  if (found.ok) set({ found: found.value, said: chosen, answers: {}, busy: false });
  else set({ failure: found.error, busy: false });
}

export function goTo(step: 'columns' | 'target'): void {
  set({ step, failure: null });
}

export async function writeLedger(
  month: string,
  target: Args<'ledgerImport.commit'>['target'],
): Promise<void> {
  const { job, busy } = get();
  if (job === null || busy) return;
  set({ busy: true, failure: null });
  const result = await call('ledgerImport.commit', { job, month, target });
  if (result.ok) set({ step: 'done', result: result.value, busy: false });
  else set({ failure: result.error, busy: false });
}
