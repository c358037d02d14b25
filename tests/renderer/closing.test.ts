import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAct } from '../../renderer/views/closing/ActFields.tsx';
import { moved, spotOf } from '../../renderer/views/closing/move.ts';
import { withText } from '../../renderer/views/closing/remembered.ts';
import {
  actLabel,
  actsFor,
  columnHead,
  heldDays,
  numbered,
  shownColumns,
  stepAction,
  waitedWords,
} from '../../renderer/views/closing/words.ts';
import { runningSteps } from '../../shared/papers/closingWords.ts';
import type { Board, ClosingIssue, Column } from '../../renderer/views/closing/words.ts';
import type { ClosingRecord } from '../../shared/contract/types.ts';
import { closureStates } from '../../shared/lists.ts';
import type { ClosureState } from '../../shared/lists.ts';
import { nextStep } from '../../shared/closing.ts';
import { stepSettings } from '../../shared/closingSettings.ts';

const all = stepSettings(['applied', 'reviewed', 'verified', 'closed'], {});
const few = stepSettings(['applied', 'closed'], { closed: { name: '党委会审议', holder: '党委会' } });

function issue(id: number, closure: ClosureState, steps = all, withdrawn = false): ClosingIssue {
  const due = nextStep(
    steps.map(({ step }) => step),
    closure,
  );
  return {
    id,
    number: String(id),
    title: `问题${id}`,
    closure,
    next: steps.find(({ step }) => step === due) ?? null,
    withdrawn,
  };
}
const titles = (issues: readonly ClosingIssue[]): string[] => actsFor(issues).map(({ title }) => title);

describe('what can be done with issues in the chain', () => {
  it('follows from where each stands', () => {
    expect(titles([issue(1, 'open')])).toEqual(['申请销号']);
    expect(titles([issue(1, 'applied')])).toEqual(['审核通过', '退回', '撤回申请']);
    expect(titles([issue(1, 'reviewed')])).toEqual(['复核通过', '退回', '撤回申请']);
    expect(titles([issue(1, 'verified')])).toEqual(['审定销号', '退回', '撤回申请']);
    expect(titles([issue(1, 'closed')])).toEqual(['回头看通过', '重启整改']);
    expect(titles([issue(1, 'open', all, true)])).toEqual([]);
  });

  it('calls a step by the name it has here', () => {
    expect(titles([issue(1, 'applied', few)])).toEqual(['党委会审议', '退回', '撤回申请']);
    expect(stepAction({ step: 'reviewed', name: '初审' })).toBe('初审通过');
    expect(stepAction({ step: 'applied', name: '提请销号' })).toBe('提请销号');
  });

  it('groups several issues by the step that each waits for, and reopens only one', () => {
    const acts = actsFor([
      issue(1, 'applied'),
      issue(2, 'applied', few),
      issue(3, 'applied'),
      issue(4, 'closed'),
    ]);
    expect(acts.map((act) => [act.title, act.issues.map(({ id }) => id)])).toEqual([
      ['审核通过', [1, 3]],
      ['党委会审议', [2]],
      ['退回', [1, 2, 3]],
      ['撤回申请', [1, 2, 3]],
      ['回头看通过', [4]],
      ['重启整改', [4]],
    ]);
    expect(acts[0] === undefined ? '' : actLabel(acts[0], 4)).toBe('审核通过（2 个）…');
    expect(acts[2] === undefined ? '' : actLabel(acts[2], 3)).toBe('退回…');
    expect(titles([issue(1, 'closed'), issue(2, 'closed')])).toEqual(['回头看通过']);
  });

  it('never offers a step twice for one issue, nor anything for a withdrawn one', () => {
    const issues = fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 50 }),
        closure: fc.constantFrom(...closureStates),
        short: fc.boolean(),
        withdrawn: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(issues, (drawn) => {
        const chosen = drawn.map(({ closure, short, withdrawn }, at) =>
          issue(at + 1, closure, short ? few : all, withdrawn),
        );
        const acts = actsFor(chosen);
        const steps = acts
          .filter(({ kind }) => kind === 'step')
          .flatMap((act) => act.issues.map(({ id }) => id));
        expect(new Set(steps).size).toBe(steps.length);
        expect(steps.length).toBe(
          chosen.filter(({ closure, withdrawn }) => closure !== 'closed' && !withdrawn).length,
        );
        for (const act of acts) {
          expect(act.issues.length).toBeGreaterThan(0);
          expect(act.issues.some(({ withdrawn }) => withdrawn)).toBe(false);
          if (act.kind === 'step') {
            for (const each of act.issues) expect(each.next).toEqual(act.step);
          }
        }
      }),
    );
  });
});

