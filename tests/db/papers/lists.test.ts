/** The three lists, the ledger table and the roll-call: what they say is what the ledger held on the day. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  addExtensions,
  addIssueByHand,
  changeIssuePlan,
  changePlan,
  createRound,
  editMeasures,
  type Ledger,
  mergeUnit,
  makeCurrent,
  renameUnit,
  setMeasureState,
} from '../../../db/index.ts';
import { summaryFor } from '../../../db/summary/index.ts';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { clearAway, codeOf, newLedger, openMeasures, TODAY, write } from '../makeLedger.ts';
import { sampleCopy } from '../randomWork.ts';
import { docOf, notesOf, tableOf, tablesOf } from './paperHand.ts';

afterEach(clearAway);

const monthly: readonly PaperQuery['paper'][] = ['problems', 'tasks', 'duties', 'ledger', 'rollCall'];
const query = (paper: PaperQuery['paper'], month = '2024-08', size: 'a4' | 'a3' = 'a4'): PaperQuery =>
  (paper === 'ledger' ? { paper, month, size } : { paper, month }) as PaperQuery;

/** Measures that are not complete, of open issues. */
const incomplete = (ledger: Ledger): [number, number] =>
  openMeasures(ledger.read).filter(
    (id) =>
      ledger.read.pluck<number>(
        "SELECT state <> 'done' AND established_on IS NULL FROM measures WHERE id = ?",
        id,
      )[0] === 1,
  ) as [number, number];

/** Sections without the notes to the clerk, which speak of the day of printing. */
const printed = (ledger: Ledger, of: PaperQuery, today = TODAY) => docOf(ledger.read, of, today).sections;

describe('counts', () => {
  test('agree with the summary of each month', () => {
    const ledger = sampleCopy();
    for (const month of ['2024-04', '2024-06', '2024-07', '2024-08']) {
      const s = summaryFor(ledger.read, month, TODAY);
      const problems = tableOf(docOf(ledger.read, query('problems', month)));
      expect(problems.rows).toHaveLength(s.overall.issues.value);
      expect(problems.rows.filter((row) => row['整改状态']?.startsWith('已销号'))).toHaveLength(
        s.overall.closed.value,
      );
      const note = `本清单共${s.overall.issues.value}个问题、${s.overall.measures.value}条措施。`;
      for (const paper of ['problems', 'tasks', 'duties'] as const)
        expect(notesOf(docOf(ledger.read, query(paper, month)))).toContain(note);
      expect(tableOf(docOf(ledger.read, query('tasks', month))).rows).toHaveLength(s.overall.measures.value);
      for (const size of ['a4', 'a3'] as const)
        expect(tableOf(docOf(ledger.read, query('ledger', month, size))).rows).toHaveLength(s.annex.length);

      const duties = docOf(ledger.read, query('duties', month));
      expect(
        tableOf(duties).rows.map((row) => [row['牵头领导'], row['牵头问题（个）'], row['其中已销号']]),
      ).toEqual(
        s.issuesByLead
          .filter(({ issues }) => issues.value > 0)
          .map((row) => [row.name, String(row.issues.value), String(row.closed.value)]),
      );
      expect(
        tableOf(duties).rows.map((row) => [row['负责措施（条）'], row['其中已完成'], row['其中超期']]),
      ).toEqual(
        s.measuresByLead.map((row) =>
          [row.measures, row.complete, row.overdue].map(({ value }) => String(value)),
        ),
      );
      expect(tableOf(duties, 1).rows).toHaveLength(s.overall.measures.value);
    }
  });

  test('what was withdrawn is said and not listed', () => {
    const ledger = sampleCopy();
    const [measure] = openMeasures(ledger.read);
    const issue = ledger.read.pluck<number>('SELECT issue_id FROM measures WHERE id = ?', measure)[0] ?? 0;
    write(ledger, (db) =>
      changePlan(db, [measure], 'withdrawn', { reason: '合并', body: '党委会', on: TODAY }),
    );
    const tasks = docOf(ledger.read, query('tasks'));
    expect(notesOf(tasks)).toBe('注：本清单共28个问题、92条措施。另有经批准撤销的1条措施，不再列入。');
    write(ledger, (db) =>
      changeIssuePlan(db, [issue], 'withdrawn', { reason: '并案', body: '党委会', on: TODAY }),
    );
    const measures =
      ledger.read.pluck<number>('SELECT count(*) FROM measures WHERE issue_id = ?', issue)[0] ?? 0;
    expect(notesOf(docOf(ledger.read, query('problems')))).toBe(
      `注：本清单共27个问题、${93 - measures}条措施。另有经批准撤销的1个问题、${measures}条措施，不再列入。`,
    );
    // The month before still had it.
    expect(tableOf(docOf(ledger.read, query('problems', '2024-07'))).rows).toHaveLength(28);
  });

  test('an issue without measures keeps its row and is told to the clerk', () => {
    const ledger = sampleCopy();
    write(ledger, (db) => addIssueByHand(db, null, { title: '新发现的问题' }));
    for (const paper of ['tasks', 'ledger', 'duties'] as const) {
      const doc = docOf(ledger.read, query(paper));
      const rows = tableOf(doc, paper === 'duties' ? 1 : 0).rows;
      expect(rows.filter((row) => row['整改措施'] === '尚未制定整改措施。')).toHaveLength(1);
      expect(doc.notes).toEqual(['有1个问题还没有整改措施：新发现的问题。']);
    }
    const heads = tableOf(docOf(ledger.read, query('problems'))).heads;
    expect(heads.at(-1)).toBe('未列入方面的问题（1个问题）');
  });

  test('an issue whose own lead answers for none of its measures still stands under him', () => {
    const ledger = sampleCopy();
    const [lead, other] = ledger.read.pluck<number>(
      'SELECT lead_id FROM issues WHERE lead_id IS NOT NULL GROUP BY lead_id ORDER BY lead_id',
    ) as [number, number];
    const [measure] = openMeasures(ledger.read);
    const issue = ledger.read.pluck<number>('SELECT issue_id FROM measures WHERE id = ?', measure)[0] ?? 0;
    write(ledger, (db) => {
      db.run('UPDATE issues SET lead_id = ? WHERE id = ?', lead, issue);
      editMeasures(db, db.pluck<number>('SELECT id FROM measures WHERE issue_id = ?', issue), {
        leadId: other,
      });
    });
    const rows = tableOf(docOf(ledger.read, query('duties')), 1).rows;
    expect(rows.filter((row) => row['整改措施'] === '各项措施由其他领导或单位负责。')).toHaveLength(1);
    expect(rows).toHaveLength(94);
  });
});

