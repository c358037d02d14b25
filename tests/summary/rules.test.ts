/** The counting rules told as small stories: one round, a few issues, days that matter. */
import { describe, expect, test } from 'vitest';
import { computeSummary } from '../../shared/summary/compute.ts';
import type { Facts, IssueFact, MeasureFact } from '../../shared/summary/facts.ts';
import { deadlineWords } from '../../shared/summary/lines.ts';
import { matterIsListed } from '../../shared/summary/matters.ts';
import { marker } from '../../shared/summary/names.ts';
import { cutoffOf, periodOf } from '../../shared/summary/period.ts';
import { sampleFacts, sampleSettings } from './sampleFacts.ts';

const settings = sampleSettings;
const LATER = '2024-12-31';

const nothing: Facts = {
  ...sampleFacts(),
  headings: [{ id: 1, parentId: null, position: 0, number: '一、', title: '方面一' }],
  issues: [],
  measures: [],
  units: [
    { id: 1, names: [{ from: '2020-01-01', name: '甲部' }], mergedInto: null, mergedOn: null },
    { id: 2, names: [{ from: '2020-01-01', name: '乙部' }], mergedInto: null, mergedOn: null },
  ],
  persons: [{ id: 1, name: '领导一' }],
  regulations: [],
  sanctions: [],
  recoveries: [],
  clues: [],
  matters: [],
};

function issue(id: number, more: Partial<IssueFact> = {}): IssueFact {
  return {
    id,
    headingId: 1,
    position: id,
    number: `${id}.`,
    title: `问题${id}`,
    leadId: 1,
    unitId: 1,
    adoptedOn: '2024-03-05',
    withdrawnOn: null,
    closing: [],
    ...more,
  };
}

function measure(id: number, issueId: number, more: Partial<MeasureFact> = {}): MeasureFact {
  return {
    id,
    issueId,
    position: id,
    number: '一是',
    title: `措施${id}`,
    demand: 'dated',
    leadId: null,
    unitId: null,
    adoptedOn: '2024-03-05',
    deadlineRaw: '2024年8月底前',
    dueOn: '2024-08-31',
    extensions: [],
    events: [],
    progress: [{ month: '2024-08', seq: 1, text: '有进展', delayReason: '', nextStep: '' }],
    ...more,
  };
}

const closedOn = (on: string, seq = 1) => ({ step: 'closed' as const, on, seq });
const reopenedOn = (on: string, seq = 2) => ({ step: 'reopened' as const, on, seq });
const doneOn = (on: string, seq = 1) => ({ kind: 'state' as const, to: 'done' as const, on, seq });

const of = (facts: Partial<Facts>, month: string, today = LATER) =>
  computeSummary({ ...nothing, ...facts }, { month, today, settings }).summary;

