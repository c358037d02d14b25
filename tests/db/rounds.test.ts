/** Rounds, settings, people and notices in the ledger: what moves along, what is refused, what is kept. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addHeadingByHand,
  addIssueByHand,
  addMeasureByHand,
  addUnit,
  countedTotals,
  createRound,
  currentRoundId,
  editMeasures,
  editRound,
  editStage,
  importedBefore,
  importNotice,
  type Ledger,
  listRounds,
  listUnits,
  makeCurrent,
  mergeUnit,
  readSettings,
  renameUnit,
  setOperator,
  setStated,
  statedTotals,
  verify,
  type WriteDb,
  writeSettings,
} from '../../db/index.ts';
import { summaryFor } from '../../db/summary/index.ts';
import { clearAway, codeOf, contents, newLedger, TODAY, write } from './makeLedger.ts';
import { node, sampleCopy, sha256, smallNotice, stated } from './randomWork.ts';

let ledger: Ledger;
const act = (body: (db: WriteDb) => unknown) => codeOf(() => write(ledger, body));
const round = (db: WriteDb, title: string, feedbackOn: string | null = '2024-03-01') =>
  createRound(db, { title, organisation: '', inspectedBy: '', feedbackOn, months: 6 });

beforeEach(() => {
  ledger = newLedger();
});
afterEach(() => {
  expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

/** A round with one measure for each of the deadlines; answers what the ledger understood of them now. */
function withDeadlines(words: readonly string[]) {
  const made = write(ledger, (db) => {
    const roundId = round(db, '轮次');
    const issue = addIssueByHand(db, null, { title: '问题' });
    const ids = words.map((deadline) => addMeasureByHand(db, issue, null, { title: deadline, deadline }));
    return { roundId, ids };
  });
  const read = () =>
    ledger.read
      .all<{ on: string | null; inferred: number }>(
        'SELECT deadline_on AS "on", deadline_inferred AS inferred FROM measures ORDER BY id',
      )
      .map(({ on, inferred }) => `${on ?? '—'}${inferred === 1 ? '?' : ''}`);
  return { ...made, read };
}

