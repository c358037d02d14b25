/** Commands of returns, there from the start so that menu, keys and palette reach them from any screen. */
import { notifyFailure } from '../../app/notify.ts';
import type { Command } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { canWrite, openTaking } from '../../store/ledger.ts';
import { openReturnsDialog } from './state.ts';

/** Asks for files or a folder and opens the dialog that takes them in. */
export const pick = (which: 'returns.pickFiles' | 'returns.pickFolder') => async (): Promise<void> => {
  const picked = await call(which, {});
  if (!picked.ok) notifyFailure(picked.error);
  else if (picked.value.files.length > 0) openTaking(picked.value.files);
};

export const returnsCommands: readonly Command[] = [
  {
    id: 'returns.send',
    title: '发出报送表…',
    group: '文件',
    words: '下发 填报表 生成 工作簿 导出',
    when: () => canWrite(),
    run: () => openReturnsDialog('send'),
  },
  {
    id: 'returns.take',
    title: '导入报送表…',
    group: '文件',
    keys: ['Ctrl+I'],
    words: '收表 excel xlsx 压缩包 zip',
    inText: true,
    when: () => canWrite(),
    run: pick('returns.pickFiles'),
  },
  {
    id: 'returns.takeFolder',
    title: '导入整个文件夹的报送表…',
    group: '文件',
    words: '收表 目录',
    when: () => canWrite(),
    run: pick('returns.pickFolder'),
  },
  {
    id: 'returns.remind',
    title: '逐一提醒未报送的单位…',
    group: '文件',
    words: '催报 督办通知单 提醒函 告诫书',
    when: () => canWrite(),
    run: () => openReturnsDialog('remind'),
  },
];
