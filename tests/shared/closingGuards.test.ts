/** What may change when: issues out of the plan, days on which an issue was not open, completions a closing rests on. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canChangeIssuePlan,
  canCorrectDay,
  canCountFrom,
  canSetMeasureState,
  closureStates,
  deriveIssueState,
  issueChangeable,
  issueStateOf,
  measureComplete,
  measureStates,
} from '../../shared/states.ts';
import type { CorrectDay, PlanChange } from '../../shared/states.ts';
import type { Result } from '../../shared/result.ts';
import { standing } from './arbitraries.ts';

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

describe('whole issues', () => {
  const q: PlanChange = {
    ...{ issueClosure: 'open', withdrawn: false, reason: '调整', approvedBy: '党委会' },
    ...{ on: '2024-05-01', today: '2024-08-31' },
  };

  test('leave the plan when open, and come back when they left', () => {
    expect(canChangeIssuePlan('withdrawn', q)).toEqual({
      ok: true,
      value: { on: '2024-05-01', warnings: [] },
    });
    expect(codeOf(canChangeIssuePlan('withdrawn', { ...q, withdrawn: true }))).toBe('issue_withdrawn');
    expect(codeOf(canChangeIssuePlan('restored', q))).toBe('issue_not_withdrawn');
    expect(codeOf(canChangeIssuePlan('restored', { ...q, withdrawn: true }))).toBe('ok');
    expect(codeOf(canChangeIssuePlan('withdrawn', { ...q, issueClosure: 'reviewed' }))).toBe(
      'issue_in_chain',
    );
    expect(codeOf(canChangeIssuePlan('withdrawn', { ...q, issueClosure: 'closed' }))).toBe('issue_closed');
    expect(codeOf(canChangeIssuePlan('withdrawn', { ...q, openedOn: '2024-05-02' }))).toBe(
      'on_before_previous',
    );
  });

  test('out of the plan nothing of them changes; in the chain the chain is the reason given', () => {
    for (const closure of closureStates) {
      expect(codeOf(issueChangeable(closure))).toBe(
        closure === 'open' ? 'ok' : closure === 'closed' ? 'issue_closed' : 'issue_in_chain',
      );
    }
    expect(codeOf(issueChangeable('open', true))).toBe('issue_withdrawn');
    expect(codeOf(issueChangeable('applied', true))).toBe('issue_in_chain');
  });
});

describe('days on which the issue was not open', () => {
  const set = {
    ...({ from: 'not_started', to: 'in_progress', issueClosure: 'open', reason: null } as const),
    ...{ today: '2024-08-31', openedOn: '2024-06-10' },
  };

  test('take no change', () => {
    expect(canSetMeasureState({ ...set, on: '2024-06-09' })).toEqual({
      ok: false,
      error: { code: 'on_before_previous', detail: { on: '2024-06-09', previousOn: '2024-06-10' } },
    });
    expect(codeOf(canSetMeasureState({ ...set, on: '2024-06-10' }))).toBe('ok');
    expect(codeOf(canCountFrom({ on: '2024-06-09', today: '2024-08-31', openedOn: '2024-06-10' }))).toBe(
      'on_before_previous',
    );
    expect(canCountFrom({ on: null, today: '2024-08-31', openedOn: '2024-06-10' })).toMatchObject({
      value: { on: '2024-08-31' },
    });
  });

  const correct: CorrectDay = {
    ...{ state: 'done', from: '2024-05-01', to: '2024-05-20' },
    ...{ openedOn: '2024-07-01', appliedOn: '2024-06-01' },
  };
  test.each([
    ['before any closing event', { openedOn: null, appliedOn: null, to: '2024-08-01' }, 'ok'],
    ['sent back, never closed', { appliedOn: null, to: '2024-08-01' }, 'ok'],
    ['up to the application', { to: '2024-06-01' }, 'ok'],
    ['behind the application', { to: '2024-06-02' }, 'on_after_application'],
    ['earlier than it was', { from: '2024-06-20', to: '2024-06-19' }, 'ok'],
    ['completed since the reopening', { from: '2024-07-01', to: '2024-08-01' }, 'ok'],
    [
      'set back since, dated into the closed time',
      { state: 'in_progress', from: '2024-07-05', to: '2024-06-30' },
      'on_before_previous',
    ],
    ['set back since, dated later', { state: 'in_progress', from: '2024-07-05', to: '2024-07-30' }, 'ok'],
    ['a state from before', { state: 'in_progress', to: '2024-05-02' }, 'ok'],
  ] as const)('a completion is dated anew: %s', (_, more, expected) => {
    expect(codeOf(canCorrectDay({ ...correct, ...more }))).toBe(expected);
  });
});

test('the state of an issue is the same from its measures and from their counts', () => {
  fc.assert(
    fc.property(
      fc.array(standing, { maxLength: 6 }),
      fc.constantFrom(...closureStates),
      (measures, closure) => {
        const active = measures.filter((m) => !m.withdrawn);
        const counts = {
          active: active.length,
          notStarted: active.filter((m) => m.state === measureStates[0]).length,
          complete: active.filter(measureComplete).length,
          nearly: active.filter((m) => measureComplete(m) || m.state === 'mostly_done').length,
        };
        expect(issueStateOf(counts, closure)).toBe(deriveIssueState(measures, closure));
      },
    ),
  );
});
