/** The sample ledger as plain facts, without a database: what the loader's ledger must count to as well. */
import { sampleLedger as sample } from '../../db/sample/index.ts';
import type { SampleHeading } from '../../db/sample/index.ts';
import { roundEnd } from '../../db/deadlines.ts';
import { readDeadline } from '../../shared/deadline.ts';
import type {
  Facts,
  HeadingFact,
  IssueFact,
  MeasureEventFact,
  MeasureFact,
  SummarySettings,
} from '../../shared/summary/facts.ts';

export const sampleSettings: SummarySettings = { cutoffDay: 31, nearDays: 15, lagMonths: 2 };

const reading = {
  feedbackOn: sample.round.feedbackOn,
  roundEnd: roundEnd(sample.round.feedbackOn, sample.round.months),
  immediateDays: 30,
  calendar: null,
};

export function sampleFacts(): Facts {
  const idOf = <T extends { key: string }>(rows: readonly T[], key: string | undefined): number | null =>
    key === undefined ? null : rows.findIndex((r) => r.key === key) + 1;
  const headings: HeadingFact[] = [];
  const issues: IssueFact[] = [];
  const measures: MeasureFact[] = [];
  const issueIds = new Map<string, number>();
  const adoptedOn = sample.round.feedbackOn;

  const visit = (below: SampleHeading['children'], parentId: number | null): void => {
    below.forEach((node, position) => {
      if (node.kind === 'heading') {
        const id = headings.length + 1;
        headings.push({ id, parentId, position, number: node.number, title: node.title });
        visit(node.children, id);
        return;
      }
      const id = issues.length + 1;
      issueIds.set(node.key, id);
      issues.push({
        id,
        headingId: parentId,
        position,
        number: node.number,
        title: node.title,
        leadId: idOf(sample.persons, node.lead),
        unitId: idOf(sample.units, node.unit),
        adoptedOn,
        withdrawnOn: null,
        closing: (node.closing ?? []).map((c, seq) => ({ step: c.step, on: c.on, seq })),
      });
      node.measures.forEach((m, place) => {
        const due = readDeadline(m.deadline, reading);
        if (!due.ok) throw new Error(`${m.deadline}: ${due.problem}`);
        const events: MeasureEventFact[] = m.events.map((e, seq) => ({
          kind: 'state',
          to: e.to,
          on: e.on,
          seq,
        }));
        if (m.established !== undefined)
          events.push({ kind: 'established', on: m.established, seq: events.length });
        measures.push({
          id: measures.length + 1,
          issueId: id,
          position: place,
          number: m.number,
          title: m.title,
          demand: m.demand,
          leadId: idOf(sample.persons, m.lead),
          unitId: idOf(sample.units, m.unit),
          adoptedOn,
          deadlineRaw: m.deadline,
          dueOn: due.deadline.date,
          extensions: [],
          events,
          progress: m.progress.map((p, seq) => ({
            month: p.month,
            seq,
            text: p.text,
            delayReason: p.delayReason ?? '',
            nextStep: p.nextStep ?? '',
          })),
        });
      });
    });
  };
  visit(sample.headings, null);

  const issueOf = (key: string) => issueIds.get(key) ?? null;
  return {
    revision: 1,
    round: {
      id: 1,
      title: sample.round.title,
      organisation: sample.round.group,
      stated: {
        ...sample.round.stated,
        regulationsNew: null,
        regulationsRevised: null,
        sanctions: [],
        recoveries: [],
      },
    },
    headings,
    issues,
    measures,
    units: sample.units.map((u, i) => ({
      id: i + 1,
      names: [
        { from: u.from, name: u.name },
        ...(u.renames ?? []).map((r) => ({ from: r.on, name: r.name })),
      ],
      mergedInto: idOf(sample.units, u.mergedInto?.unit),
      mergedOn: u.mergedInto?.on ?? null,
    })),
    persons: sample.persons.map((p, i) => ({ id: i + 1, name: p.name })),
    regulations: sample.regulations.map((r, i) => ({
      id: i + 1,
      issueId: issueOf(r.issue),
      kind: r.kind,
      title: r.title,
      number: r.number,
      on: r.on,
      reportedMonth: null,
      duplicateOf: idOf(sample.regulations, r.duplicateOf),
    })),
    sanctions: sample.sanctions.map((s, i) => ({
      id: i + 1,
      issueId: issueOf(s.issue),
      kind: s.kind,
      people: s.people,
      on: s.on,
      reportedMonth: null,
      duplicateOf: null,
    })),
    recoveries: sample.recoveries.map((r, i) => ({
      id: i + 1,
      issueId: issueOf(r.issue),
      kind: r.kind,
      fen: r.fen,
      on: r.on,
      reportedMonth: null,
      duplicateOf: null,
    })),
    clues: sample.clues.map((c, i) => ({
      id: i + 1,
      title: c.title,
      duplicateOf: null,
      receivedOn: c.receivedOn,
      concludedOn: c.concludedOn ?? null,
    })),
    matters: sample.matters.map((m, i) => ({
      id: i + 1,
      title: m.title,
      issueIds: m.issues.flatMap((key) => issueOf(key) ?? []),
      month: m.month,
      meetingOn: m.meetingOn ?? null,
      decision: m.decision ?? '',
      followUp: m.followUp ?? '',
      settledOn: null,
    })),
    releasedBase: null,
  };
}
