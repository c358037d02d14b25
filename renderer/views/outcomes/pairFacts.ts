/** What is compared of two outcomes that look alike: the first line names it, the others stand beside each other. */
import type { OutcomeRow } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import { kindWords, outcomeName, whenWords } from '../../../shared/outcomes/words.ts';
import { sourceWord } from './words.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export function pairFacts(row: OutcomeRow): Fact[] {
  return [
    { label: '名称', value: outcomeName(row) },
    ...ownFacts(row),
    { label: '问题', value: row.issue === null ? '' : `${row.issue.place}　${row.issue.title}` },
    { label: '措施', value: row.measure === null ? '' : `${row.measure.number}${row.measure.title}` },
    { label: '责任单位', value: row.unit?.name ?? '' },
    { label: '备注', value: row.note },
    { label: '来源', value: row.batch === null ? '手工登记' : `${sourceWord(row)}（批次 ${row.batch.id}）` },
  ];
}

function ownFacts(row: OutcomeRow): Fact[] {
  const on = { label: '日期', value: whenWords(row) };
  switch (row.family) {
    case 'regulation':
      return [{ label: '类别', value: kindWords(row) }, { label: '文号', value: row.number }, on];
    case 'sanction':
      return [on, { label: '姓名', value: row.hasNames ? '已登记（不在此显示）' : '' }];
    case 'recovery':
      return [on];
    case 'clue':
      return [
        { label: '收到', value: whenWords(row) },
        { label: '办结', value: row.concludedOn === null ? '' : dayLabel(row.concludedOn) },
        { label: '结果', value: row.result },
      ];
  }
}
