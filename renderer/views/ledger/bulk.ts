/** What is done with several measures at once: forms for each field, copying, withdrawing. */
import type { MeasurePatch, MeasureRow } from '../../../shared/contract/types.ts';
import { toTsv } from '../../../shared/cellText.ts';
import { demandWords } from '../../../shared/words.ts';
import type { Demand } from '../../../shared/lists.ts';
import { openForm } from '../../app/forms.ts';
import type { FormField } from '../../app/forms.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { ask, call } from '../../door.ts';
import { rows, useChecklist } from '../../store/checklist.ts';
import { useLedger } from '../../store/ledger.ts';
import { attempt, editMeasures, mayWrite } from '../../store/writes.ts';
import { arrangementNow } from './checklist/cursor.ts';
import { shownColumns } from './checklist/columns.ts';
import { inOrder } from './checklist/selection.ts';

/** Selected measures in the order shown. */
export function selectedIds(): number[] {
  const { selection, ids } = useChecklist.getState();
  return inOrder(selection, ids);
}
const howMany = (ids: readonly number[]): string => (ids.length > 1 ? `（${ids.length} 条）` : '');

/** Asks one field and writes it to all. */
function askPatch(
  title: string,
  ids: readonly number[],
  field: FormField,
  patch: (value: string) => MeasurePatch,
): void {
  if (ids.length === 0 || !mayWrite()) return;
  openForm({
    title: `${title}${howMany(ids)}`,
    fields: [field],
    action: '保存',
    submit: (values) => editMeasures(ids, patch(values[field.name] ?? '')),
  });
}
const idOrNull = (value: string): number | null => (value === '' ? null : Number(value));

export function askLead(ids: readonly number[]): void {
  askPatch(
    '设置牵头领导',
    ids,
    { kind: 'person', name: 'lead', label: '牵头领导', hint: '留空则沿用问题的' },
    (value) => ({ leadId: idOrNull(value) }),
  );
}
export function askUnit(ids: readonly number[]): void {
  askPatch(
    '设置责任单位',
    ids,
    { kind: 'unit', name: 'unit', label: '责任单位', hint: '留空则沿用问题的' },
    (value) => ({ unitId: idOrNull(value) }),
  );
}
export function askDeadline(ids: readonly number[]): void {
  const only = ids.length === 1 && ids[0] !== undefined ? rows.get(ids[0]) : undefined;
  askPatch(
    '设置整改期限',
    ids,
    {
      kind: 'text',
      name: 'deadline',
      label: '整改期限',
      value: only?.deadline.raw,
      placeholder: '如 2024-12-31、12月底前、立行立改、长期坚持',
      hint: '照文件上的写法填写，程序会读出日期并保留原文',
    },
    (value) => ({ deadline: value.trim() }),
  );
}
export function askDemand(ids: readonly number[]): void {
  askPatch(
    '设置整改要求',
    ids,
    {
      kind: 'choice',
      name: 'demand',
      label: '整改要求',
      value: 'dated',
      options: Object.entries(demandWords).map(([value, label]) => ({ value, label })),
    },
    (value) => ({ demand: value as Demand }),
  );
}

export function askNoEvidence(ids: readonly number[], present = ''): void {
  if (ids.length === 0 || !mayWrite()) return;
  openForm({
    title: `无佐证材料的原因${howMany(ids)}`,
    note: '已完成的措施应有佐证材料；确实没有的，说明原因。留空则清除原因。',
    fields: [{ kind: 'area', name: 'reason', label: '原因', value: present }],
    action: '保存',
    submit: (values) =>
      attempt(call('measure.noEvidence', { ids: [...ids], reason: values['reason'] ?? '' })),
  });
}

export function askWithdraw(ids: readonly number[], kind: 'measure.withdraw' | 'measure.restore'): void {
  if (ids.length === 0 || !mayWrite()) return;
  const word = kind === 'measure.withdraw' ? '撤销措施' : '恢复措施';
  const today = useLedger.getState().ledger?.today ?? '';
  openForm({
    title: `${word}${howMany(ids)}`,
    note: kind === 'measure.withdraw' ? '撤销后不再计入统计，记录仍保留，可以恢复。' : '恢复后重新计入统计。',
    fields: [
      { kind: 'area', name: 'reason', label: '原因', required: true },
      { kind: 'text', name: 'body', label: '批准机构', required: true, placeholder: '如 集团党委会' },
      { kind: 'day', name: 'on', label: '生效日期', value: today, max: today, required: true },
    ],
    action: word,
    danger: kind === 'measure.withdraw',
    submit: (values) =>
      attempt(
        call(kind, {
          ids: [...ids],
          reason: values['reason'] ?? '',
          body: values['body'] ?? '',
          ...(values['on'] === undefined || values['on'] === '' ? {} : { on: values['on'] }),
        }),
      ),
  });
}

const PAGE = 1000;
/** Copies measures as tab-separated text with a head, as the columns are shown. */
export async function copyMeasures(ids: readonly number[]): Promise<void> {
  if (ids.length === 0) {
    notifyInfo('没有选中措施', '请先点选或用 Ctrl+A 全选，再复制。');
    return;
  }
  const columns = shownColumns(arrangementNow()).filter((column) => column.id !== 'tick');
  const lines: string[][] = [columns.map((column) => column.title)];
  try {
    for (let at = 0; at < ids.length; at += PAGE) {
      const page = ids.slice(at, at + PAGE);
      const reply = await ask('checklist.rows', { ids: page });
      const byId = new Map<number, MeasureRow>(reply.rows.map((row) => [row.id, row]));
      for (const id of page) {
        const row = byId.get(id);
        if (row !== undefined) lines.push(columns.map((column) => column.text(row)));
      }
    }
    await ask('clipboard.write', { text: toTsv(lines) });
    notifySuccess(`已复制 ${lines.length - 1} 条，可粘贴到 Excel 或 WPS 表格`);
  } catch (caught) {
    notifyFailure(caught);
  }
}
