/** 延期: asked by a small form, from the ledger, from a measure's detail and from the plan. */
import type { MeasureDetail } from '../../shared/contract/types.ts';
import { dayLabel, daysBetween } from '../../shared/day.ts';
import type { Day } from '../../shared/day.ts';
import { openForm } from '../app/forms.ts';
import { notifyFailure, notifySuccess } from '../app/notify.ts';
import { runCommand } from '../commands/registry.ts';
import { call } from '../door.ts';
import { useLedger } from './ledger.ts';
import { mayWrite } from './writes.ts';

/** First deadline, and what each extension made of it, in words. */
export function extensionStory(measure: MeasureDetail): string {
  const list = [...measure.extensionList].sort(
    (a, b) => a.approvedOn.localeCompare(b.approvedOn) || a.id - b.id,
  );
  const first = `原定期限：${measure.deadline.raw === '' ? '没有写明' : measure.deadline.raw}${
    measure.deadline.date === null || measure.deadline.date === measure.deadline.raw
      ? ''
      : `（${measure.deadline.date}）`
  }`;
  if (list.length === 0) return `${first}，没有延期过。`;
  return [
    `${first}，已延期 ${list.length} 次：`,
    ...list.map(
      (each, index) =>
        `${index + 1}. ${each.approvedOn} ${each.approvedBy}批准延至 ${each.date ?? each.raw}${
          each.reason === '' ? '' : `（${each.reason}）`
        }`,
    ),
  ].join('\n');
}

/** How a new deadline stands to the one in force and to today. */
export function aboutNew(date: Day, dueOn: Day | null, today: Day): string {
  if (date < today) return '早于今天，延期后仍是超期';
  if (dueOn === null) return '';
  const more = daysBetween(dueOn, date);
  if (more === 0) return '与现在的期限相同';
  return more > 0 ? `比现在的期限晚 ${more} 天` : `比现在的期限早 ${-more} 天`;
}

/** Asks for a new deadline of one or several measures, with reason and approving body; all or none. */
export async function askExtension(ids: readonly number[]): Promise<void> {
  const [only] = ids;
  if (only === undefined || !mayWrite()) return;
  const today = useLedger.getState().ledger?.today ?? '';
  const [one, earlier] = await Promise.all([
    ids.length === 1 ? call('measure.get', { id: only }) : null,
    call('extension.bodies', {}),
  ]);
  if (one !== null && !one.ok) {
    notifyFailure(one.error);
    return;
  }
  const measure = one?.value ?? null;
  if (measure?.frozen === true) {
    notifyFailure({ code: 'frozen' });
    return;
  }
  const name = measure === null ? '' : `${measure.number}${measure.title}`;
  openForm({
    title: ids.length === 1 ? '延期' : `延期（${ids.length} 条措施）`,
    note:
      measure === null
        ? `${ids.length} 条措施一并延到同一期限；原定期限都保留，可查可撤销。有一条不能延期的，就都不改动。`
        : `${name}\n${extensionStory(measure)}`,
    action: '延期',
    fields: [
      {
        kind: 'deadline',
        name: 'deadline',
        label: '延至',
        required: true,
        placeholder: '如 2024-12-31、12月底前、15个工作日内',
        about: (date) => aboutNew(date, measure?.dueOn ?? null, today),
      },
      { kind: 'area', name: 'reason', label: '延期原因', required: true },
      {
        kind: 'text',
        name: 'approvedBy',
        label: '批准机构',
        required: true,
        placeholder: '如 集团党委会、巡察整改工作领导小组',
        earlier: earlier.ok ? earlier.value.bodies : [],
      },
      { kind: 'day', name: 'on', label: '批准日期', value: today, max: today, required: true },
    ],
    submit: async ({ deadline = '', reason = '', approvedBy = '', on = '' }) => {
      const result = await call('extension.add', {
        ids: [...ids],
        deadline,
        reason,
        approvedBy,
        ...(on === '' ? {} : { on }),
      });
      if (!result.ok) return result.error;
      notifySuccess(
        ids.length === 1 ? `已延期至${until(deadline)}` : `已延期 ${ids.length} 条措施至${until(deadline)}`,
        { title: '撤销', run: () => void runCommand('history.undo') },
      );
      return null;
    },
  });
}

const until = (raw: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(raw) ? dayLabel(raw) : `“${raw}”`);
