/** Where findings are and what they are called: of one page of them, in one read a table. */
import { regulationWords, sanctionWords } from '../../shared/words.ts';
import { formatYuan } from '../../shared/money.ts';
import type { Day } from '../../shared/day.ts';
import type { RegulationKind, SanctionKind } from '../../shared/lists.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { marker } from '../../shared/summary/names.ts';
import type { ReadDb } from '../connection.ts';
import { personNames, unitNames } from '../names.ts';
import type { Finding, TargetKind } from './rule.ts';

export interface Placed {
  readonly place: string;
  readonly title: string;
}

type Look = (id: number) => Placed;
const nowhere: Placed = { place: '', title: '' };

/** How the findings of a page are called; asks only for what occurs among them. */
export function placesOf(db: ReadDb, findings: readonly Finding[], today: Day): (finding: Finding) => Placed {
  const issues = issuePlaces(
    db,
    findings.flatMap((each) => (each.issue_id === null ? [] : [each.issue_id])),
  );
  const looks = new Map<TargetKind, Look>();
  for (const target of new Set(findings.map((each) => each.target))) {
    const ids = findings.filter((each) => each.target === target).map((each) => each.target_id);
    looks.set(target, lookOf(db, target, ids, issues, today));
  }
  return (finding) => looks.get(finding.target)?.(finding.target_id) ?? nowhere;
}

/** '一（二）3' of issues, with their titles. */
function issuePlaces(db: ReadDb, ids: readonly number[]): Map<number, Placed> {
  if (ids.length === 0) return new Map();
  const rows = db.all<{ id: number; heading_id: number | null; number: string; title: string }>(
    'SELECT i.id, i.heading_id, i.number, i.title FROM json_each(?) j JOIN issues i ON i.id = j.value',
    JSON.stringify([...new Set(ids)]),
  );
  const headings = new Map(
    db
      .all<{ id: number; parent_id: number | null; number: string }>(
        `WITH RECURSIVE above (id) AS (SELECT value FROM json_each(?)
          UNION SELECT h.parent_id FROM headings h JOIN above a ON a.id = h.id WHERE h.parent_id IS NOT NULL)
          SELECT h.id, h.parent_id, h.number FROM above a JOIN headings h ON h.id = a.id`,
        JSON.stringify(rows.flatMap((row) => row.heading_id ?? [])),
      )
      .map((heading) => [heading.id, heading]),
  );
  const path = (id: number | null): string => {
    const heading = id === null ? undefined : headings.get(id);
    return heading === undefined ? '' : path(heading.parent_id) + marker(heading.number);
  };
  return new Map(
    rows.map((row) => [row.id, { place: path(row.heading_id) + marker(row.number), title: row.title }]),
  );
}

function lookOf(
  db: ReadDb,
  target: TargetKind,
  ids: readonly number[],
  issues: ReadonlyMap<number, Placed>,
  today: Day,
): Look {
  const rows = <T extends { id: number }>(sql: string) =>
    new Map(
      db
        .all<T>(
          `SELECT ${sql} WHERE t.id IN (SELECT value FROM json_each(?))`,
          JSON.stringify([...new Set(ids)]),
        )
        .map((row) => [row.id, row]),
    );
  const of =
    <T extends { id: number }>(sql: string, put: (row: T) => Placed): Look =>
    (id) => {
      known ??= rows<T>(sql);
      const row = known.get(id) as T | undefined;
      return row === undefined ? nowhere : put(row);
    };
  let known: Map<number, { id: number }> | undefined;
  const ofIssue = (id: number | null) => (id === null ? '' : (issues.get(id)?.place ?? ''));
  switch (target) {
    case 'issue':
      return (id) => issues.get(id) ?? nowhere;
    case 'measure':
      return of<{ id: number; issue_id: number; number: string; title: string }>(
        't.id, t.issue_id, t.number, t.title FROM measures t',
        (row) => ({ place: `${ofIssue(row.issue_id)} 措施${marker(row.number)}`.trim(), title: row.title }),
      );
    case 'regulation':
      return of<{ id: number; kind: RegulationKind; title: string; issue_id: number | null }>(
        't.id, t.kind, t.title, t.issue_id FROM regulations t',
        (row) => ({
          place: `建章立制 ${ofIssue(row.issue_id)}`.trim(),
          title: `${regulationWords[row.kind]}《${row.title}》`,
        }),
      );
    case 'sanction':
      // Who was sanctioned is sensitive and no part of a list.
      return of<{ id: number; kind: SanctionKind; people: number; issue_id: number | null }>(
        't.id, t.kind, t.people, t.issue_id FROM sanctions t',
        (row) => ({
          place: `问责处理 ${ofIssue(row.issue_id)}`.trim(),
          title: `${sanctionWords[row.kind]} ${row.people} 人`,
        }),
      );
    case 'recovery':
      return of<{ id: number; kind: string; fen: number; issue_id: number | null }>(
        't.id, t.kind, t.fen, t.issue_id FROM recoveries t',
        (row) => ({
          place: `收回挽回 ${ofIssue(row.issue_id)}`.trim(),
          title: `${recoveryName(row.kind)} ${formatYuan(row.fen)} 元`,
        }),
      );
    case 'clue':
      return of<{ id: number; title: string; issue_id: number | null }>(
        't.id, t.title, t.issue_id FROM clues t',
        (row) => ({ place: `问题线索 ${ofIssue(row.issue_id)}`.trim(), title: row.title }),
      );
    case 'unit': {
      const names = unitNames(db, today);
      return (id) => ({ place: '单位', title: names.get(id) ?? '' });
    }
    case 'person': {
      const names = personNames(db);
      return (id) => ({ place: '人员', title: names.get(id) ?? '' });
    }
    case 'round':
      return of<{ id: number; title: string }>('t.id, t.title FROM rounds t', (row) => ({
        place: '轮次',
        title: row.title,
      }));
    case 'stage':
      return of<{ id: number; title: string }>('t.id, t.title FROM stages t', (row) => ({
        place: '阶段',
        title: row.title,
      }));
    case 'heading':
      return of<{ id: number; title: string }>('t.id, t.title FROM headings t', (row) => ({
        place: '',
        title: row.title,
      }));
    case 'step':
      return (id) => ({ place: '操作记录', title: `第 ${id} 步` });
  }
}
