/** Commands of the monthly summary, and of moving by months on the screens that have one, there from the start so that menu and palette reach them from any screen. */
import type { Command } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { showView, useLedger } from '../../store/ledger.ts';
import { printDashboard, stepLook } from '../dashboard/state.ts';
import { openWall } from '../plan/state.ts';
import { chooseReturnsMonth, returnsMonth } from '../returns/state.ts';
import { chooseMonth, rememberedMonth, shownMonth, step } from './month.ts';
import { put } from './print.ts';
import type { Output } from './print.ts';

const opened = (): boolean => useLedger.getState().ledger?.open != null;
const byMonth = (): boolean =>
  opened() && ['summary', 'returns', 'dashboard'].includes(useLedger.getState().view);

async function month(): Promise<string> {
  const remembered = rememberedMonth();
  if (remembered !== null) return remembered;
  const answer = await call('summary.months', {});
  return shownMonth(null, answer.ok ? answer.value.latest : null);
}

const out = (output: Output) => async (): Promise<void> => {
  await put(output, await month());
};

const move = (by: -1 | 1) => async (): Promise<void> => {
  const { view, ledger } = useLedger.getState();
  if (view === 'summary') {
    chooseMonth(step(await month(), by));
    return;
  }
  if (view === 'dashboard') {
    stepLook(by);
    return;
  }
  const next = step(returnsMonth(), by);
  // Nothing is reported for a month that has not come.
  if (next <= (ledger?.today ?? '')) chooseReturnsMonth(next);
};

export const summaryCommands: readonly Command[] = [
  {
    id: 'paper.print',
    title: '打印…',
    group: '文件',
    keys: ['Ctrl+P'],
    words: '月报 看板 挂图',
    inText: true,
    when: opened,
    run: async () => {
      if (useLedger.getState().view === 'dashboard') {
        await printDashboard();
        return;
      }
      if (useLedger.getState().view === 'plan') {
        openWall();
        return;
      }
      showView('summary');
      await out('print')();
    },
  },
  { id: 'paper.savePdf', title: '月报存为 PDF…', group: '文件', when: opened, run: out('pdf') },
  {
    id: 'paper.saveXlsx',
    title: '月报存为 Excel…',
    group: '文件',
    words: 'xlsx 工作簿 表格 导出 另存为',
    when: opened,
    run: out('xlsx'),
  },
  {
    id: 'month.previous',
    title: '上一个月',
    group: '转到',
    keys: ['Alt+PageUp'],
    when: byMonth,
    run: move(-1),
  },
  {
    id: 'month.next',
    title: '下一个月',
    group: '转到',
    keys: ['Alt+PageDown'],
    when: byMonth,
    run: move(1),
  },
];
