/** Cells that the lists and the ledger table share. */
import { marker } from '../summary/names.ts';
import { stateWords } from '../summary/phrases.ts';
import { evidenceMissingWord, issueStateWords, lagWord, timelinessWords, unassignedWord } from '../words.ts';
import { timelinessOf } from '../timeliness.ts';
import type { HeadingFact } from '../summary/facts.ts';
import type { IssueRow, LedgerRows, MeasureRow } from './ledgerRows.ts';
import { head, type Line, runsOf, shortDay, stacked } from './tables.ts';

/** 已销号 with its day; one that came in so says it. */
export function issueStateSaid({ state, closedOn, imported }: IssueRow): string {
  return stacked(imported ? `${issueStateWords[state]}（导入）` : issueStateWords[state], shortDay(closedOn));
}

/** 已完成 with its day, 整改中 with what is wrong about its time. */
export function measureStateSaid(row: MeasureRow): string {
  const state = stateWords(row.state, row.established);
  if (row.complete) return stacked(state, shortDay(row.finishedOn));
  return stacked(state, lateSaid(row));
}

/** 超期12天, 临期, 滞后; '' where nothing is wrong. */
export function lateSaid(row: MeasureRow): string {
  const kind = timelinessOf(row.lamp);
  const late =
    kind === 'overdue'
      ? `${timelinessWords.overdue}${row.daysLate}天`
      : kind === 'due_soon'
        ? timelinessWords.due_soon
        : '';
  return stacked(late, row.lagging ? lagWord : '').replace('\n', '、');
}

/** The deadline's own words with the day, and that it was put off. */
export const deadlineInFull = (row: MeasureRow): string => stacked(row.deadline.words, row.deadline.extended);

export const deadlineCell = (row: MeasureRow): string => stacked(row.deadline.first, row.deadline.extended);

export const nameOr = (named: { readonly name: string } | null): string =>
  named === null || named.name === '' ? unassignedWord : named.name;

/** A measure's number in the whole ledger: 一（二）3 above 一是. */
export const measurePlace = (issue: IssueRow, row: MeasureRow | null): string =>
  stacked(issue.number, row?.number ?? '');

/** So many titles stand in a cell. */
const TITLES = 3;

/** Titles of evidence; the reason for none; 缺佐证 where a complete measure has neither. */
export function evidenceSaid({ evidence, noEvidenceReason, state }: MeasureRow): string {
  if (evidence.length > 0) {
    const shown = evidence.slice(0, TITLES).map(({ title }) => title);
    return stacked(...shown, evidence.length > TITLES ? `等${evidence.length}份` : '');
  }
  if (noEvidenceReason !== '') return `无（${noEvidenceReason}）`;
  return state === 'done' ? evidenceMissingWord : '';
}

export const noMeasures = '尚未制定整改措施。';

/** What stands above a run of issues of one aspect: 一、党的领导方面（10个问题）. */
export function aspectHead(aspect: HeadingFact | null, issues: number, measures?: number): string {
  const counted = `${issues}个问题${measures === undefined ? '' : `、${measures}条措施`}`;
  return aspect === null ? `未列入方面的问题（${counted}）` : `${numberedTitle(aspect)}（${counted}）`;
}

/** 一、党的领导方面; a number without a mark of its own stands apart. */
export function numberedTitle({
  number,
  title,
}: {
  readonly number: string;
  readonly title: string;
}): string {
  const bare = marker(number);
  return bare === number && /[0-9A-Za-z]$/.test(bare) ? `${bare} ${title}` : `${number}${title}`;
}

/** Issues of one aspect after the other, each run below its head; no heads where there are no aspects. */
export function byAspect<R>(
  issues: readonly IssueRow[],
  rowsOf: (issues: readonly IssueRow[]) => readonly Line<R>[],
  counted: (issues: readonly IssueRow[]) => number | undefined = () => undefined,
): Line<R>[] {
  if (issues.every(({ place }) => place.aspect === null)) return [...rowsOf(issues)];
  return runsOf(issues, ({ place }) => place.aspect).flatMap(({ key, rows }) => [
    head(aspectHead(key, rows.length, counted(rows))),
    ...rowsOf(rows),
  ]);
}

export const measuresIn = (issues: readonly IssueRow[]): number =>
  issues.reduce((sum, { measures }) => sum + measures.length, 0);

/** 注：本清单共28个问题、93条措施。 What was withdrawn is said and not listed. */
export function countNote(what: string, { issues, withdrawn }: LedgerRows): string {
  const gone = [
    withdrawn.issues === 0 ? '' : `${withdrawn.issues}个问题`,
    withdrawn.measures === 0 ? '' : `${withdrawn.measures}条措施`,
  ].filter((part) => part !== '');
  return `注：本${what}共${issues.length}个问题、${measuresIn(issues)}条措施。${
    gone.length === 0 ? '' : `另有经批准撤销的${gone.join('、')}，不再列入。`
  }`;
}

/** What the clerk should look at before a list goes out. */
export function rowNotes({ issues }: LedgerRows): string[] {
  const bare = issues.filter(({ measures, state }) => measures.length === 0 && state !== 'closed');
  return bare.length === 0
    ? []
    : [
        `有${bare.length}个问题还没有整改措施：${bare.map(({ number, title }) => number || title).join('、')}。`,
      ];
}
