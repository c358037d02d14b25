/** The tree on screen and for the command line, with its counts and lamps. */
import type { Day } from '../shared/day.ts';
import type { ClosureState, IssueState, Lamp, Timeliness } from '../shared/lists.ts';
import { deriveIssueState } from '../shared/states.ts';
import { lampOf, worstOfOpen } from '../shared/timeliness.ts';
import type { LedgerSettings, OutlineNode } from '../shared/contract/types.ts';
import { closureSql } from './closing.ts';
import type { ReadDb } from './connection.ts';
import { dueOnSql, isComplete, standingColumns, type StandingRow, timelinessOfRow } from './standing.ts';

export interface IssueStanding {
  readonly id: number;
  readonly closure: ClosureState;
  readonly state: IssueState;
  readonly measures: number;
  readonly complete: number;
  readonly worst: Timeliness | null;
  readonly withdrawn: boolean;
}

/** How issues stand today: of a whole round, or of some issues. */
export function issueStandings(
  db: ReadDb,
  which: { round: number } | { issues: readonly number[] },
  today: Day,
  settings: LedgerSettings,
): Map<number, IssueStanding> {
  const condition = 'round' in which ? 'i.round_id = ?' : 'i.id IN (SELECT value FROM json_each(?))';
  const parameter = 'round' in which ? which.round : JSON.stringify(which.issues);
  const measures = new Map<number, (StandingRow & { issue_id: number })[]>();
  for (const row of db.all<StandingRow & { issue_id: number }>(
    `SELECT m.issue_id, ${standingColumns}, ${dueOnSql(`'${today}'`)} AS due_on, NULL AS latest_month
      FROM issues i JOIN measures m ON m.issue_id = i.id WHERE ${condition}`,
    parameter,
  )) {
    const list = measures.get(row.issue_id);
    if (list === undefined) measures.set(row.issue_id, [row]);
    else list.push(row);
  }
  return new Map(
    db
      .all<{ id: number; closure: ClosureState; withdrawn_on: Day | null }>(
        `SELECT i.id, i.withdrawn_on, ${closureSql('i.id')} AS closure FROM issues i WHERE ${condition}`,
        parameter,
      )
      .map((issue) => [issue.id, standing(issue, measures.get(issue.id) ?? [], today, settings)]),
  );
}

function standing(
  issue: { id: number; closure: ClosureState; withdrawn_on: Day | null },
  rows: readonly StandingRow[],
  today: Day,
  settings: LedgerSettings,
): IssueStanding {
  const active = rows.filter((row) => row.withdrawn_on === null);
  const open = active.filter((row) => !isComplete(row));
  return {
    id: issue.id,
    closure: issue.closure,
    state: deriveIssueState(
      active.map((row) => ({
        state: row.state,
        demand: row.demand,
        established: row.established_on !== null,
        withdrawn: false,
      })),
      issue.closure,
    ),
    measures: active.length,
    complete: active.length - open.length,
    worst:
      issue.closure === 'closed'
        ? null
        : worstOfOpen(open.map((row) => timelinessOfRow(row, today, settings))),
    withdrawn: issue.withdrawn_on !== null,
  };
}

interface Node {
  readonly kind: 'heading' | 'issue';
  readonly id: number;
  readonly parent: number | null;
  readonly position: number;
  readonly number: string;
  readonly title: string;
}

/** Headings and issues of a round, depth first, as they are shown. */
function nodesInOrder(db: ReadDb, roundId: number): (Node & { depth: number })[] {
  const nodes = db.all<Node>(
    `SELECT 'heading' AS kind, id, parent_id AS parent, position, number, title FROM headings WHERE round_id = ?1
      UNION ALL SELECT 'issue', id, heading_id, position, number, title FROM issues WHERE round_id = ?1
      ORDER BY position, kind, id`,
    roundId,
  );
  const below = new Map<number | null, Node[]>();
  for (const node of nodes) {
    const list = below.get(node.parent);
    if (list === undefined) below.set(node.parent, [node]);
    else list.push(node);
  }
  const order: (Node & { depth: number })[] = [];
  const visit = (parent: number | null, depth: number) => {
    for (const node of below.get(parent) ?? []) {
      order.push({ ...node, depth });
      if (node.kind === 'heading') visit(node.id, depth + 1);
    }
  };
  visit(null, 0);
  return order;
}

interface Sums {
  issues: number;
  issuesClosed: number;
  measures: number;
  measuresComplete: number;
  worst: Timeliness[];
}

/**
 * The outline of a round, or (to refresh after a change) only the given issues with the headings above them.
 * Withdrawn issues are shown but not counted.
 */
