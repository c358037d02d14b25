/** One column of the file for several of ours: regulations of both kinds, sanctions of all kinds, money of all kinds. */
import { readMoney } from '../../money.ts';
import { NUMERAL_CHARACTERS } from '../../numerals.ts';
import { type AnswerField, type MixedField, sanctionFields } from '../fields.ts';
import { shownOf, type Plain } from '../grid.ts';
import type { AnswerContext } from './answer.ts';
import { AMOUNT, countOf, ofFen, wholePeople } from './figures.ts';
import { findRegulations, type RegulationKind } from './lists.ts';
import {
  doubtful,
  numberOf,
  saysNothing,
  saysSame,
  squeezed,
  understood,
  type Reading,
} from './plainCell.ts';

export interface MixedReading extends Reading {
  readonly field: AnswerField;
}

/** Reads a cell of a mixed column into one reading for each field it speaks of; [] when it says that there is nothing. */
export function readMixed(field: MixedField, plain: Plain | undefined, ctx: AnswerContext): MixedReading[] {
  if (plain === undefined || numberOf(plain) === 0) return [];
  const first = firstOf[field];
  if (typeof plain === 'object' && 'error' in plain) return [{ field: first, ...doubtful('cell_error') }];
  if (typeof plain === 'string' && saysNothing(plain)) return [];
  if (typeof plain === 'string' && saysSame(plain)) return [{ field: first, ...doubtful('same_as_above') }];
  const text = shownOf(plain);
  if (text.length > 4000 || (field !== 'regulations' && /\d[^\S\n]+\d/.test(text)))
    return [{ field: first, ...doubtful('left_over') }];
  if (field === 'regulations') return regulations(plain, text);
  return field === 'sanctions' ? sanctions(plain, text) : recoveries(plain, text, ctx);
}

/** Where a problem goes that belongs to no kind. */
const firstOf: Readonly<Record<MixedField, AnswerField>> = {
  regulations: 'regulationsNew',
  sanctions: 'sanction_talk_reminder',
  recoveries: 'recovery_returned',
};

/* ---- regulations ---- */

function regulations(plain: Plain, text: string): MixedReading[] {
  if (numberOf(plain) !== null || /^(?:共)?\d{1,3}[项个部份件]?(?:制度)?$/.test(squeezed(text)))
    return /^0[项个部份件]?$/.test(squeezed(text))
      ? []
      : [{ field: 'regulationsNew', ...doubtful('regulation_count_only') }];
  const { found, rest } = findRegulations(text);
  const of = (kind: RegulationKind): string =>
    [...new Set(found.filter((one) => one.kind === kind).map((one) => one.line))].join('\n');
  const [made, revised, open] = [of('new'), of('revised'), of(null)];
  if (found.length === 0) return [{ field: 'regulationsNew', ...doubtful('regulation_not_understood') }];
  const readings: MixedReading[] = [];
  if (made !== '') readings.push({ field: 'regulationsNew', ...understood(made) });
  if (revised !== '') readings.push({ field: 'regulationsRevised', ...understood(revised) });
  if (open !== '') return settle(readings, 'regulation_kind_missing', 'regulationsNew', joined(made, open));
  return rest === ''
    ? readings
    : settle(readings, 'regulation_with_more', made === '' ? 'regulationsRevised' : 'regulationsNew');
}

function joined(...lines: readonly string[]): string {
  return [...new Set(lines.flatMap((line) => line.split('\n')))].filter((line) => line !== '').join('\n');
}

/** Makes the reading of a field (or a new one) wait, so that what the cell says besides is looked at. */
function settle(
  readings: readonly MixedReading[],
  code:
    | 'regulation_kind_missing'
    | 'regulation_with_more'
    | 'left_over'
    | 'sanction_kind_missing'
    | 'recovery_kind_missing',
  field: AnswerField,
  proposed?: string | null,
): MixedReading[] {
  const own = readings.find((one) => one.field === field);
  const waits: MixedReading = {
    field,
    ...doubtful(code, proposed ?? own?.value ?? own?.problem?.proposed ?? null),
  };
  return own === undefined ? [...readings, waits] : readings.map((one) => (one === own ? waits : one));
}

