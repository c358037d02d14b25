/** Checks, dashboard, as-of, chart, agenda and board through the dispatcher, each against plain SQL in the same run. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Reply } from '../../shared/contract/index.ts';
import { lastDay } from '../../shared/month.ts';
import { TODAY } from './ledgers.ts';
import { watchPauses } from './pauses.ts';
import type { Measured } from './report.ts';
import { openDoor } from './returnsDoor.ts';
import type { Door } from './returnsDoor.ts';
import { inTurns } from './stats.ts';
import {
  barsFloor,
  boardFloor,
  checksFloor,
  dueFloor,
  figuresFloor,
  totalsFloor,
  type Totals,
} from './workFloors.ts';
import type { WorkLedgers } from './workLedger.ts';

const part = 'work';
const ROUNDS = 5;
const PAUSE = { of: 'value', most: 50 } as const;

interface Place {
  readonly door: Door;
  readonly plain: Database.Database;
  /** A write, so that nothing that was answered before is answered again from memory. */
  readonly touch: () => Promise<void>;
  readonly close: () => void;
}

function openPlace(file: string, folder: string): Place {
  mkdirSync(folder, { recursive: true });
  const own = join(folder, 'ledger.db');
  copyFileSync(file, own);
  const door = openDoor(own, folder);
  const plain = new Database(own, { readonly: true });
  let touched = 0;
  return {
    door,
    plain,
    async touch() {
      touched += 1;
      await door.session.write({ action: 'measure.update', detail: {} }, (db) => {
        db.run('UPDATE measures SET assignee = ? WHERE id = 1', `第${touched}人`);
      });
    },
    close() {
      plain.close();
      door.close();
    },
  };
}

interface Held {
  readonly what: string;
  readonly against: string;
  readonly call: () => Promise<unknown>;
  readonly floor: () => unknown;
  /** Not timed, before each call. */
  readonly before?: () => Promise<void>;
  readonly rounds?: number;
  /** What the ratio should keep to. */
  readonly most?: number;
}

/** Until the timers that came late have come. */
const settled = (): Promise<void> => rest(15);

/** Times a call against its floor, and how long the main process stood still meanwhile. */
async function held({ what, against, call, floor, before, rounds, most }: Held): Promise<Measured[]> {
  const pauses = watchPauses((file) => readFileSync(file, 'utf8'));
  const seen: { ms: number; waited: number | null }[] = [];
  const { median, ratio } = await inTurns(rounds ?? ROUNDS, {
    async before() {
      await before?.();
      await settled();
      pauses.take();
    },
    call,
    // A call that is worked here is itself the pause: the timer comes after it.
    async after(round) {
      await settled();
      if (round > 0) seen.push(...pauses.take());
    },
    floor,
  });
  pauses.stop();
  const longest = seen.toSorted((a, b) => b.ms - a.ms)[0];
  return [
    {
      ...{ part, what, value: median.call, unit: 'ms' },
      against: { what: against, value: median.floor, ratio: ratio.call },
      ...(most === undefined ? {} : { bound: { of: 'ratio', most } as const }),
    },
    { part, what: '… longest pause of the main process', value: longest?.ms ?? 0, unit: 'ms', bound: PAUSE },
    {
      ...{ part, what: '… … without waiting for a processor', unit: 'ms' },
      value: Math.max(0, ...seen.map(({ ms, waited }) => ms - (waited ?? 0))),
    },
  ];
}

function same(what: string, ours: unknown, theirs: unknown): void {
  const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)];
  if (a !== b) throw new Error(`${what}: ${a} by the program, ${b} by SQL`);
}

type Part = (place: Place) => Promise<Measured[]>;

/** What is measured in which ledger; each part can be asked for by its name. */
const parts: Readonly<Record<keyof WorkLedgers, Readonly<Record<string, Part>>>> = {
  work: { checks, dashboard, asOf, knownAt, plan, board: (place) => board(place, 10_000) },
  chart: { chart },
  board: { board3: (place) => board(place, 3000) },
};

