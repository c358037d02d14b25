/** The checklist's context menu and commands. */
import { measureStateWords } from '../../../shared/words.ts';
import { measureStates } from '../../../shared/lists.ts';
import type { MenuItem } from '../../app/menus.ts';
import { openMenu } from '../../app/menus.ts';
import { runCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { clearFilters, rows, setSelection, startEditing, useChecklist } from '../../store/checklist.ts';
import { canWrite, showInLedger, useLedger } from '../../store/ledger.ts';
import { notifyFailure } from '../../app/notify.ts';
import { askExtension } from '../../store/extend.ts';
import { askState, changeState, establish, tick } from '../../store/writes.ts';
import {
  askDeadline,
  askDemand,
  askLead,
  askNoEvidence,
  askUnit,
  askWithdraw,
  copyMeasures,
  selectedIds,
} from './bulk.ts';
import { shownColumns } from './checklist/columns.ts';
import { arrangementNow } from './checklist/cursor.ts';
import { pickAll, pickNone } from './checklist/selection.ts';
import { addMeasureHere, removeNode } from './nodeForms.ts';
import { askReplace } from './planForms.ts';

const some = (): boolean => useChecklist.getState().selection.selected.size > 0;
const writes = (): boolean => canWrite() && some();

/** Edits the cell under the cursor, or the title when that cell can't be edited. */
function editCell(): void {
  const { selection, column } = useChecklist.getState();
  const { active } = selection;
  if (active === null) return;
  const row = rows.get(active);
  if (row === undefined) return;
  if (row.frozen) {
    notifyFailure({ code: 'frozen' });
    return;
  }
  if (row.withdrawnOn !== null) {
    notifyFailure({ code: 'measure_withdrawn' });
    return;
  }
  const at = shownColumns(arrangementNow()).find((each) => each.id === column);
  startEditing(active, at?.editable === true ? at.id : 'title');
}

export function openChecklistMenu(x: number, y: number): void {
  const ids = selectedIds();
  const shown = ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
  // One that is frozen makes the whole step refused, so nothing is offered that would be.
  const free = canWrite() && ids.length > 0 && !shown.some((row) => row.frozen);
  const withdrawn = shown.length > 0 && shown.every((row) => row.withdrawnOn !== null);
  const ongoing = shown.some((row) => row.demand === 'ongoing');
  const [only] = shown;
  const items: MenuItem[] = [
    {
      id: 'state',
      title: '整改状态',
      disabled: !free,
      children: measureStates.map((state) => ({
        id: state,
        title: measureStateWords[state],
        checked: shown.length > 0 && shown.every((row) => row.state === state),
        run: () => void changeState(ids, state),
      })),
    },
    { id: 'day', title: '设置状态和日期…', disabled: !free, run: () => askState(ids, null) },
    {
      id: 'establish',
      title: shown.length > 0 && shown.every((row) => row.established) ? '取消长效机制' : '已建立长效机制',
      disabled: !free || !ongoing,
      run: () => void establish(ids, !shown.every((row) => row.established)),
    },
    'line',
    { id: 'lead', title: '牵头领导…', disabled: !free, run: () => askLead(ids) },
    { id: 'unit', title: '责任单位…', disabled: !free, run: () => askUnit(ids) },
    { id: 'deadline', title: '整改期限…', disabled: !free, run: () => askDeadline(ids) },
    { id: 'extend', title: '延期…', disabled: !free, run: () => void askExtension(ids) },
    { id: 'demand', title: '整改要求…', disabled: !free, run: () => askDemand(ids) },
    { id: 'noEvidence', title: '无佐证材料的原因…', disabled: !free, run: () => askNoEvidence(ids) },
    'line',
    {
      id: 'copy',
      title: '复制',
      keys: 'Ctrl+C',
      disabled: ids.length === 0,
      run: () => void copyMeasures(ids),
    },
    { id: 'add', title: '新增整改措施…', disabled: !canWrite(), run: () => void addMeasureHere() },
    withdrawn
      ? { id: 'restore', title: '恢复措施…', disabled: !free, run: () => askWithdraw(ids, 'measure.restore') }
      : {
          id: 'withdraw',
          title: '撤销措施…',
          danger: true,
          disabled: !free,
          run: () => askWithdraw(ids, 'measure.withdraw'),
        },
  ];
  if (ids.length === 1 && only !== undefined) {
    if (!withdrawn) {
      items.push({ id: 'replace', title: '替换措施…', disabled: !free, run: () => askReplace(only) });
    }
    items.push({
      id: 'remove',
      title: '移除（误录的措施）…',
      danger: true,
      disabled: !free,
      run: () => removeNode('measure', only.id, `${only.number}${only.title}`),
    });
    items.push('line');
    items.push({
      id: 'issue',
      title: '转到所属问题',
      run: () => showInLedger({ node: { kind: 'issue', id: only.issueId }, measure: only.id }),
    });
    items.push({
      id: 'closing',
      title: '办理所属问题的销号…',
      keys: 'Ctrl+Enter',
      disabled: !canWrite(),
      run: () => void runCommand('closing.next'),
    });
  }
  openMenu({ x, y, items });
}

function openAtRow(): void {
  const { active } = useChecklist.getState().selection;
  const box = document.getElementById(`row-${active ?? ''}`)?.getBoundingClientRect();
  if (box !== undefined) openChecklistMenu(box.left + 80, Math.min(box.bottom, window.innerHeight - 60));
}

const inList = { group: '台账', place: 'checklist' } as const;
export const checklistCommands: readonly Command[] = [
  {
    ...inList,
    id: 'measure.tick',
    title: '勾选完成（或退回整改中）',
    keys: ['Space'],
    when: writes,
    run: () => tick(selectedIds()),
  },
  {
    ...inList,
    id: 'measure.editCell',
    title: '编辑单元格',
    keys: ['F2', 'Enter'],
    when: writes,
    run: editCell,
  },
  {
    ...inList,
    id: 'measure.selectAll',
    title: '全选措施',
    group: '编辑',
    keys: ['Ctrl+A'],
    run: () => {
      const { selection, ids } = useChecklist.getState();
      setSelection(pickAll(selection, ids));
    },
  },
  {
    ...inList,
    id: 'measure.selectNone',
    title: '取消选择',
    group: '编辑',
    keys: ['Escape'],
    run: () => setSelection(pickNone(useChecklist.getState().selection)),
  },
  {
    ...inList,
    id: 'measure.copy',
    title: '复制所选措施',
    group: '编辑',
    keys: ['Ctrl+C'],
    when: some,
    run: () => copyMeasures(selectedIds()),
  },
  {
    ...inList,
    id: 'measure.menu',
    title: '所选措施的菜单',
    keys: ['ContextMenu', 'Shift+F10'],
    hidden: true,
    run: openAtRow,
  },
  {
    ...inList,
    id: 'measure.withdraw',
    title: '撤销所选措施',
    keys: ['Delete'],
    when: writes,
    run: () => askWithdraw(selectedIds(), 'measure.withdraw'),
  },
  {
    id: 'measure.add',
    title: '新增整改措施',
    group: '台账',
    keys: ['Ctrl+N'],
    when: () =>
      canWrite() && (useLedger.getState().measure !== null || useLedger.getState().node?.kind === 'issue'),
    run: addMeasureHere,
  },
  {
    id: 'measure.state',
    title: '设置所选措施的状态和日期',
    group: '台账',
    when: writes,
    run: () => askState(selectedIds(), null),
  },
  {
    id: 'measure.lead',
    title: '设置所选措施的牵头领导',
    group: '台账',
    when: writes,
    run: () => askLead(selectedIds()),
  },
  {
    id: 'measure.unit',
    title: '设置所选措施的责任单位',
    group: '台账',
    when: writes,
    run: () => askUnit(selectedIds()),
  },
  {
    id: 'measure.deadline',
    title: '设置所选措施的整改期限',
    group: '台账',
    when: writes,
    run: () => askDeadline(selectedIds()),
  },
  {
    id: 'measure.extend',
    title: '延长所选措施的整改期限',
    group: '台账',
    words: '延期',
    when: writes,
    run: () => askExtension(selectedIds()),
  },
  {
    id: 'measure.demand',
    title: '设置所选措施的整改要求',
    group: '台账',
    when: writes,
    run: () => askDemand(selectedIds()),
  },
  {
    id: 'measure.noEvidence',
    title: '填写无佐证材料的原因',
    group: '台账',
    when: writes,
    run: () => askNoEvidence(selectedIds()),
  },
  { id: 'checklist.clearFilters', title: '清除全部筛选', group: '查看', run: clearFilters },
];
