/** Whose return it is and of which month: from tokens, from the sheet's own words, from the file's name. */
import { monthOf } from '../day.ts';
import { isMonth, monthsBetween, shiftMonth, type Month } from '../month.ts';
import { squeezed } from './cells/plainCell.ts';
import { digitsOfDates } from './plainHeading.ts';
import type { KnownUnit, LedgerKnown, Recognised, UnitHow } from './types.ts';

/** One place that may name a unit or a month, the surest first. */
export interface Witness {
  readonly how: UnitHow;
  readonly text: string;
  /** The text is the name and nothing else (填报单位：财务部), so that a short form may be told. */
  readonly whole: boolean;
}

export interface Identified<T> {
  readonly value: T | null;
  readonly how: UnitHow | null;
  readonly found: string;
  /** Nothing contradicts it and it is no mere guess. */
  readonly sure: boolean;
}

const unknown = { value: null, how: null, found: '', sure: false } as const;

/** Units that a text names in full (any name it ever had); a name inside a longer one doesn't count. */
export function unitsNamed(
  text: string,
  units: readonly KnownUnit[],
): { unit: number; found: string; at: number }[] {
  const plain = squeezed(text);
  const hits: { unit: number; found: string; at: number; end: number }[] = [];
  for (const unit of units)
    for (const name of unit.names) {
      const wanted = squeezed(name);
      if (wanted.length < 2) continue;
      for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1))
        hits.push({ unit: unit.id, found: name, at, end: at + wanted.length });
    }
  return hits
    .filter(
      (hit) =>
        !hits.some(
          (other) =>
            other.unit !== hit.unit &&
            other.at <= hit.at &&
            other.end >= hit.end &&
            other.end - other.at > hit.end - hit.at,
        ),
    )
    .sort((a, b) => a.at - b.at)
    .filter((hit, at, all) => all.findIndex((other) => other.unit === hit.unit) === at);
}

const EVERYDAY =
  /^(?:整改|工作|管理|公司|集团|部门|单位|有限|责任|股份|中心|情况|报送|反馈|巡察|巡视|办公|部|室|科|处)+$/;
/** Words of file names that are no unit's. */
const NO_NAME =
  /整改|落实|进展|情况|报送表?|报表|台账|巡察|巡视|反馈|意见|问题|月报|统计表?|汇总表?|附件|最终版?|定稿|终稿|修改稿?|新版|副本|模板|填报|上报|清单|措施|进度|销号|月份?|年度?|集中|关于|表格?$|的|版|稿/g;

/** The only unit that a short form can mean (财务部 for 财务管理部); null when none or several can. */
export function unitByShortName(text: string, units: readonly KnownUnit[]): number | null {
  const short = squeezed(text).replace(/^[(（]|[)）]$/g, '');
  if (short.length < 2 || short.length > 20 || EVERYDAY.test(short)) return null;
  const fitting = units.filter((unit) => unit.names.some((name) => isShortFor(short, squeezed(name))));
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}

