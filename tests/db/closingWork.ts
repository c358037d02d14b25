/** Random work on the closing of issues: every act of the chain, mostly possible ones on days that move on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as db from '../../db/index.ts';
import type { Ledger, ReadDb, WriteDb } from '../../db/index.ts';
import { takeStep } from '../../db/closing.ts';
import { addExtensions } from '../../db/extensions.ts';
import { stepSettings } from '../../shared/closingSettings.ts';
import { addDays, earlier } from '../../shared/day.ts';
import { closingSteps, measureStates } from '../../shared/lists.ts';
import type { ClosingStep } from '../../shared/lists.ts';
import { Refusal } from '../../shared/result.ts';
import { actOn, closingLedger, finish } from './closingHand.ts';
import { openAgain, tempFolder, TODAY } from './makeLedger.ts';

export interface ClosingAct {
  readonly verb: keyof typeof verbs | 'undo' | 'redo';
  readonly n: readonly number[];
}

interface Hand {
  readonly db: WriteDb;
  next(below: number): number;
  oneOf<T>(list: readonly T[]): T;
  /** An issue; mostly one that stands so, where there is one. */
  issue(where?: keyof typeof WHERE): number;
  measure(): number;
  /** Complete measures of an issue. */
  complete(issue: number): number[];
  active(issue: number): number[];
  /** The day on which the clerk sits, sometimes another one, sometimes none. */
  day(): string;
  /** Who and what, sometimes blank. */
  act(): { actor: string; on: string; opinion: string };
  why(): { reason: string; body: string; on: string };
}

const LAST = '(SELECT e.step FROM closing_events e WHERE e.issue_id = i.id ORDER BY e.id DESC LIMIT 1)';
const WHERE = {
  open: `coalesce(${LAST}, '') IN ('', 'sent_back', 'application_withdrawn', 'reopened') AND withdrawn_on IS NULL`,
  chain: `${LAST} IN ('applied', 'reviewed', 'verified')`,
  closed: `${LAST} IN ('closed', 'recheck_passed')`,
  withdrawn: 'withdrawn_on IS NOT NULL',
};

const lists: readonly (readonly ClosingStep[])[] = [
  ['applied', 'reviewed', 'verified', 'closed'],
  ['applied', 'reviewed', 'closed'],
  ['applied', 'closed'],
  ['applied', 'verified', 'closed'],
];

/** Completes measures; what proves it is now evidence, now a reason for none. */
function prove(h: Hand, measures: readonly number[], on: string): void {
  if (h.next(2) === 0) return finish(h.db, measures, on);
  db.setMeasureState(h.db, measures, { state: 'done', on });
  for (const id of measures) {
    const there = h.db.get('SELECT 1 FROM evidence WHERE measure_id = ?', id) !== undefined;
    if (!there) db.addEvidence(h.db, id, '纪要', '文号', TODAY);
    db.setNoEvidence(h.db, [id], '');
  }
}