describe('the day', () => {
  test('a past month stays as it was, whatever happened since, under the names of then', () => {
    const ledger = sampleCopy();
    const papers = (['problems', 'tasks', 'duties', 'ledger'] as const).map((paper) =>
      query(paper, '2024-07'),
    );
    const before = papers.map((of) => printed(ledger, of));
    expect(papers.map((of) => printed(ledger, of, '2024-07-31'))).toEqual(before);
    const [first, second] = incomplete(ledger);
    const [unit, into] = ledger.read.pluck<number>(
      'SELECT unit_id FROM issues WHERE unit_id IS NOT NULL GROUP BY unit_id ORDER BY count(*) DESC',
    ) as [number, number];
    const old = ledger.read.pluck<string>('SELECT name FROM unit_names WHERE unit_id = ?', unit)[0] ?? '';
    write(ledger, (db) => {
      setMeasureState(db, [first], { state: 'done', on: '2024-08-30' });
      addExtensions(db, [second], {
        deadline: '2025年3月底前',
        reason: '受汛期影响',
        approvedBy: '党委会',
        on: '2024-08-20',
      });
      renameUnit(db, unit, '改名后的部门', '2024-08-05');
    });
    expect(papers.map((of) => printed(ledger, of))).toEqual(before);
    const august = JSON.stringify(printed(ledger, query('ledger')));
    expect(august).toContain('改名后的部门');
    expect(JSON.stringify(before)).toContain(old);
    expect(august).toContain('延期至2025.3.31（第1次）');

    write(ledger, (db) => mergeUnit(db, unit, into, '2024-08-15'));
    expect(papers.map((of) => printed(ledger, of))).toEqual(before);
    expect(JSON.stringify(printed(ledger, query('ledger')))).not.toContain('改名后的部门');
  });

  test('before its cut-off a month is printed as of today, and the clerk is told', () => {
    const ledger = sampleCopy();
    const doc = docOf(ledger.read, query('tasks'), '2024-08-20');
    expect(JSON.stringify(doc.sections)).toContain('截至2024年8月20日');
    expect(doc.notes).toEqual(['本月数据截止日为2024年8月31日，还没有到：现在印出的是2024年8月20日的情况。']);
    expect(docOf(ledger.read, query('tasks')).notes).toEqual([]);
  });

  test('a deadline is said in its own words, with its day and how often it was put off', () => {
    const ledger = sampleCopy();
    const [measure] = incomplete(ledger);
    write(ledger, (db) => {
      db.run(
        "UPDATE measures SET deadline_raw = '2024年5月底前', deadline_on = '2024-05-31' WHERE id = ?",
        measure,
      );
      for (const [deadline, on] of [
        ['2024年8月15日', '2024-05-20'],
        ['2024.9.30', '2024-08-10'],
      ] as const)
        addExtensions(db, [measure], { deadline, reason: '需重新招标', approvedBy: '党委会', on });
    });
    const said = (month: string) =>
      tableOf(docOf(ledger.read, query('tasks', month))).rows.map((row) => row['整改期限']);
    expect(said('2024-04')).toContain('2024年5月底前\n（2024.5.31）');
    expect(said('2024-06')).toContain('2024年5月底前\n（2024.5.31）\n延期至2024.8.15（第1次）');
    expect(said('2024-08')).toContain('2024年5月底前\n（2024.5.31）\n延期至2024.9.30（第2次）');
  });
});

