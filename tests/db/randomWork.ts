/** Random work of a clerk on a ledger: every verb, with arguments that are mostly right and sometimes not. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as db from '../../db/index.ts';
import type { Ledger, LedgerOptions, ReadDb, WriteDb, Written } from '../../db/index.ts';
import { closureOf, sendBack, takeStep } from '../../db/closing.ts';
import { addDays } from '../../shared/day.ts';
import { closingSteps, demands, measureStates } from '../../shared/lists.ts';
import type { NoticeNode, StatedTotals } from '../../shared/notice/types.ts';
import { Refusal } from '../../shared/result.ts';
import { newSampleLedger, openAgain, tempFolder, TODAY } from './makeLedger.ts';

/** One act: which verb, and numbers and words from which it makes its arguments by what the ledger holds. */
export interface Act {
  readonly verb: keyof typeof verbs;
  readonly n: readonly number[];
  readonly text: string;
}

interface Hand {
  readonly db: WriteDb;
  readonly text: string;
  /** The next number, below a bound. */
  next(below: number): number;
  /** An id of a table, or one that does not exist. */
  id(table: string): number;
  ids(table: string): number[];
  oneOf<T>(list: readonly T[]): T;
  /** A day about today, sometimes after it. */
  day(): string;
}

const deadlines = [
  '2024.5.31',
  '2024年底前，并长期坚持',
  '立行立改',
  '长期坚持',
  '9月30日',
  '集中整改期内',
  '反馈后20个工作日内',
  '尽快',
  '',
];

export function stated(more: Partial<StatedTotals> = {}): StatedTotals & { sanctions: []; recoveries: [] } {
  return {
    ...{ aspects: null, issues: null, measures: null, closed: null, open: null, cluesReceived: null },
    ...{ cluesConcluded: null, regulationsNew: null, regulationsRevised: null },
    ...more,
    sanctions: [],
    recoveries: [],
  };
}

export function node(kind: NoticeNode['kind'], title: string, children: NoticeNode[] = []): NoticeNode {
  return {
    ...{ key: title, kind, number: '', title, line: 1, text: title, progress: null, lead: null, unit: null },
    ...{ assisting: [], assignee: null, deadline: null, demand: null, leftOut: false, children },
  };
}

