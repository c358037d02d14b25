import { sampleLedger as sample } from '../../db/sample/index.ts';
import type { SampleHeading, SampleIssue, SampleMeasure } from '../../db/sample/index.ts';
import { readDeadline } from '../../shared/deadline.ts';

// How the tests of the sample read it: flat lists, and days worked out by rules of their own.

export const FEEDBACK = '2024-03-05';
export const TODAY = '2024-08-31';
export const ROUND_END = '2024-09-05';
export const MONTHS = ['2024-06', '2024-07', '2024-08'];
export const monthEnd: Record<string, string> = {
  '2024-06': '2024-06-30',
  '2024-07': '2024-07-31',
  '2024-08': TODAY,
};
export const COUNTING = '一二三四五六七八九十';

export const headingsOf = (h: SampleHeading) => h.children.filter((c) => c.kind === 'heading');
export const issuesOf = (h: SampleHeading): SampleIssue[] =>
  h.children.flatMap((c) => (c.kind === 'issue' ? [c] : issuesOf(c)));
export const subheadings = sample.headings.flatMap(headingsOf);
export const issues = sample.headings.flatMap(issuesOf);
export const measures = issues.flatMap((issue) => issue.measures.map((measure) => ({ issue, measure })));
export const place = (issue: SampleIssue, m: SampleMeasure) => `${issue.key} ${m.number}`;
export const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

export const isDay = (day: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
export const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
export const happened = (day: string) => isDay(day) && day >= FEEDBACK && day <= TODAY;
export const ascending = (days: string[]) => days.every((d, i) => i === 0 || (days[i - 1] ?? '') <= d);

export const lastState = (m: SampleMeasure) => m.events.at(-1)?.to ?? 'not_started';
/** The day on which a measure became complete (done, or ongoing and established); null while it is not. */
export function completeOn(m: SampleMeasure): string | null {
  if (m.established !== undefined) return m.established;
  const last = m.events.at(-1);
  return last?.to === 'done' ? last.on : null;
}
export function dueOn(m: SampleMeasure): string | null {
  const read = readDeadline(m.deadline, {
    feedbackOn: FEEDBACK,
    roundEnd: ROUND_END,
    immediateDays: 30,
    calendar: null,
  });
  if (!read.ok) throw new Error(`${m.deadline}: ${read.problem}`);
  return read.deadline.date;
}
export const closedOn = (i: SampleIssue) => i.closing?.find((c) => c.step === 'closed')?.on ?? null;
/** The application that led to the closing: the last one. */
export const appliedOn = (i: SampleIssue) => i.closing?.findLast((c) => c.step === 'applied')?.on ?? null;
export const closedIssues = issues.filter((i) => closedOn(i) !== null);
export const openIssues = issues.filter((i) => closedOn(i) === null);

/** Every string of the sample with the way to it. */
export function strings(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, `${path}/${key}`));
}

export type Must = (holds: boolean, what: string) => void;

/** Runs a check over many rows and gives what was wrong, so that one failing row doesn't hide the others. */
export function complaints(check: (must: Must) => void): string[] {
  const wrong: string[] = [];
  check((holds, what) => {
    if (!holds) wrong.push(what);
  });
  return wrong;
}
