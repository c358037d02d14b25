/** The addresses of papers, `#paper/doc/summary.month.YYYY-MM`: light, so that the program's start can look at them. */
import type { GanttQuery, PaperQuery } from '../../shared/contract/types.ts';
import { readDashboardDay } from '../../shared/dashboard/address.ts';
import type { DashboardDay } from '../../shared/dashboard/address.ts';
import { readGanttQuery } from '../../shared/ganttAddress.ts';
import { readPaperQuery } from '../../shared/papers/address.ts';

export type PaperRoute =
  /** 导入回执 of a batch. */
  | { readonly kind: 'receipt'; readonly id: number }
  /** 挂图作战. */
  | { readonly kind: 'gantt'; readonly query: GanttQuery }
  /** 综合看板. */
  | { readonly kind: 'dashboard'; readonly of: DashboardDay }
  /** Any paper that is a document; `first`: its beginning alone, for a preview of page one. */
  | { readonly kind: 'doc'; readonly query: PaperQuery; readonly first?: true };

/** Address of the window that draws one paper after another (press.ts). */
export const PRESS = '#paper/press';
/** Address of the window that prints (printer.ts). */
export const PRINTER = '#paper/printer';

/** The paper that an address asks for; null when it asks for the program itself. */
export function paperRoute(hash: string): PaperRoute | null {
  const [paper, kind, what = '', ...rest] = hash.replace(/^#/, '').split('/');
  if (paper !== 'paper' || rest.length > 0) return null;
  if (kind === 'gantt') {
    const query = readGanttQuery(what);
    return query === null ? null : { kind, query };
  }
  if (kind === 'dashboard') {
    const of = readDashboardDay(what);
    return of === null ? null : { kind, of };
  }
  if (kind === 'doc') {
    const query = readPaperQuery(what);
    return query === null ? null : { kind, query };
  }
  if (kind !== 'receipt' && kind !== 'reminder') return null;
  const id = /^[1-9]\d{0,14}$/.test(what) ? Number(what) : null;
  if (id === null) return null;
  return kind === 'receipt' ? { kind, id } : { kind: 'doc', query: { paper: 'reminder', reminder: id } };
}
