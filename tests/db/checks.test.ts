/** Contradictions: each kind is made, seen, mended, and gone; waivers hold as long as the facts they were given for. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addEvidence,
  addExtensions,
  addHeadingByHand,
  addIssueByHand,
  addMeasureByHand,
  addPerson,
  addProgress,
  addUnit,
  changePlan,
  createRound,
  editIssues,
  editMeasures,
  editRound,
  editUnit,
  handOver,
  leaveOffice,
  type Ledger,
  mergeUnit,
  removeNode,
  removeUnit,
  reopenIssue,
  setMeasureState,
  setNoEvidence,
  setOwnDays,
  setStated,
  takeSteps,
  verify,
  type WriteDb,
} from '../../db/index.ts';
import { listChecks, unwaiveChecks, waiveChecks, waiverReasons } from '../../db/checks/index.ts';
import { addOutcome, decideDifferent, decideSame, editOutcome } from '../../db/outcomes/index.ts';
import { checkKinds, type CheckKind } from '../../shared/checks/kinds.ts';
import { wordCheck } from '../../shared/checks/words.ts';
import type { OutcomeFields } from '../../shared/contract/types.ts';
import { workCalendar } from '../../shared/workdays.ts';
import { clearAway, codeOf, newLedger, newSampleLedger, TODAY, write } from './makeLedger.ts';
import { stated } from './randomWork.ts';

let ledger: Ledger;
let now: string;
/** What is sound: a round with one issue of one measure, with all that belongs to it. */
let base: { round: number; issue: number; measure: number; lead: number; unit: number };
const act = <T>(body: (db: WriteDb) => T): T => write(ledger, body);

beforeEach(() => {
  now = `${TODAY}T08:00:00.000Z`;
  ledger = newLedger({ now: () => now });
  base = act((db) => {
    const round = createRound(db, {
      ...{ title: '轮次', organisation: '', inspectedBy: '', feedbackOn: '2024-03-01', months: 6 },
    });
    setStated(db, round, 'none', stated());
    const lead = addPerson(db, { name: '示例一', post: '', leader: true, unitId: null });
    const unit = addUnit(db, '财务部', 'department');
    const heading = addHeadingByHand(db, null, '一、', '方面');
    const issue = addIssueByHand(db, heading, { number: '3.', title: '问题', leadId: lead, unitId: unit });
    const measure = addMeasureByHand(db, issue, null, {
      ...{ number: '二是', title: '修订制度', deadline: '2024.12.31' },
    });
    return { round, issue, measure, lead, unit };
  });
});
afterEach(() => {
  expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
  clearAway();
});

const list = (kinds: readonly CheckKind[] = [], waived = false, today = TODAY) =>
  listChecks(ledger.read, { kinds: [...kinds], waived, offset: 0, limit: 1000 }, today);
/** Kinds that have anything open, with how many. */
const open = (today = TODAY) =>
  Object.fromEntries(
    list([], false, today)
      .kinds.filter((each) => each.open > 0)
      .map((each) => [each.kind, each.open]),
  );
const said = (kind: CheckKind, today = TODAY) =>
  list([kind], false, today).rows.map((row) => wordCheck(row, today));
const done = (on?: string) => act((db) => setMeasureState(db, [base.measure], { state: 'done', on }));
const evidence = () => act((db) => addEvidence(db, base.measure, '通知', '〔2024〕1号', TODAY));
const close = () =>
  act((db) => {
    for (let step = 0; step < 4; step += 1)
      takeSteps(db, [base.issue], undefined, { actor: '示例', on: TODAY, opinion: '同意' });
  });
const outcome = (fields: Partial<OutcomeFields> & Pick<OutcomeFields, 'family'>) =>
  ({
    ...{ issueId: base.issue, measureId: null, unitId: null, note: '', on: '2024-06-01' },
    ...fields,
  }) as OutcomeFields;
