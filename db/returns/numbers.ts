/** The number that a form prints beside a measure, and the other numbers by which units call it. */
import { numberKey } from '../../shared/returns/numberKey.ts';
import type { ReadDb } from '../connection.ts';
import { issuesInOrder } from '../searchIndex.ts';

export interface CalledNumbers {
  /** Printed: place of the issue in the round, place of the measure in the issue, e.g. '12-2'. */
  readonly number: string;
  /** Official numbers that mean this measure and no other, as digits joined by '-'. */
  readonly numbers: readonly string[];
}

/**
 * The printed number of every measure of a round, in the order of the tree. Withdrawn issues and measures keep their
 * places, so a number stays as it is while nothing is inserted before it.
 */
export function measureNumbers(db: ReadDb, roundId: number): Map<number, string> {
  const numbers = new Map<number, string>();
  for (const { id, printed } of measuresInOrder(db, roundId)) numbers.set(id, printed);
  return numbers;
}

interface Placed {
  readonly id: number;
  readonly issueId: number;
  readonly printed: string;
  /** Key of the measure's own official number. */
  readonly own: string;
}

function measuresInOrder(db: ReadDb, roundId: number): Placed[] {
  // Tens of thousands of measures bear a few dozen numbers.
  const keys = new Map<string, string>();
  const keyOf = (number: string): string => {
    const known = keys.get(number);
    if (known !== undefined) return known;
    const key = numberKey(number);
    keys.set(number, key);
    return key;
  };
  const below = new Map<number, { id: number; number: string }[]>();
  for (const { issue_id: issueId, ...measure } of db.all<{ id: number; issue_id: number; number: string }>(
    `SELECT m.id, m.issue_id, m.number FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.round_id = ? ORDER BY m.position, m.id`,
    roundId,
  )) {
    const list = below.get(issueId);
    if (list === undefined) below.set(issueId, [measure]);
    else list.push(measure);
  }
  return issuesInOrder(db, roundId).flatMap((issueId, rank) =>
    (below.get(issueId) ?? []).map(({ id, number }, index) => ({
      id,
      issueId,
      printed: `${rank + 1}-${index + 1}`,
      own: keyOf(number),
    })),
  );
}

/**
 * Printed numbers with the official ones beside them: the whole way through the tree ('1-2-3-1' for 一、（二）3. 一是), the
 * issue's with the measure's, and the measure's alone where measures are numbered through. One that means two measures,
 * or is printed beside another, is no number of either.
 */
export function calledNumbers(db: ReadDb, roundId: number): Map<number, CalledNumbers> {
  const placed = measuresInOrder(db, roundId);
  const paths = issueNumbers(db, roundId);
  const through = new Set(placed.map((measure) => measure.own)).size === placed.length;
  const called = new Map<string, number | null>();
  const say = (key: string, id: number) => {
    if (key !== '') called.set(key, called.has(key) && called.get(key) !== id ? null : id);
  };
  const wanted = placed.map(({ id, issueId, own }) => {
    const issue = paths.get(issueId);
    const keys =
      own === '' || issue === undefined
        ? []
        : [
            ...(issue.path === '' ? [] : [`${issue.path}-${own}`]),
            ...(issue.own === '' ? [] : [`${issue.own}-${own}`]),
            ...(through ? [own] : []),
          ];
    for (const key of keys) say(key, id);
    return keys;
  });
  for (const { id, printed } of placed) say(printed, id);
  return new Map(
    placed.map(({ id, printed }, index) => [
      id,
      {
        number: printed,
        numbers: [...new Set(wanted[index])].filter((key) => key !== printed && called.get(key) === id),
      },
    ]),
  );
}

/** Official numbers of issues: their own, and the whole way to them; '' where a part has none. */
function issueNumbers(db: ReadDb, roundId: number): Map<number, { own: string; path: string }> {
  const headings = new Map(
    db
      .all<{ id: number; parent: number | null; number: string }>(
        'SELECT id, parent_id AS parent, number FROM headings WHERE round_id = ?',
        roundId,
      )
      .map((heading) => [heading.id, heading]),
  );
  const pathOf = (id: number | null): string[] => {
    const heading = id === null ? undefined : headings.get(id);
    return heading === undefined ? [] : [...pathOf(heading.parent), numberKey(heading.number)];
  };
  return new Map(
    db
      .all<{ id: number; heading: number | null; number: string }>(
        'SELECT id, heading_id AS heading, number FROM issues WHERE round_id = ?',
        roundId,
      )
      .map(({ id, heading, number }) => {
        const own = numberKey(number);
        const parts = [...pathOf(heading), own];
        return [id, { own, path: parts.includes('') ? '' : parts.join('-') }];
      }),
  );
}
