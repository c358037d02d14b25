/** What a blank is filled with in a month: the summary's figures and the lines behind them, put into its columns. */
import type { AnnexRow, BlankLayout, IssueLine, MeasureLine, Summary } from '../contract/types.ts';
import { formatRate } from '../counting.ts';
import { dayLabel } from '../day.ts';
import type { Day } from '../day.ts';
import { issueStates, regulationKinds, sanctionKinds } from '../lists.ts';
import { monthLabel } from '../month.ts';
import { deadlineWords } from '../summary/lines.ts';
import { lampWords, stateWords } from '../summary/phrases.ts';
import { demandWords, issueStateWords } from '../words.ts';

export type BlankValue = string | number;

export interface BlankContent {
  /** By row, in the order of the layout's columns. */
  readonly rows: readonly (readonly BlankValue[])[];
  /** In the order of the layout's single cells. */
  readonly cells: readonly BlankValue[];
}

export interface BlankFacts {
  readonly summary: Summary;
  /** All issues and measures of the day, in reading order. */
  readonly issues: readonly IssueLine[];
  readonly measures: readonly MeasureLine[];
  readonly today: Day;
}

type Values = Readonly<{ [code: string]: BlankValue }>;

/** Values of a layout. A field that is none of its kind stays empty. */
export function blankContent(layout: BlankLayout, facts: BlankFacts): BlankContent {
  const records = recordsOf(layout, facts);
  const single = { ...figures(facts), rowCount: records.length };
  return {
    rows: records.map((record, at) =>
      layout.columns.map(({ field }) => (field === 'index' ? at + 1 : own(record, field))),
    ),
    cells: layout.cells.map(({ field }) => own(single, field)),
  };
}

function own(record: Values, code: string): BlankValue {
  return Object.hasOwn(record, code) ? (record[code] ?? '') : '';
}

function recordsOf({ rows, columns }: BlankLayout, facts: BlankFacts): Values[] {
  const s = facts.summary;
  // Who answers for measures alone stands in a blank only if it asks about measures.
  const asks = columns.some(({ field }) => measureFigures.has(field));
  const measuresOf = (groups: Summary['measuresByUnit']) => ({ groups, asks });
  switch (rows) {
    case 'none':
      return [];
    case 'issues':
      return issueRecords(facts);
    case 'measures':
      return measureRecords(facts);
    case 'aspects':
      return groupRecords(s.byAspect, measuresOf(s.measuresByAspect));
    case 'units':
      return groupRecords(s.issuesByUnit, measuresOf(s.measuresByUnit));
    case 'leads':
      return groupRecords(s.issuesByLead, measuresOf(s.measuresByLead));
  }
}

function issueRecords({ issues, measures, summary }: BlankFacts): Values[] {
  const byIssue = groupBy(measures, (line) => line.issueId);
  const told = groupBy(summary.annex, (row) => row.issueId);
  return issues.map((issue) => {
    const lines = byIssue.get(issue.id) ?? [];
    const rows = told.get(issue.id) ?? [];
    const complete = lines.filter((line) => line.state === 'done' || line.established);
    return {
      place: issue.place,
      aspect: issue.aspect,
      title: issue.title,
      lead: issue.lead?.name ?? '',
      unit: issue.unit?.name ?? '',
      state: issueStateWords[issue.state],
      closed: issue.state === 'closed' ? '是' : '否',
      closedOn: dayOr(issue.state === 'closed' ? issue.closedOn : null),
      measures: lines.length,
      measuresComplete: complete.length,
      measuresText: listed(lines.map((line) => line.title)),
      deadline: lastDeadline(lines),
      progress: listed(rows.map((row) => row.progress)),
      delayReason: listed(lines.map((line) => line.delayReason)),
      nextStep: listed(lines.map((line) => line.nextStep)),
    };
  });
}

function measureRecords({ measures, issues, summary }: BlankFacts): Values[] {
  const aspects = new Map(issues.map((issue) => [issue.id, issue.aspect]));
  const told = new Map<number, AnnexRow>();
  for (const row of summary.annex) if (row.measureId !== null) told.set(row.measureId, row);
  return measures.map((line) => {
    const row = told.get(line.id);
    return {
      issuePlace: line.issuePlace,
      aspect: aspects.get(line.issueId) ?? '',
      issueTitle: line.issueTitle,
      number: line.number,
      title: line.title,
      lead: line.lead?.name ?? '',
      unit: line.unit?.name ?? '',
      demand: row?.demand == null ? '' : demandWords[row.demand],
      deadline: deadlineWords(line.deadlineRaw, line.dueOn),
      state: stateWords(line.state, line.established),
      timeliness: lampWords(line.lamp),
      doneOn: dayOr(line.doneOn),
      daysLate: line.daysLate,
      progress: row?.progress ?? '',
      delayReason: line.delayReason,
      nextStep: line.nextStep,
    };
  });
}