const rule = (title: string, number: string, on: string | null = '2024-06-01') =>
  outcome({ family: 'regulation', kind: 'new', title, number, on });

test('a sound ledger contradicts nothing; a ledger without a round neither', () => {
  expect(open()).toEqual({});
  expect(list()).toMatchObject({ open: 0, waived: 0, total: 0, rows: [] });
  const empty = newLedger();
  const found = listChecks(empty.read, { kinds: [], waived: false, offset: 0, limit: 10 }, TODAY);
  expect(found).toMatchObject({ open: 0, rows: [] });
  expect(found.kinds.map((each) => each.kind)).toEqual([...checkKinds]);
});

describe('measures', () => {
  test('done_without_day', () => {
    evidence();
    done('2024-06-01');
    // As an old ledger is taken in that says done and not when.
    act((db) => db.run('UPDATE measures SET done_on = NULL WHERE id = ?', base.measure));
    expect(open()).toEqual({ done_without_day: 1 });
    expect(list().rows[0]).toMatchObject({
      ...{ key: `done_without_day:${base.measure}`, place: '一3 措施二是', title: '修订制度' },
      target: { kind: 'measure', id: base.measure, issue: base.issue },
    });
    done('2024-06-01');
    expect(open()).toEqual({});
  });

  test('done_without_evidence is settled by evidence or by a reason for none', () => {
    done('2024-06-01');
    expect(open()).toEqual({ done_without_evidence: 1 });
    act((db) => setNoEvidence(db, [base.measure], '会议口头部署'));
    expect(open()).toEqual({});
    ledger.undo();
    expect(open()).toEqual({ done_without_evidence: 1 });
    evidence();
    expect(open()).toEqual({});
  });

  test('deadline_before_feedback', () => {
    act((db) => editMeasures(db, [base.measure], { deadline: '2024.2.20' }));
    expect(said('deadline_before_feedback')).toEqual(['期限 2024-02-20 早于反馈日期 2024-03-01 10 天']);
    act((db) => editMeasures(db, [base.measure], { deadline: '2024.3.20' }));
    expect(open()).toEqual({});
  });

  test('deadline_not_understood', () => {
    act((db) =>
      db.run("UPDATE measures SET deadline_raw = '尽快', deadline_on = NULL WHERE id = ?", base.measure),
    );
    expect(open()).toEqual({ deadline_not_understood: 1 });
    act((db) => editMeasures(db, [base.measure], { deadline: '长期坚持' }));
    expect(open()).toEqual({});
  });

  test('deadline_inferred goes when it is confirmed', () => {
    act((db) => editMeasures(db, [base.measure], { deadline: '9月30日' }));
    expect(said('deadline_inferred')).toEqual(['“9月30日”推断为 2024-09-30，尚未确认']);
    act((db) => editMeasures(db, [base.measure], { confirmDeadline: true }));
    expect(open()).toEqual({});
  });

  test('extension_before_first', () => {
    act((db) =>
      addExtensions(db, [base.measure], { deadline: '2025.1.31', reason: '招标推迟', approvedBy: '整改办' }),
    );
    expect(open()).toEqual({});
    // The first deadline is corrected afterwards.
    act((db) => editMeasures(db, [base.measure], { deadline: '2025.3.31' }));
    expect(said('extension_before_first')).toEqual([
      `${TODAY} 批准延至 2025-01-31，早于最初期限 2025-03-31 59 天`,
    ]);
    act((db) => editMeasures(db, [base.measure], { deadline: '2024.12.31' }));
    expect(open()).toEqual({});
  });

  test('measure_twice tells of the later one, blanks aside', () => {
    const twin = act((db) =>
      addMeasureByHand(db, base.issue, null, { title: ' 修订制度　', deadline: '2024.12.31' }),
    );
    expect(list().rows.map((row) => row.key)).toEqual([`measure_twice:${twin}`]);
    act((db) => removeNode(db, 'measure', twin));
    expect(open()).toEqual({});
  });

  test('text_unchanged: three months of the same own words, an assisting unit aside', () => {
    const helper = act((db) => {
      const id = addUnit(db, '审计部', 'department');
      editMeasures(db, [base.measure], { assistingIds: [id] });
      return id;
    });
    const say = (month: string, text: string, unitId: number | null = null) =>
      act((db) => addProgress(db, base.measure, { month, text, unitId, source: 'typed' }));
    say('2024-05', '已启动');
    say('2024-06', '正在推进');
    say('2024-07', ' 正在推进\n');
    say('2024-08', '协助核对', helper);
    expect(open()).toEqual({});
    say('2024-08', '　正在推进');
    expect(said('text_unchanged')).toEqual(['2024年6月至2024年8月最近三次进展文字完全相同，措施尚未完成']);
    say('2024-08', '已完成初稿');
    expect(open()).toEqual({});
    ledger.undo();
    done();
    evidence();
    expect(open()).toEqual({});
  });

  test('what is out of the plan contradicts nothing', () => {
    done('2024-06-01');
    act((db) => changePlan(db, [base.measure], 'withdrawn', { reason: '合并', body: '党委会' }));
    expect(open()).toEqual({ issue_without_measures: 1 });
    expect(said('issue_without_measures')).toEqual(['原有 1 条措施均已撤销']);
    act((db) => changePlan(db, [base.measure], 'restored', { reason: '恢复', body: '党委会' }));
    expect(open()).toEqual({ done_without_evidence: 1 });
  });
});

