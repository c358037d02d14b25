/** Deciding a unit's request for an extension: asked by a small form, from the screen of returns or from a measure. */
import type { ExtensionRequest } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { openForm } from '../app/forms.ts';
import { notifySuccess } from '../app/notify.ts';
import { call } from '../door.ts';

/** Tables whose change makes a list of requests stale. */
export const extensionTables = ['extension_requests', 'measures', 'unit_names'];

const about = (request: ExtensionRequest): string =>
  `${request.unit.name}申请把“${`${request.measure.number} ${request.measure.title}`.trim()}”延期${
    request.newOn === null ? '' : `至${dayLabel(request.newOn)}`
  }。理由：${request.reason === '' ? '没有填写' : request.reason}`;

export function acceptExtension(request: ExtensionRequest, today: string): void {
  openForm({
    title: '批准延期',
    note: about(request),
    action: '批准',
    fields: [
      { kind: 'day', name: 'on', label: '批准日期', value: today, max: today, required: true },
      {
        kind: 'text',
        name: 'approvedBy',
        label: '批准机构',
        required: true,
        placeholder: '如：党委会、巡察整改工作领导小组',
      },
    ],
    submit: async ({ on, approvedBy }) => {
      const result = await call('extension.decide', {
        id: request.id,
        accept: true,
        approvedBy: approvedBy ?? '',
        ...(on === undefined || on === '' ? {} : { on }),
      });
      if (!result.ok) return result.error;
      notifySuccess('已批准延期，新的期限即刻生效');
      return null;
    },
  });
}

export function refuseExtension(request: ExtensionRequest): void {
  openForm({
    title: '不同意延期',
    note: `${about(request)}。整改期限不变。`,
    action: '不同意',
    danger: true,
    fields: [{ kind: 'text', name: 'approvedBy', label: '决定机构', hint: '可以不填。' }],
    submit: async ({ approvedBy }) => {
      const result = await call('extension.decide', {
        id: request.id,
        accept: false,
        approvedBy: approvedBy ?? '',
      });
      if (!result.ok) return result.error;
      notifySuccess('已记录为不同意，期限不变');
      return null;
    },
  });
}
