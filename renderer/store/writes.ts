/** Writes on measures as the screen makes them: shown at once, taken back and explained when refused. */
import type { MeasurePatch, MeasureRow } from '../../shared/contract/types.ts';
import type { Demand, MeasureState } from '../../shared/lists.ts';
import type { Failure, Result } from '../../shared/result.ts';
import { timeliness, lampOf, DUE_SOON_DAYS } from '../../shared/timeliness.ts';
import { measureStateWords } from '../../shared/words.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../app/notify.ts';
import { openForm } from '../app/forms.ts';
import { call } from '../door.ts';
import { rows } from './checklist.ts';
import { canWrite, useLedger } from './ledger.ts';
import type { RowPatch } from './rowCache.ts';

function today(): string {
  return useLedger.getState().ledger?.today ?? '';
}

/** True when writing is possible; says why not otherwise. */
export function mayWrite(): boolean {
  if (canWrite()) return true;
  notifyFailure({ code: useLedger.getState().ledger?.open === null ? 'no_ledger' : 'ledger_read_only' });
  return false;
}

/** How a row looks once its state is set; the ledger's own answer replaces it a moment later. */
export function foretellState(row: MeasureRow, state: MeasureState, on: string): RowPatch {
  const complete = state === 'done' || (row.demand === 'ongoing' && row.established);
  const doneOn = state === 'done' ? on : null;
  const kind = timeliness(
    {
      state,
      demand: row.demand,
      established: row.established,
      withdrawn: row.withdrawnOn !== null,
      doneOn,
      establishedOn: null,
      deadline: row.dueOn,
    },
    today(),
    DUE_SOON_DAYS,
  );
  return {
    state,
    complete,
    doneOn,
    lamp: lampOf(kind),
    lacksEvidence: state === 'done' && row.lacksEvidence,
  };
}

/** Writes with a foretold look; the refusal is shown and answered. */
async function write(
  ids: readonly number[],
  foretold: (row: MeasureRow) => RowPatch,
  run: () => Promise<Result<{ revision: number }>>,
): Promise<Failure | null> {
  const patches = new Map<number, RowPatch>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row !== undefined) patches.set(id, foretold(row));
  }
  rows.foretell(patches);
  const result = await run();
  rows.settle([...patches.keys()], result.ok ? result.value.revision : null);
  return result.ok ? null : result.error;
}

export async function setStates(
  ids: readonly number[],
  state: MeasureState,
  more: { on?: string; reason?: string } = {},
): Promise<Failure | null> {
  const { on, reason } = more;
  return write(
    ids,
    (row) => foretellState(row, state, on ?? today()),
    () =>
      call('measure.setState', {
        ids: [...ids],
        state,
        ...(on === undefined || on === '' ? {} : { on }),
        ...(reason === undefined || reason === '' ? {} : { reason }),
      }),
  );
}

/** Rows that may change; says which were left out because their issue is in the chain or closed. */
function changeable(ids: readonly number[]): number[] {
  const free = ids.filter((id) => rows.get(id)?.frozen !== true);
  if (free.length === 0) notifyFailure({ code: 'frozen' });
  else if (free.length < ids.length)
    notifyInfo(`有 ${ids.length - free.length} 条因问题在销号流程中或已销号，没有改动`);
  return free;
}

/** Space or the tick box: not all done → done today; all done → back to 整改中, for which the reason is asked. */
export async function tick(ids: readonly number[]): Promise<void> {
  if (ids.length === 0 || !mayWrite()) return;
  const free = changeable(ids);
  if (free.length === 0) return;
  const open = free.filter((id) => rows.get(id)?.state !== 'done');
  if (open.length === 0) {
    askState(free, 'in_progress');
    return;
  }
  const failure = await setStates(open, 'done');
  if (failure !== null) notifyFailure(failure);
}

/** Sets a state at once where nothing needs asking; going back from done asks for day and reason first. */
export async function changeState(ids: readonly number[], state: MeasureState): Promise<void> {
  if (ids.length === 0 || !mayWrite()) return;
  const free = changeable(ids);
  if (free.length === 0) return;
  if (state !== 'done' && free.some((id) => rows.get(id)?.state === 'done')) {
    askState(free, state);
    return;
  }
  const failure = await setStates(free, state);
  if (failure !== null) notifyFailure(failure);
}

/** Asks for day and reason of a change of state, then makes it. */
export function askState(ids: readonly number[], state: MeasureState | null): void {
  const back = state !== 'done' && ids.some((id) => rows.get(id)?.state === 'done');
  openForm({
    title: ids.length > 1 ? `设置整改状态（${ids.length} 条）` : '设置整改状态',
    fields: [
      {
        kind: 'choice',
        name: 'state',
        label: '整改状态',
        value: state ?? 'done',
        options: Object.entries(measureStateWords).map(([value, label]) => ({ value, label })),
      },
      { kind: 'day', name: 'on', label: '生效日期', value: today(), max: today(), required: true },
      {
        kind: 'area',
        name: 'reason',
        label: '原因',
        required: back,
        hint: back ? '从“已完成”退回，须说明原因' : '可不填；从“已完成”退回时必须填写',
      },
    ],
    submit: (values) =>
      setStates(ids, values['state'] as MeasureState, {
        on: values['on'] ?? '',
        reason: values['reason'] ?? '',
      }),
  });
}

export async function establish(ids: readonly number[], established: boolean): Promise<void> {
  if (!mayWrite()) return;
  const failure = await write(
    ids,
    (row) => ({ established, complete: established || row.state === 'done' }),
    () => call('measure.establish', { ids: [...ids], established }),
  );
  if (failure !== null) notifyFailure(failure);
}

/** Changes fields. The refusal is answered, not shown: an editor says it beside what was typed. */
export async function editMeasures(
  ids: readonly number[],
  patch: MeasurePatch,
  foretold: RowPatch = {},
): Promise<Failure | null> {
  if (!canWrite()) return { code: 'ledger_read_only' };
  return write(
    ids,
    () => foretold,
    () => call('measure.edit', { ids: [...ids], patch }),
  );
}

export async function setDemand(ids: readonly number[], demand: Demand): Promise<void> {
  if (!mayWrite()) return;
  const failure = await editMeasures(ids, { demand }, { demand });
  if (failure !== null) notifyFailure(failure);
}

/** One call and its refusal, for forms: null when it went through. */
export async function attempt(run: Promise<Result<unknown>>, done?: string): Promise<Failure | null> {
  const result = await run;
  if (!result.ok) return result.error;
  if (done !== undefined) notifySuccess(done);
  return null;
}
