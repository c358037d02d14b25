/** 对账销号单 and 一问题一档案: all of one issue, whatever came over it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { recordRecheck, sendBack } from '../../../db/closing.ts';
import {
  addEvidence,
  addExtensions,
  addIssueByHand,
  addMeasureByHand,
  addProgress,
  changeIssuePlan,
  changePlan,
  createRound,
  makeCurrent,
  reopenIssue,
  replaceMeasure,
  setMeasureState,
  setStated,
} from '../../../db/index.ts';
import { addEvidenceFiles } from '../../../db/evidence.ts';
import { addReminder } from '../../../db/returns/reminders.ts';
import { storeOf } from '../../../db/store.ts';
import { actOn, closingLedger, finish, takeThrough } from '../closingHand.ts';
import { sampleCopy, stated } from '../randomWork.ts';
import { clearAway, codeOf, newLedger, TODAY, write } from '../makeLedger.ts';
import { docOf, factsOf, notesOf, placesOf, tableOf, tablesOf } from './paperHand.ts';

afterEach(clearAway);

const HASH = '0123456789abcdef'.repeat(4);
const LOST = 'fedcba9876543210'.repeat(4);

function desk() {
  const made = closingLedger();
  const [issue = 0] = made.issues;
  const measures = made.measures[issue] ?? [];
  const closing = (today = TODAY) => docOf(made.ledger.read, { paper: 'closing', issue }, today);
  const dossier = () => docOf(made.ledger.read, { paper: 'dossier', issue });
  return { ...made, issue, measures: measures as [number, number], closing, dossier };
}

const CHAIN = ['applied', 'reviewed', 'verified', 'closed'] as const;
const DAYS = ['2024-07-01', '2024-07-02', '2024-07-03', '2024-07-04'];

describe('对账销号单', () => {
  test('an open issue has what is missing and empty places to sign', () => {
    const { closing, ledger, measures } = desk();
    const doc = closing();
    expect(notesOf(doc)).toContain(
      '尚不具备申请销号条件，还缺4项：1. 第1条“措施甲1”还没有完成；2. 第1条“措施甲1”缺佐证材料，也没有说明原因；',
    );
    expect(doc.notes).toEqual(['还缺4项，不能申请销号。']);
    expect(placesOf(doc).map(({ name, who, on }) => [name, who, on])).toEqual([
      ['责任单位申请意见', '', ''],
      ['整改办审核意见', '', ''],
      ['纪检监察机构复核意见', '', ''],
      ['党委审定意见', '', ''],
    ]);
    expect(factsOf(doc)).toMatchObject({
      整改状态: '未启动',
      销号轮次: '尚未申请',
      整改措施: '2条，已完成0条',
    });
    write(ledger, (db) => finish(db, measures, '2024-06-30'));
    expect(notesOf(closing())).not.toContain('还缺');
    expect(tableOf(closing(), 1).rows.map((row) => row['材料名称'])).toEqual([
      '无佐证材料：会议形成口头意见',
      '无佐证材料：会议形成口头意见',
    ]);
  });

  test('each step of the attempt fills its place; a return empties them and keeps what was said', () => {
    const { ledger, issue, measures, closing } = desk();
    write(ledger, (db) => {
      finish(db, measures, '2024-06-30');
      takeThrough(db, issue, CHAIN.slice(0, 2), DAYS);
    });
    expect(placesOf(closing()).map(({ who, on, opinion }) => `${who}${on}${opinion}`)).toEqual([
      '示例一2024年7月1日同意',
      '示例一2024年7月2日同意',
      '',
      '',
    ]);
    expect(factsOf(closing())).toMatchObject({ 整改状态: '已审核', 销号轮次: '第1轮第1次申请' });
    write(ledger, (db) => sendBack(db, issue, { ...actOn('2024-07-05'), opinion: '佐证不足' }));
    expect(placesOf(closing()).every(({ who }) => who === '')).toBe(true);
    expect(factsOf(closing())['销号轮次']).toBe('第1轮，待第2次申请');
    expect(tableOf(closing(), 2).rows.map((row) => [row['轮次'], row['环节'], row['意见']])).toEqual([
      ['第1轮', '申请', '同意'],
      ['第1轮', '审核', '同意'],
      ['第1轮', '退回', '佐证不足'],
    ]);
    write(ledger, (db) => takeThrough(db, issue, CHAIN, ['2024-07-08']));
    expect(factsOf(closing())).toMatchObject({
      整改状态: '已销号（2024年7月8日）',
      销号轮次: '第1轮第2次申请',
    });
    expect(placesOf(closing()).every(({ on }) => on === '2024年7月8日')).toBe(true);
    expect(tableOf(closing(), 2).rows.at(-1)?.['轮次']).toBe('第1轮第2次');
  });

  test('a reopened issue begins its second cycle with earlier ones kept; a measure that was withdrawn says so', () => {
    const { ledger, issue, measures, closing } = desk();
    write(ledger, (db) => {
      changePlan(db, [measures[1]], 'withdrawn', { reason: '合并', body: '党委会', on: '2024-06-01' });
      finish(db, [measures[0]], '2024-06-30');
      takeThrough(db, issue, CHAIN, DAYS);
    });
    expect(tableOf(closing()).rows.map((row) => row['完成情况'])).toEqual([
      '已完成\n2024.6.30',
      '已撤销\n2024.6.1',
    ]);
    expect(factsOf(closing())['整改措施']).toBe('1条，已完成1条；另有已撤销1条');
    write(ledger, (db) => {
      recordRecheck(db, issue, { ...actOn('2024-08-01'), opinion: '抽查属实' });
      reopenIssue(db, issue, {
        ...{ actor: '示例一', on: '2024-08-05' },
        ground: 'recheck',
        reason: '问题反弹',
        setBack: [{ measure: measures[0], state: 'in_progress' }],
        add: [],
      });
    });
    const doc = closing();
    expect(factsOf(doc)['销号轮次']).toBe('第2轮已重启，待重新申请');
    expect(tableOf(doc, 2).rows.map((row) => row['环节'])).toEqual([
      ...['申请', '审核', '复核', '审定', '回头看通过', '重启'],
    ]);
    expect(tableOf(doc, 2).rows.at(-1)?.['意见']).toBe('（回头看）问题反弹');
    expect(placesOf(doc).every(({ who }) => who === '')).toBe(true);
  });

  test('hashes stand whole, references without file say nothing there, a lost file is named', () => {
    const { ledger, measures, closing } = desk();
    const store = storeOf(ledger.file);
    mkdirSync(dirname(store.path(HASH)), { recursive: true });
    writeFileSync(store.path(HASH), 'x');
    write(ledger, (db) => {
      addEvidence(db, measures[0], '会议纪要', '示发〔2024〕3号', TODAY);
      addEvidenceFiles(
        db,
        measures[0],
        [
          { sha256: HASH, bytes: 1, name: '办法.pdf', title: '采购办法' },
          { sha256: LOST, bytes: 2048, name: '照片.jpg', title: '现场照片' },
        ],
        TODAY,
      );
    });
    const rows = tableOf(closing(), 1).rows;
    expect(rows.map((row) => row['文件指纹（SHA-256）'])).toEqual(['', HASH, LOST]);
    expect(rows.map((row) => row['文件']?.split('\n')[1] ?? '')).toEqual(['', '', '文件已丢失']);
    expect(closing().notes).toContainEqual(expect.stringContaining('有1个佐证文件已不在存放处'));
    expect(tableOf(closing()).rows[0]?.['佐证']).toBe('3份');
  });

  test('one that came in as closed has no chain and no places', () => {
    const { ledger, issue, closing } = desk();
    write(ledger, (db) => {
      db.run("INSERT INTO closing_cycles (issue_id, cycle, steps) VALUES (?, 1, '[]')", issue);
      db.run(
        `INSERT INTO closing_events (issue_id, cycle_id, attempt, step, actor, effective_on, recorded_at)
          VALUES (?, 1, 1, 'imported_closed', '经办人', '2024-04-10', ?)`,
        ...[issue, db.now],
      );
    });
    expect(factsOf(closing())).toMatchObject({
      整改状态: '已销号（导入销号，2024年4月10日）',
      销号轮次: '未在本台账办理',
    });
    expect(placesOf(closing())).toEqual([]);
    expect(tableOf(closing(), 2).rows.map((row) => row['环节'])).toEqual(['导入销号']);
  });

  test('two hundred measures, none, and an issue out of the plan', () => {
    const { ledger, issue, closing } = desk();
    write(ledger, (db) => {
      for (let at = 3; at <= 200; at += 1)
        addMeasureByHand(db, issue, null, { title: `措施${at}` }, { reason: '', body: '', on: '2024-03-01' });
    });
    const empty = write(ledger, (db) => addIssueByHand(db, null, { title: '没有措施的问题' }));
    expect(tableOf(closing()).rows).toHaveLength(200);
    const bare = docOf(ledger.read, { paper: 'closing', issue: empty });
    expect(tablesOf(bare)[0]).toMatchObject({ rows: [], empty: '尚未制定整改措施。' });
    expect(factsOf(bare)['整改措施']).toBe('尚未制定');
    expect(notesOf(bare)).toContain('还缺1项：1. 没有整改措施。');
    write(ledger, (db) =>
      changeIssuePlan(db, [issue], 'withdrawn', { reason: '并案', body: '党委会', on: '2024-08-01' }),
    );
    expect(factsOf(closing())['整改状态']).toBe('已撤销（2024年8月1日）');
    expect(closing().notes).toEqual(['这个问题已于2024-08-01撤销，不再办理销号。']);
    expect(tableOf(closing()).rows).toHaveLength(200);
  });

  test('unknown issues, issues of another round and ledgers without a round are refused by name', () => {
    const { ledger, issue, round } = desk();
    const code = (id: number) =>
      (['closing', 'dossier'] as const).map((paper) =>
        codeOf(() => docOf(ledger.read, { paper, issue: id })),
      );
    expect(code(issue)).toEqual(['no refusal', 'no refusal']);
    expect(code(999)).toEqual(['row_missing', 'row_missing']);
    write(ledger, (db) => {
      setStated(db, round, 'none', stated());
      makeCurrent(
        db,
        createRound(db, { title: '下一轮', organisation: '', inspectedBy: '', feedbackOn: null, months: 6 }),
      );
    });
    expect(code(issue)).toEqual(['issue_of_other_round', 'issue_of_other_round']);
    expect(codeOf(() => docOf(newLedger().read, { paper: 'closing', issue: 1 }))).toBe('round_missing');
  });

  test('files of a round have names that differ', () => {
    const ledger = sampleCopy();
    const ids = ledger.read.pluck<number>('SELECT id FROM issues ORDER BY id');
    const names = ids.map((issue) => docOf(ledger.read, { paper: 'closing', issue }).title);
    expect(new Set(names).size).toBe(28);
    expect(names[0]).toBe('对账销号单-01-所属企业层级偏多、低效企业清理不够及时');
  });
});

describe('一问题一档案', () => {
  test('its contents count what stands in its parts, and nothing of the issue is missing', () => {
    const { ledger, issue, measures, dossier, issues } = desk();
    const unit = ledger.read.pluck<number>('SELECT unit_id FROM issues WHERE id = ?', issue)[0] ?? 0;
    write(ledger, (db) => {
      for (const [month, text] of [
        ['2024-05', '已起草'],
        ['2024-06', '已印发'],
      ] as const)
        addProgress(db, measures[0], {
          month,
          text,
          source: 'typed',
          delayReason: '需会签',
          nextStep: '抓紧',
        });
      addExtensions(db, [measures[0]], {
        ...{ deadline: '2024.8.20', reason: '会签时间长', approvedBy: '党委会', on: '2024-07-10' },
      });
      setMeasureState(db, [measures[0]], { state: 'in_progress', on: '2024-05-06' });
      addEvidence(db, measures[0], '会议纪要', '', TODAY);
      replaceMeasure(db, measures[1], {
        ...{ reason: '职责调整', body: '党委会', on: '2024-06-03', title: '改由财务部牵头', deadline: '' },
      });
      addReminder(db, { unit, month: '2024-07', kind: 'reminder' });
      const { id } = db.run(
        "INSERT INTO matters (round_id, title, month) VALUES (1, '研究人员编制', '2024-08')",
      );
      db.run('INSERT INTO matter_issues (matter_id, issue_id) VALUES (?, ?)', id, issue);
      db.run(
        `INSERT INTO regulations (round_id, issue_id, measure_id, kind, title, number, made_on)
          VALUES (1, ?, ?, 'new', '采购办法', '', '2024-06-20')`,
        ...[issue, measures[0]],
      );
      db.run(
        "INSERT INTO sanctions (round_id, issue_id, kind, people, names, note) VALUES (1, ?, 'criticism', 2, '某甲、某乙', '某甲')",
        issue,
      );
    });
    const doc = dossier();
    const contents = tableOf(doc).rows;
    expect(contents.map((row) => [row['内容'], row['数量']])).toEqual([
      ...[
        ['问题基本情况', '1份'],
        ['整改措施', '3条'],
        ['整改进展', '2条'],
        ['整改期限调整', '1次'],
        ['措施状态变化', '2次'],
        ['佐证材料', '1份'],
        ['整改成效', '2项'],
        ['销号办理', '无'],
        ['回头看', '无'],
        ['整改方案调整', '3次'],
        ['督办提醒', '1份'],
        ['提请研究事项', '1项'],
      ],
    ]);
    // The parts follow in the order of the contents; the first is told in facts, those without anything in a sentence.
    const counts = contents.slice(1).map((row) => Number.parseInt(row['数量'] ?? '', 10) || 0);
    const tables = tablesOf(doc).slice(1);
    expect(tables.map((_, at) => tableOf(doc, at + 1).rows.length)).toEqual(
      counts.filter((count) => count > 0),
    );
    const text = JSON.stringify(doc);
    for (const said of [
      '已起草',
      '会签时间长',
      '改由财务部牵头',
      '新制定《采购办法》',
      '批评教育2人',
      '研究人员编制',
      '提〔2024〕1号',
      '未按要求报送2024年7月整改情况',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('某甲');
    // Another issue's dossier has none of it.
    expect(JSON.stringify(docOf(ledger.read, { paper: 'dossier', issue: issues[4] ?? 0 }))).not.toContain(
      '会签时间长',
    );
  });

  test('a letter about late measures stands with those of this issue', () => {
    const { ledger, issue, issues, measures, dossier } = desk();
    write(ledger, (db) => {
      const { id } = db.run(
        `INSERT INTO reminders (round_id, unit_id, month, kind, number, sent_on, subject)
          VALUES (1, 2, '2024-08', 'notice', '督〔2024〕1号', '2024-08-10', 'deadline')`,
      );
      for (const measure of [
        measures[1],
        db.pluck<number>('SELECT id FROM measures WHERE issue_id = ?', issues[4] ?? 0)[0] ?? 0,
      ])
        db.run('INSERT INTO reminder_measures (reminder_id, measure_id) VALUES (?, ?)', id, measure);
    });
    const rows = (of: number) => {
      const doc = docOf(ledger.read, { paper: 'dossier', issue: of });
      const at = tablesOf(doc).findIndex(({ columns }) => columns.some(({ title }) => title === '事由'));
      return at < 0 ? [] : tableOf(doc, at).rows;
    };
    expect(rows(issue)).toEqual([
      {
        日期: '2024.8.10',
        文书: '督办通知单\n督〔2024〕1号',
        发往单位: '财务部',
        事由: '整改措施超期或者滞后：第2条',
      },
    ]);
    expect(rows(issues[4] ?? 0)).toHaveLength(1);
    expect(rows(issues[1] ?? 0)).toEqual([]);
    expect(dossier().title).toBe('问题档案-01-问题甲');
  });
});
