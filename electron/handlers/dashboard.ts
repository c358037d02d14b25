/** The dashboard, on any day. A small ledger is worked at once; a large one, or one of an earlier time, by a child. */
import { dashboardOf, dashboardSpan, readGround, rowsOf } from '../../db/dashboard/index.ts';
import type { ReadDb } from '../../db/index.ts';
import { revisionOf } from '../../db/connection.ts';
import { DASHBOARD_PAGE } from '../../shared/contract/dashboard.ts';
import type { dashboardCalls } from '../../shared/contract/dashboard.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { DashboardQuery } from '../../shared/contract/types.ts';
import type { ComputedDashboard } from '../../shared/dashboard/compute.ts';
import type { Day } from '../../shared/day.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { DASHBOARD } from '../jobs/kinds.ts';
import type { DashboardPayload } from '../jobs/kinds.ts';
import { reading } from './steps.ts';

/** Up to so many measures the answer is there sooner than a frame of the window; beyond, a child works it. */
const AT_ONCE = 300;
/** A ledger with years of work behind it, on a slow PC. */
const CHILD_MS = 180_000;

export const dashboardHandlers: Family<keyof typeof dashboardCalls, Context> = {
  async 'dashboard.get'(query, context) {
    const here = hereOrNot(query, context);
    if ('computed' in here) return { ...here.computed.dashboard, knownAt: null };
    return (await beside(context, { ...here, rows: null })) as Reply<'dashboard.get'>;
  },
  async 'dashboard.rows'({ key, from = 0, ...query }, context) {
    const here = hereOrNot(query, context);
    if ('computed' in here) return rowsOf(here.computed, key, from, DASHBOARD_PAGE);
    return (await beside(context, { ...here, rows: { key, from } })) as Reply<'dashboard.rows'>;
  },
  'dashboard.span': (_, context) => dashboardSpan(reading(context).db),
};

type Asked = Pick<DashboardPayload, 'day' | 'knownAt'>;

/** The dashboard itself where the ledger is small, else what a child is asked. @throws Refusal `on_in_future` */
function hereOrNot(query: DashboardQuery, context: Context): { computed: ComputedDashboard } | Asked {
  const { db, today } = reading(context);
  const day = query.asOf ?? today;
  if (day > today) throw new Refusal('on_in_future', { today });
  const knownAt = query.knownAt ?? null;
  const few = db.get(`SELECT 1 FROM measures LIMIT 1 OFFSET ${AT_ONCE}`) === undefined;
  return few && knownAt === null ? { computed: atOnce(db, day) } : { day, knownAt };
}

/** The last one of each connection: opening a figure asks for the same day again. */
const last = new WeakMap<ReadDb, { readonly asked: string; readonly computed: ComputedDashboard }>();

function atOnce(db: ReadDb, day: Day): ComputedDashboard {
  const asked = `${revisionOf(db)} ${day}`;
  const known = last.get(db);
  if (known?.asked === asked) return known.computed;
  const computed = dashboardOf(readGround(db), day);
  last.set(db, { asked, computed });
  return computed;
}

async function beside({ session, jobs }: Context, asked: Omit<DashboardPayload, 'ledger'>): Promise<unknown> {
  const payload: DashboardPayload = { ledger: session.beside(), ...asked };
  return valueOf(await jobs.pool.run(DASHBOARD, payload, { milliseconds: CHILD_MS }));
}
