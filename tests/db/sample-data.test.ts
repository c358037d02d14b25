import { describe, expect, it } from 'vitest';
import { sampleLedger as sample } from '../../db/sample/index.ts';
import { demandOf, readDeadline } from '../../shared/deadline.ts';
import {
  COUNTING,
  FEEDBACK,
  MONTHS,
  ROUND_END,
  TODAY,
  appliedOn,
  ascending,
  closedIssues,
  closedOn,
  complaints,
  completeOn,
  dueOn,
  happened,
  headingsOf,
  isDay,
  isWeekend,
  issues,
  issuesOf,
  lastState,
  measures,
  openIssues,
  place,
  subheadings,
  sum,
} from './sample-view.ts';

const units = new Map(sample.units.map((u) => [u.key, u]));
const persons = new Map(sample.persons.map((p) => [p.key, p]));
const issueOf = new Map(issues.map((i) => [i.key, i]));

describe('the tree', () => {
  it('has the figures of a real round', () => {
    expect(sample.headings.map((h) => headingsOf(h).length)).toEqual([3, 3, 3, 1]);
    expect(sample.headings.map((h) => issuesOf(h).length)).toEqual([10, 7, 8, 3]);
    expect(
      subheadings.map((h) =>
        issuesOf(h)
          .map((i) => i.measures.length)
          .join(' '),
      ),
    ).toEqual(['4 3 3 4', '3 2 2', '3 4 3', '8 6', '2 4 3', '2 3', '3 3', '2 3 3', '4 4 3', '4 2 3']);
    expect(measures).toHaveLength(93);
  });

  it('states what it holds', () => {
    const distinct = (kind: string) =>
      sample.regulations.filter((r) => r.kind === kind && r.duplicateOf === undefined).length;
    expect(sample.round.stated).toEqual({
      aspects: sample.headings.length,
      issues: issues.length,
      measures: measures.length,
      closed: closedIssues.length,
      open: openIssues.length,
      cluesReceived: sample.clues.length,
      cluesConcluded: sample.clues.filter((c) => c.concludedOn !== undefined).length,
      regulationsNew: distinct('new'),
      regulationsRevised: distinct('revised'),
      sanctions: (['education_reminder', 'admonishment'] as const).map((kind) => ({
        kind,
        people: sum(sample.sanctions.filter((s) => s.kind === kind).map((s) => s.people)),
      })),
      recoveries: (['收回清退违规资金', '挽回其他经济损失'] as const).map((kind) => ({
        kind,
        fen: sum(sample.recoveries.filter((r) => r.kind === kind).map((r) => r.fen)),
      })),
    });
    expect([closedIssues.length, openIssues.length, sample.clues.length]).toEqual([25, 3, 2]);
  });

  it('is numbered in the printed manner, without gaps', () => {
    expect(sample.headings.map((h) => h.number)).toEqual(['一、', '二、', '三、', '四、']);
    for (const [a, aspect] of sample.headings.entries()) {
      for (const [h, heading] of headingsOf(aspect).entries()) {
        expect(heading.number).toBe(`（${COUNTING[h]}）`);
        expect(issuesOf(heading).map((i) => [i.number, i.key])).toEqual(
          issuesOf(heading).map((_, i) => [`${i + 1}.`, `${a + 1}-${h + 1}-${i + 1}`]),
        );
      }
    }
    for (const issue of issues) {
      expect(issue.measures.map((m) => m.number)).toEqual(issue.measures.map((_, n) => `${COUNTING[n]}是`));
    }
  });

  it('names no two nodes alike', () => {
    const nodes = [...sample.headings, ...subheadings, ...issues, ...measures.map(({ measure }) => measure)];
    expect(nodes).toHaveLength(4 + 10 + 28 + 93);
    expect(new Set(nodes.map((n) => n.title)).size).toBe(nodes.length);
  });

  it('opens each full text with its title', () => {
    const wrong = measures.filter(
      ({ measure: m }) => !m.text.startsWith(`${m.title}。`) || m.title.length > 22 || m.text.length > 120,
    );
    expect(wrong.map(({ measure }) => measure.text)).toEqual([]);
  });
});

