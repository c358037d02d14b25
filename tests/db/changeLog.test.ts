/** The change log: nothing is written past it, and what someone does behind it is found by table, row and kind. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { linkHash } from '../../db/changeLog.ts';
import { addProgress, editMeasures, type Ledger, setMeasureState, verify } from '../../db/index.ts';
import { migrations } from '../../db/migrations/index.ts';
import { behindTheLog, clearAway, codeOf, contents, openAgain, openMeasures, write } from './makeLedger.ts';
import { acts, maxSeq, perform, sampleCopy } from './randomWork.ts';

afterEach(clearAway);

const LOG_LOCKS = ['change_log_no_update', 'change_log_no_delete'];

/** Problems found after someone meddled with the closed file. */
function problemsAfter(
  ledger: Ledger,
  triggers: readonly string[],
  meddle: (raw: Database.Database) => void,
) {
  ledger.close();
  behindTheLog(ledger.file, triggers, (raw) => {
    meddle(raw);
    // Puts the triggers back as a careful forger would, so that only their work gives him away.
    for (const sql of kept.get(ledger.file) ?? []) raw.exec(sql);
  });
  const { ok, problems } = verify(openAgain(ledger.file).read);
  expect(ok).toBe(problems.length === 0);
  return problems;
}

const kept = new Map<string, string[]>();

/** A sample ledger whose trigger texts are known, so that they can be put back. */
function ledgerToForge(triggers: readonly string[]): Ledger {
  const ledger = sampleCopy();
  kept.set(
    ledger.file,
    triggers.flatMap((name) =>
      ledger.read.pluck<string>('SELECT sql FROM sqlite_schema WHERE name = ?', name),
    ),
  );
  return ledger;
}

describe('every write is logged', () => {
  test('after any work the ledger is what its log says, and the chain is whole', () => {
    fc.assert(
      fc.property(acts(16), (work) => {
        const ledger = sampleCopy();
        for (const one of work) perform(ledger, one);
        expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
        ledger.close();
      }),
      { numRuns: 25 },
    );
  });

  test('every table that a verb may write is logged, and every column of it has its trigger', () => {
    const ledger = sampleCopy();
    const tables = ledger.read.pluck<string>(
      // The review's tables (staged_*) hold only what is not yet decided.
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'staged%' ORDER BY name",
    );
    const logged = [...(migrations.at(-1)?.logged ?? [])];
    expect(tables).toEqual([...logged, 'steps', 'change_log', 'measure_index'].sort());
    for (const table of logged) {
      const columns = ledger.read.pluck<string>('SELECT name FROM pragma_table_info(?)', table);
      expect(columns[0]).toBe('id');
      const triggers = ledger.read.pluck<string>(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name GLOB 'log_*' ORDER BY name",
        table,
      );
      expect(triggers).toEqual(
        [
          `log_${table}_delete`,
          `log_${table}_insert`,
          ...columns.map((column) => `log_${table}_update_${column}`),
        ].sort(),
      );
    }
  });

  test('the hash of a link tells any two rows apart, also where their fields only shift', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (a, b, c) => {
          const link = (table: string, field: string, now: string) =>
            linkHash('', 1, table, 1, 'update', field, null, now);
          expect(link(a, b + c, b)).not.toBe(link(a + c, b, b));
          expect(link(a, b, b + c)).not.toBe(link(a, b + c, b));
          expect(linkHash('', 1, a, 1, 'update', b, null, '1')).not.toBe(
            linkHash('', 1, a, 1, 'update', b, null, 1),
          );
        },
      ),
    );
  });

  test('a refusal in the middle of a bulk change writes nothing and leaves the chain whole', () => {
    const ledger = sampleCopy();
    const [first] = openMeasures(ledger.read);
    const frozen = ledger.read.pluck<number>(
      "SELECT m.id FROM measures m JOIN closing_events e ON e.issue_id = m.issue_id AND e.step = 'closed' LIMIT 1",
    )[0];
    const before = contents(ledger.read);
    const seq = maxSeq(ledger.read);
    const bulk = () =>
      write(ledger, (db) => {
        addProgress(db, first, { month: '2024-08', text: '先写一条', source: 'typed' });
        editMeasures(db, [first, frozen ?? 0], { title: '不该留下的标题' });
      });
    expect(codeOf(bulk)).toBe('issue_closed');
    expect(contents(ledger.read)).toEqual(before);
    expect(maxSeq(ledger.read)).toBe(seq);
    // A defect inside a step rolls back as well, and the next step goes on from the same link.
    expect(() =>
      write(ledger, (db) => {
        editMeasures(db, [first], { title: '也不该留下' });
        throw new TypeError('a defect');
      }),
    ).toThrow('a defect');
    expect(contents(ledger.read)).toEqual(before);
    write(ledger, (db) => editMeasures(db, [first], { title: '留下的标题' }));
    expect(maxSeq(ledger.read)).toBe(seq + 2);
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('log and steps can be neither changed nor deleted, progress never overwritten, not even by ourselves', () => {
    const ledger = sampleCopy();
    for (const sql of [
      "UPDATE change_log SET new = 'x' WHERE seq = 5",
      'DELETE FROM change_log WHERE seq = 5',
      "UPDATE steps SET operator = 'x'",
      'DELETE FROM steps WHERE id = 2',
    ]) {
      expect(() => write(ledger, (db) => db.run(sql))).toThrow(/is append only/);
    }
    expect(() => write(ledger, (db) => db.run("UPDATE progress SET text = '改' WHERE id = 1"))).toThrow(
      /never overwritten/,
    );
    expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  });

  test('another program can not write a row while the triggers are there', () => {
    const ledger = sampleCopy();
    ledger.close();
    const raw = new Database(ledger.file);
    for (const sql of [
      "INSERT INTO persons (name) VALUES ('外来')",
      "UPDATE measures SET title = '外改' WHERE id = 1",
      'DELETE FROM evidence WHERE id = 1',
      "INSERT INTO steps (at, operator, action, detail, kind) VALUES ('', '', '', '{}', 'do')",
    ]) {
      expect(() => raw.prepare(sql).run()).toThrow(/no such function: ledger_/);
    }
    raw.close();
    expect(verify(openAgain(ledger.file).read)).toEqual({ ok: true, problems: [] });
  });
});