describe('issues', () => {
  test('closed_with_open_measures', () => {
    done();
    evidence();
    close();
    expect(open()).toEqual({});
    act((db) => {
      db.run("UPDATE measures SET state = 'in_progress', done_on = NULL WHERE id = ?", base.measure);
      db.run("UPDATE measure_events SET to_state = 'in_progress' WHERE measure_id = ?", base.measure);
    });
    expect(said('closed_with_open_measures')).toEqual(['1 条措施中有 1 条没有完成']);
    act((db) =>
      reopenIssue(db, base.issue, {
        ...{ ground: 'other', actor: '示例', on: TODAY, reason: '未完成', setBack: [] },
        add: [{ title: '补充措施', deadline: '2024.12.31' }],
      }),
    );
    expect(open()).toEqual({});
  });

  test('imported_closed', () => {
    done();
    evidence();
    act((db) => {
      const cycle = db.run(
        'INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, ?)',
        base.issue,
        '["applied","reviewed","verified","closed"]',
      ).id;
      db.run(
        `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, recorded_at)
          VALUES (?, ?, 1, 'imported_closed', '', '2024-08-01', ?)`,
        ...[base.issue, cycle, db.now],
      );
    });
    expect(open()).toEqual({ imported_closed: 1 });
    act((db) =>
      reopenIssue(db, base.issue, {
        ...{ ground: 'other', actor: '示例', on: TODAY, reason: '重新核对', add: [] },
        setBack: [{ measure: base.measure, state: 'in_progress' }],
      }),
    );
    expect(open()).toEqual({});
  });

  test('issue_without_lead, issue_without_unit, issue_without_measures', () => {
    const bare = act((db) => addIssueByHand(db, null, { title: '另一个问题' }));
    const three = { issue_without_lead: 1, issue_without_unit: 1, issue_without_measures: 1 };
    expect(open()).toEqual(three);
    expect(list().rows.map((row) => row.target.id)).toEqual([bare, bare, bare]);
    act((db) => {
      editIssues(db, [bare], { leadId: base.lead, unitId: base.unit });
      addMeasureByHand(db, bare, null, { title: '措施', deadline: '2024.12.31' });
    });
    expect(open()).toEqual({});
  });
});