describe('deadlines move along with what they are counted from', () => {
  const words = ['立行立改', '集中整改期内', '9月30日', '1月31日', '2024.5.31', '长期坚持'];

  test('with the feedback day and the length of the round, in one step that can be undone', () => {
    const { roundId, read } = withDeadlines(words);
    const before = ['2024-03-31', '2024-09-01', '2024-09-30?', '2025-01-31?', '2024-05-31', '—'];
    expect(read()).toEqual(before);
    write(ledger, (db) => editRound(db, roundId, { feedbackOn: '2024-01-10' }));
    expect(read()).toEqual(['2024-02-09', '2024-07-10', '2024-09-30?', '2024-01-31?', '2024-05-31', '—']);
    write(ledger, (db) => editRound(db, roundId, { months: 3 }));
    expect(read()[1]).toBe('2024-04-10');
    ledger.undo();
    ledger.undo();
    expect(read()).toEqual(before);
  });

  test('what the clerk set or confirmed stays where it is', () => {
    const { roundId, ids, read } = withDeadlines(words);
    const [immediate = 0, , , inferred = 0] = ids;
    write(ledger, (db) => {
      editMeasures(db, [inferred], { confirmDeadline: true });
      editMeasures(db, [immediate], { deadline: '2024.4.20' });
    });
    expect(read()[3]).toBe('2025-01-31');
    write(ledger, (db) => editRound(db, roundId, { feedbackOn: '2024-01-10' }));
    expect([read()[0], read()[3]]).toEqual(['2024-04-20', '2025-01-31']);
  });

  test('a round without a feedback day yet gets its deadlines when the day is known', () => {
    const roundId = write(ledger, (db) => round(db, '轮次', null));
    write(ledger, (db) =>
      importNotice(db, {
        nodes: [node('issue', '问题', [{ ...node('measure', '措施'), deadline: '立行立改' }])],
        stated: stated(),
        source: { name: '方案.txt', sha256: sha256('a') },
        month: '2024-08',
        target: { round: roundId },
      }),
    );
    const due = () => ledger.read.pluck('SELECT deadline_on FROM measures');
    expect(due()).toEqual([null]);
    write(ledger, (db) => editRound(db, roundId, { feedbackOn: '2024-06-01' }));
    expect(due()).toEqual(['2024-07-01']);
  });

  test('and what it holds counts from that day, but for measures that were added by a change of the plan', () => {
    const roundId = write(ledger, (db) => round(db, '轮次', null));
    const nodes = [node('issue', '问题', [node('measure', '措施')])];
    const source = { name: '方案.txt', sha256: sha256('b') };
    write(ledger, (db) =>
      importNotice(db, { nodes, stated: stated(), source, month: '2024-08', target: { round: roundId } }),
    );
    const issue = ledger.read.pluck<number>('SELECT id FROM issues')[0] ?? 0;
    write(ledger, (db) =>
      addMeasureByHand(db, issue, null, { title: '增补' }, { reason: '', body: '', on: '2024-08-20' }),
    );
    const adopted = () => [
      ...ledger.read.pluck('SELECT adopted_on FROM issues'),
      ...ledger.read.pluck('SELECT adopted_on FROM measures ORDER BY id'),
    ];
    expect(adopted()).toEqual(['2024-08-01', '2024-08-01', '2024-08-20']);
    write(ledger, (db) => editRound(db, roundId, { feedbackOn: '2024-03-01' }));
    expect(adopted()).toEqual(['2024-03-01', '2024-03-01', '2024-08-20']);
    write(ledger, (db) => editRound(db, roundId, { feedbackOn: '2024-03-05' }));
    expect(adopted()).toEqual(['2024-03-05', '2024-03-05', '2024-08-20']);
    for (const _ of [1, 2]) ledger.undo();
    expect(adopted()).toEqual(['2024-08-01', '2024-08-01', '2024-08-20']);
  });

  test('a feedback still to come leaves nothing out of today’s count', () => {
    write(ledger, (db) => round(db, '轮次', '2024-09-20'));
    write(ledger, (db) => addIssueByHand(db, null, { title: '问题' }));
    expect(ledger.read.pluck('SELECT adopted_on FROM issues')).toEqual([TODAY]);
    const { overall } = summaryFor(ledger.read, '2024-08', TODAY);
    expect(overall.issues.value).toBe(1);
  });

  test('with the setting of 立行立改, in all rounds, and nothing else does', () => {
    const { read } = withDeadlines(words);
    const before = read();
    write(ledger, (db) => writeSettings(db, { immediateDays: 45 }));
    expect(readSettings(ledger.read).immediateDays).toBe(45);
    expect(read()).toEqual(['2024-04-15', ...before.slice(1)]);
    const revision = ledger.revision();
    write(ledger, (db) => writeSettings(db, { immediateDays: 45 }));
    expect(ledger.revision()).toBe(revision);
    ledger.undo();
    expect(read()).toEqual(before);
    expect(readSettings(ledger.read).immediateDays).toBe(30);
    write(ledger, (db) => writeSettings(db, { nearDays: 3 }));
    expect(read()).toEqual(before);
  });

  test('stages that nobody moved move along; the others stay', () => {
    const roundId = write(ledger, (db) => round(db, '轮次'));
    const due = (kind: string) =>
      ledger.read.pluck<string>(
        'SELECT due_on FROM stages WHERE round_id = ? AND kind = ?',
        roundId,
        kind,
      )[0];
    const plan = ledger.read.pluck<number>("SELECT id FROM stages WHERE kind = 'plan'")[0] ?? 0;
    write(ledger, (db) => editStage(db, plan, { dueOn: '2024-04-15' }));
    write(ledger, (db) => editRound(db, roundId, { feedbackOn: '2024-04-01', months: 3 }));
    expect([due('plan'), due('feedback'), due('concentrated')]).toEqual([
      '2024-04-15',
      '2024-04-01',
      '2024-07-01',
    ]);
  });
});

describe('leaving a round', () => {
  test('needs its stated totals, which are kept beside the counted ones', () => {
    ledger = sampleCopy();
    const old = currentRoundId(ledger.read) ?? 0;
    const fresh = write(ledger, (db) => round(db, '下一轮'));
    expect(currentRoundId(ledger.read)).toBe(old);
    write(ledger, (db) => makeCurrent(db, fresh));
    expect(act((db) => makeCurrent(db, old))).toBe('stated_totals_missing');
    const kept = ledger.read.all<{ round_id: number; left_on: string; counted: string; stated: string }>(
      'SELECT round_id, left_on, counted, stated FROM round_departures',
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ round_id: old, left_on: TODAY });
    expect(JSON.parse(kept[0]?.counted ?? '')).toEqual(countedTotals(ledger.read, old));
    expect(JSON.parse(kept[0]?.stated ?? '')).toEqual(statedTotals(ledger.read, old));
    write(ledger, (db) => setStated(db, fresh, 'none', stated()));
    write(ledger, (db) => makeCurrent(db, old));
    expect(listRounds(ledger.read).map((r) => [r.id, r.current])).toEqual([
      [old, true],
      [fresh, false],
    ]);
    expect(act((db) => makeCurrent(db, 404))).toBe('round_missing');
  });

  test('stated totals never enter a count', () => {
    const roundId = write(ledger, (db) => round(db, '轮次'));
    const before = countedTotals(ledger.read, roundId);
    write(ledger, (db) =>
      setStated(db, roundId, 'typed', { ...stated({ measures: 93, issues: 28 }), recoveries: [] }),
    );
    expect(countedTotals(ledger.read, roundId)).toEqual(before);
    expect(statedTotals(ledger.read, roundId)).toMatchObject({ measures: 93, issues: 28 });
  });
});

