import type { PaperChart } from '../../../shared/contract/types.ts';

/** Above a picture of figures. */
export const chartTitle = ({ title, unit }: PaperChart): string => `${title}（单位：${unit}）`;