describe('references', () => {
  it('have distinct targets, and each unit has a head', () => {
    expect(units.size).toBe(sample.units.length);
    expect(persons.size).toBe(sample.persons.length);
    expect(new Set(sample.units.map((u) => u.name)).size).toBe(units.size);
    expect(new Set(sample.persons.map((p) => p.name)).size).toBe(persons.size);
    const headed = sample.persons.flatMap((p) => (p.unit === undefined ? [] : [p.unit]));
    expect(headed.toSorted()).toEqual([...units.keys()].toSorted());
    const leaders = sample.persons.filter((p) => p.leader);
    expect(leaders).toHaveLength(8);
    expect(leaders.filter((p) => p.post.includes('党委书记'))).toHaveLength(1);
  });

  it('of issues and measures resolve', () => {
    const wrong = complaints((must) => {
      for (const node of [...issues, ...measures.map(({ measure }) => measure)]) {
        must(node.lead === undefined || persons.get(node.lead)?.leader === true, `lead: ${node.title}`);
        must(node.unit === undefined || units.has(node.unit), `unit: ${node.title}`);
        const assisting = node.assisting ?? [];
        must(new Set(assisting).size === assisting.length, `assisting twice: ${node.title}`);
        must(
          assisting.every((u) => units.has(u)),
          `assisting: ${node.title}`,
        );
      }
      for (const { issue, measure } of measures) {
        const unit = measure.unit ?? issue.unit;
        must(!(measure.assisting ?? []).includes(unit), `assists itself: ${place(issue, measure)}`);
        must(persons.get(measure.assignee ?? '')?.unit === unit, `assignee: ${place(issue, measure)}`);
      }
      for (const issue of issues) {
        must(!(issue.assisting ?? []).includes(issue.unit), `assists itself: ${issue.key}`);
        must(
          (issue.closing ?? []).every((c) => persons.has(c.actor)),
          `actor: ${issue.key}`,
        );
      }
    });
    expect(wrong).toEqual([]);
  });

  it('of outcomes and matters resolve', () => {
    const outcomes = [...sample.regulations, ...sample.sanctions, ...sample.recoveries].map((o) => o.issue);
    const named = [...outcomes, ...sample.matters.flatMap((m) => m.issues)];
    expect(named.filter((key) => !issueOf.has(key))).toEqual([]);
  });

  it('to a unit that was merged end before the merger', () => {
    const merged = sample.units.flatMap((u) =>
      u.mergedInto === undefined ? [] : [{ key: u.key, ...u.mergedInto }],
    );
    expect(merged).toEqual([{ key: 'consult', on: '2024-07-15', unit: 'build' }]);
    const own = measures.filter(({ issue, measure }) => (measure.unit ?? issue.unit) === 'consult');
    expect(own).toHaveLength(2);
    expect(own.filter(({ measure }) => (completeOn(measure) ?? '9999') >= '2024-07-15')).toEqual([]);
    expect(sample.units.flatMap((u) => u.renames ?? [])).toEqual([{ on: '2024-07-01', name: '投资管理部' }]);
  });
});

