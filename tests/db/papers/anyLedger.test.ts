/** Papers of ledgers worked on at random: nothing twice, nothing lost, no name of anybody who was sanctioned. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { currentRoundId } from '../../../db/rounds.ts';
import { summaryFor } from '../../../db/summary/index.ts';
import type { Ledger } from '../../../db/index.ts';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { sanctionKinds } from '../../../shared/lists.ts';
import { clearAway, TODAY, write } from '../makeLedger.ts';
import { acts, backToFirstRound, perform, sampleCopy } from '../randomWork.ts';
import { docOf, notesOf, tableOf } from './paperHand.ts';

afterEach(clearAway);

const SECRET = '不许印出的姓名';
const MONTH = '2024-08';

/** Every paper of the lists, and those of all issues of the round. */
function queries(ledger: Ledger): PaperQuery[] {
  const issues = ledger.read.pluck<number>(
    'SELECT id FROM issues WHERE round_id = ?',
    currentRoundId(ledger.read) ?? 0,
  );
  return [
    ...(['summary', 'progress', 'problems', 'tasks', 'duties', 'rollCall'] as const).map((paper) => ({
      paper,
      month: MONTH,
    })),
    ...(['a4', 'a3'] as const).map((size) => ({ paper: 'ledger' as const, month: MONTH, size })),
    ...issues.flatMap((issue) => (['closing', 'dossier'] as const).map((paper) => ({ paper, issue }))),
  ];
}

function sanction(ledger: Ledger): void {
  write(ledger, (db) => {
    const issues = db.all<{ id: number; round: number; measure: number | null }>(
      `SELECT i.id, i.round_id AS round, (SELECT min(m.id) FROM measures m WHERE m.issue_id = i.id) AS measure
        FROM issues i`,
    );
    for (const [at, { id, round, measure }] of issues.entries())
      db.run(
        `INSERT INTO sanctions (round_id, issue_id, measure_id, kind, people, names, note) VALUES (?, ?, ?, ?, 1, ?, ?)`,
        ...[round, id, at % 2 === 0 ? null : measure, sanctionKinds[at % sanctionKinds.length] ?? ''],
        ...[SECRET, `${SECRET}已谈话`],
      );
  });
}

test('every issue and measure of the day stands once, the counts said are those of the rows and of the summary', () => {
  fc.assert(
    fc.property(acts(24), (work) => {
      const ledger = sampleCopy();
      for (const one of work) perform(ledger, one);
      backToFirstRound(ledger);
      sanction(ledger);
      const { overall, issuesByLead, measuresByLead } = summaryFor(ledger.read, MONTH, TODAY);
      const doc = (paper: 'problems' | 'tasks' | 'duties') => docOf(ledger.read, { paper, month: MONTH });
      const note = `本清单共${overall.issues.value}个问题、${overall.measures.value}条措施。`;
      expect(tableOf(doc('problems')).rows).toHaveLength(overall.issues.value);
      const measured = (rows: readonly Readonly<Record<string, string>>[]) =>
        rows.filter((row) => row['整改期限'] !== '' && row['状态'] !== '');
      expect(measured(tableOf(doc('tasks')).rows)).toHaveLength(overall.measures.value);
      for (const paper of ['problems', 'tasks', 'duties'] as const)
        expect(notesOf(doc(paper))).toContain(note);
      if (overall.issues.value > 0) {
        const [leads, duties] = [tableOf(doc('duties')), tableOf(doc('duties'), 1)];
        expect(measured(duties.rows)).toHaveLength(overall.measures.value);
        expect(leads.totals[0]).toMatchObject({
          '牵头问题（个）': String(overall.issues.value),
          其中已销号: String(overall.closed.value),
          '负责措施（条）': String(overall.measures.value),
          其中已完成: String(overall.measuresComplete.value),
          其中超期: String(overall.overdue.value),
        });
        const answering = [
          ...issuesByLead.filter(({ issues }) => issues.value > 0),
          ...measuresByLead.filter(({ measures }) => measures.value > 0),
        ].map(({ name }) => name);
        expect(new Set(leads.rows.map((row) => row['牵头领导']))).toEqual(new Set(answering));
      }
      for (const query of queries(ledger))
        expect(JSON.stringify(docOf(ledger.read, query))).not.toContain(SECRET);
      ledger.close();
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
