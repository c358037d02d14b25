/** Commands of the whole window: screens, undo and redo, finding, zoom, help. Menu entries send the same ids. */
import { notifyFailure, notifyInfo, notifySuccess } from '../app/notify.ts';
import { useOverlay } from '../app/overlay.ts';
import { setZoom, zoomNow } from '../app/zoom.ts';
import { call } from '../door.ts';
import { jobEnd } from '../store/jobEnd.ts';
import { roomNow, useDrawers } from '../store/layout.ts';
import { canWrite, openLedgerImport, openNotice, showView, useLedger } from '../store/ledger.ts';
import { asFlag, pref, setPref } from '../store/prefs.ts';
import { focusFind, focusGrid } from '../views/ledger/checklist/cursor.ts';
import { wordStep } from '../../shared/stepWords.ts';
import type { Command } from './registry.ts';

const opened = (): boolean => useLedger.getState().ledger?.open != null;

/** Undoes the last step and says which it was. */
async function undo(): Promise<void> {
  const open = useLedger.getState().ledger?.open;
  if (open == null) return;
  if (open.undo === null) {
    if (open.undoStop === null) notifyInfo('没有可撤销的操作');
    else notifyFailure({ code: open.undoStop });
    return;
  }
  const result = await call('history.undo', {});
  if (!result.ok) notifyFailure(result.error);
  else
    notifySuccess(
      `已撤销：${wordStep(result.value.step)}`,
      { title: '恢复', run: () => void redo() },
      'undo',
    );
}
async function redo(): Promise<void> {
  if (!opened()) return;
  const result = await call('history.redo', {});
  if (!result.ok) notifyFailure(result.error);
  else
    notifySuccess(
      `已恢复：${wordStep(result.value.step)}`,
      { title: '撤销', run: () => void undo() },
      'undo',
    );
}

function togglePane(pane: 'tree' | 'detail'): void {
  showView('ledger');
  const room = roomNow();
  // Where a pane has no room of its own it is a drawer, which opens and closes without being remembered.
  if (room === 'narrow' || (room === 'medium' && pane === 'detail')) {
    useDrawers.setState((open) => ({ [pane]: !open[pane] }));
  } else setPref(`pane.${pane}.shown`, !pref(`pane.${pane}.shown`, asFlag, true));
}

/** Moves a ledger to a folder that the clerk picks. */
async function moveFolder(): Promise<void> {
  const picked = await call('ledger.pickFolder', {});
  if (!picked.ok) {
    notifyFailure(picked.error);
    return;
  }
  const { folder } = picked.value;
  if (folder === null) return;
  if (folder.holdsLedger) {
    const other = await call('ledger.open', { folder: folder.token });
    if (other.ok) notifySuccess(`已打开“${folder.path}”中的台账`);
    else notifyFailure(other.error);
    return;
  }
  const started = await call('ledger.move', { folder: folder.token });
  const ended = started.ok ? await jobEnd(started.value.job) : started;
  if (ended.ok) notifySuccess(`台账已复制到“${folder.path}”，从现在起使用新的位置`);
  else if (ended.error.code === 'cancelled')
    notifyInfo('已取消更换存放位置', '台账仍在原处使用，新文件夹里没有留下内容。');
  else notifyFailure(ended.error);
}