/** A small notice whose names meet those of the ledger by chance. */
export function smallNotice(
  title: string,
  names: { lead: string | null; unit: string | null; assisting: string[] },
) {
  const measures = [
    { ...node('measure', `${title}，修订制度。`), progress: '已印发。', ...names },
    { ...node('measure', `${title}，开展检查。`), deadline: '立行立改' },
  ];
  return [
    node('heading', title, [
      node('heading', `${title}之一`, [{ ...node('issue', title, measures), ...names }]),
    ]),
  ];
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const verbs = {
  setState: (h: Hand) =>
    db.setMeasureState(h.db, h.ids('measures'), {
      state: h.oneOf(measureStates),
      ...(h.next(2) === 0 ? {} : { on: h.day() }),
      ...(h.next(3) === 0 ? {} : { reason: `因${h.text}` }),
    }),
  establish: (h: Hand) =>
    db.establish(h.db, h.ids('measures'), h.next(3) > 0, h.next(2) === 0 ? undefined : h.day()),
  edit: (h: Hand) => {
    const patches = [
      { title: h.text, text: `${h.text}全文` },
      { demand: h.oneOf(demands) },
      { leadId: h.next(3) === 0 ? null : h.id('persons') },
      { unitId: h.next(3) === 0 ? null : h.id('units'), assignee: h.text },
      { assistingIds: [h.id('units'), h.id('units')] },
      { deadline: h.oneOf(deadlines) },
      { confirmDeadline: true as const, number: h.text },
    ];
    db.editMeasures(h.db, h.ids('measures'), h.oneOf(patches));
  },
  noEvidence: (h: Hand) => db.setNoEvidence(h.db, h.ids('measures'), h.next(2) === 0 ? '' : h.text),
  progress: (h: Hand) =>
    db.addProgress(h.db, h.id('measures'), {
      month: h.day().slice(0, 7),
      text: `进展：${h.text}`,
      source: 'typed',
      delayReason: h.text,
    }),
  evidence: (h: Hand) => db.addEvidence(h.db, h.id('measures'), h.text, '文号', TODAY),
  removeEvidence: (h: Hand) => db.removeEvidence(h.db, h.id('evidence')),
  plan: (h: Hand) =>
    db.changePlan(h.db, h.ids('measures'), h.next(3) === 0 ? 'restored' : 'withdrawn', {
      reason: h.text,
      body: '党委会',
      on: h.day(),
    }),
  addMeasure: (h: Hand) =>
    db.addMeasureByHand(h.db, h.id('issues'), h.next(2) === 0 ? null : h.id('measures'), { title: h.text }),
  addIssue: (h: Hand) =>
    db.addIssueByHand(h.db, h.next(4) === 0 ? null : h.id('headings'), {
      title: h.text,
      leadId: h.id('persons'),
    }),
  addHeading: (h: Hand) =>
    db.addHeadingByHand(h.db, h.next(4) === 0 ? null : h.id('headings'), '一、', h.text),
  editHeading: (h: Hand) => db.editHeading(h.db, h.id('headings'), { title: h.text }),
  editIssues: (h: Hand) => {
    const patches = [
      { title: h.text },
      { leadId: h.id('persons') },
      { unitId: h.id('units') },
      { text: h.text },
    ];
    db.editIssues(h.db, h.ids('issues'), h.oneOf(patches));
  },
  remove: (h: Hand) => {
    const kind = h.oneOf(['heading', 'issue', 'measure'] as const);
    // The newest rows are those that may be taken away.
    const newest = h.db.pluck<number>(`SELECT max(id) FROM ${kind}s`)[0] ?? 1;
    db.removeNode(h.db, kind, h.next(3) === 0 ? h.id(`${kind}s`) : newest);
  },
  addUnit: (h: Hand) => db.addUnit(h.db, h.text, 'department'),
  renameUnit: (h: Hand) => db.renameUnit(h.db, h.id('units'), h.text, h.day()),
  mergeUnit: (h: Hand) => db.mergeUnit(h.db, h.id('units'), h.id('units'), h.day()),
  addPerson: (h: Hand) =>
    db.addPerson(h.db, { name: h.text, post: '', leader: h.next(2) === 0, unitId: h.id('units') }),
  editPerson: (h: Hand) => db.editPerson(h.db, h.id('persons'), { name: h.text }),
  createRound: (h: Hand) =>
    db.createRound(h.db, {
      ...{ title: h.text, organisation: '', inspectedBy: '' },
      ...{ feedbackOn: h.next(2) === 0 ? null : h.day(), months: 3 + h.next(4) },
    }),
  editRound: (h: Hand) =>
    db.editRound(h.db, h.id('rounds'), h.oneOf([{ feedbackOn: h.day() }, { months: 3 }, { title: h.text }])),
  editStage: (h: Hand) => db.editStage(h.db, h.id('stages'), { dueOn: h.day(), note: h.text }),
  stagePeriod: (h: Hand) =>
    db.editStage(h.db, h.id('stages'), { period: h.oneOf(['', '1个月', '15个工作日', '尽快']) }),
  addStage: (h: Hand) =>
    db.addStage(h.db, h.id('rounds'), h.next(3) === 0 ? null : h.id('stages'), {
      title: h.text,
      period: h.oneOf(['', '反馈后10个工作日', '集中整改期满后1个月']),
    }),
  removeStage: (h: Hand) => db.removeStage(h.db, h.id('stages')),
  ownDays: (h: Hand) =>
    db.setOwnDays(h.db, [
      { day: h.day(), kind: h.oneOf(['holiday', 'workday', null]), name: h.text },
      { day: addDays('2024-03-06', h.next(40)), kind: 'holiday', name: '' },
    ]),
  extend: (h: Hand) =>
    db.addExtensions(h.db, h.ids('measures'), {
      deadline: h.oneOf(['2024.9.5', '2024年底前', '2025年6月底前，并长期坚持', '12月底前', '长期坚持']),
      reason: h.text,
      approvedBy: h.next(9) === 0 ? ' ' : '党委会',
      ...(h.next(2) === 0 ? {} : { on: h.day() }),
    }),
  makeCurrent: (h: Hand) => db.makeCurrent(h.db, h.id('rounds')),
  setStated: (h: Hand) => db.setStated(h.db, h.id('rounds'), 'typed', stated({ measures: h.next(100) })),
  settings: (h: Hand) =>
    db.writeSettings(
      h.db,
      h.oneOf([{ immediateDays: 10 + h.next(40) }, { nearDays: h.next(30) }, { cutoffDay: 25 }]),
    ),
  operator: (h: Hand) => db.setOperator(h.db, '测试员', h.text),
  notice: (h: Hand) => {
    const names = {
      lead: h.db.pluck<string>('SELECT name FROM persons ORDER BY id DESC LIMIT 1')[0] ?? '示例一',
      unit: h.next(2) === 0 ? null : h.text,
      assisting: h.db.pluck<string>('SELECT name FROM unit_names ORDER BY id DESC LIMIT 3'),
    };
    db.importNotice(h.db, {
      nodes: smallNotice(h.text, names),
      stated: stated({ issues: 1 }),
      source: { name: '通报.txt', sha256: sha256(`${h.next(4)}`) },
      month: '2024-08',
      target:
        h.next(2) === 0
          ? { round: h.id('rounds') }
          : { newRound: { title: h.text, feedbackOn: null, months: 6 } },
    });
  },
  finish: (h: Hand) => {
    // Makes an open issue ready, so that the chain has something to take.
    const issue = h.id('issues');
    const left = h.db.pluck<number>(
      'SELECT id FROM measures WHERE issue_id = ? AND withdrawn_on IS NULL',
      issue,
    );
    db.setMeasureState(h.db, left, { state: 'done', on: TODAY });
    db.setNoEvidence(h.db, left, h.text);
  },
  close: (h: Hand) => {
    const issue = h.id('issues');
    const left = h.db.pluck<number>(
      'SELECT id FROM measures WHERE issue_id = ? AND withdrawn_on IS NULL',
      issue,
    );
    db.setMeasureState(h.db, left, { state: 'done' });
    db.setNoEvidence(h.db, left, '佐证另存');
    for (const step of closingSteps.slice(0, 1 + h.next(4))) {
      takeStep(h.db, issue, step, { actor: '示例领导', on: TODAY, opinion: '同意' });
    }
  },
  chain: (h: Hand) => {
    const act = { actor: '示例领导', on: TODAY, opinion: '同意' };
    const issue = h.id('issues');
    const next = closingSteps[closingSteps.indexOf(closureOf(h.db, issue) as 'applied') + 1];
    takeStep(h.db, issue, h.next(4) === 0 || next === undefined ? h.oneOf(closingSteps) : next, act);
  },
  sendBack: (h: Hand) =>
    sendBack(h.db, h.id('issues'), { actor: '示例领导', on: TODAY, opinion: `退回：${h.text}` }),
};

const words = fc.oneof(
  fc.constantFrom('专项检查', '财务部', '行政审批', '重庆分公司', '修订制度', '张示例', 'ABC１２'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.constantFrom('含\0零字符', '换\n行', '引"号\'与\\', '😀补充字'),
);

export const act: fc.Arbitrary<Act> = fc.record({
  verb: fc.constantFrom(...(Object.keys(verbs) as (keyof typeof verbs)[])),
  n: fc.array(fc.nat(10_000), { minLength: 12, maxLength: 12 }),
  text: words,
});

export const acts = (maxLength: number): fc.Arbitrary<Act[]> =>
  fc.array(act, { minLength: Math.ceil(maxLength / 2), maxLength, size: 'max' });

const OPEN = `SELECT i.id FROM issues i WHERE coalesce(
  (SELECT e.step FROM closing_events e WHERE e.issue_id = i.id ORDER BY e.id DESC LIMIT 1), 'open') <> 'closed'`;
const openOnly: Readonly<Record<string, string>> = {
  issues: `WHERE id IN (${OPEN})`,
  measures: `WHERE issue_id IN (${OPEN})`,
};

function handOf(write: WriteDb, { n, text }: Act): Hand {
  let at = 0;
  const next = (below: number) => (n[at++ % n.length] ?? 0) % below;
  const id = (table: string) => {
    // Most of the sample is closed: what is open is chosen more often than its share.
    const open = next(4) > 0 ? (openOnly[table] ?? '') : '';
    const found = write.pluck<number>(`SELECT id FROM ${table} ${open} ORDER BY id`);
    return next(20) === 0 || found.length === 0 ? 999_999 : (found[next(found.length)] ?? 0);
  };
  return {
    db: write,
    text,
    next,
    id,
    ids: (table) => Array.from({ length: 1 + next(3) }, () => id(table)),
    oneOf: (list) => list[next(list.length)] as (typeof list)[number],
    day: () => addDays(TODAY, 10 - next(200)),
  };
}

/** What came of an act: a step, nothing (no difference), or the code of its refusal. Anything else is a defect. */
export function perform(ledger: Ledger, one: Act): Written<unknown> | string {
  try {
    return ledger.write({ action: `test.${one.verb}` }, (write) => verbs[one.verb](handOf(write, one)));
  } catch (error) {
    const failure = db.failureOf(error);
    if (failure === null || !(error instanceof Refusal || failure.code === 'row_missing')) throw error;
    return failure.code;
  }
}

let template: Buffer | null = null;

function sampleBytes(): Buffer {
  const { ledger } = newSampleLedger();
  ledger.close();
  return readFileSync(ledger.file);
}

/** A fresh copy of one closed sample ledger: quicker than loading the sample each time. */
export function sampleCopy(more: Partial<LedgerOptions> = {}): Ledger {
  const file = join(tempFolder(), 'ledger.db');
  writeFileSync(file, (template ??= sampleBytes()));
  return openAgain(file, more);
}

export const maxSeq = (read: ReadDb) => read.pluck<number>('SELECT max(seq) FROM change_log')[0] ?? 0;

/** Whatever random work has done: another round may begin after the month asked for, and leaving it may be refused. */
export function backToFirstRound(ledger: Ledger): void {
  ledger.write({ action: 'test.backToFirstRound' }, (write) => {
    write.run('UPDATE rounds SET current = 0 WHERE id <> 1 AND current = 1');
    write.run('UPDATE rounds SET current = 1 WHERE id = 1');
  });
}
