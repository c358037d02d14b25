/** Words of the ledgers of outcomes: families, what they are counted in, and how one outcome is named in a sentence. */
import type { OutcomeFamily, OutcomeRow } from '../contract/types.ts';
import { dayLabel } from '../day.ts';
import type { Day, Month } from '../day.ts';
import { formatYuan } from '../money.ts';
import { monthLabel } from '../month.ts';
import { recoveryName } from '../summary/outcomes.ts';
import { regulationWords, sanctionWords } from '../words.ts';
import type { Likeness } from './likely.ts';

export const familyWords: Readonly<Record<OutcomeFamily, string>> = {
  regulation: '建章立制',
  sanction: '问责处理',
  recovery: '收回挽回',
  clue: '问题线索',
};

/** What a family's total counts. */
export const familyUnits: Readonly<Record<OutcomeFamily, string>> = {
  regulation: '项',
  sanction: '人次',
  recovery: '元',
  clue: '件',
};

export const likenessWords: Readonly<Record<Likeness, string>> = {
  same_number: '文号相同',
  same_title: '名称相同',
  similar_title: '名称相近',
  same_amount: '金额相同',
  same_people: '方式和人数相同',
  same_day: '日期相同',
};

/** A sum as it is said: 3 项, 4 人次, 165,800.00 元. */
export function totalWords(family: OutcomeFamily, total: number): string {
  return `${family === 'recovery' ? formatYuan(total) : String(total)} ${familyUnits[family]}`;
}

/** A kind as it is said; '' for clues, which have none. */
export function kindWords(row: OutcomeRow): string {
  switch (row.family) {
    case 'regulation':
      return regulationWords[row.kind];
    case 'sanction':
      return sanctionWords[row.kind];
    case 'recovery':
      return recoveryName(row.kind);
    case 'clue':
      return '';
  }
}

/** Its day, or since when it is known. */
export function whenWords(row: { readonly on: Day | null; readonly firstMonth: Month | null }): string {
  if (row.on !== null) return dayLabel(row.on);
  return row.firstMonth === null ? '日期不明' : `${monthLabel(row.firstMonth)}报`;
}

/** One outcome in a few words. Names of people are never among them. */
export function outcomeName(row: OutcomeRow): string {
  switch (row.family) {
    case 'regulation':
      // A title with quotes of its own (《…》补充规定) is not quoted again.
      return row.title.includes('《') ? row.title : `《${row.title}》`;
    case 'sanction':
      return `${sanctionWords[row.kind]} ${row.people} 人`;
    case 'recovery':
      return `${recoveryName(row.kind)} ${formatYuan(row.fen)} 元`;
    case 'clue':
      return row.title;
  }
}