describe('days', () => {
  test('day_in_future: whatever is dated after today, told by what happened', () => {
    done('2024-08-20');
    evidence();
    const { id } = act((db) => ({ id: addOutcome(db, rule('采购办法', '〔2024〕1号', '2024-08-25')) }));
    expect(open()).toEqual({});
    // A clock that stood ahead when these days were typed.
    const before = '2024-08-15';
    expect(said('day_in_future', before)).toEqual([
      '完成日期 2024-08-20 晚于今天 5 天',
      '佐证材料添加日期 2024-08-31 晚于今天 16 天',
      '制度日期 2024-08-25 晚于今天 10 天',
    ]);
    act((db) => {
      editOutcome(db, id, rule('采购办法', '〔2024〕1号', '2024-08-10'));
      setMeasureState(db, [base.measure], { state: 'done', on: '2024-08-10' });
      db.run("UPDATE evidence SET added_on = '2024-08-10'");
    });
    expect(open(before)).toEqual({});
  });

  test('day_in_future: rows of an import without events, months of progress, stages and the feedback itself', () => {
    act((db) => {
      setMeasureState(db, [base.measure], { state: 'done', on: '2024-06-01' });
      db.run("UPDATE measures SET done_on = '2024-09-02', no_evidence_reason = '无'");
      db.run(
        `INSERT INTO progress (measure_id, month, text, source, recorded_at) VALUES (?, '2024-10', '已报', 'ledger', '')`,
        base.measure,
      );
      db.run("UPDATE stages SET done_on = '2024-09-03' WHERE kind = 'plan'");
    });
    expect(said('day_in_future')).toEqual([
      '完成日期 2024-09-02 晚于今天 2 天',
      '整改进展登记在2024年10月，这个月还没有到',
      '阶段完成日期 2024-09-03 晚于今天 3 天',
    ]);
    expect(open('2024-10-01')).toEqual({});
    act((db) => editRound(db, base.round, { feedbackOn: '2024-09-10' }));
    expect(said('day_in_future')).toContain('反馈日期 2024-09-10 晚于今天 10 天');
  });

  test('day_before_round is a hint: what was put right while the inspection ran', () => {
    done('2024-02-20');
    evidence();
    expect(said('day_before_round')).toEqual(['完成日期 2024-02-20 早于反馈日期 2024-03-01 10 天']);
    act((db) => setMeasureState(db, [base.measure], { state: 'done', on: '2024-03-01' }));
    expect(open()).toEqual({});
  });

  test('clock_set_back is told once for a row of steps, where it begins', () => {
    const step = (at: string) => {
      now = at;
      act((db) => addProgress(db, base.measure, { month: '2024-08', text: at, source: 'typed' }));
      return ledger.revision();
    };
    step('2024-08-31T10:00:00.000Z');
    step('2024-08-31T09:30:00.000Z');
    expect(open()).toEqual({});
    const back = step('2024-08-31T08:30:00.000Z');
    step('2024-08-31T08:31:00.000Z');
    expect(list().rows.map((row) => [row.key, row.target])).toEqual([
      [`clock_set_back:${back}`, { kind: 'step', id: back, issue: null }],
    ]);
    step('2024-08-31T11:00:00.000Z');
    expect(open()).toEqual({ clock_set_back: 1 });
    // The log is never mended: it can only be waved through.
    act((db) => waiveChecks(db, [`clock_set_back:${back}`], '主板电池已更换'));
    expect(open()).toEqual({});
  });

  test('calendar_not_covered: working days in a year whose holidays nobody entered', () => {
    const year = workCalendar([]).coverage.to + 1;
    act((db) => {
      db.run(
        `UPDATE measures SET deadline_raw = '15个工作日内', deadline_on = ? WHERE id = ?`,
        `${year}-01-20`,
        base.measure,
      );
      db.run("UPDATE stages SET period = '20个工作日', due_on = ? WHERE kind = 'plan'", `${year}-01-27`);
    });
    expect(open()).toEqual({ calendar_not_covered: 2 });
    act((db) => setOwnDays(db, [{ day: `${year}-01-01`, kind: 'holiday', name: '元旦' }]));
    expect(open()['calendar_not_covered']).toBeUndefined();
  });
});

