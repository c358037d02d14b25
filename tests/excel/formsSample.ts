/** Contents of a unit's form for tests: every kind of answer, responsible and assisting rows, awkward texts. */
import { answerFields, assistingFields } from '../../shared/returns/fields.ts';
import type { FormContent, FormIdentity, FormRow } from '../../shared/returns/form.ts';
import type { Values } from '../../shared/returns/types.ts';

export const identity: FormIdentity = { ledgerId: '0123456789abcdef', form: 12, template: 1 };

export function formRow(measure: number, role: FormRow['role'], values: Values = {}): FormRow {
  return {
    measure,
    role,
    open: role === 'responsible' ? answerFields : assistingFields,
    values: {
      number: `3-${measure}`,
      issueTitle: '采购管理不规范的问题',
      title: `完善采购管理制度，规范第${measure}类事项的审批流程。`,
      role: role === 'responsible' ? '责任' : '配合',
      demand: '限期整改',
      deadline: '2024年9月底前',
      lead: '张××',
      assignee: '李××',
      presentState: '整改中',
      lastProgress: '已形成初稿。',
      state: 'in_progress',
      ...values,
    },
  };
}

export function formContent(rows: readonly FormRow[]): FormContent {
  return {
    unit: { id: 7, name: '财务管理部' },
    month: '2024-08',
    dueOn: '2024-09-05',
    organisation: '某市城市发展集团',
    round: '2024年市委第三轮巡察',
    rows,
  };
}

/** Three rows: one answered in every column, one helped with, one bare. */
export const sample = formContent([
  formRow(1, 'responsible', {
    state: 'done',
    progress: '=SUM(A1:A9)不是公式\n第二行 & <标记> "引号"',
    doneOn: '2024-08-30',
    evidence: '+会议纪要〔2024〕15号\n-复核报告',
    regulationsNew: '《采购管理办法》（财发〔2024〕5号）',
    sanction_talk_reminder: '2',
    recovery_returned: '16580050',
    recovery_other: '7',
    delayReason: '@等待审计结论',
    extensionTo: '2024-12-31',
    remark: 'Excel 里写作 _x0041_ 的文字',
  }),
  formRow(2, 'assisting', { progress: '配合提供资料。' }),
  formRow(3, 'responsible'),
]);
