/** A round's stated totals beside the counted ones, line by line. */
import { formatYuan } from '../../../shared/money.ts';
import { sanctionWords } from '../../../shared/words.ts';
import type { Round } from '../../../shared/contract/types.ts';

export interface TotalsLine {
  readonly label: string;
  /** As the papers state it; null where they say nothing. */
  readonly stated: string | null;
  /** As counted in the ledger; null where this screen counts nothing of the kind (the monthly summary does). */
  readonly counted: string | null;
  readonly differs: boolean;
}

export const statedSourceWords: Readonly<Record<Round['statedSource'], string>> = {
  notice: '取自导入的文件',
  typed: '人工登记',
  none: '文件未写明',
  unknown: '尚未登记',
};

function line(label: string, stated: number | null, counted: number | null, unit: string): TotalsLine {
  return {
    label,
    stated: stated === null ? null : `${stated} ${unit}`,
    counted: counted === null ? null : `${counted} ${unit}`,
    differs: stated !== null && counted !== null && stated !== counted,
  };
}

export function totalsLines(round: Pick<Round, 'stated' | 'counted'>): TotalsLine[] {
  const { stated, counted } = round;
  const lines = [
    line('方面', stated.aspects, counted.aspects, '个'),
    line('子类', null, counted.subheadings, '个'),
    line('问题', stated.issues, counted.issues, '个'),
    line('整改措施', stated.measures, counted.measures, '条'),
    line('已完成整改（已销号）的问题', stated.closed, counted.issuesClosed, '个'),
    line('正在整改的问题', stated.open, counted.issues - counted.issuesClosed, '个'),
    line('已完成的措施', null, counted.measuresDone, '条'),
    line('已建立长效机制的措施', null, counted.measuresEstablished, '条'),
  ];
  const only: [string, number | null, string][] = [
    ['移交问题线索', stated.cluesReceived, '件'],
    ['办结问题线索', stated.cluesConcluded, '件'],
    ['新制定制度', stated.regulationsNew, '项'],
    ['修订制度', stated.regulationsRevised, '项'],
  ];
  for (const [label, value, unit] of only) if (value !== null) lines.push(line(label, value, null, unit));
  for (const each of stated.sanctions) lines.push(line(sanctionWords[each.kind], each.people, null, '人'));
  for (const each of stated.recoveries) {
    lines.push({ label: each.kind, stated: `${formatYuan(each.fen)} 元`, counted: null, differs: false });
  }
  return lines;
}
