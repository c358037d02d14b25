/** Which column holds which field: by its heading, by what stands beside it, and by what it holds. */
import { monthOf } from '../day.ts';
import { shiftMonth, type Month } from '../month.ts';
import { meaningsOf, ownField, type Meaning } from './columnNames.ts';
import { type ColumnField, recoveryFields } from './fields.ts';
import type { Head, Heading } from './headings.ts';
import { HeldColumns } from './heldColumns.ts';
import type { GridView } from './gridView.ts';
import { plainHeading } from './plainHeading.ts';
import { mappingOf } from './remember.ts';
import type { Chosen, ColumnHow, KnownMapping, LedgerKnown } from './types.ts';

export interface MappedColumn {
  readonly column: number;
  readonly heading: string;
  readonly field: ColumnField | null;
  readonly month: Month | null;
  readonly wan: boolean;
  readonly how: ColumnHow;
  readonly score: number;
}

export interface MapContext {
  readonly known: LedgerKnown;
  readonly chosen: Chosen;
  /** Confirmed before for this layout; null when there is none. */
  readonly mapping: KnownMapping | null;
  /** The program's own workbook: its names are certain. */
  readonly own: boolean;
  /** A whole ledger: what it says of the state is the state. */
  readonly ledger: boolean;
  /** 单位：万元 stands above the table. */
  readonly wanAbove: boolean;
}

/** Progress of several months stands in several columns; every other field in one at most. */
const MANY: ReadonlySet<ColumnField> = new Set([
  'progress',
  'state',
  'doneOn',
  'nextStep',
  'delayReason',
  'remark',
]);
const MONEY: ReadonlySet<string> = new Set([...recoveryFields, 'recoveries']);

/** All columns that have a heading or hold anything, from left to right. */
export function mapColumns(view: GridView, head: Head, ctx: MapContext): MappedColumn[] {
  const held = new HeldColumns(view, head.last);
  const byColumn = new Map(head.headings.map((heading) => [heading.column, heading]));
  const columns = view.columns
    .filter((column) => byColumn.has(column) || held.any(column))
    .map((column): Heading => byColumn.get(column) ?? { column, parts: [] });
  const fields = settleFields(columns, head, held, ctx);
  return withMonths(
    columns.map((heading): MappedColumn => {
      const text = heading.parts.join(' / ');
      const given = fields.get(heading.column);
      const field = given?.field ?? null;
      return {
        column: heading.column,
        heading: text,
        field,
        month: null,
        wan: field !== null && MONEY.has(field) && countsInWan(text, ctx.wanAbove),
        how: given?.how ?? null,
        score: given?.score ?? 0,
      };
    }),
    ctx.known,
  );
}

function countsInWan(heading: string, above: boolean): boolean {
  const unit = /[(（/:：]?\s*(?:单位\s*[:：]\s*)?(万元|万|元)\s*[)）]?/g;
  const said = [...heading.matchAll(unit)].map((m) => m[1] ?? '');
  const last = said[said.length - 1];
  return last === undefined ? above : last !== '元';
}

interface Given {
  readonly field: ColumnField | null;
  readonly how: ColumnHow;
  readonly score: number;
}

/** The clerk's own answers first, then what was confirmed before, then the best guess of each heading. */
function settleFields(
  columns: readonly Heading[],
  head: Head,
  held: HeldColumns,
  ctx: MapContext,
): Map<number, Given> {
  const given = new Map<number, Given>();
  const taken = new Set<ColumnField>();
  const give = (
    column: number,
    field: ColumnField | null,
    how: ColumnHow,
    score: number,
    months: boolean,
  ): void => {
    given.set(column, { field, how, score });
    if (field !== null && !(months && MANY.has(field))) taken.add(field);
  };
  const remembered = ctx.mapping === null ? null : mappingOf(ctx.mapping, columns);
  for (const heading of columns) {
    const { column } = heading;
    const chosen = ctx.chosen.columns?.[column];
    if (chosen !== undefined) give(column, chosen, 'chosen', 100, hasMonth(heading));
  }
  for (const heading of columns) {
    const before = remembered?.get(heading.column);
    if (before === undefined || given.has(heading.column)) continue;
    if (before === null || !taken.has(before))
      give(heading.column, before, 'remembered', 100, hasMonth(heading));
  }
  const open = columns.filter((heading) => !given.has(heading.column) && heading.parts.length > 0);
  const guesses = open
    .flatMap((heading) =>
      meanings(heading, head, held, ctx).map((meaning) => ({
        heading,
        meaning,
        any: held.any(heading.column),
      })),
    )
    .sort(
      (a, b) =>
        b.meaning.score - a.meaning.score ||
        Number(b.any) - Number(a.any) ||
        a.heading.column - b.heading.column,
    );
  for (const { heading, meaning } of guesses) {
    if (given.has(heading.column) || taken.has(meaning.field)) continue;
    const how: ColumnHow = ctx.own && meaning.how === 'exact' ? 'own' : meaning.how;
    give(heading.column, meaning.field, how, how === 'own' ? 100 : meaning.score, hasMonth(heading));
  }
  return given;
}

function hasMonth(heading: Heading): boolean {
  return heading.parts.some((part) => plainHeading(part).months.length > 0);
}

