/** Commands of the plan that are there from the start, so that the palette reaches them from any screen. */
import type { Command } from '../../commands/registry.ts';
import { useLedger } from '../../store/ledger.ts';
import { openWall } from './state.ts';

export const planCommands: readonly Command[] = [
  {
    id: 'plan.wall',
    title: '挂图作战…',
    group: '文件',
    words: '倒排工期 甘特图 A3 打印',
    inText: true,
    when: () => useLedger.getState().ledger?.open != null,
    run: openWall,
  },
];
