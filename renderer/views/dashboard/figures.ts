/** The large figures on top, each against last month, in words that need no colour. */
import type { Dashboard, Figure } from '../../../shared/contract/types.ts';
import { formatRate } from '../../../shared/counting.ts';
import { nearOf } from './plots.ts';

export interface LargeFigure {
  readonly name: string;
  readonly text: string;
  /** Key of its rows; null: a rate, which has none of its own. */
  readonly key: string | null;
  /** Against the base: '比上月 ▲ 3', '与上月持平'. */
  readonly change: string;
  readonly tone: 'plain' | 'alert' | 'amber';
}

export function largeFigures(board: Dashboard): LargeFigure[] {
  const { overall } = board.summary;
  const { before } = board;
  const counted = (
    name: string,
    now: Figure,
    then: number,
    tone: LargeFigure['tone'] = 'plain',
  ): LargeFigure => ({
    name,
    text: String(now.value),
    key: now.key,
    change: changeWords(now.value - then),
    tone: now.value === 0 ? 'plain' : tone,
  });
  const { rateBp, baseRateBp } = overall;
  return [
    counted('问题', overall.issues, before.issues.value),
    counted('已销号', overall.closed, overall.baseClosed.value),
    {
      name: '销号率',
      text: formatRate(rateBp),
      key: null,
      change: rateBp === null || baseRateBp === null ? '上月没有问题' : rateWords(rateBp - baseRateBp),
      tone: 'plain',
    },
    counted('未销号', overall.open, before.issues.value - overall.baseClosed.value),
    counted('超期措施', overall.overdue, before.overdue.value, 'alert'),
    counted('临期措施', nearOf(board), before.near.value, 'amber'),
    counted('滞后措施', overall.lagging, before.lagging.value, 'amber'),
  ];
}

export function changeWords(difference: number): string {
  if (difference === 0) return '与上月持平';
  return difference > 0 ? `比上月 ▲ 多 ${difference}` : `比上月 ▼ 少 ${-difference}`;
}

function rateWords(difference: number): string {
  if (difference === 0) return '与上月持平';
  const points = (Math.abs(difference) / 100).toFixed(2);
  return `比上月 ${difference > 0 ? '▲' : '▼'} ${points} 百分点`;
}