/** @param only names of parts; all of them when it is empty */
export async function measureWorkDoor(
  ledgers: WorkLedgers,
  folder: string,
  say: (text: string) => void,
  only: ReadonlySet<string> = new Set(),
): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const [ledger, file] of Object.entries(ledgers) as [keyof WorkLedgers, string][]) {
    const asked = Object.entries(parts[ledger]).filter(([name]) => only.size === 0 || only.has(name));
    if (asked.length === 0) continue;
    const place = openPlace(file, join(folder, ledger));
    try {
      for (const [name, measure] of asked) {
        say(`${name} …`);
        rows.push(...(await measure(place)));
      }
      rows.push({ part, what: '… most memory, one child', value: place.door.watch.largest, unit: 'MB' });
    } finally {
      place.close();
    }
  }
  return rows;
}

/** Kinds that no plain SQL tells, or that are counted for the whole round: asked, and left out of the comparison. */
const NOT_BY_SQL = new Set(['same_fact_twice', 'counted_differs']);

async function checks({ door, plain, touch }: Place): Promise<Measured[]> {
  const floor = checksFloor(plain, TODAY);
  const list = (kinds: Reply<'check.list'>['kinds'][number]['kind'][], offset: number) =>
    door.call('check.list', { kinds, waived: false, offset, limit: 200 });
  const found = await list([], 0);
  const counts = floor();
  for (const { kind, open } of found.kinds) if (!NOT_BY_SQL.has(kind)) same(kind, open, counts[kind] ?? 0);
  const total = Math.floor(found.total);
  const middle = Math.floor(total / 2);
  return [
    ...(await held({
      what: `checks of everything, first page (${total} found)`,
      against: 'counting them by SQL',
      before: touch,
      call: () => list([], 0),
      floor,
      most: 3,
    })),
    ...(await held({
      what: '… another page, in the middle',
      against: 'counting them by SQL',
      call: () => list([], middle),
      floor,
    })),
  ];
}

async function dashboard({ door, plain, touch }: Place): Promise<Measured[]> {
  const figures = figuresFloor(plain);
  const totals = totalsFloor(plain, false);
  const shown = await door.call('dashboard.get', {});
  const floor = (): void => {
    figures(TODAY);
    for (const month of shown.trend) totals(month.asOf);
  };
  same(
    'trend',
    shown.trend.map((month) => totals(month.asOf)),
    shown.trend.map(totalsOf),
  );
  const groups = figures(TODAY);
  const of = (name: string) => groups.filter((row) => row.part === name).map((row) => [row.id, row.n]);
  for (const name of ['aspect', 'unit', 'lead'] as const)
    same(name, byId(shown.stacks[name].map(({ id, issues }) => [id, issues.value])), byId(of(name)));
  same(
    'ages',
    shown.ageing.filter(({ figure }) => figure.value > 0).map(({ from, figure }) => [from, figure.value]),
    byId(of('age')),
  );
  return [
    ...(await held({
      what: 'dashboard of today, after a write',
      against: 'the same figures by SQL',
      before: touch,
      call: () => door.call('dashboard.get', {}),
      floor,
      most: 3,
    })),
    ...(await held({
      what: '… the rows of a figure opened (all overdue measures)',
      against: 'the same figures by SQL',
      call: () => door.call('dashboard.rows', { key: 'measures:overdue' }),
      floor,
    })),
  ];
}

const byId = (pairs: (readonly [number | null, number])[] | (number | null)[][]) =>
  pairs.toSorted((a, b) => Number(a[0]) - Number(b[0]));

const totalsOf = (at: Reply<'dashboard.get'>['trend'][number]): Totals => ({
  issues: at.issues,
  closed: at.closed,
  measures: at.measures,
  measuresComplete: at.measuresComplete,
  overdue: at.overdue,
});

const MONTHS = ['2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08'].map(lastDay);

async function asOf({ door, plain, touch }: Place): Promise<Measured[]> {
  const figures = figuresFloor(plain);
  const totals = totalsFloor(plain, false);
  const each = async (): Promise<void> => {
    for (const day of MONTHS) await door.call('dashboard.get', { asOf: day });
  };
  for (const day of MONTHS) {
    const { trend } = await door.call('dashboard.get', { asOf: day });
    const last = trend.at(-1);
    if (last !== undefined) same(day, totalsOf(last), totals(day));
  }
  return held({
    what: `as of ${MONTHS.length} month ends, one after the other`,
    against: 'the same figures by SQL',
    rounds: 3,
    before: touch,
    call: each,
    floor: () => {
      // Each day's own groups, and the months up to it.
      for (const [index, day] of MONTHS.entries()) {
        figures(day);
        for (const before of MONTHS.slice(0, index + 1)) totals(before);
      }
    },
    most: 3,
  });
}

