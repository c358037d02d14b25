/** A small ledger in which issues are closed: one round, two aspects, five issues of one to three measures. */
import {
  addHeadingByHand,
  addIssueByHand,
  addMeasureByHand,
  addPerson,
  addUnit,
  createRound,
  editIssues,
  editMeasures,
  failureOf,
  type Ledger,
  type WriteDb,
} from '../../db/index.ts';
import { takeStep } from '../../db/closing.ts';
import { setMeasureState, setNoEvidence } from '../../db/index.ts';
import type { ClosingStep } from '../../shared/lists.ts';
import type { Failure } from '../../shared/result.ts';
import { newLedger, write } from './makeLedger.ts';

export interface ClosingLedger {
  readonly ledger: Ledger;
  readonly round: number;
  readonly issues: readonly number[];
  /** Measures by issue. */
  readonly measures: Readonly<Record<number, readonly number[]>>;
}

const MEASURES = [2, 1, 3, 1, 2];

export function closingLedger(): ClosingLedger {
  const ledger = newLedger();
  return write(ledger, (db) => {
    const round = createRound(db, {
      ...{ title: '第一轮', organisation: '示例集团', inspectedBy: '巡察一组' },
      ...{ feedbackOn: '2024-03-01', months: 6 },
    });
    const leads = ['示例一', '示例二'].map((name) =>
      addPerson(db, { name, post: '', leader: true, unitId: null }),
    );
    const units = ['办公室', '财务部'].map((name) => addUnit(db, name, 'department'));
    const first = addHeadingByHand(db, null, '一、', '政治建设方面');
    const second = addHeadingByHand(db, addHeadingByHand(db, null, '二、', '从严治党方面'), '（一）', '监督');
    const measures: Record<number, number[]> = {};
    const issues = MEASURES.map((count, index) => {
      const id = addIssueByHand(db, index < 3 ? first : second, {
        number: `${index + 1}.`,
        title: `问题${'甲乙丙丁戊'.charAt(index)}`,
      });
      if (index % 2 === 0) editIssues(db, [id], { leadId: leads[index % 4 === 0 ? 0 : 1] ?? null });
      if (index < 4) editIssues(db, [id], { unitId: units[index % 2] ?? null });
      measures[id] = Array.from({ length: count }, (_, at) =>
        addMeasureByHand(
          db,
          id,
          null,
          { title: `措施${'甲乙丙丁戊'.charAt(index)}${at + 1}`, deadline: '2024-07-31' },
          { reason: '', body: '', on: '2024-03-01' },
        ),
      );
      return id;
    });
    // One measure lasts.
    editMeasures(db, [measures[issues[2] ?? 0]?.[0] ?? 0], { demand: 'ongoing' });
    return { ledger, round, issues, measures };
  });
}

export const actOn = (on: string) => ({ actor: '示例一', on, opinion: '同意' });

/** Completes an issue's measures on a day, with a reason for no evidence. */
export function finish(db: WriteDb, measures: readonly number[], on: string): void {
  setMeasureState(db, measures, { state: 'done', on });
  setNoEvidence(db, measures, '会议形成口头意见');
}

/** Takes so many steps, each on the next of the days (the last one for all that follow). */
export function takeThrough(
  db: WriteDb,
  issue: number,
  steps: readonly ClosingStep[],
  days: readonly string[],
): void {
  steps.forEach((step, index) => takeStep(db, issue, step, actOn(days[index] ?? days.at(-1) ?? '')));
}

/** The refusal that a body ends with; null when it ends well. */
export function refusalOf(body: () => unknown): Failure | null {
  try {
    body();
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    return failure;
  }
  return null;
}