/** Figures of groups that speak of measures. */
const measureFigures = new Set(['measures', 'measuresComplete', 'newlyDone', 'overdue', 'near', 'lagging']);

function groupRecords(
  issues: Summary['byAspect'],
  measures: { readonly groups: Summary['measuresByAspect']; readonly asks: boolean },
): Values[] {
  const others = new Map(measures.groups.map((group) => [group.id, group]));
  const names = [...issues.map(({ id, name }) => ({ id, name }))];
  for (const { id, name } of measures.asks ? measures.groups : [])
    if (!issues.some((group) => group.id === id)) names.push({ id, name });
  const byId = new Map(issues.map((group) => [group.id, group]));
  return names.map(({ id, name }) => {
    const group = byId.get(id);
    const other = others.get(id);
    return {
      name,
      issues: group?.issues.value ?? 0,
      closed: group?.closed.value ?? 0,
      open: group?.open.value ?? 0,
      newlyClosed: group?.newlyClosed.value ?? 0,
      rate: formatRate(group?.rateBp ?? null),
      measures: other?.measures.value ?? 0,
      measuresComplete: other?.complete.value ?? 0,
      newlyDone: other?.newlyDone.value ?? 0,
      overdue: other?.overdue.value ?? 0,
      near: other?.near.value ?? 0,
      lagging: other?.lagging.value ?? 0,
    };
  });
}

function figures({ summary: s, today }: BlankFacts): Values {
  const o = s.overall;
  const { outcomes, clues } = s;
  return {
    organisation: s.round.organisation,
    roundTitle: s.round.title,
    month: monthLabel(s.month),
    asOf: dayLabel(s.asOf),
    today: dayLabel(today),
    aspects: o.aspects.value,
    issues: o.issues.value,
    closed: o.closed.value,
    open: o.open.value,
    rate: formatRate(o.rateBp),
    newlyClosed: o.newlyClosed.value,
    gone: o.gone.value,
    ...zeros('issues', issueStates),
    ...Object.fromEntries(o.byState.map(({ state, figure }) => [`issues:${state}`, figure.value])),
    measures: o.measures.value,
    measuresDone: o.measuresDone.value,
    measuresEstablished: o.measuresEstablished.value,
    measuresComplete: o.measuresComplete.value,
    newlyDone: o.newlyDone.value,
    overdue: o.overdue.value,
    lagging: o.lagging.value,
    dueNext: o.dueNext.value,
    regulations: outcomes.regulationsTotal.value,
    ...zeros('regulations', regulationKinds),
    ...Object.fromEntries(
      outcomes.regulations.map(({ kind, figure }) => [`regulations:${kind}`, figure.value]),
    ),
    sanctions: outcomes.sanctionsTotal.value,
    ...zeros('sanctions', sanctionKinds),
    ...Object.fromEntries(outcomes.sanctions.map(({ kind, figure }) => [`sanctions:${kind}`, figure.value])),
    // Whole fen: two and six places are exact.
    recoveries: outcomes.recoveriesTotal.value / 100,
    recoveriesWan: outcomes.recoveriesTotal.value / 1_000_000,
    cluesReceived: clues.received.value,
    cluesConcluded: clues.concluded.value,
    clueRate: formatRate(clues.rateBp),
  };
}

/** A kind that never occurred is none, not unknown. */
function zeros(family: string, kinds: readonly string[]): Values {
  return Object.fromEntries(kinds.map((kind) => [`${family}:${kind}`, 0]));
}

/** One text as it is, several numbered, each on its own line. */
function listed(texts: readonly string[]): string {
  const said = texts.filter((text) => text !== '');
  return said.length < 2 ? (said[0] ?? '') : said.map((text, i) => `${i + 1}.${text}`).join('\n');
}

/** The last day of an issue's measures, or the words of those that have none. */
function lastDeadline(lines: readonly MeasureLine[]): string {
  const days = lines.flatMap((line) => line.dueOn ?? []).sort();
  const last = days.at(-1);
  return last === undefined
    ? (lines.find((line) => line.deadlineRaw !== '')?.deadlineRaw ?? '')
    : dayLabel(last);
}

const dayOr = (day: Day | null): string => (day === null ? '' : dayLabel(day));

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const list = groups.get(keyOf(row));
    if (list === undefined) groups.set(keyOf(row), [row]);
    else list.push(row);
  }
  return groups;
}