describe('people', () => {
  test('unit_merged_still_named: named after the merger, not before', () => {
    const [old, other] = act((db) => [
      addUnit(db, '采购部', 'department'),
      addUnit(db, '物资部', 'department'),
    ]);
    act((db) => editIssues(db, [base.issue], { unitId: old ?? 0 }));
    act((db) => editMeasures(db, [base.measure], { unitId: other ?? 0 }));
    act((db) => mergeUnit(db, old ?? 0, base.unit, '2024-06-01'));
    // What named it before keeps the old name for the old months and counts for the successor by itself.
    expect(open()).toEqual({});
    act((db) => editMeasures(db, [base.measure], { unitId: old ?? 0 }));
    expect(said('unit_merged_still_named')).toEqual([
      '已于 2024-06-01 并入“财务部”，合并后仍被指定为责任单位：1 条措施',
    ]);
    act((db) => editMeasures(db, [base.measure], { unitId: other ?? 0 }));
    expect(open()).toEqual({});
  });

  test('unit_without_anything', () => {
    const idle = act((db) => addUnit(db, '审计部', 'department'));
    expect(open()).toEqual({ unit_without_anything: 1 });
    expect(list().rows[0]).toMatchObject({ place: '单位', title: '审计部' });
    act((db) => editUnit(db, idle, 'subsidiary'));
    act((db) => editMeasures(db, [base.measure], { assistingIds: [idle] }));
    expect(open()).toEqual({});
    ledger.undo();
    act((db) => removeUnit(db, idle));
    expect(open()).toEqual({});
  });

  test('person_left_still_leads until it is handed over', () => {
    act((db) => leaveOffice(db, base.lead, '2024-09-01'));
    expect(open()).toEqual({});
    expect(said('person_left_still_leads', '2024-09-01')).toEqual([
      '已于 2024-09-01 离任，仍牵头未办结的 1 个问题',
    ]);
    const next = act((db) => addPerson(db, { name: '示例二', post: '', leader: true, unitId: null }));
    expect(act((db) => handOver(db, base.lead, next))).toEqual({ issues: 1, measures: 0 });
    expect(open('2024-09-01')).toEqual({});
  });
});

describe('outcomes and figures', () => {
  test('regulation_without_number', () => {
    const id = act((db) => addOutcome(db, rule('采购办法', '')));
    expect(open()).toEqual({ regulation_without_number: 1 });
    act((db) => editOutcome(db, id, rule('采购办法', '〔2024〕1号')));
    expect(open()).toEqual({});
  });

  test('same_fact_twice is settled by either word of the clerk', () => {
    const [a, b] = act((db) => [
      addOutcome(db, rule('采购管理办法', '集团〔2024〕1号')),
      addOutcome(db, rule('采购管理办法', '集团〔2024〕1号')),
    ]);
    const pair = [a ?? 0, b ?? 0] as const;
    expect(open()).toEqual({ same_fact_twice: 1 });
    act((db) => decideDifferent(db, 'regulation', pair));
    expect(open()).toEqual({});
    ledger.undo();
    expect(open()).toEqual({ same_fact_twice: 1 });
    act((db) => decideSame(db, 'regulation', pair, pair[0]));
    expect(open()).toEqual({});
  });

  test('counted_differs: one row a figure; a stated figure that is right says nothing', () => {
    act((db) => {
      setStated(db, base.round, 'typed', {
        ...stated({ aspects: 1, issues: 2, measures: 93, closed: 0, cluesReceived: 1 }),
        sanctions: [{ kind: 'admonishment', people: 4 }] as never,
        recoveries: [{ kind: '收回清退违规资金', fen: 100 }] as never,
      });
      addOutcome(db, outcome({ family: 'sanction', kind: 'admonishment', people: 4 }));
    });
    expect(said('counted_differs')).toEqual([
      '问题：文件所载 2 个，台账 1 个，台账少 1 个',
      '整改措施：文件所载 93 条，台账 1 条，台账少 92 条',
      '收到问题线索：文件所载 1 件，台账 0 件，台账少 1 件',
      '收回清退违规资金：文件所载 1.00 元，台账 0.00 元，台账少 1.00 元',
    ]);
    act((db) => setStated(db, base.round, 'typed', { ...stated({ issues: 1, measures: 1 }) }));
    expect(open()).toEqual({});
  });

  test('the sample states what it holds, and its own loose ends are told', () => {
    const { ledger: sample } = newSampleLedger();
    const found = listChecks(sample.read, { kinds: [], waived: false, offset: 0, limit: 100 }, TODAY);
    expect(found.rows.map((row) => row.kind)).toEqual(['done_without_evidence']);
  });
});

