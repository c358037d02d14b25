/** 延期: asked by a small form, from the ledger, from a measure's detail and from the plan. */
import type { MeasureDetail } from '../../shared/contract/types.ts';
import { dayLabel, daysBetween } from '../../shared/day.ts';
import type { Day } from '../../shared/day.ts';
import { openForm } from '../app/forms.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../app/notify.ts';
import { runCommand } from '../commands/registry.ts';
import { call } from '../door.ts';
import { rows } from './checklist.ts';
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
  if (dueOn !== null && date <= dueOn) return `不晚于现在的期限 ${dueOn}，不是延期`;
  if (date < today) return '早于今天，延期后仍是超期';
  return dueOn === null ? '' : `比现在的期限晚 ${daysBetween(dueOn, date)} 天`;
}

/** Asks for a new deadline of one or several measures, with reason and approving body; all or none. */
export async function askExtension(ids: readonly number[]): Promise<void> {
  if (ids.length === 0 || !mayWrite()) return;
  const free = extendable(ids);
  const [only] = free;
  if (only === undefined) {
    notifyFailure({ code: 'frozen' });
    return;
  }
  if (free.length < ids.length)
    notifyInfo(`有 ${ids.length - free.length} 条已完成、已撤销，或问题在销号流程中，不在延期之列`);
  await askFor(free, only);
}

/** Those that may be extended, as far as their rows are known here; the ledger itself decides. */
function extendable(ids: readonly number[]): readonly number[] {
  if (ids.length === 1) return ids;
  return ids.filter((id) => {
    const row = rows.get(id);
    return row === undefined || !(row.frozen || row.complete || row.withdrawnOn !== null);
  });
}

async function askFor(ids: readonly number[], only: number): Promise<void> {
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
        definite: true,
        required: true,
        placeholder: `如 ${today.slice(0, 4)}-12-31、${today.slice(0, 4)}年12月底前`,
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
