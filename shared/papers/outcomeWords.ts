/**
 * Outcomes in words, as they had come about by a day, each once under the row it counts for. Names in sanctions and
 * remarks on them are not among the facts: they stand on no paper.
 */
import { type Day, dayLabel, type Month } from '../day.ts';
import type { RegulationKind, SanctionKind } from '../lists.ts';
import { formatYuan } from '../money.ts';
import { countedOutcomes } from '../outcomes/totals.ts';
import { recoveryName } from '../summary/outcomes.ts';
import { regulationWords, sanctionWords } from '../words.ts';

interface Common {
  readonly id: number;
  readonly issueId: number | null;
  readonly measureId: number | null;
  /** Its own day. */
  readonly on: Day | null;
  readonly reportedMonth: Month | null;
  readonly duplicateOf: number | null;
}

export type OutcomeFact = Common &
  (
    | {
        readonly family: 'regulation';
        readonly kind: RegulationKind;
        readonly title: string;
        readonly number: string;
      }
    | { readonly family: 'sanction'; readonly kind: SanctionKind; readonly people: number }
    | { readonly family: 'recovery'; readonly kind: string; readonly fen: number }
    | { readonly family: 'clue'; readonly title: string; readonly concludedOn: Day | null }
  );

const families = ['regulation', 'sanction', 'recovery', 'clue'] as const;

export interface OutcomesSaid {
  /** Of the issue as a whole: what belongs to one of its measures is not among them. */
  ofIssue(id: number): readonly string[];
  ofMeasure(id: number): readonly string[];
}

export function outcomeWords(outcomes: readonly OutcomeFact[], day: Day): OutcomesSaid {
  const issues = new Map<number, string[]>();
  const measures = new Map<number, string[]>();
  for (const outcome of countedBy(outcomes, day)) {
    if (outcome.measureId !== null) add(measures, outcome.measureId, outcomeWord(outcome, day));
    else if (outcome.issueId !== null) add(issues, outcome.issueId, outcomeWord(outcome, day));
  }
  return { ofIssue: (id) => issues.get(id) ?? [], ofMeasure: (id) => measures.get(id) ?? [] };
}

/** Distinct ones that had come about by the day, family by family. */
export function countedBy(outcomes: readonly OutcomeFact[], day: Day): OutcomeFact[] {
  return families.flatMap((family) =>
    countedOutcomes(
      outcomes.filter((outcome) => outcome.family === family),
      day,
    ),
  );
}

/** 修订《采购管理办法》（示发〔2024〕3号）, 批评教育2人, 收回清退违规资金1,000.00元, 问题线索：…（已办结）. */
export function outcomeWord(outcome: OutcomeFact, day: Day): string {
  switch (outcome.family) {
    case 'regulation':
      return `${regulationWords[outcome.kind]}${quoted(outcome.title)}${outcome.number === '' ? '' : `（${outcome.number}）`}`;
    case 'sanction':
      return `${sanctionWords[outcome.kind]}${outcome.people}人`;
    case 'recovery':
      return `${recoveryName(outcome.kind)}${formatYuan(outcome.fen)}元`;
    case 'clue': {
      const done = outcome.concludedOn !== null && outcome.concludedOn <= day;
      return `问题线索：${outcome.title}（${done ? '已办结' : '办理中'}）`;
    }
  }
}

/** Its day in words, else the month in which it was first reported. */
export function outcomeDay({ on, reportedMonth }: OutcomeFact): string {
  if (on !== null) return dayLabel(on);
  if (reportedMonth === null) return '';
  const [year, month] = reportedMonth.split('-').map(Number);
  return `${year}年${month}月报送`;
}

function quoted(title: string): string {
  return title.includes('《') ? title : `《${title}》`;
}

function add(map: Map<number, string[]>, key: number, value: string): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}
