import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../shared/result.ts';
import {
  canChangePlan,
  canEstablish,
  canRestore,
  canSetMeasureState,
  canUnestablish,
  canWithdraw,
  closureStates,
  deriveIssueState,
  issueStates,
  measureComplete,
  measureEstablished,
  measureStates,
} from '../../shared/states.ts';
import type { Establish, MeasureStanding, PlanChange, SetMeasureState } from '../../shared/states.ts';
import { standing } from './arbitraries.ts';

function m(state: MeasureStanding['state'], more: Partial<MeasureStanding> = {}): MeasureStanding {
  return { state, demand: 'dated', established: false, withdrawn: false, ...more };
}
const establishedOngoing = m('in_progress', { demand: 'ongoing', established: true });

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

describe('completeness of a measure', () => {
  test('is done, or ongoing and established; an established mark without 长期坚持 counts for nothing', () => {
    expect(measureComplete(m('done'))).toBe(true);
    expect(measureComplete(m('mostly_done'))).toBe(false);
    expect(measureComplete(establishedOngoing)).toBe(true);
    expect(measureComplete(m('in_progress', { demand: 'ongoing' }))).toBe(false);
    expect(measureComplete(m('in_progress', { demand: 'dated', established: true }))).toBe(false);
  });

  test('complete measures are the done ones and the established ones, with none in both', () => {
    fc.assert(
      fc.property(standing, (x) => {
        expect(measureComplete(x)).toBe((x.state === 'done') !== measureEstablished(x));
        expect(x.state === 'done' && measureEstablished(x)).toBe(false);
      }),
    );
  });
});

describe('deriveIssueState', () => {
  test.each([
    ['no measure', [], 'not_started'],
    ['only withdrawn measures', [m('done', { withdrawn: true })], 'not_started'],
    ['all not started', [m('not_started'), m('not_started')], 'not_started'],
    [
      'a withdrawn one beside it does not count',
      [m('not_started'), m('done', { withdrawn: true })],
      'not_started',
    ],
    // The first rule of the table comes first: a measure nobody has set going is 未启动 even when established.
    [
      'established, yet all not started',
      [m('not_started', { demand: 'ongoing', established: true })],
      'not_started',
    ],
    ['all done', [m('done'), m('done')], 'ready'],
    ['done and established', [m('done'), establishedOngoing], 'ready'],
    ['done and mostly done', [m('done'), m('mostly_done')], 'mostly_done'],
    ['established and mostly done', [establishedOngoing, m('mostly_done')], 'mostly_done'],
    ['mostly done only', [m('mostly_done')], 'mostly_done'],
    ['done and not started', [m('done'), m('not_started')], 'in_progress'],
    ['mostly done and in progress', [m('mostly_done'), m('in_progress')], 'in_progress'],
    ['ongoing and not established', [m('done'), m('in_progress', { demand: 'ongoing' })], 'in_progress'],
  ] as const)('%s', (_, measures, expected) => expect(deriveIssueState(measures, 'open')).toBe(expected));

  test('in the chain or closed, the measures do not matter', () => {
    fc.assert(
      fc.property(fc.array(standing), fc.constantFrom(...closureStates), (measures, closure) => {
        const state = deriveIssueState(measures, closure);
        expect(issueStates).toContain(state);
        const open = ['not_started', 'in_progress', 'mostly_done', 'ready'];
        expect(closure === 'open' ? open : [closure]).toContain(state);
      }),
    );
  });

  test('ready means: at least one active measure and all active ones complete', () => {
    fc.assert(
      fc.property(fc.array(standing), (measures) => {
        if (deriveIssueState(measures, 'open') !== 'ready') return;
        const active = measures.filter((x) => !x.withdrawn);
        expect(active.length).toBeGreaterThan(0);
        expect(active.every(measureComplete)).toBe(true);
      }),
    );
  });

  test('neither the order of the measures nor withdrawn ones change the state', () => {
    fc.assert(
      fc.property(fc.array(standing), (measures) => {
        const state = deriveIssueState(measures, 'open');
        expect(deriveIssueState([...measures].reverse(), 'open')).toBe(state);
        expect(deriveIssueState([...measures, m('done', { withdrawn: true })], 'open')).toBe(state);
      }),
    );
  });
});