export const windowCommands: readonly Command[] = [
  {
    id: 'notice.import',
    title: '导入通报或方案…',
    group: '文件',
    keys: ['Ctrl+O'],
    inText: true,
    when: () => canWrite(),
    run: () => openNotice(),
  },
  {
    id: 'ledgerImport.open',
    title: '导入原有台账…',
    group: '文件',
    words: '旧台账 Excel 表格 首次建账',
    inText: true,
    when: () => canWrite(),
    run: () => openLedgerImport(),
  },
  { id: 'ledger.moveFolder', title: '更换台账存放位置…', group: '文件', when: opened, run: moveFolder },
  {
    id: 'ledger.reveal',
    title: '打开台账所在文件夹',
    group: '文件',
    when: opened,
    run: async () => {
      const result = await call('ledger.reveal', {});
      if (!result.ok) notifyFailure(result.error);
    },
  },

  { id: 'history.undo', title: '撤销', group: '编辑', keys: ['Ctrl+Z'], when: () => canWrite(), run: undo },
  {
    id: 'history.redo',
    title: '恢复',
    group: '编辑',
    keys: ['Ctrl+Y', 'Ctrl+Shift+Z'],
    words: '重做',
    when: () => canWrite(),
    run: redo,
  },
  {
    id: 'edit.find',
    title: '查找措施',
    group: '编辑',
    keys: ['Ctrl+F'],
    words: '搜索 筛选',
    inText: true,
    when: opened,
    run: () => {
      showView('ledger');
      window.setTimeout(focusFind);
    },
  },
  {
    id: 'palette.open',
    title: '命令面板',
    group: '查看',
    keys: ['Ctrl+K', 'Ctrl+Shift+P'],
    inText: true,
    hidden: true,
    run: () => useOverlay.setState({ shown: 'palette' }),
  },

  {
    id: 'view.ledger',
    title: '整改台账',
    group: '转到',
    keys: ['Ctrl+1'],
    inText: true,
    when: opened,
    run: () => showView('ledger'),
  },
  {
    id: 'view.summary',
    title: '月报',
    group: '转到',
    keys: ['Ctrl+2'],
    inText: true,
    when: opened,
    run: () => showView('summary'),
  },
  {
    id: 'view.rounds',
    title: '轮次与时间轴',
    group: '转到',
    keys: ['Ctrl+3'],
    inText: true,
    when: opened,
    run: () => showView('rounds'),
  },
  {
    id: 'view.people',
    title: '单位与人员',
    group: '转到',
    keys: ['Ctrl+4'],
    inText: true,
    when: opened,
    run: () => showView('people'),
  },
  {
    id: 'view.history',
    title: '操作记录',
    group: '转到',
    keys: ['Ctrl+5'],
    inText: true,
    when: opened,
    run: () => showView('history'),
  },
  {
    id: 'view.returns',
    title: '报送',
    group: '转到',
    keys: ['Ctrl+6'],
    words: '谁未报送 报送表 导入批次 催报 督办',
    inText: true,
    when: opened,
    run: () => showView('returns'),
  },
  {
    id: 'view.closing',
    title: '销号办理',
    group: '转到',
    keys: ['Ctrl+7'],
    words: '申请 审核 复核 审定 退回 重启 回头看',
    inText: true,
    when: opened,
    run: () => showView('closing'),
  },
  {
    id: 'view.plan',
    title: '整改工期',
    group: '转到',
    keys: ['Ctrl+8'],
    words: '期限 甘特图 日历 挂图作战 倒排工期 到期 延期',
    inText: true,
    when: opened,
    run: () => showView('plan'),
  },
  {
    id: 'view.outcomes',
    title: '整改成效',
    group: '转到',
    keys: ['Ctrl+9'],
    words: '建章立制 问责 收回 挽回 线索',
    inText: true,
    when: opened,
    run: () => showView('outcomes'),
  },
  {
    id: 'view.checks',
    title: '核对',
    group: '转到',
    keys: ['F8'],
    words: '矛盾 错误 检查',
    inText: true,
    when: opened,
    run: () => showView('checks'),
  },
  {
    id: 'view.dashboard',
    title: '综合看板',
    group: '转到',
    keys: ['F9'],
    words: '统计 图表 进度',
    inText: true,
    when: opened,
    run: () => showView('dashboard'),
  },
  {
    id: 'view.papers',
    title: '文书',
    group: '转到',
    keys: ['F7'],
    words: '清单 台账 销号单 督办 通报 档案 打印 上级表格',
    inText: true,
    when: opened,
    run: () => showView('papers'),
  },
  {
    id: 'view.settings',
    title: '设置',
    group: '转到',
    keys: ['Ctrl+,'],
    inText: true,
    when: opened,
    run: () => showView('settings'),
  },

  {
    id: 'view.zoomIn',
    title: '放大',
    group: '查看',
    keys: ['Ctrl+=', 'Ctrl++'],
    inText: true,
    run: () => setZoom(zoomNow() + 10),
  },
  {
    id: 'view.zoomOut',
    title: '缩小',
    group: '查看',
    keys: ['Ctrl+-'],
    inText: true,
    run: () => setZoom(zoomNow() - 10),
  },
  {
    id: 'view.zoomReset',
    title: '实际大小',
    group: '查看',
    keys: ['Ctrl+0'],
    inText: true,
    run: () => setZoom(100),
  },
  { id: 'view.textNormal', title: '字号：标准', group: '查看', run: () => setPref('textSize', 'normal') },
  { id: 'view.textLarge', title: '字号：大', group: '查看', run: () => setPref('textSize', 'large') },
  { id: 'view.textHuge', title: '字号：特大', group: '查看', run: () => setPref('textSize', 'huge') },
  {
    id: 'view.toggleTree',
    title: '显示或隐藏左侧目录',
    group: '查看',
    keys: ['Ctrl+B'],
    when: opened,
    run: () => togglePane('tree'),
  },
  {
    id: 'view.toggleDetail',
    title: '显示或隐藏右侧详情',
    group: '查看',
    keys: ['Ctrl+D'],
    when: opened,
    run: () => togglePane('detail'),
  },
  {
    id: 'view.focusTree',
    title: '焦点到目录',
    group: '转到',
    keys: ['Alt+1'],
    inText: true,
    run: () => document.getElementById('tree')?.focus(),
  },
  {
    id: 'view.focusChecklist',
    title: '焦点到措施清单',
    group: '转到',
    keys: ['Alt+2'],
    inText: true,
    run: focusGrid,
  },
  {
    id: 'view.focusDetail',
    title: '焦点到详情',
    group: '转到',
    keys: ['Alt+3'],
    inText: true,
    run: () => document.getElementById('detail')?.focus(),
  },

  {
    id: 'help.keys',
    title: '快捷键一览',
    group: '帮助',
    keys: ['F1', '?'],
    run: () => useOverlay.setState({ shown: 'keys' }),
  },
];