describe('closed, new and gone', () => {
  test('25 of 28 is 89.29 %, nothing of nothing is —', () => {
    const issues = Array.from({ length: 28 }, (_, i) =>
      issue(i + 1, i < 25 ? { closing: [closedOn('2024-08-10')] } : {}),
    );
    const s = of({ issues }, '2024-08');
    expect(s.overall.rateBp).toBe(8929);
    expect(s.narrative[0]?.text).toContain(
      '1个方面28个问题，已完成整改25个，还有3个问题正在整改，整改完成率89.29%',
    );
    expect(of({}, '2024-08').overall.rateBp).toBeNull();
    expect(of({}, '2024-08').narrative[0]?.text).toContain('尚无问题');
  });

  test('a reopened issue is gone in its month and new again when closed anew', () => {
    const issues = [
      issue(1, {
        closing: [closedOn('2024-06-10', 1), reopenedOn('2024-07-05', 2), closedOn('2024-08-20', 3)],
      }),
    ];
    const months = ['2024-06', '2024-07', '2024-08'].map((m) => of({ issues }, m));
    expect(months.map((s) => s.overall.newlyClosed.value)).toEqual([1, 0, 1]);
    expect(months.map((s) => s.overall.gone.value)).toEqual([0, 1, 0]);
    expect(months.map((s) => s.overall.closed.value)).toEqual([1, 0, 1]);
    expect(months[1]?.gone[0]?.withdrawn).toBe(false);
  });

  test('an issue taken out of the plan leaves all counts, and is gone if it was closed', () => {
    const issues = [issue(1, { closing: [closedOn('2024-06-10')], withdrawnOn: '2024-07-15' }), issue(2)];
    const s = of({ issues, measures: [measure(1, 1), measure(2, 2)] }, '2024-07');
    expect(s.overall.issues.value).toBe(1);
    expect(s.overall.measures.value).toBe(1);
    expect(s.gone.map((i) => [i.id, i.withdrawn, i.state])).toEqual([[1, true, 'closed']]);
    expect(s.issuesByUnit[0]).toMatchObject({ name: '甲部', issues: { value: 1 }, gone: { value: 1 } });
  });

  test('the chain counts as a state of its own, and a recheck that was passed changes nothing', () => {
    const issues = [
      issue(1, { closing: [{ step: 'applied', on: '2024-08-01', seq: 1 }] }),
      issue(2, {
        closing: [
          { step: 'applied', on: '2024-08-01', seq: 1 },
          { step: 'sent_back', on: '2024-08-02', seq: 2 },
        ],
      }),
      issue(3, { closing: [closedOn('2024-08-01'), { step: 'recheck_passed', on: '2024-08-05', seq: 2 }] }),
      issue(4, { closing: [{ step: 'imported_closed', on: '2024-03-05', seq: 1 }] }),
    ];
    const states = new Map(of({ issues }, '2024-08').overall.byState.map((s) => [s.state, s.figure.value]));
    expect(states.get('applied')).toBe(1);
    expect(states.get('not_started')).toBe(1);
    expect(states.get('closed')).toBe(2);
  });

  test('against a released edition: earlier days typed later are 补记, and the base is named', () => {
    const issues = [
      issue(1, { closing: [closedOn('2024-07-20')] }),
      issue(2, { closing: [closedOn('2024-08-02')] }),
    ];
    const releasedBase = {
      month: '2024-07',
      asOf: '2024-07-31',
      edition: 2,
      issues: [1, 2],
      closedIssues: [],
      doneMeasures: [],
      establishedMeasures: [],
      overdueMeasures: [],
      laggingMeasures: [],
    };
    const s = of({ issues, releasedBase }, '2024-08');
    expect(s.base).toEqual({ month: '2024-07', asOf: '2024-07-31', kind: 'released', edition: 2 });
    expect(s.newlyClosed.map((i) => i.backDated)).toEqual([true, false]);
    expect(s.narrative[0]?.text).toContain('已印发月报第2版');
    expect(s.narrative[0]?.text).toContain('新销号2个（其中补记1个）');
    // An edition of another month is no base.
    expect(of({ issues, releasedBase }, '2024-09').base.kind).toBe('computed');
  });
});

describe('measures', () => {
  test('done in the month, established beside done, and the base of both', () => {
    const measures = [
      measure(1, 1, { events: [doneOn('2024-07-31')] }),
      measure(2, 1, { events: [doneOn('2024-08-01')] }),
      measure(3, 1, {
        demand: 'ongoing',
        dueOn: null,
        events: [{ kind: 'established', on: '2024-08-31', seq: 1 }],
      }),
      measure(4, 1, {
        events: [doneOn('2024-07-01'), { kind: 'state', to: 'in_progress', on: '2024-08-15', seq: 2 }],
      }),
      // Established in July, also done in August: newly done, but complete since July.
      measure(5, 1, {
        demand: 'ongoing',
        events: [{ kind: 'established', on: '2024-07-02', seq: 1 }, doneOn('2024-08-03', 2)],
      }),
    ];
    const s = of({ issues: [issue(1)], measures }, '2024-08');
    expect(s.newlyDone.map((m) => m.id)).toEqual([2, 5]);
    expect(s.newlyDone.map((m) => m.backDated)).toEqual([false, false]);
    expect(s.newlyDone.map((m) => m.doneOn)).toEqual(['2024-08-01', '2024-08-03']);
    expect(s.newlyEstablished.map((m) => m.id)).toEqual([3]);
    expect(s.overall.doneGone.value).toBe(1);
    expect(s.overall.measuresComplete.value).toBe(4);
  });

  test('overdue by the deadline in force on the day: an extension counts from its approval', () => {
    const measures = [
      measure(1, 1, {
        dueOn: '2024-07-10',
        deadlineRaw: '2024年7月10日前',
        extensions: [{ on: '2024-08-05', seq: 1, date: '2024-09-20', raw: '2024年9月20日前' }],
      }),
    ];
    const july = of({ issues: [issue(1)], measures }, '2024-07');
    expect(july.overdue.map((m) => m.daysLate)).toEqual([21]);
    const august = of({ issues: [issue(1)], measures }, '2024-08');
    expect(august.overdue).toEqual([]);
    expect(august.dueNext.map((m) => [m.id, m.dueOn, m.deadlineRaw])).toEqual([
      [1, '2024-09-20', '2024年9月20日前'],
    ]);
  });

  test('reasons and next steps come from the latest month that tells them', () => {
    const progress = [
      { month: '2024-06', seq: 1, text: '甲', delayReason: '旧因', nextStep: '旧步' },
      { month: '2024-07', seq: 2, text: '乙', delayReason: '新因', nextStep: '' },
      { month: '2024-09', seq: 3, text: '丙', delayReason: '以后', nextStep: '以后' },
    ];
    const [line] = of(
      { issues: [issue(1)], measures: [measure(1, 1, { dueOn: '2024-07-01', progress })] },
      '2024-08',
    ).overdue;
    expect([line?.delayReason, line?.nextStep]).toEqual(['新因', '旧步']);
  });

  test('without new progress for two months it lags; what is overdue too stands in both sets', () => {
    const progress = [{ month: '2024-06', seq: 1, text: '甲', delayReason: '', nextStep: '' }];
    const measures = [
      measure(1, 1, { dueOn: '2024-12-31', progress }),
      measure(2, 1, { dueOn: '2024-07-31', progress }),
      measure(3, 1, { dueOn: '2024-09-10' }),
      measure(4, 1, { events: [doneOn('2024-07-01')], progress }),
    ];
    const s = of({ issues: [issue(1)], measures }, '2024-08');
    expect(s.lagging.map((m) => m.id)).toEqual([1, 2, 3]);
    expect(s.overdue.map((m) => [m.id, m.lagging])).toEqual([[2, true]]);
    expect(s.narrative.find((p) => p.part === 'late')?.text).toBe(
      '超期措施1条，比上月增加1条；滞后措施3条（其中1条同时超期），比上月增加1条。',
    );
  });

  test('inherit lead and unit from the issue or have their own; issue and measure tables go by their own', () => {
    const s = of(
      {
        issues: [issue(1), issue(2, { unitId: null, leadId: null })],
        measures: [measure(1, 1), measure(2, 1, { unitId: 2 }), measure(3, 2)],
      },
      '2024-08',
    );
    expect(s.issuesByUnit.map((g) => [g.name, g.issues.value])).toEqual([
      ['甲部', 1],
      ['未明确', 1],
    ]);
    expect(s.measuresByUnit.map((g) => [g.name, g.measures.value])).toEqual([
      ['甲部', 1],
      ['乙部', 1],
      ['未明确', 1],
    ]);
    expect(s.measuresByLead.map((g) => [g.name, g.measures.value])).toEqual([
      ['领导一', 2],
      ['未明确', 1],
    ]);
  });
});

