import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applicationGuard,
  canImportClosed,
  canRecordRecheck,
  canReopen,
  canSendBack,
  canStep,
  canWithdrawApplication,
  checkSteps,
  nextStep,
  readySince,
} from '../../shared/closing.ts';
import type { ChainReturn, MeasureForApplication, Reopen, Step } from '../../shared/closing.ts';
import { closingSteps } from '../../shared/lists.ts';
import type { ClosingStep, ClosureState } from '../../shared/lists.ts';
import type { Result } from '../../shared/result.ts';

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

const good: MeasureForApplication = {
  id: 1,
  state: 'done',
  demand: 'dated',
  established: false,
  withdrawn: false,
  evidence: 1,
  noEvidenceReason: null,
  pendingProposals: 0,
};

describe('applicationGuard', () => {
  test('lacks nothing with evidence, or with a recorded reason for none', () => {
    expect(applicationGuard([good])).toEqual([]);
    expect(applicationGuard([{ ...good, evidence: 0, noEvidenceReason: '口头传达，无书面材料' }])).toEqual(
      [],
    );
    expect(
      applicationGuard([{ ...good, state: 'in_progress', demand: 'ongoing', established: true }]),
    ).toEqual([]);
  });

  test('names everything that is missing, measure by measure', () => {
    expect(
      applicationGuard([
        good,
        { ...good, id: 2, state: 'mostly_done', evidence: 0, noEvidenceReason: ' ' },
        { ...good, id: 3, pendingProposals: 2 },
      ]),
    ).toEqual([
      { kind: 'measure_incomplete', measure: 2 },
      { kind: 'evidence_missing', measure: 2 },
      { kind: 'proposal_pending', measure: 3 },
    ]);
  });

  test('withdrawn measures need neither completion nor evidence, yet do not make an issue ready', () => {
    const gone: MeasureForApplication = {
      ...good,
      id: 9,
      state: 'not_started',
      withdrawn: true,
      evidence: 0,
    };
    expect(applicationGuard([good, gone])).toEqual([]);
    expect(applicationGuard([gone])).toEqual([{ kind: 'no_active_measure' }]);
    expect(applicationGuard([])).toEqual([{ kind: 'no_active_measure' }]);
  });
});

describe('readySince', () => {
  const base = {
    demand: 'dated',
    established: false,
    establishedOn: null,
    withdrawn: false,
    withdrawnOn: null,
  } as const;
  const doneOn = (day: string | null) => ({ ...base, state: 'done' as const, doneOn: day });
  const lasting = {
    ...base,
    state: 'in_progress',
    demand: 'ongoing',
    established: true,
    doneOn: null,
  } as const;

  test('is the last day on which a measure was complete', () => {
    expect(readySince([])).toBeNull();
    expect(readySince([doneOn('2024-05-01'), doneOn('2024-04-01')])).toBe('2024-05-01');
    expect(readySince([doneOn('2024-05-01'), { ...lasting, establishedOn: '2024-06-01' }])).toBe(
      '2024-06-01',
    );
  });

  test('takes the first of both days of a measure that is done and established', () => {
    expect(
      readySince([{ ...lasting, state: 'done', doneOn: '2024-07-01', establishedOn: '2024-06-01' }]),
    ).toBe('2024-06-01');
  });

  test('passes over days that nobody knows, and what was complete before it left the plan', () => {
    expect(readySince([doneOn(null), doneOn('2024-03-01')])).toBe('2024-03-01');
    expect(readySince([doneOn(null)])).toBeNull();
    const gone = { withdrawn: true, withdrawnOn: '2024-08-01' };
    expect(readySince([{ ...doneOn('2024-03-01'), ...gone }])).toBe('2024-03-01');
    expect(readySince([doneOn('2024-03-01'), { ...base, state: 'in_progress', doneOn: null, ...gone }])).toBe(
      '2024-08-01',
    );
  });
});

describe('the steps of a round', () => {
  test.each([
    [['applied', 'reviewed', 'verified', 'closed']],
    [['applied', 'verified', 'closed']],
    [['applied', 'closed']],
  ])('%j will do', (steps) => expect(checkSteps(steps)).toEqual({ ok: true, value: steps }));

  test.each([
    [[]],
    [['closed']],
    [['applied']],
    [['reviewed', 'closed']],
    [['applied', 'closed', 'reviewed']],
    [['applied', 'applied', 'closed']],
    [['applied', 'signed', 'closed']],
  ])('%j will not', (steps) => expect(codeOf(checkSteps(steps))).toBe('steps_invalid'));

  test('following the due step passes each step of the list once and ends closed', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (review, verify) => {
        const steps = closingSteps.filter(
          (s) => (s !== 'reviewed' || review) && (s !== 'verified' || verify),
        );
        const passed: ClosingStep[] = [];
        let closure: ClosureState = 'open';
        for (let next = nextStep(steps, closure); next !== null; next = nextStep(steps, closure)) {
          passed.push(next);
          closure = next;
        }
        expect(passed).toEqual(steps);
        expect(closure).toBe('closed');
      }),
    );
  });
});