describe('what was done behind the log is found', () => {
  test('an edited log row', () => {
    const ledger = ledgerToForge(LOG_LOCKS);
    const row = ledger.read.get<{ seq: number }>(
      "SELECT seq FROM change_log WHERE tbl = 'measures' AND op = 'update' AND field = 'state' LIMIT 1",
    );
    const problems = problemsAfter(ledger, LOG_LOCKS, (raw) =>
      raw.prepare("UPDATE change_log SET old = 'mostly_done' WHERE seq = ?").run(row?.seq),
    );
    expect(problems).toEqual([{ table: 'change_log', row: row?.seq, kind: 'chain_broken' }]);
  });

  test('an edited log row whose own hash was made again: the next link gives it away', () => {
    const ledger = ledgerToForge(LOG_LOCKS);
    const log = ledger.read.all<{ seq: number; hash: string; step: number; row_id: number; old: string }>(
      "SELECT seq, hash, step, row_id, old FROM change_log WHERE seq >= (SELECT min(seq) FROM change_log WHERE tbl = 'measures' AND field = 'state') - 1 ORDER BY seq LIMIT 2",
    );
    const [previous, row] = log;
    if (previous === undefined || row === undefined) throw new Error('the sample has no state change');
    const forged = linkHash(
      previous.hash,
      row.step,
      'measures',
      row.row_id,
      'update',
      'state',
      row.old,
      'mostly_done',
    );
    const problems = problemsAfter(ledger, LOG_LOCKS, (raw) =>
      raw.prepare("UPDATE change_log SET new = 'mostly_done', hash = ? WHERE seq = ?").run(forged, row.seq),
    );
    expect(problems).toContainEqual({ table: 'change_log', row: row.seq + 1, kind: 'chain_broken' });
  });

  test('a deleted log row, in the middle and at the end', () => {
    const ledger = ledgerToForge(LOG_LOCKS);
    const last = maxSeq(ledger.read);
    const middle = Math.floor(last / 2);
    expect(
      problemsAfter(ledger, LOG_LOCKS, (raw) =>
        raw.prepare('DELETE FROM change_log WHERE seq = ?').run(middle),
      ),
    ).toContainEqual({ table: 'change_log', row: middle, kind: 'chain_broken' });

    const other = ledgerToForge(LOG_LOCKS);
    const end = maxSeq(other.read);
    expect(
      problemsAfter(other, LOG_LOCKS, (raw) => raw.prepare('DELETE FROM change_log WHERE seq = ?').run(end)),
    ).toContainEqual({ table: 'change_log', row: end, kind: 'chain_broken' });
  });

  test('a whole step cut off the end together with its rows', () => {
    const triggers = [...LOG_LOCKS, 'steps_no_delete', 'log_measures_update_title'];
    const ledger = ledgerToForge(triggers);
    const [id] = openMeasures(ledger.read);
    const title = ledger.read.pluck<string>('SELECT title FROM measures WHERE id = ?', id)[0];
    const seq = maxSeq(ledger.read);
    write(ledger, (db) => editMeasures(db, [id], { title: '被抹去的一步' }));
    const problems = problemsAfter(ledger, triggers, (raw) => {
      raw.prepare('DELETE FROM change_log WHERE seq > ?').run(seq);
      raw.prepare('DELETE FROM steps WHERE id = (SELECT max(id) FROM steps)').run();
      raw.prepare('UPDATE measures SET title = ? WHERE id = ?').run(title, id);
    });
    expect(problems).toEqual([{ table: 'change_log', row: seq + 1, kind: 'chain_broken' }]);
  });

  test('two log rows that changed places', () => {
    const ledger = ledgerToForge(LOG_LOCKS);
    const problems = problemsAfter(ledger, LOG_LOCKS, (raw) => {
      raw.prepare('UPDATE change_log SET seq = -20 WHERE seq = 20').run();
      raw.prepare('UPDATE change_log SET seq = 20 WHERE seq = 21').run();
      raw.prepare('UPDATE change_log SET seq = 21 WHERE seq = -20').run();
    });
    expect(problems[0]).toEqual({ table: 'change_log', row: 20, kind: 'chain_broken' });
  });

  test('a row changed, inserted or deleted while its trigger was gone, each by table, row and kind', () => {
    const cases = [
      {
        trigger: 'log_measures_update_title',
        sql: "UPDATE measures SET title = '外改' WHERE id = 7",
        problem: { table: 'measures', row: 7, kind: 'row_differs' },
      },
      {
        trigger: 'log_persons_insert',
        sql: "INSERT INTO persons (id, name) VALUES (777, '外来')",
        problem: { table: 'persons', row: 777, kind: 'row_not_logged' },
      },
      {
        trigger: 'log_progress_delete',
        sql: 'DELETE FROM progress WHERE id = 9',
        problem: { table: 'progress', row: 9, kind: 'row_missing' },
      },
      {
        trigger: 'steps_no_update',
        sql: "UPDATE steps SET operator = '别人' WHERE id = 2",
        problem: { table: 'steps', row: 2, kind: 'step_differs' },
      },
    ];
    for (const { trigger, sql, problem } of cases) {
      const ledger = ledgerToForge([trigger]);
      expect(problemsAfter(ledger, [trigger], (raw) => raw.prepare(sql).run())).toEqual([problem]);
    }
  });

  test('a state without its event, a broken reference, a trigger that stays away', () => {
    const state = ledgerToForge([]);
    const [id] = openMeasures(state.read);
    write(state, (db) => setMeasureState(db, [id], { state: 'in_progress', reason: '未达要求' }));
    write(state, (db) => db.run("UPDATE measures SET state = 'mostly_done' WHERE id = ?", id));
    expect(verify(state.read).problems).toEqual([
      { table: 'measures', row: id, kind: 'state_without_event' },
    ]);

    const reference = ledgerToForge(['log_evidence_update_measure_id']);
    expect(
      problemsAfter(reference, ['log_evidence_update_measure_id'], (raw) => {
        raw.pragma('foreign_keys = OFF');
        raw.prepare('UPDATE evidence SET measure_id = 8888 WHERE id = 3').run();
      }),
    ).toEqual([
      { table: 'evidence', row: 3, kind: 'missing_reference' },
      { table: 'evidence', row: 3, kind: 'row_differs' },
    ]);

    const bare = sampleCopy();
    expect(problemsAfter(bare, ['log_units_insert'], () => undefined)).toEqual([
      { table: 'units', row: null, kind: 'trigger_missing' },
    ]);
  });

  test('a trigger replaced by one that writes nothing, a lock that lets through, a trigger nobody of us made', () => {
    const cases = [
      [
        'log_measures_update_title',
        'CREATE TRIGGER log_measures_update_title AFTER UPDATE ON measures BEGIN SELECT 1; END',
        'measures',
      ],
      [
        'progress_never_overwritten',
        'CREATE TRIGGER progress_never_overwritten BEFORE UPDATE ON progress BEGIN SELECT 1; END',
        'progress',
      ],
      [
        null,
        "CREATE TRIGGER quietly AFTER UPDATE ON units BEGIN DELETE FROM matters WHERE title = ''; END",
        'units',
      ],
    ] as const;
    for (const [dropped, sql, table] of cases) {
      const ledger = sampleCopy();
      expect(
        problemsAfter(ledger, [], (raw) => {
          if (dropped !== null) raw.exec(`DROP TRIGGER ${dropped}`);
          raw.exec(sql);
        }),
      ).toEqual([{ table, row: null, kind: 'trigger_differs' }]);
    }
  });

  test('an index that hides a measure, or lists one that is not there', () => {
    for (const [sql, row] of [
      ['DELETE FROM measure_index WHERE measure_id = 5', 5],
      ['UPDATE measure_index SET withdrawn = 1 WHERE measure_id = 6', 6],
      ['UPDATE measure_index SET measure_id = 9001 WHERE measure_id = 7', 9001],
    ] as const) {
      expect(problemsAfter(sampleCopy(), [], (raw) => raw.prepare(sql).run())).toContainEqual({
        table: 'measure_index',
        row,
        kind: 'index_differs',
      });
    }
  });
});
