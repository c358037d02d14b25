/** Over random ledgers each question answers what a plain walk over the rows answers, and counts are sizes. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { addIssueByHand, addUnit, type Ledger, type ReadDb, undoTarget, verify } from '../../db/index.ts';
import { listChecks, waiveChecks } from '../../db/checks/index.ts';
import { undecidedPairs } from '../../db/outcomes/index.ts';
import { type CheckKind, checkKinds } from '../../shared/checks/kinds.ts';
import { successorOn } from '../../shared/counting.ts';
import { clearAway, newSampleLedger, write } from './makeLedger.ts';

afterEach(clearAway);

const FEEDBACK = '2024-03-05';
const days = [
  '2024-02-10',
  '2024-03-20',
  '2024-06-30',
  '2024-08-31',
  '2024-09-15',
  '2025-01-20',
  '2031-04-01',
];

/** What an import or another program might write: columns with values that are odd, row by row. */
const changes: readonly {
  readonly table: string;
  readonly set: string;
  readonly values: readonly (string | number | null)[];
}[] = [
  { table: 'measures', set: 'state', values: ['not_started', 'in_progress', 'done'] },
  { table: 'measures', set: 'done_on', values: [null] },
  { table: 'measures', set: 'demand', values: ['ongoing', 'dated'] },
  { table: 'measures', set: 'established_on', values: [null, ...days] },
  { table: 'measures', set: 'deadline_raw', values: ['', '尽快', '　', '15个工作日内'] },
  { table: 'measures', set: 'deadline_on', values: [null, ...days] },
  { table: 'measures', set: "deadline_raw = '尽快', deadline_on", values: [null] },
  {
    table: 'measures',
    set: "deadline_raw = '15个工作日内', deadline_on",
    values: ['2031-04-01', '2025-01-20'],
  },
  { table: 'measures', set: 'deadline_inferred', values: [0, 1] },
  { table: 'measures', set: 'no_evidence_reason', values: ['', '口头'] },
  { table: 'measures', set: 'withdrawn_on', values: [null, '2024-06-30'] },
  { table: 'measures', set: 'title', values: ['同一条', ' 同一条　', '另一条'] },
  { table: 'measures', set: 'text', values: ['', '全文', ' 全文\n'] },
  { table: 'measures', set: 'lead_id', values: [null, 1, 2] },
  { table: 'measures', set: 'unit_id', values: [null, 1, 2, 3] },
  { table: 'issues', set: 'lead_id', values: [null, 1, 2] },
  { table: 'issues', set: 'unit_id', values: [null, 1, 2, 3] },
  { table: 'issues', set: 'withdrawn_on', values: [null, '2024-06-30'] },
  { table: 'evidence', set: 'added_on', values: days },
  { table: 'measure_events', set: 'effective_on', values: days },
  { table: 'closing_events', set: 'effective_on', values: days },
  {
    table: 'closing_events',
    set: 'step',
    values: ['imported_closed', 'reopened', 'closed', 'recheck_passed'],
  },
  { table: 'extensions', set: 'new_on', values: [null, ...days] },
  { table: 'regulations', set: 'number', values: ['', ' ', '〔2024〕9号'] },
  { table: 'regulations', set: 'made_on', values: [null, ...days] },
  { table: 'sanctions', set: 'imposed_on', values: [null, ...days] },
  { table: 'clues', set: 'received_on', values: days },
  { table: 'persons', set: 'unit_id', values: [null, 4] },
  { table: 'persons', set: 'left_on', values: [null, ...days] },
  { table: 'stages', set: 'done_on', values: [null, ...days] },
  { table: 'stages', set: 'period', values: ['', '20个工作日'] },
];
const change = fc.record({
  which: fc.nat(changes.length - 1),
  row: fc.nat(400),
  value: fc.nat(20),
  text: fc.constantFrom('推进中', ' 推进中', '推进中　', '已办结'),
});