const verbs = {
  state: (h: Hand) =>
    db.setMeasureState(h.db, [h.measure()], {
      state: h.oneOf(measureStates),
      on: h.day(),
      ...(h.next(4) === 0 ? {} : { reason: '调整' }),
    }),
  finish: (h: Hand) => prove(h, h.active(h.issue('open')), h.day()),
  establish: (h: Hand) => db.establish(h.db, [h.measure()], h.next(4) > 0, h.day()),
  evidence: (h: Hand) => db.addEvidence(h.db, h.measure(), '纪要', '文号', TODAY),
  removeEvidence: (h: Hand) =>
    db.removeEvidence(h.db, h.oneOf([...h.db.pluck<number>('SELECT id FROM evidence'), 999_999])),
  noEvidence: (h: Hand) => db.setNoEvidence(h.db, [h.measure()], h.next(3) === 0 ? ' ' : '口头'),
  apply: (h: Hand) =>
    db.takeSteps(
      h.db,
      h.next(3) === 0 ? [h.issue('open'), h.issue('open')] : [h.issue('open')],
      'applied',
      h.act(),
    ),
  step: (h: Hand) => db.takeSteps(h.db, [h.issue('chain')], undefined, h.act()),
  wrongStep: (h: Hand) => takeStep(h.db, h.issue(), h.oneOf(closingSteps), h.act()),
  rush: (h: Hand) => {
    const issue = h.issue('open');
    const on = h.day();
    prove(h, h.active(issue), on);
    for (let n = 1 + h.next(6); n > 0; n -= 1) {
      const taken = db.takeSteps(h.db, [issue], undefined, actOn(on));
      if (taken[0]?.step === 'closed') break;
    }
  },
  back: (h: Hand) => db.sendBack(h.db, h.issue('chain'), h.act()),
  withdrawApplication: (h: Hand) => db.sendBack(h.db, h.issue('chain'), h.act(), 'application_withdrawn'),
  recheck: (h: Hand) => db.recordRecheck(h.db, h.issue('closed'), h.act()),
  reopen: (h: Hand) => {
    const issue = h.issue('closed');
    const there = h.complete(issue);
    const measure = h.next(8) === 0 || there.length === 0 ? h.measure() : h.oneOf(there);
    const { actor, on, opinion } = h.act();
    db.reopenIssue(h.db, issue, {
      ...{ ground: h.oneOf(['recheck', 'other'] as const), actor, on, reason: opinion },
      setBack: h.next(5) === 0 ? [] : [{ measure, state: h.oneOf(['in_progress', 'mostly_done'] as const) }],
      add: h.next(4) === 0 ? [{ title: '补充措施', deadline: h.oneOf(['', '2024-12-31', '尽快']) }] : [],
    });
  },
  withdrawMeasure: (h: Hand) => db.changePlan(h.db, [h.measure()], 'withdrawn', h.why()),
  restoreMeasure: (h: Hand) => db.changePlan(h.db, [h.measure()], 'restored', h.why()),
  replaceMeasure: (h: Hand) =>
    db.replaceMeasure(h.db, h.measure(), { ...h.why(), title: '替换后的措施', deadline: '' }),
  addMeasure: (h: Hand) => db.addMeasureByHand(h.db, h.issue('open'), null, { title: '新增的措施' }, h.why()),
  withdrawIssue: (h: Hand) => db.changeIssuePlan(h.db, [h.issue('open')], 'withdrawn', h.why()),
  restoreIssue: (h: Hand) => db.changeIssuePlan(h.db, [h.issue('withdrawn')], 'restored', h.why()),
  extend: (h: Hand) => {
    const deadline = h.oneOf(['2024-10-31', '2024-12-31', '2024年底前']);
    addExtensions(h.db, [h.measure()], { deadline, reason: '受汛情影响', approvedBy: '党委会', on: h.day() });
  },
  setSteps: (h: Hand) => {
    const steps = h.oneOf([...lists, ['reviewed', 'closed'] as const]);
    db.setRoundSteps(h.db, 1, stepSettings(steps, h.next(2) === 0 ? {} : { closed: { name: '批准' } }));
  },
};

const FREQUENT = [
  'rush',
  'rush',
  'finish',
  'step',
  'step',
  'step',
  'apply',
  'reopen',
  'reopen',
  'back',
] as const;

const act: fc.Arbitrary<ClosingAct> = fc.record({
  verb: fc.constantFrom(
    ...(Object.keys(verbs) as (keyof typeof verbs)[]),
    ...FREQUENT,
    ...(['undo', 'undo', 'redo'] as const),
  ),
  // Even over the numbers: what is drawn by remainder should not lean to the small ones.
  n: fc.array(fc.noBias(fc.nat(10_000)), { minLength: 10, maxLength: 10 }),
});

export const closingActs: fc.Arbitrary<ClosingAct[]> = fc.array(act, {
  minLength: 25,
  maxLength: 40,
  size: 'max',
});

function handOf(write: WriteDb, { n }: ClosingAct, clock: string): Hand {
  let at = 0;
  const next = (below: number) => (n[at++ % n.length] ?? 0) % below;
  const oneOf = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const any = (table: string) => oneOf(write.pluck<number>(`SELECT id FROM ${table} ORDER BY id`));
  const day = () => {
    const odd = next(8);
    if (odd === 0) return oneOf(['2024-02-30', addDays(TODAY, 1), addDays(clock, -next(60))]);
    return odd === 1 ? addDays(clock, -next(10)) : clock;
  };
  const blank = (text: string) => (next(15) === 0 ? ' ' : text);
  return {
    db: write,
    next,
    oneOf,
    issue: (where) => {
      const fit =
        where === undefined || next(8) === 0
          ? []
          : write.pluck<number>(`SELECT i.id FROM issues i WHERE ${WHERE[where]} ORDER BY i.id`);
      return fit.length === 0 ? any('issues') : oneOf(fit);
    },
    measure: () => any('measures'),
    complete: (issue) =>
      write.pluck<number>(
        `SELECT id FROM measures WHERE issue_id = ? AND withdrawn_on IS NULL
          AND (state = 'done' OR (demand = 'ongoing' AND established_on IS NOT NULL)) ORDER BY id`,
        issue,
      ),
    active: (issue) =>
      write.pluck<number>(
        'SELECT id FROM measures WHERE issue_id = ? AND withdrawn_on IS NULL ORDER BY id',
        issue,
      ),
    day,
    act: () => ({ actor: blank('示例一'), on: day(), opinion: blank('同意') }),
    why: () => ({ reason: blank('职能调整'), body: blank('党委会'), on: day() }),
  };
}

