/** Forms that add, rename and remove headings, issues and measures. */
import type { OutlineNode } from '../../../shared/contract/types.ts';
import { openConfirm, openForm } from '../../app/forms.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import type { NodeRef } from '../../store/ledger.ts';
import { selectMeasure, selectNode, useLedger } from '../../store/ledger.ts';
import { useOutline } from '../../store/outline.ts';
import { attempt, mayWrite } from '../../store/writes.ts';

function nodeOf(ref: NodeRef): OutlineNode | undefined {
  return useOutline.getState().nodes.find((node) => node.kind === ref.kind && node.id === ref.id);
}
const numberField = {
  kind: 'text',
  name: 'number',
  label: '序号',
  placeholder: '如 一、（一）1.',
  hint: '照文件上的写法，可不填',
} as const;

/** Adds a heading below another one (null: an aspect on top). */
export function addHeading(parentId: number | null): void {
  if (!mayWrite()) return;
  openForm({
    title: parentId === null ? '新建方面' : '新建子类',
    fields: [numberField, { kind: 'text', name: 'title', label: '名称', required: true }],
    action: '新建',
    submit: async (values) => {
      const result = await call('heading.add', {
        parentId,
        number: values['number'] ?? '',
        title: values['title'] ?? '',
      });
      if (!result.ok) return result.error;
      selectNode({ kind: 'heading', id: result.value.id });
      return null;
    },
  });
}

/** The very first content by hand: a round and its first aspect. */
export function startByHand(): void {
  if (!mayWrite()) return;
  openForm({
    title: '手工建账',
    note: '先登记这一轮巡察，再建第一个方面；其余方面、问题和措施随后逐层新建。',
    fields: [
      { kind: 'text', name: 'round', label: '巡察轮次', required: true, placeholder: '如 ××党委第三轮巡察' },
      { kind: 'day', name: 'feedbackOn', label: '反馈日期', hint: '整改期限由此起算，暂不清楚可不填' },
      { ...numberField, label: '第一个方面的序号' },
      { kind: 'text', name: 'title', label: '第一个方面的名称', required: true },
    ],
    action: '新建',
    submit: async (values) => {
      const day = values['feedbackOn'] ?? '';
      const round = await call('round.create', {
        title: values['round'] ?? '',
        organisation: '',
        inspectedBy: '',
        feedbackOn: day === '' ? null : day,
        months: 6,
      });
      if (!round.ok) return round.error;
      const heading = await call('heading.add', {
        parentId: null,
        number: values['number'] ?? '',
        title: values['title'] ?? '',
      });
      if (!heading.ok) return heading.error;
      selectNode({ kind: 'heading', id: heading.value.id });
      return null;
    },
  });
}

export function addIssue(headingId: number | null): void {
  if (!mayWrite()) return;
  openForm({
    title: '新建问题',
    fields: [
      numberField,
      { kind: 'area', name: 'title', label: '问题', required: true },
      { kind: 'person', name: 'lead', label: '牵头领导' },
      { kind: 'unit', name: 'unit', label: '责任单位' },
    ],
    action: '新建',
    submit: async (values) => {
      const result = await call('issue.add', {
        headingId,
        patch: {
          number: values['number'] ?? '',
          title: values['title'] ?? '',
          ...idOf('leadId', values['lead']),
          ...idOf('unitId', values['unit']),
        },
      });
      if (!result.ok) return result.error;
      selectNode({ kind: 'issue', id: result.value.id });
      return null;
    },
  });
}

function idOf<K extends string>(name: K, value: string | undefined): { [P in K]?: number } {
  return value === undefined || value === '' ? {} : ({ [name]: Number(value) } as { [P in K]?: number });
}