function apply(
  ledger: Ledger,
  list: readonly { which: number; row: number; value: number; text: string }[],
): void {
  write(ledger, (db) => {
    for (const { which, row, value, text } of list) {
      const { table, set, values } = changes[which] ?? { table: 'measures', set: 'title', values: ['x'] };
      const ids = db.pluck<number>(`SELECT id FROM ${table} ORDER BY id`);
      const some = ids.filter((_, n) => n % 3 === row % 3);
      for (const id of some) {
        // A day of completion goes with the state, as the table itself demands.
        const also = set === 'state' ? ', done_on = NULL' : '';
        db.run(
          `UPDATE ${table} SET ${set} = ?${also} WHERE id = ?`,
          values[value % values.length] ?? null,
          id,
        );
      }
      if (table !== 'measures') continue;
      for (const id of some.slice(0, 4))
        for (const month of ['2024-06', '2024-07', '2024-08'])
          db.run(
            `INSERT INTO progress (measure_id, month, text, unit_id, source, recorded_at) VALUES (?, ?, ?, ?, 'typed', '')`,
            ...[id, month, month === '2024-08' ? text : '推进中', value % 3 === 0 ? 1 : null],
          );
    }
  });
}

type Row = Record<string, string | number | null> & { id: number };

/** The same rules in the plainest way: every table whole, every row looked at. Keys by kind. */
function plainly(db: ReadDb, round: number, today: string): Record<string, string[]> {
  const all = (table: string) => db.all<Row>(`SELECT * FROM ${table} ORDER BY id`);
  const signs = /^[\t\n\v\f\r\u00a0\u3000 ]+|[\t\n\v\f\r\u00a0\u3000 ]+$/gu;
  const trim = (text: unknown) => String(text).replace(signs, '');
  const issues = all('issues').filter((i) => i['round_id'] === round);
  const planned = issues.filter((i) => i['withdrawn_on'] === null);
  const every = all('measures').filter((m) => issues.some((i) => i.id === m['issue_id']));
  const active = every.filter(
    (m) => m['withdrawn_on'] === null && planned.some((i) => i.id === m['issue_id']),
  );
  const complete = (m: Row) =>
    m['state'] === 'done' || (m['demand'] === 'ongoing' && m['established_on'] !== null);
  const of = (table: string, column: string, id: number) => all(table).filter((row) => row[column] === id);
  const closings = all('closing_events');
  const closed = (issue: number) => {
    const last = closings.filter((c) => c['issue_id'] === issue).at(-1)?.['step'];
    return last === 'closed' || last === 'imported_closed' || last === 'recheck_passed';
  };
  const issueOf = (m: Row) => Number(m['issue_id']);
  const evidence = all('evidence');
  const progress = all('progress');
  const assisting = all('measure_units');
  const found: Record<string, string[]> = {};
  const put = (kind: CheckKind, holds: readonly Row[], source = '') => {
    (found[kind] ??= []).push(...holds.map((row) => `${kind}:${source}${source === '' ? '' : ':'}${row.id}`));
  };
  put(
    'done_without_day',
    active.filter(
      (m) =>
        m['state'] === 'done' &&
        m['done_on'] === null &&
        !(m['demand'] === 'ongoing' && m['established_on'] !== null),
    ),
  );
  put(
    'done_without_evidence',
    active.filter(
      (m) => complete(m) && m['no_evidence_reason'] === '' && !evidence.some((v) => v['measure_id'] === m.id),
    ),
  );
  put(
    'deadline_before_feedback',
    active.filter((m) => m['deadline_on'] !== null && String(m['deadline_on']) < FEEDBACK),
  );
  put(
    'deadline_not_understood',
    active.filter(
      (m) =>
        trim(m['deadline_raw']) !== '' &&
        m['deadline_on'] === null &&
        m['deadline_immediate'] === 0 &&
        m['deadline_ongoing'] === 0 &&
        !closed(issueOf(m)),
    ),
  );
  put(
    'deadline_inferred',
    active.filter((m) => m['deadline_inferred'] === 1 && m['deadline_on'] !== null && !closed(issueOf(m))),
  );
  const wording = (m: Row) => (trim(m['text']) === '' ? trim(m['title']) : trim(m['text']));
  put(
    'measure_twice',
    active.filter((m) =>
      every.some(
        (b) =>
          b['issue_id'] === m['issue_id'] &&
          b.id < m.id &&
          b['withdrawn_on'] === null &&
          wording(b) === wording(m),
      ),
    ),
  );
  put(
    'text_unchanged',
    active.filter((m) => {
      if (complete(m)) return false;
      const own = progress.filter(
        (p) =>
          p['measure_id'] === m.id &&
          p['text'] !== '' &&
          !(
            p['unit_id'] !== null &&
            assisting.some((a) => a['measure_id'] === m.id && a['unit_id'] === p['unit_id'])
          ),
      );
      const months = [...new Set(own.map((p) => String(p['month'])))].sort().reverse().slice(0, 3);
      const texts = months.map((month) => trim(own.filter((p) => p['month'] === month).at(-1)?.['text']));
      return texts.length === 3 && new Set(texts).size === 1;
    }),
  );
  const late = (day: string | number | null | undefined) => day !== null && String(day) > today;
  const early = (day: string | number | null | undefined) => day !== null && String(day) < FEEDBACK;
  const firsts = new Map(every.map((m) => [m.id, m['deadline_on']]));
  put(
    'extension_before_first',
    all('extensions').filter(
      (x) =>
        active.some((m) => m.id === x['measure_id']) &&
        x['new_on'] !== null &&
        firsts.get(Number(x['measure_id'])) != null &&
        String(x['new_on']) < String(firsts.get(Number(x['measure_id']))),
    ),
  );

  put(
    'closed_with_open_measures',
    planned.filter((i) => closed(i.id) && active.some((m) => issueOf(m) === i.id && !complete(m))),
  );
  put(
    'imported_closed',
    planned.filter(
      (i) =>
        closings
          .filter(
            (c) =>
              c['issue_id'] === i.id && ['closed', 'imported_closed', 'reopened'].includes(String(c['step'])),
          )
          .at(-1)?.['step'] === 'imported_closed',
    ),
  );
  put(
    'issue_without_lead',
    planned.filter((i) => i['lead_id'] === null && !closed(i.id)),
  );
  put(
    'issue_without_unit',
    planned.filter((i) => i['unit_id'] === null && !closed(i.id)),
  );
  put(
    'issue_without_measures',
    planned.filter((i) => !active.some((m) => issueOf(m) === i.id) && !closed(i.id)),
  );

  const events = all('measure_events').filter((e) => every.some((m) => m.id === e['measure_id']));
  const told = (m: Row, kind: string, day: unknown) =>
    events.some((e) => e['measure_id'] === m.id && e['kind'] === kind && e['effective_on'] === day);
  const ofRound = (table: string) => all(table).filter((o) => o['round_id'] === round);
  const single = (table: string) => ofRound(table).filter((o) => o['duplicate_of'] === null);
  for (const [kind, odd] of [
    ['day_in_future', late],
    ['day_before_round', early],
  ] as const) {
    put(
      kind,
      events.filter((e) => odd(e['effective_on'])),
      'event',
    );
    put(
      kind,
      every.filter((m) => odd(m['done_on']) && !told(m, 'state', m['done_on'])),
      'done',
    );
    put(
      kind,
      every.filter((m) => odd(m['established_on']) && !told(m, 'established', m['established_on'])),
      'established',
    );
    put(
      kind,
      all('extensions').filter((x) => odd(x['approved_on'])),
      'extension',
    );
    put(
      kind,
      evidence.filter((v) => odd(v['added_on'])),
      'evidence',
    );
    put(
      kind,
      closings.filter((c) => odd(c['effective_on'])),
      'closing',
    );
    put(
      kind,
      single('regulations').filter((o) => odd(o['made_on'])),
      'regulation',
    );
    put(
      kind,
      single('sanctions').filter((o) => odd(o['imposed_on'])),
      'sanction',
    );
    put(
      kind,
      single('recoveries').filter((o) => odd(o['recovered_on'])),
      'recovery',
    );
  }
  put(
    'day_in_future',
    single('clues').filter((o) => late(o['received_on'])),
    'clue',
  );
  put(
    'day_in_future',
    single('clues').filter((o) => late(o['concluded_on'])),
    'concluded',
  );
  put(
    'day_in_future',
    ofRound('stages').filter((s) => late(s['done_on'])),
    'stage',
  );
  put(
    'day_in_future',
    progress.filter((p) => String(p['month']) > today.slice(0, 7)),
    'progress',
  );
  put(
    'regulation_without_number',
    single('regulations').filter((o) => trim(o['number']) === ''),
  );
  const beyond = (day: string | number | null | undefined) =>
    day !== null && Number(String(day).slice(0, 4)) > 2030;
  put(
    'calendar_not_covered',
    active.filter((m) => String(m['deadline_raw']).includes('工作日') && beyond(m['deadline_on'])),
    'deadline',
  );
  put(
    'calendar_not_covered',
    ofRound('stages').filter((s) => String(s['period']).includes('工作日') && beyond(s['due_on'])),
    'stage',
  );

  const units = all('units');
  const mergers = units.flatMap((u) =>
    u['merged_into'] === null
      ? []
      : [{ unit: u.id, into: Number(u['merged_into']), on: String(u['merged_on']) }],
  );
  const named = [
    ...issues.map((i) => i['unit_id']),
    ...every.map((m) => m['unit_id']),
    ...assisting.map((a) => a['unit_id']),
    ...all('persons').map((n) => n['unit_id']),
  ];
  const used = new Set<number>();
  for (const id of named) {
    for (let at = id; at !== null && at !== undefined;) {
      used.add(Number(at));
      const next = mergers.find((m) => m.unit === at && m.on <= today);
      at = next?.into ?? null;
    }
  }
  put(
    'unit_without_anything',
    units.filter((u) => !used.has(u.id) && Number(successorOn(u.id, mergers, today)) === u.id),
  );
  put(
    'person_left_still_leads',
    all('persons').filter(
      (n) =>
        n['left_on'] !== null &&
        String(n['left_on']) <= today &&
        (planned.some((i) => i['lead_id'] === n.id && !closed(i.id)) ||
          active.some((m) => m['lead_id'] === n.id && !complete(m) && !closed(issueOf(m)))),
    ),
  );
  put(
    'same_fact_twice',
    undecidedPairs(db).map((pair) => ({ id: pair.second })),
  );
  expect(of('rounds', 'id', round)).toHaveLength(1);
  return found;
}

