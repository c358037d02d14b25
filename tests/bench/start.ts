/** From the start of the process to a tree one can use, and the memory of all processes, against a blank window. */
import { setTimeout as rest } from 'node:timers/promises';
import type { Measured } from './report.ts';
import { startProgram } from './program.ts';
import { median } from './stats.ts';

/** One start, in milliseconds since the process was started. */
export interface Start {
  /** The page begins to load: the main process is up and has made its window. */
  readonly page: number;
  /** The page's own script begins to run. */
  readonly script: number;
  /** Something is painted. */
  readonly paint: number;
  /** The rows of the tree (or the blank page's text) are painted. */
  readonly tree: number;
  /** Scripts loaded until then, by file name. */
  readonly scripts: readonly string[];
  readonly memory: { readonly total: number; readonly kinds: Readonly<Record<string, number>> } | null;
}

/** Runs in the page: waits for its mark and answers with the times on the clock. */
const TIMES = `new Promise((resolve, reject) => {
  const look = () => {
    const [mark] = performance.getEntriesByName('tree-shown');
    if (mark === undefined)
      return performance.now() > 30000 ? reject(new Error('no tree within 30 s')) : setTimeout(look, 20);
    const [navigation] = performance.getEntriesByType('navigation');
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const at = (time) => performance.timeOrigin + time;
    resolve({
      page: at(0),
      script: at(navigation.domInteractive),
      paint: at(paint === undefined ? mark.startTime : paint.startTime),
      // The mark is set when the frame is made; it is on screen with the paint at the earliest.
      tree: at(Math.max(mark.startTime, paint?.startTime ?? 0)),
      scripts: performance.getEntriesByType('resource')
        .filter((each) => each.startTime < mark.startTime && /\\.js$/.test(each.name))
        .map((each) => each.name.split('/').at(-1)),
    });
  };
  look();
})`;

export interface Program {
  readonly executable: string;
  readonly app: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Before this time no one asks the page anything. */
const UNDISTURBED = 1200;
/** Idle time before memory is looked at. */
const IDLE = 3000;

export async function oneStart(program: Program, withMemory: boolean): Promise<Start> {
  const running = await startProgram(program);
  try {
    await rest(UNDISTURBED);
    const times = await running.ask<Omit<Start, 'memory'>>(TIMES);
    if (withMemory) await rest(IDLE);
    const since = (clock: number): number => clock - running.startedAt;
    return {
      page: since(times.page),
      script: since(times.script),
      paint: since(times.paint),
      tree: since(times.tree),
      scripts: times.scripts,
      memory: withMemory ? running.memory() : null,
    };
  } finally {
    await running.stop();
  }
}

const ROUNDS = 11;
const MEMORY_ROUNDS = 3;

/** Starts both in turns; the first start of each warms the disk and is not counted. */
export async function measureStart(sample: Program, blank: Program): Promise<Measured[]> {
  const ours: Start[] = [];
  const blanks: Start[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const memory = round > 0 && round <= MEMORY_ROUNDS;
    const a = await oneStart(blank, memory);
    const b = await oneStart(sample, memory);
    if (round === 0) continue;
    blanks.push(a);
    ours.push(b);
  }
  const of = (list: readonly Start[], value: (start: Start) => number): number => median(list.map(value));
  const ratio = (value: (start: Start) => number): number =>
    median(ours.map((start, index) => value(start) / value(blanks[index] as Start)));
  const row = (what: string, value: (start: Start) => number): Measured => {
    const against = { what: 'blank window', value: of(blanks, value) };
    const times = of(ours, value);
    return {
      part: 'start',
      what,
      value: times,
      unit: 'ms',
      against: { ...against, ratio: times / against.value },
    };
  };
  const remembered = (list: readonly Start[]): Start[] => list.filter((start) => start.memory !== null);
  const total = (start: Start): number => start.memory?.total ?? Number.NaN;
  const kinds = Object.keys(remembered(ours)[0]?.memory?.kinds ?? {});
  return [
    {
      ...row('sample ledger: process to usable tree', (start) => start.tree),
      against: {
        what: 'blank window',
        value: of(blanks, (start) => start.tree),
        ratio: ratio((start) => start.tree),
      },
      bound: { of: 'ratio', most: 1.5 },
    },
    row('… of it: until the page begins to load (main process)', (start) => start.page),
    row('… page to its script', (start) => start.script - start.page),
    row('… script to first paint', (start) => start.paint - start.script),
    // A blank page has nothing after its first paint to hold this against.
    {
      part: 'start',
      what: '… first paint to tree',
      value: of(ours, (start) => start.tree - start.paint),
      unit: 'ms',
    },
    {
      part: 'memory',
      what: `all processes after ${IDLE / 1000} s idle, sample ledger`,
      value: of(remembered(ours), total),
      unit: 'MB',
      against: {
        what: 'blank window',
        value: of(remembered(blanks), total),
        ratio: median(
          remembered(ours).map((start, index) => total(start) / total(remembered(blanks)[index] as Start)),
        ),
      },
      bound: { of: 'ratio', most: 1.5 },
    },
    ...kinds.map((kind): Measured => {
      const value = (start: Start): number => start.memory?.kinds[kind] ?? 0;
      const [mine, blankOne] = [of(remembered(ours), value), of(remembered(blanks), value)];
      return {
        part: 'memory',
        what: `… ${kind}`,
        value: mine,
        unit: 'MB',
        against: { what: 'blank window', value: blankOne, ratio: mine / blankOne },
      };
    }),
  ];
}

/** The same ledger's start with 100,000 measures, against the sample. */
export async function measureBigStart(big: Program, sample: Program): Promise<Measured[]> {
  const times: Record<'big' | 'small', Start[]> = { big: [], small: [] };
  for (let round = 0; round <= 3; round += 1) {
    const [small, large] = [await oneStart(sample, false), await oneStart(big, round === 1)];
    if (round === 0) continue;
    times.small.push(small);
    times.big.push(large);
  }
  const tree = (list: readonly Start[]): number => median(list.map((start) => start.tree));
  const memory = times.big[0]?.memory?.total ?? Number.NaN;
  return [
    {
      part: 'window',
      what: 'process to usable tree',
      value: tree(times.big),
      unit: 'ms',
      against: {
        what: 'sample ledger',
        value: tree(times.small),
        ratio: tree(times.big) / tree(times.small),
      },
    },
    { part: 'window', what: `all processes after ${IDLE / 1000} s idle`, value: memory, unit: 'MB' },
  ];
}
