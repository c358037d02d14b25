/**
 * A query of the Gantt view as one part of an address, 'unit.issue.open.3-14.': what main writes for the hidden window
 * of the wall sheet, and what that window reads.
 */
import type { GanttQuery } from './contract/types.ts';
import type { Day } from './day.ts';

/** by, level, what is complete, ids of units, ids of leads; ids in order, so that one query has one address. */
export function writeGanttQuery(query: GanttQuery): string {
  return [
    query.by,
    query.level,
    query.complete ? 'all' : 'open',
    writeIds(query.units),
    writeIds(query.leads),
  ].join('.');
}

/** Name of the wall sheet's file. */
export function ganttFileName({ by, level }: Pick<GanttQuery, 'by' | 'level'>, today: Day): string {
  return `挂图作战-${level === 'issue' ? '问题' : '措施'}按${by === 'unit' ? '单位' : '领导'}-${today}`;
}

/** The query of an address; null for anything that `writeGanttQuery` does not write. */
export function readGanttQuery(text: string): GanttQuery | null {
  const [by, level, complete, units, leads, ...rest] = text.split('.');
  if (by !== 'unit' && by !== 'lead') return null;
  if (level !== 'issue' && level !== 'measure') return null;
  if ((complete !== 'all' && complete !== 'open') || rest.length > 0) return null;
  const unitIds = readIds(units);
  const leadIds = readIds(leads);
  if (unitIds === null || leadIds === null) return null;
  return { by, level, complete: complete === 'all', units: unitIds, leads: leadIds };
}

const writeIds = (ids: readonly number[]): string => [...new Set(ids)].sort((a, b) => a - b).join('-');

function readIds(text: string | undefined): number[] | null {
  if (text === undefined) return null;
  if (text === '') return [];
  const parts = text.split('-');
  return parts.every((part) => /^[1-9]\d{0,14}$/.test(part)) ? parts.map(Number) : null;
}
