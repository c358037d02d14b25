/** The dashboard as a child works it. What it read last stays at hand: the next day, or a figure's rows, come sooner. */
import { tmpdir } from 'node:os';
import { revisionOf } from '../../db/connection.ts';
import { dashboardOf, type Ground, readGround, rowsOf } from '../../db/dashboard/index.ts';
import { type KnownStep, readKnownAt, stepAt } from '../../db/knownAt.ts';
import { currentRoundId } from '../../db/rounds.ts';
import { DASHBOARD_PAGE } from '../../shared/contract/dashboard.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { ComputedDashboard } from '../../shared/dashboard/compute.ts';
import { Refusal } from '../../shared/result.ts';
import type { DashboardPayload } from '../jobs/kinds.ts';
import { named, reader } from './ledger.ts';

interface Kept<T> {
  readonly asked: string;
  readonly value: T;
}
let ground: Kept<Ground> | null = null;
let computed: Kept<ComputedDashboard> | null = null;

/** @throws Refusal `round_missing`, `figure_missing`, `known_at_…`, and as of opening a ledger */
export function dashboardBody(task: DashboardPayload): Reply<'dashboard.get'> | Reply<'dashboard.rows'> {
  return named(() => {
    const db = reader(task.ledger);
    const step = task.knownAt === null ? null : stepAt(db, task.knownAt);
    const of = `${task.ledger.file} ${revisionOf(db)} ${step?.id ?? 'now'}`;
    if (ground?.asked !== of) {
      // Both would be too much at once for a large ledger.
      ground = null;
      computed = null;
      ground = { asked: of, value: step === null ? readGround(db) : groundAt(task, step) };
    }
    const asked = `${of} ${task.day}`;
    if (computed?.asked !== asked) {
      computed = null;
      computed = { asked, value: dashboardOf(ground.value, task.day) };
    }
    const { rows } = task;
    if (rows !== null) return rowsOf(computed.value, rows.key, rows.from, DASHBOARD_PAGE);
    const knownAt = step === null ? null : { at: task.knownAt ?? '', step: step.id, recordedAt: step.at };
    return { ...computed.value.dashboard, knownAt };
  });
}

function groundAt({ ledger }: DashboardPayload, step: KnownStep): Ground {
  const options = { temporary: tmpdir(), nativeBinding: ledger.nativeBinding };
  return readKnownAt(ledger.file, options, step.id, (known) => {
    if (currentRoundId(known) === null) throw new Refusal('known_at_no_round');
    return readGround(known);
  });
}