describe('notices', () => {
  const names = { lead: '示例一', unit: '财务部', assisting: ['财务部', '审计部'] };
  const notice = (text: string, more: object = {}) => ({
    nodes: smallNotice('工程管理', names),
    stated: stated({ issues: 1 }),
    source: { name: '通报.txt', sha256: sha256(text) },
    month: '2024-07',
    target: { newRound: { title: '通报', feedbackOn: '2024-03-01', months: 6 } },
    ...more,
  });

  test('one batch: the tree with people, progress and deadlines; no issue closed; one undo', () => {
    const before = contents(ledger.read);
    const { counted, roundId } = write(ledger, (db) => importNotice(db, notice('a')));
    expect(counted).toEqual({ aspects: 1, headings: 2, subheadings: 1, issues: 1, measures: 2 });
    expect(countedTotals(ledger.read, roundId)).toMatchObject({
      issues: 1,
      measures: 2,
      issuesClosed: 0,
    });
    expect(
      ledger.read.all(
        'SELECT m.state, m.deadline_on AS due, m.demand, m.batch_id FROM measures m ORDER BY id',
      ),
    ).toEqual([
      { state: 'in_progress', due: null, demand: 'dated', batch_id: 1 },
      { state: 'not_started', due: '2024-03-31', demand: 'immediate', batch_id: 1 },
    ]);
    expect(ledger.read.all('SELECT month, text, source FROM progress')).toEqual([
      { month: '2024-07', text: '已印发。', source: 'notice' },
    ]);
    expect(ledger.read.pluck('SELECT effective_on FROM measure_events')).toEqual(['2024-07-31']);
    ledger.undo();
    expect(contents(ledger.read)).toEqual(before);
  });

  test('the same content is refused by its hash, and taken again once its import was undone', () => {
    write(ledger, (db) => importNotice(db, notice('a')));
    expect(importedBefore(ledger.read, sha256('a'))).toEqual({ batch: 1, on: TODAY });
    expect(act((db) => importNotice(db, notice('a')))).toBe('imported_before');
    expect(
      act((db) => importNotice(db, notice('a', { source: { name: '改名.docx', sha256: sha256('a') } }))),
    ).toBe('imported_before');
    ledger.undo();
    expect(importedBefore(ledger.read, sha256('a'))).toBeNull();
    expect(act((db) => importNotice(db, notice('a')))).toBe('no refusal');
    ledger.undo();
    ledger.redo();
    // Done again by redo, it is an import that stands like any other.
    expect(act((db) => importNotice(db, notice('a')))).toBe('imported_before');
  });

  test('nothing that holds an issue is refused whole; what the clerk left out stays out with all below it', () => {
    const before = contents(ledger.read);
    const bare = [node('heading', '一', [node('heading', '二')])];
    expect(act((db) => importNotice(db, notice('a', { nodes: bare })))).toBe('notice_empty');
    const out = smallNotice('工程管理', names).map((aspect) => ({ ...aspect, leftOut: true }));
    expect(act((db) => importNotice(db, notice('a', { nodes: out })))).toBe('notice_empty');
    expect(act((db) => importNotice(db, notice('a', { target: { round: 404 } })))).toBe('round_missing');
    expect(contents(ledger.read)).toEqual(before);
    const nodes = [
      ...smallNotice('甲', names),
      ...smallNotice('乙', names).map((n) => ({ ...n, leftOut: true })),
    ];
    const { counted } = write(ledger, (db) => importNotice(db, notice('a', { nodes })));
    expect(counted.issues).toBe(1);
  });

  test('two names of one unit assist once; blank names are none', () => {
    write(ledger, (db) => {
      const unit = addUnit(db, '审计处', 'department');
      renameUnit(db, unit, '审计部', '2024-05-01');
    });
    const nodes = smallNotice('工程管理', { lead: ' ', unit: '', assisting: ['审计处', '审计部', ''] });
    expect(act((db) => importNotice(db, notice('a', { nodes })))).toBe('no refusal');
    expect(ledger.read.pluck('SELECT DISTINCT lead_id FROM measures')).toEqual([null]);
    expect(ledger.read.pluck('SELECT count(*) FROM measure_units WHERE measure_id = 1')).toEqual([1]);
  });

  test('into a round that stands, its stated totals are filled only where nothing was stated', () => {
    const roundId = write(ledger, (db) => round(db, '轮次'));
    write(ledger, (db) => importNotice(db, notice('a', { target: { round: roundId } })));
    expect(listRounds(ledger.read)[0]).toMatchObject({
      statedSource: 'notice',
      stated: { issues: 1 },
    });
    write(ledger, (db) =>
      importNotice(db, notice('b', { target: { round: roundId }, stated: stated({ issues: 99 }) })),
    );
    expect(statedTotals(ledger.read, roundId).issues).toBe(1);
  });

  test('a new round asked for by a notice is refused while the present one may not be left', () => {
    write(ledger, (db) => importNotice(db, notice('a', { stated: stated() })));
    const before = contents(ledger.read);
    expect(act((db) => importNotice(db, notice('b')))).toBe('stated_totals_missing');
    expect(contents(ledger.read)).toEqual(before);
  });
});

