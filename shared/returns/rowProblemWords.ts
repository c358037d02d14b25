/** What is expected of a row that waits for the clerk, in the words of a listed problem. */
import type { RowProblem } from './types.ts';

export const rowExpected: Readonly<Record<RowProblem, string>> = {
  measure_twice: '每条整改措施只占一行',
  measure_not_of_unit: '本单位负责或配合的整改措施',
  several_candidates: '能够确定对应哪一条整改措施',
  no_match: '台账中已有的整改措施',
  measure_withdrawn: '未撤销的整改措施',
  left_out: '不导入此行',
};

/** Expected of a column or cell that the unit may only read. */
export const lockedExpected = (sent: string): string => (sent === '' ? '此处不填' : `保持原内容：${sent}`);