describe('the board', () => {
  const column = (key: Column['key'], total: number): Column => ({ key, total, cards: [] });
  const board = (steps: Board['steps'], verified: number): Board => ({
    revision: 1,
    steps,
    columns: [
      column('open', 3),
      column('ready', 0),
      column('applied', 1),
      column('reviewed', 0),
      column('verified', verified),
      column('closed', 2),
    ],
  });

  it('names a column by what it waits for and who holds it', () => {
    expect(columnHead('ready', all)).toEqual({ title: '待申请', holder: '责任单位' });
    expect(columnHead('applied', all)).toEqual({ title: '待审核', holder: '整改办' });
    expect(columnHead('applied', few)).toEqual({ title: '待党委会审议', holder: '党委会' });
    expect(columnHead('closed', all)).toEqual({ title: '已销号', holder: '' });
  });

  it('leaves out what the round does not have, unless an issue still stands there', () => {
    const keys = (shown: readonly Column[]): string[] => shown.map(({ key }) => key);
    expect(keys(shownColumns(board(all, 0)))).toEqual([
      'open',
      'ready',
      'applied',
      'reviewed',
      'verified',
      'closed',
    ]);
    expect(keys(shownColumns(board(few, 0)))).toEqual(['open', 'ready', 'applied', 'closed']);
    expect(keys(shownColumns(board(few, 1)))).toEqual(['open', 'ready', 'applied', 'verified', 'closed']);
  });

  it('says for how long a card waits', () => {
    const since = '2024-08-01';
    expect(waitedWords({ closure: 'applied', state: 'applied', since, days: 12 })).toBe('等待 12 天');
    expect(waitedWords({ closure: 'open', state: 'ready', since, days: 0 })).toBe('今天起');
    expect(waitedWords({ closure: 'closed', state: 'closed', since, days: 3 })).toBe('2024-08-01 销号');
    expect(waitedWords({ closure: 'open', state: 'in_progress', since, days: 40 })).toBe('');
    expect(waitedWords({ closure: 'closed', state: 'closed', since: null, days: null })).toBe('');
  });

  const columns = [
    { key: 'ready', ids: [1, 2, 3] },
    { key: 'applied', ids: [] },
    { key: 'closed', ids: [7] },
  ];
  it('is walked by arrows, over columns that are empty', () => {
    const spot = (id: number | null) => spotOf(columns, id);
    expect(spot(7)).toEqual({ column: 2, row: 0 });
    expect(spot(99)).toBeNull();
    expect(moved(columns, null, 'ArrowDown', 5)).toEqual({ column: 0, row: 0 });
    expect(moved(columns, spot(3), 'ArrowRight', 5)).toEqual({ column: 2, row: 0 });
    expect(moved(columns, spot(7), 'ArrowRight', 5)).toBeNull();
    expect(moved(columns, spot(7), 'ArrowLeft', 5)).toEqual({ column: 0, row: 0 });
    expect(moved(columns, spot(1), 'PageDown', 5)).toEqual({ column: 0, row: 2 });
    expect(moved(columns, spot(3), 'ArrowDown', 5)).toEqual({ column: 0, row: 2 });
    expect(moved(columns, spot(2), 'Home', 5)).toEqual({ column: 0, row: 0 });
    expect(moved(columns, spot(2), 'x', 5)).toBeNull();
    expect(moved([{ key: 'ready', ids: [] }], null, 'ArrowDown', 5)).toBeNull();
  });

  it('never leaves the cards, whatever is pressed', () => {
    const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
    const boards = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(boards, fc.array(fc.constantFrom(...keys), { maxLength: 30 }), (sizes, pressed) => {
        let id = 0;
        const drawn = sizes.map((size, at) => ({
          key: String(at),
          ids: Array.from({ length: size }, () => (id += 1)),
        }));
        let at = spotOf(drawn, null);
        for (const key of pressed) {
          at = moved(drawn, at, key, 3) ?? at;
          if (at !== null) expect(drawn[at.column]?.ids[at.row]).toBeDefined();
        }
        expect(at === null).toBe(id === 0 || pressed.length === 0);
      }),
    );
  });
});

