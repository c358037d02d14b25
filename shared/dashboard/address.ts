/** Which dashboard a paper shows, as one part of an address: '2024-08-31', or '2024-08-31~2024-06-30T10:00:00.000Z'. */
import { isDay } from '../day.ts';
import type { Day } from '../day.ts';

export interface DashboardDay {
  readonly asOf: Day;
  /** UTC ISO; null: by all that is known now. */
  readonly knownAt: string | null;
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

export function writeDashboardDay({ asOf, knownAt }: DashboardDay): string {
  return knownAt === null ? asOf : `${asOf}~${knownAt}`;
}

/** Null for anything that `writeDashboardDay` does not write. */
export function readDashboardDay(text: string): DashboardDay | null {
  const [asOf = '', knownAt = null, ...rest] = text.split('~');
  if (!isDay(asOf) || rest.length > 0 || (knownAt !== null && !ISO.test(knownAt))) return null;
  return { asOf, knownAt };
}

/** Name of the paper's file. */
export function dashboardFileName({ asOf, knownAt }: DashboardDay): string {
  return `综合看板-${asOf}${knownAt === null ? '' : '-按当时所知'}`;
}
