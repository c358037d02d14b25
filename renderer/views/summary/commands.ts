/** Commands of the monthly summary, and of moving by months on the screens that have one, there from the start so that menu and palette reach them from any screen. */
import type { Command } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { printDashboard, stepLook } from '../dashboard/state.ts';
import { openPapersDialog } from '../papers/state.ts';
import { openWall } from '../plan/state.ts';
import { chooseReturnsMonth, returnsMonth } from '../returns/state.ts';
import { openMatters } from './matterState.ts';
import { chooseMonth, rememberedMonth, shownMonth, step } from './month.ts';
import { put } from './print.ts';
import type { Output } from './print.ts';
import { openReleases } from './releaseState.ts';

const opened = (): boolean => useLedger.getState().ledger?.open != null;
const writable = (): boolean => useLedger.getState().ledger?.open?.readOnly === false;
const byMonth = (): boolean =>
  opened() && ['summary', 'papers', 'returns', 'dashboard'].includes(useLedger.getState().view);

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
  if (view === 'summary' || view === 'papers') {
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
    words: '月报 看板 挂图 文书 预览',
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
      if (useLedger.getState().view === 'papers') openPapersDialog('print');
      else await out('print')();
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
    id: 'paper.saveDocx',
    title: '月报存为 Word…',
    group: '文件',
    words: 'docx 文档 导出 另存为',
    when: opened,
    run: out('docx'),
  },
  {
    id: 'release.make',
    title: '印发月报…',
    group: '文件',
    words: '更正版 冻结 定稿',
    when: writable,
    run: () => openReleases({ kind: 'make' }),
  },
  {
    id: 'release.list',
    title: '已印发的月报',
    group: '转到',
    words: '更正版 历史',
    when: opened,
    run: () => openReleases({ kind: 'list' }),
  },
  {
    id: 'matters.open',
    title: '提请研究事项…',
    group: '转到',
    words: '党委会 研究 决定 落实',
    when: opened,
    run: openMatters,
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
