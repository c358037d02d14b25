/** Ledgers whose units report: so many measures each, sent and reported on last month. The same sizes give the same ledger. */
import type { Ledger, WriteDb } from '../../db/index.ts';
import { addPerson, addUnit, createRound, setStated } from '../../db/index.ts';

const FEEDBACK = '2024-03-01';
const BEFORE = '2024-07';
const MEASURES_OF_ISSUE = 10;
const ISSUES_OF_HEADING = 25;

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

/** Numbers that look random and are the same every time (a linear congruence). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const picked = <T>(list: readonly T[], below: (n: number) => number): T =>
  list[below(list.length)] as T;

/** A text about the work done, of about that many characters. */
export function told(length: number, below: (n: number) => number): string {
  let text = '';
  while (text.length < length)
    text += `${below(2) === 0 ? '已' : '正在'}${picked(doings, below)}，规范${picked(things, below)}${1 + below(90)}项，涉及金额${1 + below(900)}万元；`;
  return `${text.slice(0, length - 1)}。`;
}

/** Rows of `count` units, from `least` to `most`, `sum` in all: many small ones, few large ones. */
export function spreadSizes(count: number, least: number, most: number, sum: number): number[] {
  const sizes = (power: number): number[] =>
    Array.from({ length: count }, (_, i) =>
      Math.round(least * (most / least) ** ((i / (count - 1)) ** power)),
    );
  const total = (list: readonly number[]): number => list.reduce((all, size) => all + size, 0);
  let [low, high] = [0.1, 20];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (total(sizes(middle)) > sum) low = middle;
    else high = middle;
  }
  const list = sizes(high);
  // What rounding left over goes to a unit in the middle.
  const half = count >> 1;
  list[half] = (list[half] ?? 0) + sum - total(list);
  return list;
}

/** Fills a ledger with a round: a unit for each size, responsible for that many measures, ten an issue, as one step. */
export function fillReturnsLedger(ledger: Ledger, sizes: readonly number[]): void {
  ledger.write({ action: 'round.create', detail: { title: '报送' } }, (db) => {
    const below = numbers(sizes.length);
    const lead = addPerson(db, { name: '赵示例', post: '领导班子成员', leader: true, unitId: null });
    const roundId = createRound(db, {
      ...{ title: '巡察整改', organisation: '示例集团', inspectedBy: '示例巡察组' },
      ...{ feedbackOn: FEEDBACK, months: 6 },
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
    const place = { roundId, lead, heading: 0, issues: 0 };
    sizes.forEach((size, index) => {
      const unit = addUnit(db, `第${index + 1}示例公司`, index % 3 === 0 ? 'department' : 'subsidiary');
      for (let left = size; left > 0; left -= MEASURES_OF_ISSUE)
        insertIssue(db, place, unit, Math.min(left, MEASURES_OF_ISSUE), below);
    });
  });
}

interface Place {
  readonly roundId: number;
  readonly lead: number;
  heading: number;
  issues: number;
}

function insertIssue(
  db: WriteDb,
  place: Place,
  unit: number,
  count: number,
  below: (n: number) => number,
): void {
  if (place.issues % ISSUES_OF_HEADING === 0)
    place.heading = db.run(
      'INSERT INTO headings (round_id, parent_id, position, number, title) VALUES (?, NULL, ?, ?, ?)',
      ...[place.roundId, place.issues, `${place.issues + 1}`, `方面${place.issues + 1}`],
    ).id;
  const index = (place.issues += 1);
  const title = `${picked(things, below)}管理不够规范的问题（${index}）`;
  const issue = db.run(
    `INSERT INTO issues (round_id, heading_id, position, number, title, text, lead_id, unit_id, adopted_on)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[place.roundId, place.heading, index, `${index}.`, title, `关于${title}，抽查发现存在薄弱环节。`],
    ...[place.lead, unit, FEEDBACK],
  ).id;
  for (let position = 1; position <= count; position += 1) {
    const about = `${picked(doings, below)}，规范${picked(things, below)}（${index}-${position}）`;
    const measure = db.run(
      `INSERT INTO measures (issue_id, position, number, title, text, demand, state, deadline_raw, deadline_on, adopted_on)
        VALUES (?, ?, ?, ?, ?, 'dated', 'in_progress', ?, ?, ?)`,
      ...[
        issue,
        position,
        `（${position}）`,
        about,
        `${about}。责任单位按月报告进展，${told(30 + below(40), below)}`,
      ],
      ...['2024-09-30', '2024-09-30', FEEDBACK],
    ).id;
    db.run(
      `INSERT INTO progress (measure_id, month, text, unit_id, source, recorded_at) VALUES (?, ?, ?, ?, 'typed', ?)`,
      ...[measure, BEFORE, told(60 + below(60), below), unit, db.now],
    );
  }
}
