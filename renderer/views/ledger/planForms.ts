/** Forms of the plan's changes: issues withdrawn and taken back in, a measure replaced by another one. */
import { openForm } from '../../app/forms.ts';
import { notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { selectMeasure, useLedger } from '../../store/ledger.ts';
import { attempt, mayWrite } from '../../store/writes.ts';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };
const today = (): string => useLedger.getState().ledger?.today ?? '';

function whyFields() {
  return [
    { kind: 'area', name: 'reason', label: '原因', required: true },
    { kind: 'text', name: 'body', label: '批准机构', required: true, placeholder: '如 集团党委会' },
    { kind: 'day', name: 'on', label: '生效日期', value: today(), max: today(), required: true },
  ] as const;
}
function whyOf(values: Readonly<Record<string, string>>) {
  const on = values['on'] ?? '';
  return { reason: values['reason'] ?? '', body: values['body'] ?? '', ...(on === '' ? {} : { on }) };
}

export function askIssuePlan(ids: readonly number[], kind: 'issue.withdraw' | 'issue.restore'): void {
  if (ids.length === 0 || !mayWrite()) return;
  const word = kind === 'issue.withdraw' ? '撤销问题' : '恢复问题';
  openForm({
    title: ids.length > 1 ? `${word}（${ids.length} 个）` : word,
    note:
      kind === 'issue.withdraw'
        ? '撤销后问题和它的措施不再计入统计，记录仍保留，可以恢复。以前的月报不变。'
        : '恢复后重新计入统计。',
    fields: whyFields(),
    action: word,
    danger: kind === 'issue.withdraw',
    submit: async (values) => {
      const failure = await attempt(call(kind, { ids: [...ids], ...whyOf(values) }));
      if (failure === null) notifySuccess(`已${word}`, undo);
      return failure;
    },
  });
}

/** Takes a measure out of the plan and puts another one in its place. */
export function askReplace(measure: { readonly id: number; readonly title: string }): void {
  if (!mayWrite()) return;
  openForm({
    title: '替换措施',
    note: `原措施“${measure.title}”撤销并保留记录，新措施沿用它的牵头领导和责任单位。`,
    fields: [
      { kind: 'area', name: 'title', label: '新的整改措施', required: true },
      {
        kind: 'deadline',
        name: 'deadline',
        label: '整改期限',
        placeholder: '如 2024-12-31、12月底前、立行立改、长期坚持',
      },
      ...whyFields(),
    ],
    action: '替换',
    danger: true,
    submit: async (values) => {
      const result = await call('measure.replace', {
        id: measure.id,
        title: values['title'] ?? '',
        deadline: values['deadline'] ?? '',
        ...whyOf(values),
      });
      if (!result.ok) return result.error;
      notifySuccess('已替换措施', undo);
      selectMeasure(result.value.id);
      return null;
    },
  });
}
