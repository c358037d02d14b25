/** Which day the leader looks at, kept while the window is open: the next start is today again. */
import { create } from 'zustand';
import type { DashboardQuery } from '../../../shared/contract/types.ts';
import { addMonths, lastDayOfMonth } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';

interface Looking {
  /** Null: today. */
  readonly day: Day | null;
  /** UTC ISO; null: by all that is known now. */
  readonly knownAt: string | null;
}

export const useLooking = create<Looking>(() => ({ day: null, knownAt: null }));

export function lookAt(day: Day | null): void {
  const today = useLedger.getState().ledger?.today ?? '';
  useLooking.setState({ day: day !== null && day < today ? day : null });
}

/** The end of a month before or after: that is what months are compared by. */
export function stepDay(day: Day, by: -1 | 1): Day {
  return lastDayOfMonth(addMonths(`${day.slice(0, 8)}01`, by));
}

export function stepLook(by: -1 | 1): void {
  lookAt(stepDay(useLooking.getState().day ?? useLedger.getState().ledger?.today ?? '', by));
}

export function lookAsKnown(knownAt: string | null): void {
  useLooking.setState({ knownAt });
}

export function backToNow(): void {
  useLooking.setState({ day: null, knownAt: null });
}

/** The question for what is looked at. */
export function queryOf({ day, knownAt }: Looking): DashboardQuery {
  return { ...(day === null ? {} : { asOf: day }), ...(knownAt === null ? {} : { knownAt }) };
}

function paperNow() {
  const { day, knownAt } = useLooking.getState();
  const asOf = day ?? useLedger.getState().ledger?.today ?? '';
  return { paper: 'dashboard' as const, asOf, knownAt };
}

/** Puts the dashboard on paper as it is looked at; says what came of it. */
export async function printDashboard(): Promise<void> {
  const answer = await call('paper.printPaper', paperNow());
  if (!answer.ok) notifyFailure(answer.error);
  else if (answer.value.outcome === 'queued') notifyInfo('已送往打印机');
}

export async function saveDashboard(): Promise<void> {
  const answer = await call('paper.savePaper', paperNow());
  if (!answer.ok) notifyFailure(answer.error);
  else if (answer.value.file !== null) notifySuccess(`已保存“${answer.value.file}”`);
}