async function knownAt({ door, plain }: Place): Promise<Measured[]> {
  const rows: Measured[] = [];
  const totals = totalsFloor(plain, true);
  const steps = plain.prepare('SELECT id FROM steps WHERE at <= ? ORDER BY id DESC LIMIT 1').pluck();
  const size = plain.prepare('SELECT count(*) FROM change_log WHERE step > ?').pluck();
  for (const month of ['2024-07', '2024-05', '2024-03']) {
    const at = `${lastDay(month)}T12:00:00.000Z`;
    const step = steps.get(at) as number;
    const shown = await door.call('dashboard.get', { knownAt: at });
    const last = shown.trend.at(-1);
    if (last !== undefined) same(at, totalsOf(last), totals(TODAY, step));
    // Asked in turns with today, so that each time the child has another ledger in its hands.
    rows.push(
      ...(await held({
        what: `as known at the end of ${month} (${String(size.get(step))} rows of the log later)`,
        against: 'its totals by SQL',
        rounds: 3,
        before: async () => void (await door.call('dashboard.get', {})),
        call: () => door.call('dashboard.get', { knownAt: at }),
        floor: () => shown.trend.map((sample) => totals(sample.asOf, step)),
        most: 3,
      })),
    );
  }
  return rows;
}

async function plan({ door, plain, touch }: Place): Promise<Measured[]> {
  const due = dueFloor(plain);
  const agenda = await door.call('plan.agenda', { days: 15 });
  same('agenda', agenda.overdue.count + agenda.due.count, due(TODAY, '', '2024-09-15'));
  const month = () => door.call('plan.month', { month: '2024-09', units: [], leads: [] });
  const counted = (await month()).days.reduce((sum, day) => sum + day.dueCount, 0);
  same('month', counted, due(TODAY, '2024-09-01', '2024-09-30'));
  return [
    ...(await held({
      what: `agenda (${agenda.overdue.count} late, ${agenda.due.count} due)`,
      against: 'its rows by SQL',
      before: touch,
      call: () => door.call('plan.agenda', { days: 15 }),
      floor: () => due(TODAY, '', '2024-09-15'),
      most: 3,
    })),
    ...(await held({
      what: `calendar of a month (${counted} due in it)`,
      against: 'its rows by SQL',
      before: touch,
      call: month,
      floor: () => due(TODAY, '2024-09-01', '2024-09-30'),
      most: 3,
    })),
  ];
}

async function board({ door, plain, touch }: Place, issues: number): Promise<Measured[]> {
  const floor = boardFloor(plain);
  const shown = await door.call('closing.board', {});
  same(
    'board',
    shown.columns.reduce((sum, column) => sum + column.total, 0),
    issues,
  );
  return held({
    what: `closing board of ${issues} issues`,
    against: 'its rows by SQL',
    before: touch,
    call: () => door.call('closing.board', {}),
    floor,
    most: 3,
  });
}

async function chart({ door, plain, touch }: Place): Promise<Measured[]> {
  const rows: Measured[] = [];
  const query = { by: 'unit', complete: true, units: [], leads: [] } as const;
  for (const level of ['issue', 'measure'] as const) {
    const floor = barsFloor(plain, level);
    const ask = () => door.call('plan.gantt', { ...query, units: [], leads: [], level });
    const bars = (await ask()).groups.reduce((sum, group) => sum + group.bars.length, 0);
    same(level, bars, floor(TODAY));
    rows.push(
      ...(await held({
        what: `chart of ${bars} bars (${level === 'issue' ? 'issues' : 'measures'})`,
        against: 'its rows by SQL',
        before: touch,
        call: ask,
        floor: () => floor(TODAY),
        most: 3,
      })),
    );
  }
  return rows;
}