export function outline(
  db: ReadDb,
  roundId: number,
  today: Day,
  settings: LedgerSettings,
  only?: readonly number[],
): OutlineNode[] {
  const order = nodesInOrder(db, roundId);
  const wanted = only === undefined ? null : affected(order, only);
  const needed =
    wanted === null
      ? null
      : order.filter((node) => node.kind === 'issue' && wanted.underTops.has(node.id)).map((node) => node.id);
  const standings = issueStandings(
    db,
    needed === null ? { round: roundId } : { issues: needed },
    today,
    settings,
  );
  const sums = new Map<number, Sums>();
  const parents = new Map(order.filter((n) => n.kind === 'heading').map((n) => [n.id, n.parent]));
  for (const node of order) {
    const issue = node.kind === 'issue' ? standings.get(node.id) : undefined;
    if (issue === undefined || issue.withdrawn) continue;
    for (let parent = node.parent; parent !== null; parent = parents.get(parent) ?? null) {
      const sum = sums.get(parent) ?? {
        issues: 0,
        issuesClosed: 0,
        measures: 0,
        measuresComplete: 0,
        worst: [],
      };
      sum.issues += 1;
      sum.issuesClosed += issue.closure === 'closed' ? 1 : 0;
      sum.measures += issue.measures;
      sum.measuresComplete += issue.complete;
      if (issue.worst !== null && !sum.worst.includes(issue.worst)) sum.worst.push(issue.worst);
      sums.set(parent, sum);
    }
  }
  return order
    .filter(
      (node) => wanted === null || (node.kind === 'issue' ? wanted.issues : wanted.headings).has(node.id),
    )
    .map((node) => shown(node, node.kind === 'issue' ? standings.get(node.id) : sums.get(node.id)));
}

/** The issues asked, the headings above them, and all issues under those tops (whose sums must be made again). */
function affected(order: readonly Node[], only: readonly number[]) {
  const issues = new Set(only);
  const parents = new Map(order.filter((n) => n.kind === 'heading').map((n) => [n.id, n.parent]));
  const headings = new Set<number>();
  for (const node of order) {
    if (node.kind !== 'issue' || !issues.has(node.id)) continue;
    for (let parent = node.parent; parent !== null; parent = parents.get(parent) ?? null)
      headings.add(parent);
  }
  const above = (start: number | null): boolean => {
    for (let parent = start; parent !== null; parent = parents.get(parent) ?? null) {
      if (headings.has(parent)) return true;
    }
    return false;
  };
  const underTops = new Set(
    order.filter((n) => n.kind === 'issue' && (issues.has(n.id) || above(n.parent))).map((n) => n.id),
  );
  return { issues, headings, underTops };
}

function shown(node: Node & { depth: number }, what: IssueStanding | Sums | undefined): OutlineNode {
  const base = {
    kind: node.kind,
    id: node.id,
    parent: node.parent,
    depth: node.depth,
    number: node.number,
    title: node.title,
  };
  const lamp = (kind: Timeliness | null): Lamp | null => (kind === null ? null : lampOf(kind));
  if (what === undefined) {
    return { ...base, issues: 0, issuesClosed: 0, measures: 0, measuresComplete: 0, state: null, lamp: null };
  }
  if ('closure' in what) {
    return {
      ...base,
      issues: what.withdrawn ? 0 : 1,
      issuesClosed: what.closure === 'closed' && !what.withdrawn ? 1 : 0,
      measures: what.measures,
      measuresComplete: what.complete,
      state: what.state,
      lamp: lamp(what.worst),
    };
  }
  const { worst, ...counts } = what;
  return { ...base, ...counts, state: null, lamp: lamp(worstOfOpen(worst)) };
}

export interface PlainNode {
  id: string;
  kind: 'heading' | 'issue' | 'measure';
  parent: string | null;
  number: string;
  title: string;
  state: string | null;
  withdrawn: boolean;
}

/** Every node with measures, ids prefixed by kind (h, i, m) so that one id names one node. */
export function wholeTree(db: ReadDb, roundId: number, today: Day, settings: LedgerSettings): PlainNode[] {
  const measures = new Map<number, PlainNode[]>();
  for (const row of db.all<{
    id: number;
    issue_id: number;
    number: string;
    title: string;
    state: string;
    withdrawn_on: Day | null;
  }>(
    `SELECT m.id, m.issue_id, m.number, m.title, m.state, m.withdrawn_on FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.round_id = ? ORDER BY m.position, m.id`,
    roundId,
  )) {
    const node: PlainNode = {
      id: `m${row.id}`,
      kind: 'measure',
      parent: `i${row.issue_id}`,
      number: row.number,
      title: row.title,
      state: row.state,
      withdrawn: row.withdrawn_on !== null,
    };
    const list = measures.get(row.issue_id);
    if (list === undefined) measures.set(row.issue_id, [node]);
    else list.push(node);
  }
  return outline(db, roundId, today, settings).flatMap((node) => [
    {
      id: `${node.kind === 'heading' ? 'h' : 'i'}${node.id}`,
      kind: node.kind,
      parent: node.parent === null ? null : `h${node.parent}`,
      number: node.number,
      title: node.title,
      state: node.state,
      // An issue counts as one unless it was withdrawn.
      withdrawn: node.kind === 'issue' && node.issues === 0,
    },
    ...(node.kind === 'issue' ? (measures.get(node.id) ?? []) : []),
  ]);
}
