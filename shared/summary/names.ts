/** Names of the cut-off day, and places in the tree: who and where a row of the summary speaks of. */
import { nameOn, successorOn } from '../counting.ts';
import type { Day } from '../day.ts';
import { byPlace } from './asOf.ts';
import type { Facts, HeadingFact, IssueFact, MeasureFact } from './facts.ts';

export interface Named {
  readonly id: number;
  readonly name: string;
}

/** Which issue stands where: its aspect, its way through the headings, its rank in reading order. */
export interface Place {
  readonly aspect: HeadingFact | null;
  /** Markers on the way and its own, '一（二）3'. */
  readonly path: string;
  readonly rank: number;
}

export interface Tree {
  /** Headings in reading order; aspects are those without a parent. */
  readonly headings: readonly HeadingFact[];
  readonly aspects: readonly HeadingFact[];
  readonly issues: readonly IssueFact[];
  place(issue: number): Place;
}

/** Reads the tree depth first, headings and issues below one parent by their position. */
export function treeOf(facts: Facts): Tree {
  const headingsBelow = group(facts.headings, (h) => h.parentId);
  const issuesBelow = group(facts.issues, (i) => i.headingId);
  const headings: HeadingFact[] = [];
  const issues: IssueFact[] = [];
  const places = new Map<number, Place>();

  const visit = (parent: number | null, aspect: HeadingFact | null, path: string): void => {
    const below = [
      ...(headingsBelow.get(parent) ?? []).map((heading) => ({ heading, issue: null, ...placed(heading) })),
      ...(issuesBelow.get(parent) ?? []).map((issue) => ({ heading: null, issue, ...placed(issue) })),
    ].sort((a, b) => byPlace(a, b) || (a.heading === null ? 1 : 0) - (b.heading === null ? 1 : 0));
    for (const { heading, issue } of below) {
      if (heading !== null) {
        headings.push(heading);
        visit(heading.id, aspect ?? heading, path + marker(heading.number));
      } else {
        places.set(issue.id, { aspect, path: path + marker(issue.number), rank: issues.length });
        issues.push(issue);
      }
    }
  };
  visit(null, null, '');
  // An issue whose heading is not among the facts is shown last rather than lost from the count.
  for (const issue of [...facts.issues].sort(byPlace)) {
    if (places.has(issue.id)) continue;
    places.set(issue.id, { aspect: null, path: marker(issue.number), rank: issues.length });
    issues.push(issue);
  }

  return {
    headings,
    aspects: headings.filter((h) => h.parentId === null),
    issues,
    place: (id) => places.get(id) ?? { aspect: null, path: '', rank: Number.MAX_SAFE_INTEGER },
  };
}

/** Who answers for a row on a day, under the names and mergers of that day. */
export interface NameBook {
  unit(id: number | null): Named | null;
  person(id: number | null): Named | null;
  unitOf(row: IssueFact | MeasureFact): Named | null;
  leadOf(row: IssueFact | MeasureFact): Named | null;
}

export function nameBook(facts: Facts, day: Day): NameBook {
  const units = new Map(facts.units.map((u) => [u.id, u]));
  const persons = new Map(facts.persons.map((p) => [p.id, p]));
  const issues = new Map(facts.issues.map((i) => [i.id, i]));
  const mergers = facts.units.flatMap((u) =>
    u.mergedInto === null || u.mergedOn === null ? [] : [{ unit: u.id, into: u.mergedInto, on: u.mergedOn }],
  );
  const known = new Map<number, Named>();

  const unit = (id: number | null): Named | null => {
    if (id === null) return null;
    let named = known.get(id);
    if (named === undefined) {
      const successor = Number(successorOn(id, mergers, day));
      named = { id: successor, name: nameOn(units.get(successor)?.names ?? [], day) ?? '' };
      known.set(id, named);
    }
    return named;
  };
  const person = (id: number | null): Named | null => {
    if (id === null) return null;
    const found = persons.get(id);
    return { id, name: nameOn(found?.names ?? [], day) ?? found?.name ?? '' };
  };
  const own = (row: IssueFact | MeasureFact, field: 'unitId' | 'leadId'): number | null =>
    row[field] ?? ('issueId' in row ? (issues.get(row.issueId)?.[field] ?? null) : null);
  return {
    unit,
    person,
    unitOf: (row) => unit(own(row, 'unitId')),
    leadOf: (row) => person(own(row, 'leadId')),
  };
}

/** A marker without the mark that sets it off from the text: '一、' → '一', '3.' → '3', '（二）' stays. */
export function marker(number: string): string {
  return number.trim().replace(/[、.．。，,:：\s]+$/u, '');
}

function placed(row: { position: number; id: number }) {
  return { position: row.position, id: row.id };
}

function group<T>(rows: readonly T[], keyOf: (row: T) => number | null): Map<number | null, T[]> {
  const groups = new Map<number | null, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [row]);
    else known.push(row);
  }
  return groups;
}