/* ---- sanctions ---- */

const kindsOfSanction: readonly (readonly [AnswerField, string])[] = [
  ['sanction_talk_reminder', '谈话提醒|提醒谈话|约谈提醒|约谈'],
  ['sanction_education_reminder', '教育提醒|提醒教育'],
  ['sanction_criticism', '批评教育'],
  ['sanction_admonishment', '诫勉谈话|诫勉'],
  [
    'sanction_party_discipline',
    '党纪(?:政务)?处分|党内(?:警告|严重警告|处分)(?:处分)?|开除党籍(?:处分)?|留党察看(?:处分)?|撤销党内职务(?:处分)?|党纪',
  ],
  [
    'sanction_administrative_discipline',
    '政务处分|政纪处分|行政处分|政务(?:警告|记过|记大过|降级|撤职|开除)(?:处分)?|(?:行政)?(?:记过|记大过)(?:处分)?',
  ],
  ['sanction_organisational', '组织处理|组织调整|免职|调离(?:岗位)?'],
  ['sanction_judicial', '移送司法(?:机关)?|移交司法(?:机关)?'],
];
const COUNT = `(\\d{1,6}|[${NUMERAL_CHARACTERS}]{1,6})(?:人次|人|名|位|次|例|个)?`;
const WHO = '(?:干部|人员|员工|党员|责任人)';
const AFTER = kindsOfSanction.map(
  ([field, words]) =>
    [field, new RegExp(`(?:${words})(?:人数|处理)?(?:[:：共计了给予对]|[（(])*${COUNT}[)）]?`, 'g')] as const,
);
const BEFORE = kindsOfSanction.map(
  ([field, words]) =>
    [
      field,
      new RegExp(
        // 对2人进行谈话提醒, 2人受到批评教育; 给予1人诫勉.
        `(?:(?:对|给予|予以|共)*${COUNT}${WHO}?(?:进行|给予|予以|作出|被|受到)了?|(?:给予|予以)${COUNT}${WHO}?)(?:${words})`,
        'g',
      ),
    ] as const,
);
const SANCTION_FILLER =
  /^(?:本月|累计|共计|共|已|其中|对|给予|予以|进行|了|的|及|和|并|开展|实施|问责|追责|处理|相关|责任人员?|干部|人员|人次|合计|等|[\d一二三四五六七八九十两人名位次]|[:：,，、。.;；/\s()（）-])*$/u;

function sanctions(plain: Plain, text: string): MixedReading[] {
  const shown = squeezed(text);
  if (numberOf(plain) !== null || new RegExp(`^(?:共)?${COUNT}$`).test(shown))
    return shown.startsWith('0')
      ? []
      : [{ field: 'sanction_talk_reminder', ...doubtful('sanction_kind_missing', plainCount(shown)) }];
  let rest = shown;
  const sums = new Map<AnswerField, { readonly people: number; readonly times: number }>();
  for (const patterns of [BEFORE, AFTER])
    for (const [field, pattern] of patterns)
      rest = rest.replace(pattern, (whole: string, count: string | undefined, other: unknown) => {
        const people = countOf(count ?? (typeof other === 'string' ? other : ''));
        if (people === null) return whole;
        const before = sums.get(field);
        sums.set(field, { people: (before?.people ?? 0) + people, times: (before?.times ?? 0) + 1 });
        return '';
      });
  const readings = [...sums].map(([field, sum]): MixedReading => ({
    field,
    ...(sum.times > 1 ? doubtful('several_figures', String(sum.people)) : wholePeople(sum.people)),
  }));
  if (SANCTION_FILLER.test(rest) && readings.length > 0 && !/其中/.test(shown)) return readings;
  const free = sanctionFields.find((field) => !sums.has(field)) ?? 'sanction_talk_reminder';
  if (readings.length === 0)
    return [{ field: kindNamed(shown) ?? 'sanction_talk_reminder', ...doubtful('sanction_kind_missing') }];
  return settle(readings, 'left_over', kindNamed(rest) ?? free);
}

