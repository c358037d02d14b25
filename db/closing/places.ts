/** The way through the headings to each issue of a round, '一（二）3', as its papers call it. */
import { marker } from '../../shared/summary/names.ts';
import type { ReadDb } from '../connection.ts';

export function issuePlaces(db: ReadDb, round: number): Map<number, string> {
  const headings = new Map(
    db
      .all<{ id: number; parent: number | null; number: string }>(
        'SELECT id, parent_id AS parent, number FROM headings WHERE round_id = ?',
        round,
      )
      .map((heading) => [heading.id, heading]),
  );
  const known = new Map<number, string>();
  const wayTo = (id: number | null): string => {
    const heading = id === null ? undefined : headings.get(id);
    if (heading === undefined) return '';
    const there = known.get(heading.id);
    if (there !== undefined) return there;
    const way = wayTo(heading.parent) + marker(heading.number);
    known.set(heading.id, way);
    return way;
  };
  return new Map(
    db
      .all<{ id: number; heading: number | null; number: string }>(
        'SELECT id, heading_id AS heading, number FROM issues WHERE round_id = ?',
        round,
      )
      .map(({ id, heading, number }) => [id, wayTo(heading) + marker(number)]),
  );
}