describe('canStep', () => {
  const apply: Step = {
    step: 'applied',
    issueState: 'ready',
    closure: 'open',
    steps: closingSteps,
    actor: '王晓明',
    opinion: null,
    on: '2024-08-20',
    previousOn: null,
    today: '2024-08-31',
    missing: [],
  };
  const review: Step = {
    ...apply,
    step: 'reviewed',
    issueState: 'applied',
    closure: 'applied',
    previousOn: '2024-08-20',
    on: '2024-08-21',
    opinion: '同意',
  };

  test('an application needs a ready issue that lacks nothing', () => {
    expect(canStep(apply)).toEqual({ ok: true, value: { on: '2024-08-20', closure: 'applied' } });
    expect(codeOf(canStep({ ...apply, issueState: 'mostly_done' }))).toBe('not_ready');
    const missing = [{ kind: 'evidence_missing', measure: 4 }] as const;
    expect(canStep({ ...apply, missing })).toEqual({
      ok: false,
      error: { code: 'application_incomplete', detail: { missing } },
    });
  });

  test('later steps need who, an opinion and a day not before the step before', () => {
    expect(canStep(review)).toEqual({ ok: true, value: { on: '2024-08-21', closure: 'reviewed' } });
    expect(codeOf(canStep({ ...review, on: '2024-08-20' }))).toBe('ok');
    expect(codeOf(canStep({ ...review, on: '2024-08-19' }))).toBe('on_before_previous');
    expect(codeOf(canStep({ ...review, on: '2024-09-01' }))).toBe('on_in_future');
    expect(codeOf(canStep({ ...review, on: '2024-8-21' }))).toBe('on_invalid');
    expect(codeOf(canStep({ ...review, opinion: '  ' }))).toBe('opinion_required');
    expect(codeOf(canStep({ ...review, actor: '' }))).toBe('actor_required');
    expect(codeOf(canStep({ ...review, actor: null }))).toBe('actor_required');
  });

  test('no step is skipped, repeated or taken backwards', () => {
    const closures: ClosureState[] = ['open', 'applied', 'reviewed', 'verified', 'closed'];
    for (const [at, closure] of closures.entries()) {
      for (const [index, step] of closingSteps.entries()) {
        const answer = codeOf(
          canStep({ ...review, issueState: closure === 'open' ? 'ready' : closure, closure, step }),
        );
        expect(answer).toBe(index === at ? 'ok' : 'step_not_next');
      }
    }
  });

  test('a round with fewer steps goes on with the next of its own', () => {
    const steps = ['applied', 'closed'] as const;
    expect(codeOf(canStep({ ...review, steps, step: 'closed' }))).toBe('ok');
    expect(canStep({ ...review, steps, step: 'reviewed' })).toMatchObject({
      error: { detail: { next: 'closed' } },
    });
    expect(codeOf(canStep({ ...review, steps: ['closed'] }))).toBe('steps_invalid');
  });
});

describe('ways back', () => {
  const back: ChainReturn = {
    closure: 'verified',
    cycle: 2,
    attempt: 1,
    actor: '李静',
    on: '2024-08-25',
    previousOn: '2024-08-24',
    today: '2024-08-31',
    reason: '佐证材料不完整',
  };

  test('sending back or withdrawing opens the issue again: same cycle, next attempt', () => {
    for (const closure of ['applied', 'reviewed', 'verified'] as const) {
      const opened = { on: '2024-08-25', closure: 'open', cycle: 2, attempt: 2 };
      expect(canSendBack({ ...back, closure })).toEqual({ ok: true, value: opened });
      expect(canWithdrawApplication({ ...back, closure })).toEqual({ ok: true, value: opened });
    }
  });

  test('needs an issue in the chain, a reason, who, and a day in order', () => {
    expect(codeOf(canSendBack({ ...back, closure: 'open' }))).toBe('not_in_chain');
    expect(codeOf(canSendBack({ ...back, closure: 'closed' }))).toBe('not_in_chain');
    expect(codeOf(canSendBack({ ...back, reason: null }))).toBe('reason_required');
    expect(codeOf(canSendBack({ ...back, actor: null }))).toBe('actor_required');
    expect(codeOf(canSendBack({ ...back, on: '2024-08-23' }))).toBe('on_before_previous');
  });

  test('reopening begins the next cycle and needs a changed measure', () => {
    const again: Reopen = { ...back, closure: 'closed', attempt: 3, measuresChanged: 1 };
    expect(canReopen(again)).toEqual({
      ok: true,
      value: { on: '2024-08-25', closure: 'open', cycle: 3, attempt: 1 },
    });
    expect(codeOf(canReopen({ ...again, measuresChanged: 0 }))).toBe('measure_change_required');
    expect(codeOf(canReopen({ ...again, measuresChanged: Number.NaN }))).toBe('measure_change_required');
    expect(codeOf(canReopen({ ...again, reason: '' }))).toBe('reason_required');
    expect(codeOf(canReopen({ ...again, closure: 'verified' }))).toBe('issue_not_closed');
  });

  test('a passed recheck is only recorded, and only of a closed issue', () => {
    expect(canRecordRecheck({ ...back, closure: 'closed' })).toEqual({
      ok: true,
      value: { on: '2024-08-25' },
    });
    expect(codeOf(canRecordRecheck({ ...back, closure: 'open' }))).toBe('issue_not_closed');
  });

  test('closed issues come in with first content only', () => {
    const q = { on: '2024-08-01', today: '2024-08-31' };
    expect(canImportClosed({ ...q, firstContent: true })).toEqual({ ok: true, value: { on: '2024-08-01' } });
    expect(codeOf(canImportClosed({ ...q, firstContent: false }))).toBe('import_not_first_content');
    expect(codeOf(canImportClosed({ ...q, firstContent: true, on: '2024-09-01' }))).toBe('on_in_future');
  });
});