test('every rule equals its plain computation; counts are sizes; waived and open part them', () => {
  const { ledger, roundId } = newSampleLedger();
  // Most issues of the sample are closed, where little can still be wrong.
  write(ledger, (db) => {
    db.run('DELETE FROM closing_events WHERE issue_id % 2 = 0');
    addIssueByHand(db, null, { title: '没有措施' });
    for (const name of ['甲部', '乙部']) addUnit(db, name, 'department');
  });
  const base = undoTarget(ledger.read).step?.id;
  const seen = new Set<CheckKind>();
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 4, maxLength: 40 }),
      fc.constantFrom('2024-08-31', '2024-03-10', '2024-12-31'),
      (list, today) => {
        apply(ledger, list);
        const ask = (waived: boolean) =>
          listChecks(ledger.read, { kinds: [], waived, offset: 0, limit: 1000 }, today);
        const found = ask(false);
        for (const row of found.rows) seen.add(row.kind);
        const expected = plainly(ledger.read, roundId, today);
        const merged: readonly CheckKind[] = [
          'counted_differs',
          'clock_set_back',
          'unit_merged_still_named',
          'same_fact_twice',
        ];
        for (const kind of checkKinds) {
          const keys = found.rows.filter((row) => row.kind === kind).map((row) => row.key);
          const count = found.kinds.find((each) => each.kind === kind);
          expect([kind, count?.open]).toEqual([kind, keys.length]);
          expect(new Set(keys).size).toBe(keys.length);
          if (!merged.includes(kind))
            expect([kind, ...keys.sort()]).toEqual([kind, ...(expected[kind] ?? []).sort()]);
        }
        expect(found.rows.filter((row) => row.kind === 'same_fact_twice')).toHaveLength(
          expected['same_fact_twice']?.length ?? 0,
        );
        expect(found.open).toBe(found.rows.length);
        const some = found.rows.filter((_, n) => n % 3 === 0).map((row) => row.key);
        if (some.length > 0) write(ledger, (db) => waiveChecksOn(db, some, today));
        const [open, waived] = [ask(false), ask(true)];
        expect([open.open, open.waived, waived.rows.length]).toEqual([
          ...[found.open - some.length, some.length, some.length],
        ]);
        expect([...open.rows, ...waived.rows].map((row) => row.key).sort()).toEqual(
          found.rows.map((row) => row.key).sort(),
        );
        while (undoTarget(ledger.read).step?.id !== base) ledger.undo();
      },
    ),
    { numRuns: 40 },
  );
  // Nothing was compared empty: most kinds came about.
  expect(seen.size).toBeGreaterThan(13);
  expect(verify(ledger.read).problems.filter((each) => each.kind !== 'state_without_event')).toEqual([]);
});

/** As the handler does, on the day that is asked about. */
function waiveChecksOn(db: Parameters<typeof waiveChecks>[0], keys: readonly string[], today: string): void {
  waiveChecks(Object.assign(Object.create(db) as typeof db, { today }), keys, '核对无误');
}
