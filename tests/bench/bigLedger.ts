/**
 * A large ledger for tests and the bench: one step of plain inserts by prepared statements, with the change log and
 * the search index written as for any other step. The same number of measures gives the same ledger every time.
 */
import type { Ledger, WriteDb } from '../../db/index.ts';
import { addPerson, addUnit, createRound, setStated } from '../../db/index.ts';
import { addDays } from '../../shared/day.ts';

const FEEDBACK = '2024-03-01';
const MEASURES_OF_ISSUE = 10;
const ISSUES_OF_HEADING = 25;
const HEADINGS_OF_ASPECT = 20;

const doings = ['修订制度', '开展专项检查', '组织学习研讨', '建立工作台账', '清理历史欠账', '完善审批流程'];
const things = [
  '工程招标',
  '物资采购',
  '财务报销',
  '干部选任',
  '安全生产',
  '资产出租',
  '合同管理',
  '信息公开',
];
const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈'];

/** Numbers that look random and are the same every time (a linear congruence). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface People {
  readonly units: readonly number[];
  readonly leads: readonly number[];
}

function people(db: WriteDb): People {
  const units = Array.from({ length: 40 }, (_, index) =>
    addUnit(
      db,
      index < 15 ? `第${index + 1}职能部` : `第${index - 14}分公司`,
      index < 15 ? 'department' : 'subsidiary',
    ),
  );
  const leads = Array.from({ length: 20 }, (_, index) =>
    addPerson(db, {
      name: `${surnames[index % surnames.length]}示例${index + 1}`,
      post: '领导班子成员',
      leader: true,
      unitId: null,
    }),
  );
  return { units, leads };
}

const picked = <T>(list: readonly T[], below: (n: number) => number): T => list[below(list.length)] as T;

/** Fills a ledger with a round of `measures` measures (`each` an issue, 25 issues a heading) as one step. */
export function fillLedger(ledger: Ledger, measures: number, each = MEASURES_OF_ISSUE): { roundId: number } {
  return ledger.write({ action: 'round.create', detail: { title: '大台账' } }, (db) => {
    const below = numbers(measures);
    const who = people(db);
    const roundId = createRound(db, {
      title: '大台账',
      organisation: '示例集团',
      inspectedBy: '示例巡察组',
      feedbackOn: FEEDBACK,
      months: 6,
    });
    setStated(db, roundId, 'none', {
      ...{ aspects: null, issues: null, measures: null, closed: null, open: null, cluesReceived: null },
      ...{
        cluesConcluded: null,
        regulationsNew: null,
        regulationsRevised: null,
        sanctions: [],
        recoveries: [],
      },
    });
    const issues = Math.ceil(measures / each);
    let aspect = 0;
    let heading = 0;
    for (let index = 0; index < issues; index += 1) {
      if (index % (ISSUES_OF_HEADING * HEADINGS_OF_ASPECT) === 0)
        aspect = insertHeading(db, roundId, null, index, '方面');
      if (index % ISSUES_OF_HEADING === 0) heading = insertHeading(db, roundId, aspect, index, '子类');
      const count = Math.min(each, measures - index * each);
      insertIssue(db, { roundId, heading, index, count, closed: below(5) === 0 }, who, below);
    }
    return { roundId };
  }).value;
}

function insertHeading(
  db: WriteDb,
  roundId: number,
  parent: number | null,
  index: number,
  word: string,
): number {
  return db.run(
    'INSERT INTO headings (round_id, parent_id, position, number, title) VALUES (?, ?, ?, ?, ?)',
    ...[roundId, parent, index, `${index + 1}`, `${word}${index + 1}`],
  ).id;
}

interface IssuePlan {
  readonly roundId: number;
  readonly heading: number;
  readonly index: number;
  readonly count: number;
  readonly closed: boolean;
}

function insertIssue(db: WriteDb, plan: IssuePlan, who: People, below: (n: number) => number): void {
  const title = `${picked(things, below)}管理不够规范的问题（${plan.index + 1}）`;
  const id = db.run(
    `INSERT INTO issues (round_id, heading_id, position, number, title, text, lead_id, unit_id, adopted_on)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[
      plan.roundId,
      plan.heading,
      plan.index,
      `${plan.index + 1}.`,
      title,
      `关于${title}，抽查发现存在薄弱环节。`,
    ],
    ...[picked(who.leads, below), picked(who.units, below), FEEDBACK],
  ).id;
  for (let position = 1; position <= plan.count; position += 1) {
    insertMeasure(db, id, position, plan.closed, who, below);
  }
  if (plan.closed) close(db, id);
}

function insertMeasure(
  db: WriteDb,
  issueId: number,
  position: number,
  closed: boolean,
  who: People,
  below: (n: number) => number,
): void {
  const state = closed
    ? 'done'
    : picked(['not_started', 'in_progress', 'in_progress', 'mostly_done', 'done'], below);
  const on = addDays(FEEDBACK, 30 + below(120));
  const due = addDays(FEEDBACK, 60 + below(300));
  const title = `${picked(doings, below)}，规范${picked(things, below)}（${issueId}-${position}）。`;
  const id = db.run(
    `INSERT INTO measures (issue_id, position, number, title, text, demand, state, done_on, unit_id, deadline_raw,
      deadline_on, adopted_on) VALUES (?, ?, ?, ?, ?, 'dated', ?, ?, ?, ?, ?, ?)`,
    ...[issueId, position, `（${position}）`, title, `${title}责任单位按月报告进展。`, state],
    ...[state === 'done' ? on : null, below(3) === 0 ? picked(who.units, below) : null, due, due, FEEDBACK],
  ).id;
  if (state === 'not_started') return;
  db.run(
    `INSERT INTO measure_events (measure_id, kind, from_state, to_state, effective_on, recorded_at)
      VALUES (?, 'state', 'not_started', ?, ?, ?)`,
    ...[id, state, on, db.now],
  );
  db.run(
    `INSERT INTO progress (measure_id, month, text, source, recorded_at) VALUES (?, ?, ?, 'typed', ?)`,
    ...[id, on.slice(0, 7), `已${picked(doings, below)}，完成${10 + below(90)}项。`, db.now],
  );
  if (state !== 'done') return;
  db.run(
    'INSERT INTO evidence (measure_id, title, reference, added_on) VALUES (?, ?, ?, ?)',
    ...[id, '工作通知', `示例〔2024〕${id}号`, on],
  );
}

function close(db: WriteDb, issueId: number): void {
  const steps = ['applied', 'reviewed', 'verified', 'closed'];
  const cycle = db.run(
    'INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, ?)',
    issueId,
    JSON.stringify(steps),
  ).id;
  steps.forEach((step, index) => {
    db.run(
      `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, opinion, recorded_at)
        VALUES (?, ?, 1, ?, '示例领导', ?, '同意', ?)`,
      ...[issueId, cycle, step, addDays(FEEDBACK, 155 + index), db.now],
    );
  });
}
