/**
 * What contradicts itself in the current round. Each kind is counted by its own question; rows are read only for the
 * page that is shown. A waiver holds as long as the facts it was given for: it is compared by their digest.
 */
import { createHash } from 'node:crypto';
import type { Checked, Reply } from '../../shared/contract/index.ts';
import { checkKinds, type CheckKind } from '../../shared/checks/kinds.ts';
import type { Day } from '../../shared/day.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { currentRoundId } from '../rounds.ts';
import { dayRules } from './days.ts';
import { issueRules } from './issues.ts';
import { measureRules } from './measures.ts';
import { countedRule, regulationRule, sameFactRule } from './outcomes.ts';
import { peopleRules } from './people.ts';
import { placesOf } from './places.ts';
import { type Facts, type Finding, keyOf, type Rule, type SqlRule } from './rule.ts';

const rules = new Map<CheckKind, Rule>(
  [
    ...measureRules,
    ...issueRules,
    ...dayRules,
    ...peopleRules,
    regulationRule,
    countedRule,
    sameFactRule,
  ].map((rule) => [rule.kind, rule]),
);

interface Waiver {
  readonly key: string;
  readonly digest: string;
  readonly reason: string;
  readonly waived_on: Day;
}

/** How many of a kind there are, and those that are waived as they stand. */
interface Tally {
  readonly kind: CheckKind;
  readonly all: number;
  readonly waived: readonly Finding[];
  /** Of a rule in code: all of them, in order. */
  readonly findings: readonly Finding[] | null;
}

interface Counted {
  readonly asked: string;
  readonly round: number;
  readonly tallies: readonly Tally[];
}

/** Counted last, of each connection: turning pages counts nothing again. */
const last = new WeakMap<ReadDb, Counted>();

/** Of the facts as they are written: a waiver for other facts is none. */
export const digestOfFacts = (facts: string): string => createHash('sha256').update(facts).digest('hex');

function ruleOf(kind: CheckKind): Rule {
  const rule = rules.get(kind);
  if (rule === undefined) throw new Error(`no rule for ${kind}`);
  return rule;
}

/** Numbered parameters leave no gap: a rule that does not look at today still names it. */
const ALL_ASKED = `?1 > 0 AND ?2 <> ''`;

/** Findings of a kind among these rows; of a rule in SQL without walking over the round. */
function findingsOf(
  db: ReadDb,
  rule: Rule,
  roundId: number,
  today: Day,
  keys: ReadonlySet<string>,
  known: readonly Finding[] | null,
): Finding[] {
  if (keys.size === 0) return [];
  const ids = [...keys].map((key) => Number(key.slice(key.lastIndexOf(':') + 1)));
  const some =
    'find' in rule
      ? (known ?? rule.find(db, roundId, today))
      : db.all<Finding>(
          `SELECT * FROM (${rule.sql}) f WHERE ${ALL_ASKED} AND f.id IN (SELECT value FROM json_each(?3))`,
          ...[roundId, today, JSON.stringify([...new Set(ids)])],
        );
  return some.filter((finding) => keys.has(keyOf(rule.kind, finding)));
}

function waiversOf(db: ReadDb, kind: CheckKind): Map<string, Waiver> {
  return new Map(
    db
      .all<Waiver>(
        'SELECT key, digest, reason, waived_on FROM check_waivers WHERE key >= ? AND key < ?',
        `${kind}:`,
        `${kind};`,
      )
      .map((waiver) => [waiver.key, waiver]),
  );
}

function tally(db: ReadDb, kind: CheckKind, roundId: number, today: Day): Tally {
  const rule = ruleOf(kind);
  const findings = 'find' in rule ? rule.find(db, roundId, today) : null;
  const all = 'find' in rule ? (findings?.length ?? 0) : countOf(db, rule, roundId, today);
  const waivers = all === 0 ? new Map<string, Waiver>() : waiversOf(db, kind);
  const waived = findingsOf(db, rule, roundId, today, new Set(waivers.keys()), findings).filter(
    (finding) => waivers.get(keyOf(kind, finding))?.digest === digestOfFacts(finding.facts),
  );
  return { kind, all, waived, findings };
}

function countOf(db: ReadDb, rule: SqlRule, roundId: number, today: Day): number {
  return (
    db.get<{ n: number }>(`SELECT count(*) AS n FROM (${rule.sql}) f WHERE ${ALL_ASKED}`, roundId, today)
      ?.n ?? 0
  );
}

function counted(db: ReadDb, today: Day): Counted | null {
  const round = currentRoundId(db);
  if (round === null) return null;
  const asked = JSON.stringify([revisionOf(db), round, today]);
  const known = last.get(db);
  if (known?.asked === asked) return known;
  const fresh = { asked, round, tallies: checkKinds.map((kind) => tally(db, kind, round, today)) };
  last.set(db, fresh);
  return fresh;
}

/** In the order of the tree; what lies in no issue comes by its own number. */
const ORDER = `ORDER BY CASE f.target
    WHEN 'measure' THEN (SELECT x.ord FROM measure_index x WHERE x.measure_id = f.target_id)
    WHEN 'issue' THEN (SELECT min(x.ord) FROM measure_index x WHERE x.issue_id = f.target_id)
    END NULLS LAST, f.target, f.target_id, f.id, f.source`;