describe('outcomes', () => {
  const outcome = { issueId: null, reportedMonth: null, duplicateOf: null };

  test('count once each, by their own day, else by the month first reported', () => {
    const facts: Partial<Facts> = {
      regulations: [
        { ...outcome, id: 1, kind: 'new', title: '甲办法', number: '', on: '2024-07-01' },
        { ...outcome, id: 2, kind: 'new', title: '甲办法', number: '', on: '2024-08-01', duplicateOf: 1 },
        {
          ...outcome,
          id: 3,
          kind: 'revised',
          title: '乙办法',
          number: '',
          on: null,
          reportedMonth: '2024-08',
        },
        { ...outcome, id: 4, kind: 'revised', title: '丙办法', number: '', on: '2024-09-01' },
      ],
      sanctions: [
        { ...outcome, id: 1, kind: 'admonishment', people: 3, on: '2024-08-02' },
        { ...outcome, id: 2, kind: 'admonishment', people: 1, on: '2024-07-02' },
      ],
      recoveries: [
        { ...outcome, id: 1, kind: 'returned', fen: 16_580_000, on: '2024-08-02' },
        { ...outcome, id: 2, kind: '罚没款', fen: 5, on: '2024-08-02' },
      ],
      clues: [
        { id: 1, title: '线索', receivedOn: '2024-03-05', concludedOn: '2024-09-01', duplicateOf: null },
      ],
    };
    const s = of(facts, '2024-08');
    const regulations = s.outcomes.regulations.map((r) => [r.kind, r.figure.value, r.inMonth.value]);
    expect(regulations).toEqual([
      ['new', 1, 0],
      ['revised', 1, 1],
      ['abolished', 0, 0],
    ]);
    const admonished = s.outcomes.sanctions.find((x) => x.kind === 'admonishment');
    expect([admonished?.figure.value, admonished?.figure.rows, admonished?.inMonth.value]).toEqual([4, 2, 3]);
    expect(s.outcomes.recoveriesTotal).toMatchObject({ value: 16_580_005, rows: 2 });
    expect(s.narrative.find((p) => p.part === 'outcomes')?.text).toContain(
      '收回清退违规资金165,800元，罚没款0.05元，合计165,800.05元',
    );
    expect(s.clues).toMatchObject({ received: { value: 1 }, concluded: { value: 0 }, rateBp: 0 });
  });
});

