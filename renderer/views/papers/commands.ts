/** Commands of papers, there from the start so that menu and palette reach them from any screen. */
import type { Command } from '../../commands/registry.ts';
import { showView, useLedger } from '../../store/ledger.ts';
import { openPapersDialog } from './state.ts';

const opened = (): boolean => useLedger.getState().ledger?.open != null;

export const papersCommands: readonly Command[] = [
  {
    id: 'papers.many',
    title: '成批打印或保存文书…',
    group: '文件',
    words: '整套 销号单 档案 督办 批量',
    when: opened,
    run: () => {
      showView('papers');
      openPapersDialog('many');
    },
  },
  {
    id: 'papers.settings',
    title: '公文设置…',
    group: '文件',
    words: '发文机关 主送 落款 密级 份号',
    when: opened,
    run: () => {
      showView('papers');
      openPapersDialog('settings');
    },
  },
];