/** What the heading may mean here. */
function meanings(heading: Heading, head: Head, held: HeldColumns, ctx: MapContext): Meaning[] {
  const certain = ctx.own ? ownField(heading.parts) : null;
  if (certain !== null) return [{ field: certain, how: 'exact', score: 100 }];
  let list = meaningsOf(heading.parts).map((one) => ({ ...one }));
  const has = (field: ColumnField): boolean => named(head, heading, field);
  const move = (field: ColumnField, by: number): void => {
    for (const one of list) if (one.field === field) one.score = Math.max(1, one.score + by);
  };
  const both = (a: ColumnField, b: ColumnField): boolean =>
    list.some((one) => one.field === a) && list.some((one) => one.field === b);

  const holding = (): ReturnType<HeldColumns['of']> => held.of(heading.column);

  if (both('deadline', 'doneOn')) {
    // 完成时间 beside 整改时限, or with days of the past in some rows only or behind state and progress: when it
    // was done.
    const { days, deadlines, states, latest, filled, of } = holding();
    const later = deadlines > 0 || latest > ctx.known.today;
    if (has('deadline') && !later) move('doneOn', 6);
    else if (has('doneOn') || later || ctx.ledger) move('doneOn', -20);
    else if (days > 0 && (filled < of || states > 0 || afterProgress(head, heading))) move('doneOn', 4);
  }
  if (both('progress', 'state')) {
    const { filled, states, long } = holding();
    if (filled > 0 && states * 5 >= filled * 3) move('state', 6);
    else if (states === 0 && filled > 0 && long * 2 >= filled)
      list = list.filter((one) => one.field !== 'state');
    else move('state', -20);
  }
  if (both('issueTitle', 'delayReason')) {
    if (has('issueTitle')) list = list.filter((one) => one.field !== 'issueTitle');
    else if (afterProgress(head, heading)) move('delayReason', 6);
    else move('delayReason', -30);
  }
  if (both('issueTitle', 'issueText') && has('issueTitle')) move('issueText', 6);
  if (both('extensionReason', 'delayReason') && !has('extensionTo')) move('delayReason', 6);
  if (both('number', 'issueNumber')) {
    const { merged, gaps, dashed } = holding();
    const ofIssues = (merged > 0 || gaps) && dashed === 0;
    if (has('number') || (ofIssues && !has('issueNumber'))) move('issueNumber', 6);
  }
  if (both('unit', 'assisting')) {
    // 牵头单位 beside 责任单位: the first one answers, the others take part.
    const leads = head.headings.some(
      (one) => one !== heading && /牵头(?:单位|部门)/.test(one.parts.join('')),
    );
    if (leads && !has('assisting'))
      list = list.map((one) =>
        one.field === 'assisting' ? { ...one, score: 91, how: 'similar' } : { ...one, score: 60 },
      );
  }
  if (both('presentState', 'state') && !ctx.own && (ctx.ledger || !has('state'))) move('state', 8);
  // Many short state words under a name for progress, and nobody else says the state.
  if (list[0]?.field === 'progress' && !both('progress', 'state') && !has('state')) {
    const { filled, states } = holding();
    if (filled >= 2 && states * 5 >= filled * 4) list.unshift({ field: 'state', how: 'similar', score: 95 });
  }
  // A name for a state over long texts is progress.
  if (list[0]?.field === 'state' && !has('progress') && holding().long * 2 > holding().filled)
    list.unshift({ field: 'progress', how: 'similar', score: 80 });
  return list;
}

/** Does another heading name this field for certain? */
function named(head: Head, but: Heading, field: ColumnField): boolean {
  return head.headings.some((one) => {
    if (one === but) return false;
    const [first, second] = meaningsOf(one.parts);
    return (
      first?.field === field && (second === undefined || second.score < first.score - 4) && first.score >= 70
    );
  });
}

function afterProgress(head: Head, heading: Heading): boolean {
  return head.headings.some((one) => {
    const [first] = meaningsOf(one.parts);
    return one.column < heading.column && (first?.field === 'progress' || first?.field === 'state');
  });
}

/* ---- months ---- */

/** Columns like 3月进展 get their month; a missing year follows from feedback and from the columns before. */
function withMonths(columns: readonly MappedColumn[], known: LedgerKnown): MappedColumn[] {
  let before = null as Month | null;
  let stands = false;
  const thisMonth = monthOf(known.today);
  const first = known.feedbackOn === null ? null : monthOf(known.feedbackOn);
  const dated = columns.map((column) => {
    if (column.field === null || !MANY.has(column.field)) return column;
    const said = column.heading.split(' / ').flatMap((part) => plainHeading(part).months);
    // 2024年 over 8月: the year stands in the heading above.
    const year = /(20\d\d)\s*年/.exec(column.heading)?.[1];
    const one = said[said.length - 1];
    if (one === undefined || said.some((other) => other.month !== one.month)) return column;
    const digits = String(one.month).padStart(2, '0');
    const stated = one.year ?? (year === undefined ? null : Number(year));
    let month: Month;
    if (stated !== null) month = `${String(stated)}-${digits}`;
    else if (before !== null) {
      month = `${before.slice(0, 4)}-${digits}`;
      if (month < before) month = shiftMonth(month, 12);
    } else {
      month = `${(first ?? thisMonth).slice(0, 4)}-${digits}`;
      if (first !== null && month < first) month = shiftMonth(month, 12);
      if (first === null && month > thisMonth) month = shiftMonth(month, -12);
    }
    before = month;
    stands ||= stated !== null;
    return { ...column, month };
  });
  // 1月 to 8月 in August: months before feedback, and not those of a year to come.
  const far = !stands && before !== null && before > shiftMonth(thisMonth, AHEAD);
  return far
    ? dated.map((one) => (one.month === null ? one : { ...one, month: shiftMonth(one.month, -12) }))
    : dated;
}

/** So many months ahead somebody may plan. */
const AHEAD = 2;
