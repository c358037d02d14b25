/** What can be done with a node of the tree: its context menu and its keys. */
import { runCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import type { MenuItem } from '../../app/menus.ts';
import { openMenu } from '../../app/menus.ts';
import { askArchive } from '../../store/evidence.ts';
import { canWrite, openNotice, selectNode, useLedger } from '../../store/ledger.ts';
import { useOutline } from '../../store/outline.ts';
import { foldAll, unfoldAll } from '../../store/treeFold.ts';
import { openPaper } from '../papers/state.ts';
import { addHeading, addIssue, addMeasure, removeNode, renameNode } from './nodeForms.ts';
import { askIssuePlan } from './planForms.ts';
import { nodeKey } from './tree/flatten.ts';

const node = () => useLedger.getState().node;
const titleOf = (): string => {
  const ref = node();
  const found = useOutline.getState().nodes.find((each) => each.kind === ref?.kind && each.id === ref.id);
  return found === undefined ? '' : `${found.number}${found.title}`;
};
const isHeading = (): boolean => canWrite() && node()?.kind === 'heading';

/** An archive of the issue that is selected, or of the round. */
function askArchiveHere(): void {
  const ref = node();
  askArchive(ref?.kind === 'issue' ? { id: ref.id, title: titleOf() } : null);
}

/** Opens the node's menu at a place of the window. */
export function openTreeMenu(x: number, y: number): void {
  const ref = node();
  const writes = canWrite();
  const items: MenuItem[] = [];
  if (ref?.kind === 'heading') {
    items.push({ id: 'heading', title: '新建子类…', disabled: !writes, run: () => addHeading(ref.id) });
    items.push({ id: 'issue', title: '新建问题…', disabled: !writes, run: () => addIssue(ref.id) });
  }
  if (ref?.kind === 'issue') {
    items.push({ id: 'measure', title: '新增整改措施…', disabled: !writes, run: () => addMeasure(ref.id) });
  }
  if (ref?.kind === 'issue') {
    items.push('line');
    items.push({
      id: 'closing',
      title: '办理销号的下一环节…',
      keys: 'Ctrl+Enter',
      disabled: !writes,
      run: () => void runCommand('closing.next'),
    });
    items.push({
      id: 'paper',
      title: '对账销号单',
      keys: 'Ctrl+J',
      run: () => void runCommand('closing.paper'),
    });
    items.push({
      id: 'dossier',
      title: '问题档案',
      run: () => openPaper({ paper: 'dossier', issue: ref.id }),
    });
    items.push({
      id: 'withdraw',
      title: '撤销问题…',
      danger: true,
      disabled: !writes,
      run: () => askIssuePlan([ref.id], 'issue.withdraw'),
    });
    items.push('line');
  }
  if (ref !== null) {
    items.push({ id: 'archive', title: '写出佐证材料归档目录…', run: askArchiveHere });
    items.push({ id: 'rename', title: '修改…', keys: 'F2', disabled: !writes, run: () => renameNode(ref) });
    items.push({
      id: 'remove',
      title: '移除…',
      keys: 'Delete',
      danger: true,
      disabled: !writes,
      run: () => removeNode(ref.kind, ref.id, titleOf()),
    });
    items.push('line');
    items.push({ id: 'all', title: '显示全部措施', run: () => selectNode(null) });
  }
  items.push({ id: 'aspect', title: '新建方面…', disabled: !writes, run: () => addHeading(null) });
  items.push({ id: 'import', title: '导入通报或方案…', disabled: !writes, run: () => openNotice() });
  items.push('line');
  items.push({ id: 'fold', title: '全部折叠', run: foldAll });
  items.push({ id: 'unfold', title: '全部展开', run: unfoldAll });
  openMenu({ x, y, items });
}

/** The menu by key: beside the selected node. */
function openAtNode(): void {
  const ref = node();
  const row = ref === null ? null : document.getElementById(`node-${nodeKey(ref)}`);
  const box = (row ?? document.getElementById('tree'))?.getBoundingClientRect();
  if (box !== undefined) openTreeMenu(box.left + 60, Math.min(box.bottom, window.innerHeight - 40));
}

export const treeCommands: readonly Command[] = [
  {
    id: 'evidence.export',
    title: '写出佐证材料归档目录…',
    group: '文件',
    words: '归档 导出 佐证 材料 一问题一档案',
    when: () => useLedger.getState().ledger?.open != null,
    run: askArchiveHere,
  },
  {
    id: 'tree.addAspect',
    title: '新建方面',
    group: '台账',
    when: () => canWrite(),
    run: () => addHeading(null),
  },
  {
    id: 'tree.addHeading',
    title: '在所选方面下新建子类',
    group: '台账',
    when: isHeading,
    run: () => addHeading(node()?.id ?? null),
  },
  {
    id: 'tree.addIssue',
    title: '在所选方面下新建问题',
    group: '台账',
    when: isHeading,
    run: () => addIssue(node()?.id ?? null),
  },
  {
    id: 'tree.rename',
    title: '修改所选方面或问题',
    group: '台账',
    keys: ['F2'],
    place: 'tree',
    when: () => canWrite() && node() !== null,
    run: () => {
      const ref = node();
      if (ref !== null) renameNode(ref);
    },
  },
  {
    id: 'tree.remove',
    title: '移除所选方面或问题',
    group: '台账',
    keys: ['Delete'],
    place: 'tree',
    when: () => canWrite() && node() !== null,
    run: () => {
      const ref = node();
      if (ref !== null) removeNode(ref.kind, ref.id, titleOf());
    },
  },
  {
    id: 'issue.withdraw',
    title: '撤销所选问题（方案调整）…',
    group: '台账',
    when: () => canWrite() && node()?.kind === 'issue',
    run: () => {
      const ref = node();
      if (ref?.kind === 'issue') askIssuePlan([ref.id], 'issue.withdraw');
    },
  },
  {
    id: 'tree.all',
    title: '显示全部措施',
    group: '查看',
    keys: ['Escape'],
    place: 'tree',
    run: () => selectNode(null),
  },
  { id: 'tree.fold', title: '全部折叠', group: '查看', run: foldAll },
  { id: 'tree.unfold', title: '全部展开', group: '查看', run: unfoldAll },
  {
    id: 'tree.menu',
    title: '所选方面或问题的菜单',
    group: '台账',
    keys: ['ContextMenu', 'Shift+F10'],
    place: 'tree',
    hidden: true,
    run: openAtNode,
  },
];
