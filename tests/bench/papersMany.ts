/** Many papers as one batch, a month's release, and the memory of every process meanwhile. */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { MONTH } from './papersLedger.ts';
import type { Office } from './papersOffice.ts';
import { treeOf } from './program.ts';
import type { Measured } from './report.ts';

const part = 'papers';
const LOOK_MS = 100;
/** Papers after which the highest memory until then is told. */
const STAGES = [50, 200] as const;

const KINDS = ['main', 'press', 'child'] as const;
type Kind = (typeof KINDS)[number];
const WHAT: Readonly<Record<Kind | 'bare', string>> = {
  main: 'main process',
  press: 'window of papers',
  child: 'largest child',
  bare: 'bare window, the same pages',
};
type Peaks = Record<Kind | 'bare', number>;

interface MemoryWatch {
  /** Most resident memory of each since the last asking, in MB. */
  take(): Peaks;
  stop(): void;
}

/** Looks at the resident memory of the program's processes ten times a second. */
async function watchMemory({ app }: Office): Promise<MemoryWatch> {
  const main = app.process().pid ?? 0;
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => ({
      kind: webContents.getURL().endsWith('#paper/press') ? ('press' as const) : ('clerk' as const),
      pid: webContents.getOSProcessId(),
    })),
  );
  const kindOf = (pid: number): keyof Peaks | 'clerk' | null => {
    if (pid === main) return 'main';
    const own = windows.find((window) => window.pid === pid);
    if (own !== undefined) return own.kind;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (/node\.mojom\.NodeService/.test(command)) return 'child';
    return command.includes('--type=renderer') ? 'bare' : null;
  };
  let peaks: Peaks = { main: 0, press: 0, child: 0, bare: 0 };
  const look = (): void => {
    for (const pid of treeOf(main)) {
      try {
        const kind = kindOf(pid);
        if (kind === null || kind === 'clerk') continue;
        const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        peaks[kind] = Math.max(peaks[kind], Number(resident ?? 0) / 1000);
      } catch {
        // Ended between the listing and the reading.
      }
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    take() {
      look();
      const taken = peaks;
      peaks = { main: 0, press: 0, child: 0, bare: 0 };
      return taken;
    },
    stop: () => clearInterval(timer),
  };
}

const rowsOf = (what: string, peaks: Peaks): Measured[] =>
  KINDS.filter((kind) => peaks[kind] > 0).map((kind) => ({
    ...{ part, what: `${what}: most memory, ${WHAT[kind]}`, value: peaks[kind], unit: 'MB' },
  }));

/** Works, and tells how much memory each process had at most meanwhile; the window of papers against the bare one. */
export async function withMemory(
  office: Office,
  what: string,
  work: () => Promise<Measured[]>,
): Promise<Measured[]> {
  const memory = await watchMemory(office);
  const rows = await work();
  const peaks = memory.take();
  memory.stop();
  return [
    ...rows,
    ...rowsOf(what, peaks).map((row) =>
      row.what.endsWith(WHAT.press) && peaks.bare > 0
        ? {
            ...row,
            against: { what: WHAT.bare, value: peaks.bare, ratio: peaks.press / peaks.bare },
          }
        : row,
    ),
  ];
}

/** A later stage of a batch may hold so much more than its first papers did. */
const STEADY = 1.15;

/** Closing papers of issues as PDF in one batch; memory at each stage against that of the first. */
export async function measureBatch(
  office: Office,
  size: string,
  issues: readonly number[],
  folder: string,
): Promise<Measured[]> {
  mkdirSync(folder, { recursive: true });
  const memory = await watchMemory(office);
  const stages = new Map<number, Peaks>();
  const looking = setInterval(() => {
    const count = readdirSync(folder).filter((name) => name.endsWith('.pdf')).length;
    for (const stage of STAGES) if (count >= stage && !stages.has(stage)) stages.set(stage, memory.take());
  }, LOOK_MS);
  const queries = issues.map((issue) => ({ paper: 'closing' as const, issue }));
  const taken = await office.work('paper.saveMany', { queries, form: 'pdf' });
  clearInterval(looking);
  const rest = memory.take();
  memory.stop();
  const done = readdirSync(folder).filter((name) => name.endsWith('.pdf')).length;
  if (done !== issues.length) throw new Error(`${done} of ${issues.length} papers were saved`);
  const rows: Measured[] = [
    {
      part,
      what: `${size}: closing papers of ${issues.length} issues saved as one batch`,
      value: taken,
      unit: 'ms',
    },
    { part, what: '… one of them', value: taken / issues.length, unit: 'ms' },
  ];
  const last = STAGES.at(-1) ?? 0;
  if (done === last && !stages.has(last)) stages.set(last, rest);
  const first = stages.get(STAGES[0]);
  if (first === undefined || done < last) return [...rows, ...rowsOf('… meanwhile', rest)];
  for (const stage of STAGES) {
    const peaks = stages.get(stage);
    if (peaks === undefined) continue;
    for (const kind of KINDS) {
      if (peaks[kind] === 0) continue;
      rows.push({
        ...{
          part,
          what: `… most memory up to paper ${stage}, ${WHAT[kind]}`,
          value: peaks[kind],
          unit: 'MB',
        },
        ...(stage === STAGES[0] || first[kind] === 0
          ? {}
          : {
              against: {
                what: `up to paper ${STAGES[0]}`,
                value: first[kind],
                ratio: peaks[kind] / first[kind],
              },
              bound: { of: 'ratio', most: STEADY } as const,
            }),
      });
    }
  }
  return rows;
}

/** 印发: a first edition, then corrections. */
export async function measureRelease(office: Office, size: string, rounds: number): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await office.touch();
    const reason = round === 1 ? {} : { reason: '核对后更正' };
    const taken = await office.work('release.make', { month: MONTH, ...reason });
    const what = round === 1 ? 'released: three files and their content' : `… edition ${round}, a correction`;
    rows.push({ part, what: `${round === 1 ? `${size}: ` : ''}${what}`, value: taken, unit: 'ms' });
  }
  return rows;
}