describe('an issue in its chain', () => {
  const event = (step: ClosingRecord['step'], on: string, cycle = 1): ClosingRecord => ({
    id: 1,
    cycle,
    attempt: 1,
    step,
    name: '',
    ground: '',
    actor: '整改办',
    operator: '',
    on,
    opinion: '',
  });

  it('shows the steps of the attempt that runs only', () => {
    const back = [
      event('applied', '2024-08-01'),
      event('reviewed', '2024-08-02'),
      event('sent_back', '2024-08-03'),
    ];
    expect([...runningSteps(back).keys()]).toEqual([]);
    expect([...runningSteps([...back, event('applied', '2024-08-05')]).keys()]).toEqual(['applied']);
    const closed = [
      event('applied', '2024-08-01'),
      event('closed', '2024-08-02'),
      event('recheck_passed', '2024-09-01'),
    ];
    expect([...runningSteps(closed).keys()]).toEqual(['applied', 'closed']);
    expect(runningSteps([...closed, event('reopened', '2024-09-05', 2)]).size).toBe(0);
  });

  it('counts the days since it came to where it is', () => {
    const closing = [event('applied', '2024-08-01'), event('reviewed', '2024-08-20')];
    expect(heldDays({ closing, closure: 'reviewed' }, '2024-09-01')).toBe(12);
    expect(heldDays({ closing, closure: 'closed' }, '2024-09-01')).toBeNull();
    expect(heldDays({ closing, closure: 'reviewed' }, '2024-08-10')).toBe(0);
  });
});

describe('the fields of a step', () => {
  it('ask who, when, and the text where one is needed', () => {
    expect(checkAct({ actor: ' ', on: null, text: '' }, '意见')).toEqual({
      actor: '请填写办理人',
      on: '请填写日期',
      text: '请填写意见',
    });
    expect(checkAct({ actor: '整改办', on: '2024-09-01', text: '' }, null)).toEqual({});
  });

  it('remember the last texts of a step, each once, the last one first', () => {
    let kept = withText({}, 'reviewed.text', '同意');
    kept = withText(kept, 'reviewed.text', '属实，同意');
    kept = withText(kept, 'reviewed.text', ' 同意 ');
    expect(kept).toEqual({ 'reviewed.text': ['同意', '属实，同意'] });
    expect(withText(kept, 'reviewed.text', '  ')).toBe(kept);
    for (const text of ['一', '二', '三', '四']) kept = withText(kept, 'reviewed.text', text);
    expect(kept['reviewed.text']).toEqual(['四', '三', '二', '一']);
  });

  it('set a number apart from a title where they would run together', () => {
    expect(numbered({ number: '5-1', title: '3年以上' })).toBe('5-1 3年以上');
    expect(numbered({ number: '一是', title: '建立' })).toBe('一是建立');
    expect(numbered({ number: '', title: '建立' })).toBe('建立');
  });
});