/** The kind that a text names without a number (批评教育若干人). */
function kindNamed(text: string): AnswerField | null {
  return kindsOfSanction.find(([, words]) => new RegExp(words).test(text))?.[0] ?? null;
}

function plainCount(text: string): string | null {
  const count = countOf(/^(?:共)?(\d{1,6})/.exec(text)?.[1] ?? '');
  return count === null ? null : String(count);
}

/* ---- money ---- */

const RETURNED = /收回|清退|追回|退缴|追缴|上缴|收缴|退还|退回|退赔|退款/;
const RECOVERED = /挽回|避免|挽损/;
const OTHER = /其他|节约|罚款|扣减|扣罚/;

function recoveries(plain: Plain, text: string, ctx: AnswerContext): MixedReading[] {
  const unit = ctx.wan ? 'wan' : 'yuan';
  const shown = squeezed(text);
  const whole = readMoney(shown, unit);
  if (numberOf(plain) !== null || whole.ok) {
    const bare = numberOf(plain) === null ? whole : readMoney(String(numberOf(plain)), unit);
    if (bare.ok && bare.value.fen === 0) return [];
    return [
      {
        field: 'recovery_returned',
        ...doubtful('recovery_kind_missing', bare.ok ? String(bare.value.fen) : null),
      },
    ];
  }
  const sums = new Map<AnswerField, { fen: number; times: number; approximate: boolean }>();
  let open = false;
  let from = 0;
  let last: AnswerField | null = null;
  for (const m of shown.matchAll(AMOUNT)) {
    const words = shown.slice(from, m.index);
    from = m.index + m[0].length;
    const field: AnswerField | null = kindOfMoney(words) ?? (/[;；。]/.test(words) ? null : last);
    const money = readMoney(m[0], unit);
    if (field === null || !money.ok) {
      open = true;
      continue;
    }
    last = field;
    const before = sums.get(field);
    sums.set(field, {
      fen: (before?.fen ?? 0) + money.value.fen,
      times: (before?.times ?? 0) + 1,
      approximate: (before?.approximate ?? false) || money.value.approximate,
    });
  }
  const readings = [...sums].map(([field, sum]): MixedReading => {
    if (sum.approximate) return { field, ...doubtful('money_approximate', String(sum.fen)) };
    if (sum.times > 1) return { field, ...doubtful('several_figures', String(sum.fen)) };
    return { field, ...ofFen(sum.fen) };
  });
  if (readings.length === 0)
    return [
      { field: 'recovery_returned', ...doubtful(open ? 'recovery_kind_missing' : 'money_not_understood') },
    ];
  if (open || /其中|\d/.test(shown.slice(from)) || shown.includes('其中')) {
    const first = readings[0]?.field ?? 'recovery_returned';
    return settle(readings, 'left_over', first);
  }
  return readings;
}

/** The last kind that the words before an amount name. */
function kindOfMoney(words: string): AnswerField | null {
  const places = (
    [
      ['recovery_returned', RETURNED],
      ['recovery_loss_recovered', RECOVERED],
      ['recovery_other', OTHER],
    ] as const
  ).map(([field, pattern]) => ({ field, at: words.search(pattern) }));
  const said = places.filter((one) => one.at >= 0);
  // 收回其他款项 is still 收回: 其他 counts only alone.
  const clear = said.length > 1 ? said.filter((one) => one.field !== 'recovery_other') : said;
  return clear.length === 1 ? (clear[0]?.field ?? null) : null;
}