describe('canSetMeasureState', () => {
  const base: SetMeasureState = {
    from: 'in_progress',
    to: 'done',
    issueClosure: 'open',
    on: '2024-08-10',
    reason: null,
    today: '2024-08-31',
  };

  test('every state may follow every other while the issue is open; leaving done needs a reason', () => {
    for (const from of measureStates) {
      for (const to of measureStates) {
        const plain = codeOf(canSetMeasureState({ ...base, from, to }));
        const reasoned = codeOf(canSetMeasureState({ ...base, from, to, reason: '复查发现未到位' }));
        const changed = [from === 'done' ? 'reason_required' : 'ok', 'ok'];
        expect([plain, reasoned]).toEqual(from === to ? ['state_unchanged', 'state_unchanged'] : changed);
      }
    }
    expect(codeOf(canSetMeasureState({ ...base, from: 'done', to: 'in_progress', reason: '  ' }))).toBe(
      'reason_required',
    );
  });

  test('the day defaults to today, may be today, and may not lie in the future', () => {
    expect(canSetMeasureState({ ...base, on: null })).toEqual({
      ok: true,
      value: { on: '2024-08-31', warnings: [] },
    });
    expect(codeOf(canSetMeasureState({ ...base, on: '2024-08-31' }))).toBe('ok');
    expect(codeOf(canSetMeasureState({ ...base, on: '2024-09-01' }))).toBe('on_in_future');
    expect(codeOf(canSetMeasureState({ ...base, on: '2024-02-30' }))).toBe('on_invalid');
  });

  test('a day before feedback is allowed and remarked on', () => {
    const early = canSetMeasureState({ ...base, on: '2023-11-19', feedbackOn: '2023-11-20' });
    expect(early).toEqual({ ok: true, value: { on: '2023-11-19', warnings: ['on_before_feedback'] } });
    expect(canSetMeasureState({ ...base, on: '2023-11-20', feedbackOn: '2023-11-20' })).toMatchObject({
      value: { warnings: [] },
    });
  });

  test('the day of a state can be corrected, to another day only', () => {
    const same = { ...base, from: 'done', to: 'done', fromOn: '2024-08-01' } as const;
    expect(codeOf(canSetMeasureState(same))).toBe('ok');
    expect(codeOf(canSetMeasureState({ ...same, on: '2024-08-01' }))).toBe('state_unchanged');
    expect(codeOf(canSetMeasureState({ ...same, fromOn: null }))).toBe('ok');
  });

  test('nothing moves in the chain, after closing, or when withdrawn', () => {
    for (const issueClosure of ['applied', 'reviewed', 'verified'] as const) {
      expect(codeOf(canSetMeasureState({ ...base, issueClosure }))).toBe('issue_in_chain');
    }
    expect(codeOf(canSetMeasureState({ ...base, issueClosure: 'closed' }))).toBe('issue_closed');
    expect(codeOf(canSetMeasureState({ ...base, withdrawn: true }))).toBe('measure_withdrawn');
    expect(codeOf(canSetMeasureState({ ...base, to: 'finished' as 'done' }))).toBe('state_unknown');
  });
});

describe('establishing', () => {
  const base: Establish = {
    demand: 'ongoing',
    established: false,
    issueClosure: 'open',
    on: null,
    today: '2024-08-31',
  };

  test('goes for 长期坚持 measures of open issues, once', () => {
    expect(codeOf(canEstablish(base))).toBe('ok');
    expect(codeOf(canEstablish({ ...base, established: true }))).toBe('already_established');
    expect(codeOf(canUnestablish({ ...base, established: true }))).toBe('ok');
    expect(codeOf(canUnestablish(base))).toBe('not_established');
  });

  test.each([
    [{ demand: 'dated' }, 'demand_not_ongoing'],
    [{ demand: 'immediate' }, 'demand_not_ongoing'],
    [{ issueClosure: 'reviewed' }, 'issue_in_chain'],
    [{ issueClosure: 'closed' }, 'issue_closed'],
    [{ withdrawn: true }, 'measure_withdrawn'],
    [{ on: '2024-09-01' }, 'on_in_future'],
  ] as const)('is refused for %j', (change, code) => {
    expect(codeOf(canEstablish({ ...base, ...change }))).toBe(code);
    expect(codeOf(canUnestablish({ ...base, established: true, ...change }))).toBe(code);
  });
});

describe('plan changes', () => {
  const base: PlanChange = {
    issueClosure: 'open',
    withdrawn: false,
    reason: '机构调整',
    approvedBy: '党委会',
    on: null,
    today: '2024-08-31',
  };

  test('need reason and approving body', () => {
    expect(codeOf(canWithdraw(base))).toBe('ok');
    expect(codeOf(canWithdraw({ ...base, reason: ' ' }))).toBe('reason_required');
    expect(codeOf(canWithdraw({ ...base, approvedBy: null }))).toBe('body_required');
    expect(codeOf(canChangePlan('added', base))).toBe('ok');
    expect(codeOf(canChangePlan('replaced', base))).toBe('ok');
  });

  test('withdraw what is active, restore what is withdrawn', () => {
    expect(codeOf(canWithdraw({ ...base, withdrawn: true }))).toBe('measure_withdrawn');
    expect(codeOf(canRestore(base))).toBe('measure_not_withdrawn');
    expect(codeOf(canRestore({ ...base, withdrawn: true }))).toBe('ok');
  });

  test('only while the issue is open, and not in the future', () => {
    expect(codeOf(canWithdraw({ ...base, issueClosure: 'applied' }))).toBe('issue_in_chain');
    expect(codeOf(canWithdraw({ ...base, issueClosure: 'closed' }))).toBe('issue_closed');
    expect(codeOf(canWithdraw({ ...base, on: '2024-09-01' }))).toBe('on_in_future');
  });
});