describe('the roll-call', () => {
  test('every unit stands once, and the numbers said are those of the rows', () => {
    const ledger = sampleCopy();
    const doc = docOf(ledger.read, query('rollCall', '2024-06'), '2024-08-31');
    const { rows } = tableOf(doc);
    expect(tablesOf(doc)).toHaveLength(1);
    expect(new Set(rows.map((row) => row['单位'])).size).toBe(rows.length);
    const text = JSON.stringify(doc.sections);
    expect(text).toContain(`应报送单位${rows.length}个，已报送0个，逾期未报送${rows.length}个。`);
    expect(text).toContain(`一、未报送（${rows.length}个单位）`);
    expect(rows.every((row) => row['逾期天数'] === '57天' && row['发表日期'] === '未发表')).toBe(true);
    expect(doc.notes).toEqual([`未报送的单位中，有${rows.length}个还没有发过本月的报送表。`]);
  });

  test('before the due day nobody is late, and the clerk is told that it is early', () => {
    const ledger = sampleCopy();
    const doc = docOf(ledger.read, query('rollCall'));
    expect(tableOf(doc).columns).not.toContain('逾期天数');
    expect(JSON.stringify(doc.sections)).toContain('尚未报送（未到截止日）');
    expect(doc.notes).toEqual(['2024年8月的报送截止日为2024年9月5日，还没有过：现在通报为时尚早。']);
  });
});

describe('refusals and empty ledgers', () => {
  test('no round, a month before the round', () => {
    const empty = newLedger();
    const ledger = sampleCopy();
    for (const paper of monthly) {
      expect(codeOf(() => docOf(empty.read, query(paper)))).toBe('round_missing');
      expect(codeOf(() => docOf(ledger.read, query(paper, '2024-02')))).toBe('month_before_round');
      expect(codeOf(() => docOf(ledger.read, query(paper, '2024-03')))).toBe('no refusal');
    }
  });

  test('a round without issues says so on every paper', () => {
    const ledger = newLedger();
    write(ledger, (db) => {
      makeCurrent(
        db,
        createRound(db, { title: '新一轮', organisation: '', inspectedBy: '', feedbackOn: null, months: 6 }),
      );
    });
    for (const paper of ['problems', 'tasks', 'duties', 'ledger'] as const) {
      const [table] = tablesOf(docOf(ledger.read, query(paper)));
      expect(table).toMatchObject({ rows: [], empty: '台账中尚无问题。' });
    }
    expect(JSON.stringify(docOf(ledger.read, query('rollCall')))).toContain('本月没有需要报送的单位。');
  });
});
