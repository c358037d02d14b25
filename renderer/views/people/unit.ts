/** A unit as the list shows it. */
import type { Reply } from '../../../shared/contract/index.ts';

export type Unit = Reply<'unit.list'>['units'][number];

export const unitKindWords: Readonly<Record<Unit['kind'], string>> = {
  department: '部门',
  subsidiary: '下属单位',
};