/** Adds a measure to an issue, after another one when said. */
export function addMeasure(issueId: number, after: number | null = null): void {
  if (!mayWrite()) return;
  const today = useLedger.getState().ledger?.today ?? '';
  openForm({
    title: '新增整改措施',
    fields: [
      { ...numberField, placeholder: '如 （1）' },
      { kind: 'area', name: 'title', label: '整改措施', required: true },
      {
        kind: 'choice',
        name: 'demand',
        label: '整改要求',
        value: 'dated',
        options: [
          { value: 'immediate', label: '立行立改' },
          { value: 'dated', label: '限期整改' },
          { value: 'ongoing', label: '长期坚持' },
        ],
      },
      {
        kind: 'deadline',
        name: 'deadline',
        label: '整改期限',
        placeholder: '如 2024-12-31、12月底前、立行立改、长期坚持',
      },
      { kind: 'person', name: 'lead', label: '牵头领导', hint: '不填则沿用问题的' },
      { kind: 'unit', name: 'unit', label: '责任单位', hint: '不填则沿用问题的' },
      {
        kind: 'day',
        name: 'on',
        label: '列入日期',
        value: today,
        max: today,
        required: true,
        hint: '从这天起列入整改方案、计入统计；补录早已印发的措施，请填当时的日期',
      },
      { kind: 'text', name: 'reason', label: '增补原因', hint: '整改方案印发后增补的措施填写，计入方案调整' },
      { kind: 'text', name: 'body', label: '批准机构', placeholder: '如 集团党委会' },
    ],
    action: '新增',
    submit: async (values) => {
      const deadline = (values['deadline'] ?? '').trim();
      const reason = (values['reason'] ?? '').trim();
      const body = (values['body'] ?? '').trim();
      const result = await call('measure.add', {
        issueId,
        after,
        patch: {
          number: values['number'] ?? '',
          title: values['title'] ?? '',
          demand: (values['demand'] ?? 'dated') as 'immediate' | 'dated' | 'ongoing',
          ...(deadline === '' ? {} : { deadline }),
          ...idOf('leadId', values['lead']),
          ...idOf('unitId', values['unit']),
        },
        plan: { reason, body, on: values['on'] ?? today },
      });
      if (!result.ok) return result.error;
      selectMeasure(result.value.id);
      return null;
    },
  });
}

export function renameNode(ref: NodeRef): void {
  const node = nodeOf(ref);
  if (node === undefined || !mayWrite()) return;
  openForm({
    title: ref.kind === 'issue' ? '修改问题' : '修改名称',
    fields: [
      { ...numberField, value: node.number },
      {
        kind: 'area',
        name: 'title',
        label: ref.kind === 'issue' ? '问题' : '名称',
        required: true,
        value: node.title,
      },
    ],
    action: '保存',
    submit: (values) => {
      const patch = { number: values['number'] ?? '', title: values['title'] ?? '' };
      return attempt(
        ref.kind === 'issue'
          ? call('issue.edit', { ids: [ref.id], patch })
          : call('heading.edit', { id: ref.id, patch }),
      );
    },
  });
}

/** Removes what was never counted; a refusal says why and what to do instead. */
export function removeNode(kind: 'heading' | 'issue' | 'measure', id: number, title: string): void {
  if (!mayWrite()) return;
  openConfirm('移除', `确定移除“${title}”吗？可用撤销（Ctrl+Z）找回。`, '移除', async () => {
    const result = await call('node.remove', { kind, id });
    if (!result.ok) return result.error;
    const { node, measure } = useLedger.getState();
    if (kind === 'measure' && measure === id) selectMeasure(null);
    if (node?.kind === kind && node.id === id) selectNode(null);
    notifySuccess('已移除');
    return null;
  });
}

/** The issue under which a new measure belongs: the one selected, or that of the selected measure. */
export async function addMeasureHere(): Promise<void> {
  const { node, measure } = useLedger.getState();
  if (measure !== null) {
    const result = await call('measure.get', { id: measure });
    if (result.ok) addMeasure(result.value.issueId, measure);
    else notifyFailure(result.error);
  } else if (node?.kind === 'issue') addMeasure(node.id);
  else notifyFailure({ code: 'issue_not_chosen' });
}