/**
 * Keys of all open findings of a kind in the order of the list, once a page of it was asked for: turning pages sorts
 * nothing again. As long-lived as the count it belongs to.
 */
const orders = new WeakMap<Tally, readonly string[]>();

function orderOf(db: ReadDb, rule: SqlRule, round: number, today: Day, of: Tally): readonly string[] {
  const known = orders.get(of);
  if (known !== undefined) return known;
  const away = new Set(of.waived.map((finding) => keyOf(of.kind, finding)));
  const keys: string[] = [];
  for (const row of db.each<Pick<Finding, 'id' | 'source'>>(
    `SELECT f.id, f.source FROM (${rule.sql}) f WHERE ${ALL_ASKED} ${ORDER}`,
    round,
    today,
  )) {
    const key = keyOf(of.kind, row);
    if (!away.has(key)) keys.push(key);
  }
  orders.set(of, keys);
  return keys;
}

interface Turned {
  readonly round: number;
  readonly today: Day;
  readonly of: Tally;
  readonly waived: boolean;
}

function page(
  db: ReadDb,
  { round, today, of, waived }: Turned,
  offset: number,
  limit: number,
): readonly Finding[] {
  if (waived) return of.waived.slice(offset, offset + limit);
  const rule = ruleOf(of.kind);
  if ('find' in rule) {
    const away = new Set(of.waived.map((finding) => keyOf(of.kind, finding)));
    const open = (of.findings ?? []).filter((finding) => !away.has(keyOf(of.kind, finding)));
    return open.slice(offset, offset + limit);
  }
  const keys = orderOf(db, rule, round, today, of).slice(offset, offset + limit);
  const found = new Map(
    findingsOf(db, rule, round, today, new Set(keys), null).map((finding) => [
      keyOf(of.kind, finding),
      finding,
    ]),
  );
  return keys.flatMap((key) => found.get(key) ?? []);
}

type Asked = Checked<'check.list'>;

/** One page of the findings asked for, with the counts of all kinds. A ledger without rounds contradicts nothing. */
export function listChecks(db: ReadDb, asked: Asked, today: Day): Reply<'check.list'> {
  const found = counted(db, today);
  const tallies = found?.tallies ?? [];
  const openOf = (each: Tally) => each.all - each.waived.length;
  const sizeOf = (each: Tally) => (asked.waived ? each.waived.length : openOf(each));
  const wanted = tallies.filter((each) => asked.kinds.length === 0 || asked.kinds.includes(each.kind));
  const findings: { kind: CheckKind; finding: Finding }[] = [];
  let skip = asked.offset;
  for (const of of wanted) {
    const left = asked.limit - findings.length;
    if (left <= 0) break;
    const size = sizeOf(of);
    if (skip >= size) {
      skip -= size;
      continue;
    }
    const rows = page(db, { round: found?.round ?? 0, today, of, waived: asked.waived }, skip, left);
    findings.push(...rows.map((finding) => ({ kind: of.kind, finding })));
    skip = 0;
  }
  return {
    revision: revisionOf(db),
    kinds: checkKinds.map((kind) => {
      const of = tallies.find((each) => each.kind === kind);
      return { kind, open: of === undefined ? 0 : openOf(of), waived: of?.waived.length ?? 0 };
    }),
    open: tallies.reduce((sum, each) => sum + openOf(each), 0),
    waived: tallies.reduce((sum, each) => sum + each.waived.length, 0),
    total: wanted.reduce((sum, each) => sum + sizeOf(each), 0),
    rows: shown(db, findings, today),
  };
}

function shown(
  db: ReadDb,
  findings: readonly { kind: CheckKind; finding: Finding }[],
  today: Day,
): Reply<'check.list'>['rows'] {
  const keys = findings.map(({ kind, finding }) => keyOf(kind, finding));
  const waivers = new Map(
    db
      .all<Waiver>(
        'SELECT w.key, w.digest, w.reason, w.waived_on FROM json_each(?) j JOIN check_waivers w ON w.key = j.value',
        JSON.stringify(keys),
      )
      .map((waiver) => [waiver.key, waiver]),
  );
  const placeOf = placesOf(
    db,
    findings.map(({ finding }) => finding),
    today,
  );
  return findings.map(({ kind, finding }) => {
    const key = keyOf(kind, finding);
    const waiver = waivers.get(key);
    const holds = waiver?.digest === digestOfFacts(finding.facts);
    return {
      key,
      kind,
      target: { kind: finding.target, id: finding.target_id, issue: finding.issue_id },
      ...placeOf(finding),
      facts: JSON.parse(finding.facts) as Facts,
      waived: waiver !== undefined && holds ? { reason: waiver.reason, on: waiver.waived_on } : null,
      lapsed: waiver !== undefined && !holds ? waiver.reason : null,
    };
  });
}

/** Findings by their keys, as they stand now; keys of what no longer stands are left out. */
export function findingsByKey(
  db: ReadDb,
  keys: readonly string[],
  today: Day,
): { key: string; finding: Finding }[] {
  const round = currentRoundId(db);
  if (round === null) return [];
  return checkKinds.flatMap((kind) => {
    const mine = new Set(keys.filter((key) => key.startsWith(`${kind}:`)));
    return findingsOf(db, ruleOf(kind), round, today, mine, null).map((finding) => ({
      key: keyOf(kind, finding),
      finding,
    }));
  });
}