/** The clerk's day at the so-and-so-manieth act: days move on through the half-year. */
export function clockAt(index: number, acts: readonly ClosingAct[]): string {
  const days = acts.slice(0, index + 1).reduce((sum, one) => sum + ((one.n[9] ?? 0) % 8), 0);
  return earlier(addDays('2024-03-10', days), TODAY);
}

/** Was a step done, did nothing differ, or was it refused (the code)? Anything else is a defect. */
export function perform(ledger: Ledger, one: ClosingAct, clock: string): 'done' | 'same' | { code: string } {
  try {
    if (one.verb === 'undo' || one.verb === 'redo') {
      ledger[one.verb]();
      return 'done';
    }
    const verb = verbs[one.verb];
    const { change } = ledger.write({ action: `test.${one.verb}` }, (write) =>
      verb(handOf(write, one, clock)),
    );
    return change === null ? 'same' : 'done';
  } catch (error) {
    const failure = db.failureOf(error);
    if (failure === null || !(error instanceof Refusal)) throw error;
    return { code: failure.code };
  }
}

let template: Buffer | null = null;

function templateBytes(): Buffer {
  const { ledger } = closingLedger();
  ledger.close();
  return readFileSync(ledger.file);
}

/** A fresh copy of the small ledger. */
export function closingCopy(): Ledger {
  const file = join(tempFolder(), 'ledger.db');
  writeFileSync(file, (template ??= templateBytes()));
  return openAgain(file);
}

interface ClosedRow {
  readonly id: number;
  readonly steps: string;
  readonly cycle: number;
  readonly closedBy: number;
}

/** What is wrong with the closed issues of a ledger, by the domain's rules, told from its rows alone. */
export function brokenRules(read: ReadDb): string[] {
  const broken: string[] = [];
  const closed = read.all<ClosedRow>(
    `SELECT e.issue_id AS id, c.steps, c.id AS cycle, e.id AS closedBy FROM closing_events e
      JOIN closing_cycles c ON c.id = e.cycle_id WHERE e.step = 'closed'`,
  );
  for (const { id, steps, cycle, closedBy } of closed) {
    const events = read.all<{ step: string; actor: string; opinion: string; on: string; attempt: number }>(
      `SELECT step, actor, opinion, effective_on AS "on", attempt FROM closing_events
        WHERE cycle_id = ? AND id <= ? ORDER BY id`,
      ...[cycle, closedBy],
    );
    const attempt = events.at(-1)?.attempt;
    const chain = events.filter((e) => e.attempt === attempt && closingSteps.some((step) => step === e.step));
    if (JSON.stringify(chain.map((e) => e.step)) !== steps)
      broken.push(`issue ${id}: took ${chain.map((e) => e.step).join()} of ${steps}`);
    for (const [index, event] of chain.entries()) {
      if (event.actor.trim() === '') broken.push(`issue ${id}: nobody did ${event.step}`);
      if (event.step !== 'applied' && event.opinion.trim() === '')
        broken.push(`issue ${id}: ${event.step} without opinion`);
      if (index > 0 && event.on < (chain[index - 1]?.on ?? ''))
        broken.push(`issue ${id}: ${event.step} before the step before`);
    }
  }
  const frozen = read.all<{ id: number; applied: string }>(
    `SELECT i.id, (SELECT max(a.effective_on) FROM closing_events a WHERE a.cycle_id = l.cycle_id AND a.step = 'applied') AS applied
      FROM issues i JOIN closing_events l ON l.id = (SELECT max(id) FROM closing_events WHERE issue_id = i.id)
      WHERE l.step IN ('applied', 'reviewed', 'verified', 'closed', 'recheck_passed')`,
  );
  for (const { id, applied } of frozen) {
    const measures = read.all<{ complete: number; proved: number; onTime: number }>(
      `SELECT (state = 'done' OR (demand = 'ongoing' AND established_on IS NOT NULL)) AS complete,
        (trim(no_evidence_reason) <> '' OR EXISTS (SELECT 1 FROM evidence v WHERE v.measure_id = m.id)) AS proved,
        min(coalesce(done_on, '9999'), coalesce(established_on, '9999')) <= ? AS onTime
        FROM measures m WHERE issue_id = ? AND withdrawn_on IS NULL`,
      ...[applied, id],
    );
    if (measures.length === 0) broken.push(`issue ${id}: no active measure`);
    if (measures.some((m) => m.complete === 0)) broken.push(`issue ${id}: an open measure`);
    if (measures.some((m) => m.proved === 0)) broken.push(`issue ${id}: neither evidence nor reason`);
    if (measures.some((m) => m.onTime === 0)) broken.push(`issue ${id}: applied for before it was ready`);
    if (read.get('SELECT 1 FROM issues WHERE id = ? AND withdrawn_on IS NOT NULL', id) !== undefined)
      broken.push(`issue ${id}: withdrawn and in the chain`);
  }
  return broken;
}