describe('matters', () => {
  const matter = { issueIds: [1], decision: '同意', followUp: '落实', settledOn: null };

  test('stand in their month, and on until a meeting has decided', () => {
    const matters = [
      { ...matter, id: 1, title: '甲', month: '2024-06', meetingOn: '2024-06-26' },
      { ...matter, id: 2, title: '乙', month: '2024-07', meetingOn: '2024-09-03' },
      { ...matter, id: 3, title: '丙', month: '2024-08', meetingOn: null },
      { ...matter, id: 4, title: '丁', month: '2024-09', meetingOn: null },
    ];
    const s = of({ issues: [issue(1)], matters }, '2024-08');
    expect(s.matters.map((m) => [m.id, m.meetingOn, m.decision, m.issues])).toEqual([
      [1, '2024-06-26', '同意', ['一1']],
      [2, null, '', ['一1']],
      [3, null, '', ['一1']],
    ]);
  });
});

describe('matters followed up', () => {
  const matter = {
    id: 1,
    title: '甲',
    issueIds: [1],
    month: '2024-06',
    meetingOn: '2024-06-26',
    decision: '同意',
    followUp: '落实',
    settledOn: null,
  };
  /** In which of the months it stands, with a cut-off on the 25th. */
  const listed = (said: Partial<typeof matter> | { meetingOn: null } | { settledOn: string }) =>
    ['2024-05', '2024-06', '2024-07', '2024-08', '2024-09'].filter((month) =>
      matterIsListed(
        { ...matter, ...said },
        month,
        cutoffOf(month, 25),
        periodOf(month, '2024-12-31', 25).baseAsOf,
      ),
    );

  test('until they are settled, the last time by the first summary after that day', () => {
    expect(listed({})).toEqual(['2024-06', '2024-07', '2024-08', '2024-09']);
    expect(listed({ meetingOn: null })).toEqual(['2024-06', '2024-07', '2024-08', '2024-09']);
    expect(listed({ settledOn: '2024-08-10' })).toEqual(['2024-06', '2024-07', '2024-08']);
    // After July's cut-off: July's summary could not know it yet.
    expect(listed({ settledOn: '2024-07-28' })).toEqual(['2024-06', '2024-07', '2024-08']);
    expect(listed({ settledOn: '2024-07-25' })).toEqual(['2024-06', '2024-07']);
  });

  test('a summary says that one is settled from that day on, and not before', () => {
    const matters = [{ ...matter, settledOn: '2024-08-10' }];
    const told = (month: string) =>
      of({ issues: [issue(1)], matters }, month).matters.map((m) => m.settledOn);
    expect(told('2024-07')).toEqual([null]);
    expect(told('2024-08')).toEqual(['2024-08-10']);
    expect(told('2024-09')).toEqual([]);
    const words = (month: string) => of({ issues: [issue(1)], matters }, month).narrative.at(-1)?.text;
    expect(words('2024-07')).toBe('提请党委研究的事项1项，其中以前提请、已研究并正在落实1项。');
    expect(words('2024-08')).toBe('提请党委研究的事项1项，其中本月落实完毕1项。');
    expect(words('2024-09')).toBe('本月没有提请党委研究的事项。');
  });
});

describe('days', () => {
  test('the cut-off is a day of the month or its last, E never later than today', () => {
    expect(cutoffOf('2024-02', 31)).toBe('2024-02-29');
    expect(cutoffOf('2024-02', 25)).toBe('2024-02-25');
    expect(periodOf('2024-08', '2024-08-10', 25)).toMatchObject({
      asOf: '2024-08-10',
      baseAsOf: '2024-07-25',
      nextCutoff: '2024-09-25',
    });
    expect(periodOf('2025-01', '2024-08-10', 31)).toMatchObject({
      asOf: '2024-08-10',
      baseAsOf: '2024-08-10',
    });
  });

  test('markers make the place, deadlines are said short with what more they say', () => {
    expect(['一、', '（二）', '3.', '①', '１．'].map(marker)).toEqual(['一', '（二）', '3', '①', '１']);
    expect(deadlineWords('2024年8月底前', '2024-08-31')).toBe('2024.8.31');
    expect(deadlineWords('立行立改', '2024-04-04')).toBe('立行立改\n（2024.4.4）');
    expect(deadlineWords('2024年底前，并长期坚持', '2024-12-31')).toBe('2024.12.31\n并长期坚持');
    expect(deadlineWords('长期', null)).toBe('长期');
  });

  test('the papers’ own totals are told where they differ and never counted', () => {
    const facts = sampleFacts();
    const s = computeSummary(
      { ...facts, measures: facts.measures.slice(0, 92) },
      { month: '2024-08', today: LATER, settings },
    ).summary;
    expect(s.overall.measures.value).toBe(92);
    expect(s.overall.stated.measures).toBe(93);
    expect(s.narrative[0]?.text).toContain('文件所载93条措施，台账实有92条措施');
  });
});