describe('waivers', () => {
  const keyOf = () => list().rows[0]?.key ?? '';
  beforeEach(() => {
    done('2024-06-01');
  });

  test('hold with their reason, and are taken back', () => {
    const key = keyOf();
    act((db) => waiveChecks(db, [key], '原件在档案室'));
    expect(open()).toEqual({});
    expect(list([], true).rows).toMatchObject([
      { key, waived: { reason: '原件在档案室', on: TODAY }, lapsed: null },
    ]);
    expect(list()).toMatchObject({ open: 0, waived: 1 });
    expect(waiverReasons(ledger.read)).toEqual(['原件在档案室']);
    act((db) => unwaiveChecks(db, [key]));
    expect(list()).toMatchObject({ open: 1, waived: 0 });
    ledger.undo();
    expect(list()).toMatchObject({ open: 0, waived: 1 });
    ledger.undo();
    expect(list()).toMatchObject({ open: 1, waived: 0 });
  });

  test('fall away when the facts change, and say why they once stood', () => {
    const key = keyOf();
    act((db) => waiveChecks(db, [key], '原件在档案室'));
    act((db) => setMeasureState(db, [base.measure], { state: 'done', on: '2024-07-01' }));
    expect(list().rows).toMatchObject([{ key, waived: null, lapsed: '原件在档案室' }]);
    act((db) => waiveChecks(db, [key], '再次核对'));
    expect(list()).toMatchObject({ open: 0, waived: 1 });
    expect(ledger.read.pluck('SELECT count(*) FROM check_waivers')).toEqual([1]);
  });

  test('what is mended can not be waived; of several, those that stand are', () => {
    const key = keyOf();
    evidence();
    expect(codeOf(() => act((db) => waiveChecks(db, [key], '理由')))).toBe('check_gone');
    expect(codeOf(() => act((db) => waiveChecks(db, ['no_such:1', 'done_without_evidence:x'], '理由')))).toBe(
      'check_gone',
    );
    const idle = act((db) => addUnit(db, '审计部', 'department'));
    act((db) => waiveChecks(db, [key, `unit_without_anything:${idle}`], '理由'));
    expect(list([], true).rows.map((row) => row.key)).toEqual([`unit_without_anything:${idle}`]);
  });

  test('pages go on over kinds, and waived ones leave no gap', () => {
    const ids = act((db) => Array.from({ length: 30 }, (_, n) => addUnit(db, `单位${n}`, 'department')));
    act((db) =>
      waiveChecks(
        db,
        ids.slice(5, 15).map((id) => `unit_without_anything:${id}`),
        '新设',
      ),
    );
    const keys = (waived: boolean, limit: number) => {
      const got: string[] = [];
      for (;;) {
        const page = listChecks(ledger.read, { kinds: [], waived, offset: got.length, limit }, TODAY);
        expect(page.total).toBe(waived ? 10 : 21);
        if (page.rows.length === 0) return got;
        got.push(...page.rows.map((row) => row.key));
      }
    };
    expect(keys(false, 7)).toEqual(keys(false, 1000));
    expect(new Set(keys(false, 4)).size).toBe(21);
    expect(keys(true, 3)).toHaveLength(10);
  });
});