/** All its characters in their order, ending alike; or a piece of the name. */
function isShortFor(short: string, name: string): boolean {
  if (name.includes(short)) return true;
  const end = short.endsWith('公司') ? '公司' : short.slice(-1);
  if (!name.endsWith(end)) return false;
  let at = 0;
  for (const c of short) {
    at = name.indexOf(c, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/**
 * @param given from the row ids or the form's mark; null when there are none
 * @param fallback heard only when nobody else says anything
 */
export function identifyUnit(
  known: LedgerKnown,
  chosen: number | undefined,
  given: number | null,
  witnesses: readonly Witness[],
  fallback: readonly Witness[],
): Identified<number> {
  const nameOf = (id: number): string => known.units.find((unit) => unit.id === id)?.name ?? '';
  if (chosen !== undefined) return { value: chosen, how: 'chosen', found: nameOf(chosen), sure: true };
  const hear = (list: readonly Witness[]) =>
    heard(
      list
        .map((witness) => ({ ...witness, units: unitsOf(witness, known.units) }))
        .filter((witness) => witness.units.length > 0),
    );
  const first = hear(witnesses);
  const told = first.length > 0 || given !== null ? first : hear(fallback).slice(0, 1);
  if (given !== null) {
    const against = told.find(
      (one) => one.how !== 'remembered' && !one.units.some((hit) => hit.unit === given),
    );
    return {
      value: given,
      how: 'ids',
      found: against?.units[0]?.found ?? nameOf(given),
      sure: against === undefined,
    };
  }
  const result = agreed(told.map(unitsSaid));
  return result.sure ? result : agreed(ofSenders(told, known).map(unitsSaid));
}

interface ToldUnits extends Witness {
  readonly units: readonly { readonly unit: number; readonly found: string }[];
}

function unitsSaid(one: ToldUnits): { how: UnitHow; values: { value: number; found: string }[] } {
  return { how: one.how, values: one.units.map((hit) => ({ value: hit.unit, found: hit.found })) };
}

/** Titles name the group, which gets no forms: where units that got forms are named too, only these are meant. */
function ofSenders<T extends ToldUnits>(told: readonly T[], known: LedgerKnown): T[] {
  const senders = new Set(known.forms.map((form) => form.unit));
  const meant = told
    .map((one) => ({ ...one, units: one.units.filter((hit) => senders.has(hit.unit)) }))
    .filter((one) => one.units.length > 0);
  return meant.length > 0 ? meant : [...told];
}

function unitsOf(witness: Witness, units: readonly KnownUnit[]): { unit: number; found: string }[] {
  const named = meantBeside(unitsNamed(witness.text, units));
  if (witness.whole) {
    const unit = named.length > 0 ? null : unitByShortName(witness.text, units);
    return unit === null ? named : [{ unit, found: witness.text }];
  }
  const found = new Map<number, string>();
  for (const token of tokensOf(
    witness.text,
    named.map((hit) => hit.found),
  )) {
    const unit = unitByShortName(token, units);
    if (unit !== null) found.set(unit, token);
  }
  const short = [...found].map(([unit, token]) => ({ unit, found: token }));
  return [...short, ...named.filter((hit) => !found.has(hit.unit))];
}

/** 某集团财务管理部: the group stands before its department, which is meant. */
function meantBeside(
  named: readonly { unit: number; found: string; at: number }[],
): { unit: number; found: string }[] {
  return named.filter((hit, at) => {
    const next = named[at + 1];
    return next?.at !== hit.at + squeezed(hit.found).length;
  });
}

/** Words of a free text that may be short forms of units' names. */
function tokensOf(text: string, named: readonly string[]): string[] {
  let rest = text.normalize('NFKC').replace(/\.[a-z]{2,5}$/i, '');
  for (const name of named) rest = rest.replaceAll(name.normalize('NFKC'), ' ');
  return rest
    .replace(NO_NAME, ' ')
    .split(/[^\p{Script=Han}]+/u)
    .filter((token) => token.length >= 2);
}

/**
 * Who is heard: a label (填报单位：…) silences the titles beside it, which often name the group as well, and of the parts
 * of a path only the innermost that says anything counts.
 */
function heard<T extends Witness>(told: readonly T[]): T[] {
  const labelled = told.some((one) => one.how === 'text' && one.whole);
  const name = told.findIndex((one) => one.how === 'name');
  return told.filter((one, at) =>
    one.how === 'name' ? at === name : one.how !== 'text' || one.whole || !labelled,
  );
}

/** What all that say anything agree on; else the first one's word, not sure. */
function agreed<T>(
  told: readonly { how: UnitHow; values: readonly { value: T; found: string }[] }[],
): Identified<T> {
  const [first] = told;
  const guess = first?.values[0];
  if (first === undefined || guess === undefined) return unknown;
  const common = first.values.filter(({ value }) =>
    told.every((one) => one.values.some((other) => other.value === value)),
  );
  const [only] = common;
  if (only !== undefined && common.length === 1)
    return { value: only.value, how: first.how, found: only.found, sure: true };
  // A witness that names several decides nothing by itself; a later one that names one of them does.
  const clear = told.find((one) => one.values.length === 1);
  const best = clear?.values[0] ?? guess;
  return { value: best.value, how: (clear ?? first).how, found: best.found, sure: false };
}

/* ---- months ---- */

const STATED =
  /(?<!\d)(20\d\d)\s*(?:年\s*|[-./_]\s?)(1[0-2]|0?[1-9])(?!\d)(?:\s*月份?)?(\s*(?:[-./]\s?)?\d{1,2}(?:日|(?!\d)))?/g;
const JOINED = /(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?!\d)/g;
const BARE = /(?<![\d年.\-/])(1[0-2]|0?[1-9])\s*月份?(?!\s*\d{1,2}\s*[日号])/g;
const UNTIL = /(?:截至|截止|截止到|截至到)\s*(?:(20\d\d)年)?(1[0-2]|0?[1-9])月(\d{1,2})日/g;

interface NamedMonth {
  readonly month: Month;
  readonly found: string;
  readonly sure: boolean;
  /** It may be the month of the inspection itself (2024年3月巡察反馈…). */
  readonly ofInspection: boolean;
}

const INSPECTION = /^\s*(?:[省市县区]委|集团|党委|第.{1,2}轮|专项|常规|对.{0,10})*(?:巡察|巡视|反馈)/;

/** Months that a text names. Days are no months, but what stands 截至 the end of a month is said of it. */
function monthsNamed(text: string, known: LedgerKnown): NamedMonth[] {
  const plain = digitsOfDates(text.slice(0, 300).normalize('NFKC'));
  const found: NamedMonth[] = [];
  const add = (
    year: string | undefined,
    month: string | undefined,
    m: RegExpExecArray,
    sure = true,
  ): void => {
    const [words] = m;
    const ofInspection = INSPECTION.test(m.input.slice(m.index + words.length, m.index + words.length + 24));
    const digits = String(Number(month)).padStart(2, '0');
    const dated = year === undefined ? undated(digits, known) : { month: `${year}-${digits}`, sure: true };
    if (isMonth(dated.month) && !found.some((one) => one.month === dated.month))
      found.push({ month: dated.month, found: words.trim(), sure: sure && dated.sure, ofInspection });
  };
  for (const m of plain.matchAll(UNTIL)) add(m[1], m[2], m, Number(m[3]) >= 20);
  const rest = plain.replace(UNTIL, ' ');
  for (const m of rest.matchAll(STATED)) if (m[3] === undefined) add(m[1], m[2], m);
  for (const m of rest.matchAll(JOINED)) add(m[1], m[2], m);
  for (const m of rest.replace(STATED, ' ').matchAll(BARE)) add(undefined, m[1], m);
  return found;
}

/** The last such month up to now, but not before feedback; sure when it lies within half a year. */
function undated(digits: string, known: LedgerKnown): { month: Month; sure: boolean } {
  const now = monthOf(known.today);
  let month = `${now.slice(0, 4)}-${digits}`;
  if (month > now) month = shiftMonth(month, -12);
  const early = known.feedbackOn !== null && month < monthOf(known.feedbackOn);
  return { month, sure: !early && monthsBetween(month, now) <= 6 };
}

/** @param given from the row ids or the form's mark; null when there are none */
export function identifyMonth(
  known: LedgerKnown,
  chosen: Month | undefined,
  given: Month | null,
  witnesses: readonly Witness[],
): Identified<Month> {
  if (chosen !== undefined) return { value: chosen, how: 'chosen', found: chosen, sure: true };
  const named = heard(
    witnesses
      .map((witness) => ({ ...witness, months: monthsNamed(witness.text, known) }))
      .filter((witness) => witness.months.length > 0),
  );
  // 2024年3月巡察…8月报送: the month of the inspection counts only when no other is named at all.
  const reported = named
    .map((one) => ({ ...one, months: one.months.filter((hit) => !hit.ofInspection) }))
    .filter((one) => one.months.length > 0);
  const told = reported.length > 0 ? reported : named;
  if (given !== null) {
    const against = told.find((one) => !one.months.some((hit) => hit.month === given));
    return {
      value: given,
      how: 'ids',
      found: against?.months[0]?.found ?? given,
      sure: against === undefined,
    };
  }
  const result = agreed(
    told.map((one) => ({
      how: one.how,
      values: one.months.map((hit) => ({ value: hit.month, found: hit.found })),
    })),
  );
  if (result.value === null) return result;
  const stated = told.some((one) => one.months.some((hit) => hit.month === result.value && hit.sure));
  // Nobody reports for a month that has not come.
  return { ...result, sure: result.sure && stated && result.value <= monthOf(known.today) };
}

/** As the recognised file says it. */
export function unitSaid(found: Identified<number>): Recognised['unit'] {
  return { id: found.value, how: found.how, found: found.found };
}

export function monthSaid(found: Identified<Month>): Recognised['month'] {
  return { month: found.value, how: found.how, found: found.found };
}
