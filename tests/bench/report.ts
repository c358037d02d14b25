/** What was measured, as a table for people and as JSON for the next run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';

export interface Measured {
  readonly part: string;
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | 'MB/s' | 'count';
  /** The thing measured beside it in the same run, and how many times as much (for MB/s: the part of its speed). */
  readonly against?: { readonly what: string; readonly value: number; readonly ratio: number };
  /** What it should keep to: the value itself or the ratio. */
  readonly bound?: { readonly of: 'value' | 'ratio'; readonly most: number };
}

/** True, false, or null where nothing was asked. */
export function kept({ value, against, bound }: Measured): boolean | null {
  if (bound === undefined) return null;
  return (bound.of === 'value' ? value : (against?.ratio ?? Number.NaN)) <= bound.most;
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

function cells(row: Measured): string[] {
  const { against, bound } = row;
  const plain = row.unit === 'count';
  const verdict = kept(row);
  return [
    row.part,
    row.what,
    plain ? String(row.value) : `${number(row.value)} ${row.unit}`,
    against === undefined ? '' : `${number(against.value)}${plain ? '' : ` ${row.unit}`} ${against.what}`,
    against === undefined ? '' : `${against.ratio.toFixed(2)} ×`,
    bound === undefined ? '' : `≤ ${bound.most}${bound.of === 'ratio' ? ' ×' : plain ? '' : ` ${row.unit}`}`,
    verdict === null ? '' : verdict ? 'kept' : 'MISSED',
  ];
}

export function table(rows: readonly Measured[]): string {
  const head = ['part', 'what', 'measured', 'against', 'ratio', 'bound', ''];
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = head, ...rest] = lines;
  return [text(first), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest.map(text)].join(
    '\n',
  );
}

/** On which machine, and how busy it was: ratios wobble where others work at the same time. */
function machine(): Record<string, unknown> {
  const [first] = cpus();
  return {
    processor: first?.model ?? '',
    cores: cpus().length,
    memoryMB: Math.round(totalmem() / 1e6),
    load: loadavg().map((value) => Number(value.toFixed(2))),
  };
}

export function keep(file: string, rows: readonly Measured[], runtime: string, seconds: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const measured = rows.map((row) => ({ ...row, kept: kept(row) }));
  const whole = { at: new Date().toISOString(), seconds, runtime, machine: machine(), measured };
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
}