describe('the round and its stages', () => {
  it('run from the feedback day in order', () => {
    expect(sample.round).toMatchObject({ feedbackOn: FEEDBACK, months: 6 });
    expect(sample.round.closingSteps).toEqual(['applied', 'reviewed', 'verified', 'closed']);
    expect(sample.stages).toHaveLength(11);
    expect(new Set(sample.stages.map((s) => s.kind)).size).toBe(11);
    expect(ascending(sample.stages.map((s) => s.dueOn))).toBe(true);
    expect(sample.stages.find((s) => s.kind === 'concentrated')?.dueOn).toBe(ROUND_END);
    // A stage is done exactly when its due day is past, and none was late.
    const wrong = sample.stages.filter(
      ({ dueOn: due, doneOn }) =>
        !isDay(due) ||
        due <= TODAY !== (doneOn !== undefined) ||
        (doneOn !== undefined && (!happened(doneOn) || doneOn > due)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('measures', () => {
  it('have deadlines that are understood and agree with their demand', () => {
    const ctx = { feedbackOn: FEEDBACK, roundEnd: ROUND_END, immediateDays: 30, calendar: null };
    const wrong = measures.filter(({ measure }) => {
      const read = readDeadline(measure.deadline, ctx);
      return !read.ok || demandOf(read.deadline) !== measure.demand;
    });
    expect(wrong.map(({ measure }) => measure.deadline)).toEqual([]);
    const count = (demand: string) => measures.filter(({ measure }) => measure.demand === demand).length;
    expect([count('immediate'), count('ongoing'), count('dated')]).toEqual([15, 18, 60]);
    expect(new Set(measures.map(({ measure }) => measure.deadline)).size).toBeGreaterThanOrEqual(25);
  });

  it('have a lawful history', () => {
    const rank = { not_started: 0, in_progress: 1, mostly_done: 2, done: 3 };
    const wrong = complaints((must) => {
      for (const { issue, measure } of measures) {
        const where = place(issue, measure);
        let before: keyof typeof rank = 'not_started';
        for (const event of measure.events) {
          must(event.to !== before, `no change: ${where}`);
          must((event.reason !== undefined) === rank[event.to] < rank[before], `reason: ${where}`);
          must(happened(event.on), `day ${event.on}: ${where}`);
          before = event.to;
        }
        must(ascending(measure.events.map((e) => e.on)), `order: ${where}`);
        must(measure.demand !== 'ongoing' || lastState(measure) !== 'done', `ongoing and done: ${where}`);
        const { established } = measure;
        if (established === undefined) continue;
        must(measure.demand === 'ongoing', `established, not ongoing: ${where}`);
        must(happened(established), `established ${established}: ${where}`);
        must(established >= (measure.events.at(-1)?.on ?? '9999'), `established too early: ${where}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  it('were finished late now and then', () => {
    const late = measures.filter(({ measure }) => (completeOn(measure) ?? '') > (dueOn(measure) ?? '9999'));
    expect(late.map(({ issue, measure }) => place(issue, measure))).toEqual([
      '1-1-4 三是',
      '1-3-2 二是',
      '1-3-3 二是',
      '2-2-3 一是',
      '3-3-2 二是',
    ]);
  });

  it('carry evidence or a reason once they are complete, but for one', () => {
    const without = measures.filter(
      ({ measure: m }) =>
        completeOn(m) !== null && m.evidence.length === 0 && m.noEvidenceReason === undefined,
    );
    expect(without.map(({ issue, measure }) => place(issue, measure))).toEqual(['1-1-4 二是']);
    const excused = measures.filter(({ measure }) => measure.noEvidenceReason !== undefined);
    expect(excused).toHaveLength(3);
    expect(excused.flatMap(({ measure }) => measure.evidence)).toEqual([]);
    const outside = measures.flatMap(({ issue, measure }) =>
      measure.evidence.filter((e) => !happened(e.addedOn) || e.addedOn > (appliedOn(issue) ?? TODAY)),
    );
    expect(outside).toEqual([]);
  });
});

describe('closing', () => {
  it('shows new closings in each of the three months', () => {
    const byMonth = MONTHS.map((m) => closedIssues.filter((i) => closedOn(i)?.startsWith(m)).length);
    expect(byMonth).toEqual([9, 9, 7]);
  });

  it('runs through every step in order, on working days', () => {
    const wrong = complaints((must) => {
      for (const issue of closedIssues) {
        const chain = issue.closing ?? [];
        const lastFour = chain.slice(-4).map((c) => c.step);
        must(lastFour.join() === sample.round.closingSteps.join(), `steps: ${issue.key}`);
        must(ascending(chain.map((c) => c.on)), `order: ${issue.key}`);
        for (const { on, opinion } of chain) {
          must(happened(on) && !isWeekend(on), `${on}: ${issue.key}`);
          must(opinion.length > 3, `opinion: ${issue.key}`);
        }
      }
    });
    expect(wrong).toEqual([]);
    const longer = closedIssues.filter((i) => i.closing?.length !== 4);
    expect(longer.map((i) => (i.closing ?? []).map((c) => c.step))).toEqual([
      ['applied', 'sent_back', 'applied', 'reviewed', 'verified', 'closed'],
    ]);
    expect(openIssues.flatMap((i) => i.closing ?? [])).toEqual([]);
  });

  it('follows the completion of every measure, with evidence or a reason', () => {
    const closedMeasures = closedIssues.flatMap((issue) =>
      issue.measures.map((measure) => ({ issue, measure })),
    );
    expect(closedMeasures).toHaveLength(93 - 9);
    const wrong = closedMeasures.filter(
      ({ issue, measure: m }) =>
        (completeOn(m) ?? '9999') > (appliedOn(issue) ?? '') ||
        (m.evidence.length === 0 && (m.noEvidenceReason ?? '') === ''),
    );
    expect(wrong.map(({ issue, measure }) => place(issue, measure))).toEqual([]);
  });

  it('was refused once, and the step back stands in the measure too', () => {
    const issue = closedIssues.find((i) => i.closing?.some((c) => c.step === 'sent_back'));
    const refusedOn = issue?.closing?.find((c) => c.step === 'sent_back')?.on ?? '';
    const setBack = measures.flatMap(({ measure }) => measure.events.filter((e) => e.reason !== undefined));
    expect(setBack).toHaveLength(1);
    expect((setBack[0]?.on ?? '') >= refusedOn).toBe(true);
    expect(issue?.measures.flatMap((m) => m.events)).toContain(setBack[0]);
  });
});

describe('the open issues', () => {
  const incomplete = openIssues.map((i) => i.measures.filter((m) => completeOn(m) === null));

  it('are one ready to apply, one near its deadline and lagging, one with an overdue measure', () => {
    expect(openIssues.map((i) => i.key)).toEqual(['1-1-4', '1-2-1', '4-1-2']);
    expect(incomplete.map((list) => list.map((m) => [dueOn(m), lastState(m)]))).toEqual([
      [],
      [
        ['2024-09-10', 'in_progress'],
        ['2024-12-31', 'mostly_done'],
        ['2024-12-31', 'not_started'],
      ],
      [['2024-07-31', 'in_progress']],
    ]);
    // The lagging one has had no new progress for two months.
    expect(incomplete[1]?.map((m) => m.progress.at(-1)?.month)).toEqual(['2024-08', '2024-08', '2024-06']);
  });

  it('explain what is overdue, near its deadline or lagging', () => {
    const explained = incomplete.flat().filter((m) => m.progress.at(-1)?.delayReason !== undefined);
    expect(explained.map((m) => dueOn(m))).toEqual(['2024-09-10', '2024-12-31', '2024-07-31']);
  });
});

describe('outcomes', () => {
  const distinct = sample.regulations.filter((r) => r.duplicateOf === undefined);

  it('count 7 regulations newly made and 8 revised, each on file with its measure', () => {
    expect(distinct.filter((r) => r.kind === 'new')).toHaveLength(7);
    expect(distinct.filter((r) => r.kind === 'revised')).toHaveLength(8);
    expect(new Set(distinct.map((r) => r.number)).size).toBe(15);
    const wrong = sample.regulations.filter((r) => {
      const issue = issueOf.get(r.issue);
      const paper = issue?.measures.flatMap((m) => m.evidence).find((p) => p.reference === r.number);
      if (issue === undefined || paper === undefined) return true;
      const inTime = happened(r.on) && r.on <= paper.addedOn && r.on <= (appliedOn(issue) ?? '');
      return !inTime || paper.title !== r.title || !/^《.+》$/.test(r.title);
    });
    expect(wrong).toEqual([]);
  });

  it('hold one regulation named under two issues', () => {
    const repeated = sample.regulations.filter((r) => r.duplicateOf !== undefined);
    expect(repeated).toHaveLength(1);
    const primary = distinct.find((r) => r.key === repeated[0]?.duplicateOf);
    expect(primary).toBeDefined();
    expect({ ...repeated[0], key: '', issue: '', duplicateOf: '' }).toEqual({
      ...primary,
      key: '',
      issue: '',
      duplicateOf: '',
    });
    expect(primary?.issue).not.toBe(repeated[0]?.issue);
  });

  it('sum to the stated people and money', () => {
    const people = (kind: string) =>
      sum(sample.sanctions.filter((s) => s.kind === kind).map((s) => s.people));
    expect([people('admonishment'), people('education_reminder')]).toEqual([4, 27]);
    expect(sum(sample.sanctions.map((s) => s.people))).toBe(31);
    const fen = (kind: string) => sum(sample.recoveries.filter((r) => r.kind === kind).map((r) => r.fen));
    expect([fen('收回清退违规资金'), fen('挽回其他经济损失')]).toEqual([16_580_000, 3_563_235]);
    const untimely = [...sample.sanctions, ...sample.recoveries].filter((o) => {
      const issue = issueOf.get(o.issue);
      return !happened(o.on) || o.on > ((issue && appliedOn(issue)) ?? TODAY);
    });
    expect(untimely).toEqual([]);
  });

  it('keep clues and matters in order', () => {
    const late = sample.clues.filter(
      (c) =>
        !happened(c.receivedOn) || c.receivedOn > (c.concludedOn ?? '') || !happened(c.concludedOn ?? ''),
    );
    expect(late).toEqual([]);
    expect(sample.matters.map((m) => [m.month, m.meetingOn?.slice(0, 7), m.decision !== undefined])).toEqual([
      ['2024-06', '2024-06', true],
      ['2024-07', '2024-07', true],
      ['2024-08', undefined, false],
    ]);
  });
});
