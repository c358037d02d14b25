/** Commands of papers, there from the start so that menu and palette reach them from any screen. */
import type { Command } from '../../commands/registry.ts';
import { showView, useLedger } from '../../store/ledger.ts';
import { openPapersDialog, showKind } from './state.ts';

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
    id: 'papers.late',
    title: '制发督办函件（超期、滞后的措施）…',
    group: '文件',
    words: '督办通知单 提醒函 告诫书 超期 滞后',
    when: opened,
    run: () => {
      showKind('reminder');
      showView('papers');
      openPapersDialog('late');
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
