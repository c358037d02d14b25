/** Stated beside counted totals of a reading, its warnings by line, and what the text says of its month. Pure. */
import type { NoticeCounts, NoticeWarningCode, StatedTotals } from '../../../shared/notice/types.ts';
import { isMonth, previousMonth } from '../../../shared/month.ts';
import type { Month } from '../../../shared/month.ts';
import { monthOf } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';

export interface Total {
  readonly label: string;
  readonly unit: string;
  readonly stated: number | null;
  /** Null for what an import does not count: it closes no issue. */
  readonly counted: number | null;
  readonly differs: boolean;
}

function total(label: string, unit: string, stated: number | null, counted: number | null): Total {
  return {
    label,
    unit,
    stated,
    counted,
    differs: stated !== null && counted !== null && stated !== counted,
  };
}

export function totalsOf(stated: StatedTotals, counted: NoticeCounts): Total[] {
  return [
    total('方面', '个', stated.aspects, counted.aspects),
    total('子类', '个', null, counted.subheadings),
    total('问题', '个', stated.issues, counted.issues),
    total('整改措施', '条', stated.measures, counted.measures),
    total('已完成', '个', stated.closed, null),
    total('进行中', '个', stated.open, null),
  ];
}

/** `文件所载 93 条，读出 92 条` */
export function totalSentence({ stated, counted, unit }: Total): string {
  if (counted === null) return stated === null ? '文件未写明' : `文件所载 ${stated} ${unit}`;
  if (stated === null) return `读出 ${counted} ${unit}`;
  return `文件所载 ${stated} ${unit}，读出 ${counted} ${unit}`;
}

export const warningWords: Readonly<Record<NoticeWarningCode, string>> = {
  repeated_number: '编号重复',
  skipped_number: '编号跳号',
  lost_characters: '疑似丢字',
  orphan_item: '不在任何问题之下',
  long_title: '标题过长',
  empty_title: '标题为空',
  stated_differs: '与文件所载总数不符',
  issue_without_measures: '没有措施',
  unmarked_measure: '措施没有编号',
  progress_unassigned: '进展没有分到措施',
  section_dropped: '章节没有读入',
  wrapper_dropped: '总标题没有读入',
  row_skipped: '表格行没有读入',
};

export function warningWord(code: string): string {
  return Object.hasOwn(warningWords, code) ? warningWords[code as NoticeWarningCode] : code;
}

/** How often each kind of warning stands in the list, the most frequent first. */
export function warningKinds(warnings: readonly { readonly code: string }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { code } of warnings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Place of the next (or previous) warning after a place in the list, around its end; −1 when there is none. */
export function nextWarning(count: number, at: number, step: 1 | -1): number {
  if (count === 0) return -1;
  if (at < 0) return step === 1 ? 0 : count - 1;
  return (at + step + count) % count;
}

const UNTIL = /截[至止]\s*(?:目前\s*[（(]?\s*)?(\d{4})\s*年\s*(\d{1,2})\s*月/g;
const FULL_WIDTH = /[０-９]/g;

/**
 * The month for which progress is entered unless the clerk says otherwise: the last one up to which the text says to
 * report (截至2024年8月…), if it has begun by today; else the month before today's.
 */
export function proposedMonth(lines: readonly string[], today: Day): { month: Month; fromText: boolean } {
  const now = monthOf(today);
  let month: Month | null = null;
  for (const line of lines) {
    if (!line.includes('截')) continue;
    const plain = line.replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
    for (const [, year, number] of plain.matchAll(UNTIL)) {
      const found = `${year ?? ''}-${(number ?? '').padStart(2, '0')}`;
      if (isMonth(found) && found <= now && (month === null || found > month)) month = found;
    }
  }
  return month === null ? { month: previousMonth(now), fromText: false } : { month, fromText: true };
}