describe('units and operator', () => {
  test('a name is taken while a living unit bears it, and free again afterwards; texts find who bears it now', () => {
    const first = write(ledger, (db) => addUnit(db, '工程部', 'department'));
    expect(act((db) => addUnit(db, '工程部', 'department'))).toBe('unit_name_taken');
    write(ledger, (db) => renameUnit(db, first, '建设部', '2024-05-01'));
    const second = write(ledger, (db) => addUnit(db, '工程部', 'department'));
    expect(act((db) => renameUnit(db, first, '工程部', '2024-06-01'))).toBe('unit_name_taken');
    expect(act((db) => renameUnit(db, first, '基建部', '2024-05-01'))).toBe('on_before_previous');
    write(ledger, (db) => round(db, '轮次'));
    write(ledger, (db) =>
      importNotice(db, {
        nodes: [{ ...node('issue', '问题', [node('measure', '措施')]), unit: '工程部' }],
        stated: stated(),
        source: { name: 'a.txt', sha256: sha256('a') },
        month: '2024-08',
        target: { round: 1 },
      }),
    );
    expect(ledger.read.pluck('SELECT unit_id FROM issues')).toEqual([second]);
    expect(listUnits(ledger.read, '2024-04-30').map((u) => u.name)).toEqual(['工程部', '工程部']);
    expect(listUnits(ledger.read, TODAY).map((u) => u.name)).toEqual(['建设部', '工程部']);
  });

  test('mergers make no circle', () => {
    const [a, b, c] = write(ledger, (db) =>
      ['甲部', '乙部', '丙部'].map((name) => addUnit(db, name, 'department')),
    ) as [number, number, number];
    expect(act((db) => mergeUnit(db, a, a, TODAY))).toBe('unit_into_itself');
    write(ledger, (db) => mergeUnit(db, a, b, '2024-05-01'));
    write(ledger, (db) => mergeUnit(db, b, c, '2024-06-01'));
    expect(act((db) => mergeUnit(db, c, a, TODAY))).toBe('unit_into_itself');
    expect(act((db) => mergeUnit(db, c, 404, TODAY))).toBe('row_missing');
    expect(act((db) => mergeUnit(db, 404, c, TODAY))).toBe('row_missing');
  });

  test('handing over is an event; steps keep who did them', () => {
    write(ledger, (db) => addHeadingByHand(db, (round(db, '轮次'), null), '', '方面'));
    write(ledger, (db) => setOperator(db, ledger.operator(), '接任者'));
    expect(ledger.operator()).toBe('接任者');
    write(ledger, (db) => addHeadingByHand(db, null, '', '方面二'));
    const operators = "SELECT operator FROM steps WHERE kind <> 'migration' ORDER BY id";
    expect(ledger.read.pluck(operators)).toEqual(['测试员', '测试员', '接任者']);
    expect(ledger.read.all('SELECT from_operator AS a, to_operator AS b FROM handovers')).toEqual([
      { a: '测试员', b: '接任者' },
    ]);
  });
});
