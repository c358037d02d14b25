/** An old ledger as a real workbook, through the program's door, into a new ledger. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterEach, expect, test } from 'vitest';
import { verify } from '../../db/index.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { clearAway, must, tempFolder } from '../db/makeLedger.ts';
import { jobEnd, openTestProgram } from '../ipc/program.ts';
import type { TestProgram } from '../ipc/program.ts';

const programs: TestProgram[] = [];

afterEach(() => {
  for (const program of programs.splice(0)) program.close();
  clearAway();
});

function open(): TestProgram {
  const program = openTestProgram('2024-08-31');
  programs.push(program);
  return program;
}

async function value<K extends CallName>(program: TestProgram, name: K, args: Args<K>): Promise<Reply<K>> {
  return must(await program.dispatcher.call(name, args));
}

async function oldLedger(file: string): Promise<void> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('整改台账');
  sheet.addRow(['示例集团巡察整改台账']);
  sheet.mergeCells('A1:N1');
  sheet.addRow([
    ...['序号', '方面', '存在问题', '整改措施', '责任单位', '配合单位', '责任领导', '整改时限', '整改状态'],
    ...['完成时间', '6月整改进展', '7月整改进展', '收回金额（万元）', '销号时间'],
  ]);
  sheet.addRow([
    ...[
      1,
      '党的建设',
      '议事规则不健全',
      '修订党委议事规则',
      '党群工作部',
      '',
      '张某',
      '2024年6月底前',
      '已完成',
    ],
    ...['2024-06-20', '完成起草', '印发执行', '', '2024-07-05'],
  ]);
  sheet.addRow([
    ...[2, '', '', '组织专题学习', '党群工作部', '人力资源部、办公室', '张某', '立行立改', '整改完毕'],
    ...['2024-06-25', '学习两次', '', '', '2024年7月5日'],
  ]);
  sheet.addRow([
    ...[
      3,
      '资金管理',
      '往来款清理不及时',
      '清理三年以上往来款',
      '财务管理部',
      '',
      '李某',
      '2024年12月',
      '整改中',
    ],
    ...['', '', '已清理三笔', '16.58', ''],
  ]);
  sheet.addRow([
    ...[4, '资金管理', '超标准报销', '清退超标费用', '示例商贸公司', '', '李某', '2024-09-30', '差不多了'],
    ...['2月30日', '', '', '约3', ''],
  ]);
  sheet.mergeCells('B3:B4');
  sheet.mergeCells('C3:C4');
  await book.xlsx.writeFile(file);
}

test('tree, states, progress of months, money and closing days come in; what is not understood is listed', async () => {
  const folder = tempFolder();
  const file = join(folder, '原台账.xlsx');
  await oldLedger(file);
  const program = open();
  await value(program, 'ledger.create', { folder: null, sample: false });
  const token = program.context.tokens.addFile(file).token;
  const { job } = await value(program, 'ledgerImport.read', { file: token });
  expect(await jobEnd(program, job)).toMatchObject({ status: 'done' });
  const preview = await value(program, 'ledgerImport.preview', { job });
  expect(preview.counted).toMatchObject({ aspects: 2, issues: 3, measures: 4, closed: 1, done: 2 });
  expect(preview.problems.map(({ cell, found }) => [cell, found])).toEqual(
    expect.arrayContaining([
      ['I6', '差不多了'],
      ['J6', '2月30日'],
      ['M6', '约3'],
    ]),
  );
  const place = await value(program, 'ledgerImport.place', { job, sheet: null, row: 0, rows: 5 });
  expect(place.rows[1]?.cells[2]).toBe('存在问题');

  const written = await value(program, 'ledgerImport.commit', {
    job,
    month: '2024-08',
    target: { newRound: { title: '2024年巡察', feedbackOn: '2024-03-01', months: 6 } },
  });
  expect(written).toMatchObject({ issues: 3, measures: 4, closed: 1 });
  const db = program.context.session.ledger().read;
  expect(verify(db)).toEqual({ ok: true, problems: [] });
  expect(db.all('SELECT step, effective_on AS "on" FROM closing_events')).toEqual([
    { step: 'imported_closed', on: '2024-07-05' },
  ]);
  expect(db.all('SELECT month, text FROM progress ORDER BY id')).toEqual([
    { month: '2024-06', text: '完成起草' },
    { month: '2024-07', text: '印发执行' },
    { month: '2024-06', text: '学习两次' },
    { month: '2024-07', text: '已清理三笔' },
  ]);
  expect(db.pluck('SELECT fen FROM recoveries')).toEqual([16_580_000]);
  expect(db.pluck('SELECT done_on FROM measures ORDER BY id')).toEqual([
    '2024-06-20',
    '2024-06-25',
    null,
    null,
  ]);

  const again = await value(program, 'ledgerImport.read', { file: token });
  await jobEnd(program, again.job);
  const second = await value(program, 'ledgerImport.preview', { job: again.job });
  expect(second.importedBefore).toMatchObject({ batch: written.batch });
  await value(program, 'history.undo', {});
  expect(db.pluck('SELECT count(*) FROM issues')).toEqual([0]);
});

test('closed issues come with a round’s first content only', async () => {
  const file = join(tempFolder(), '原台账.xlsx');
  await oldLedger(file);
  const program = open();
  await value(program, 'ledger.create', { folder: null, sample: true });
  const token = program.context.tokens.addFile(file).token;
  const { job } = await value(program, 'ledgerImport.read', { file: token });
  await jobEnd(program, job);
  const db = program.context.session.ledger().read;
  const counted = () => db.all('SELECT count(*) AS n, max(id) AS last FROM issues');
  const before = counted();
  expect(
    await program.dispatcher.call('ledgerImport.commit', { job, month: '2024-08', target: { round: 1 } }),
  ).toMatchObject({ ok: false, error: { code: 'import_not_first_content' } });
  expect(counted()).toEqual(before);
});

test('what was done nobody knows when is so on every screen', async () => {
  const file = join(tempFolder(), '台账.csv');
  writeFileSync(
    file,
    '存在问题,整改措施,责任单位,整改时限,整改状态\n议事不规范,修订规则,办公室,2024-12-31,已完成\n',
  );
  const program = open();
  await value(program, 'ledger.create', { folder: null, sample: false });
  const token = program.context.tokens.addFile(file).token;
  const { job } = await value(program, 'ledgerImport.read', { file: token });
  await jobEnd(program, job);
  const target = { newRound: { title: '2024年巡察', feedbackOn: '2024-03-01', months: 6 } };
  await value(program, 'ledgerImport.commit', { job, month: '2024-07', target });
  const { ids } = await value(program, 'checklist.find', wholeChecklist);
  const { rows } = await value(program, 'checklist.rows', { ids: [...ids] });
  expect(rows.map(({ state, doneOn, lamp }) => [state, doneOn, lamp])).toEqual([
    ['done', null, 'question_tick'],
  ]);
  const { summary } = await value(program, 'dashboard.get', {});
  const counted = summary.overall.measuresByLamp.filter(({ figure }) => figure.value > 0);
  expect(counted.map(({ lamp }) => lamp)).toEqual(['question_tick']);
  expect(summary.overall.measuresDone.value).toBe(1);

  // Set back later, it was so all the same; and a day that is given holds from then on.
  const lamps = async (asOf: string) =>
    (await value(program, 'dashboard.get', { asOf })).summary.overall.measuresByLamp
      .filter(({ figure }) => figure.value > 0)
      .map(({ lamp }) => lamp);
  await value(program, 'measure.setState', {
    ...{ ids: [...ids], state: 'in_progress' as const },
    ...{ on: '2024-08-20', reason: '问题反弹' },
  });
  expect(await lamps('2024-08-10')).toEqual(['question_tick']);
  await value(program, 'history.undo', {});
  await value(program, 'measure.setState', { ids: [...ids], state: 'done', on: '2024-08-05' });
  expect(await lamps('2024-08-10')).toEqual(['green_tick']);
});

test('the clerk says what a column is, and it is read so', async () => {
  const folder = tempFolder();
  const file = join(folder, '台账.csv');
  writeFileSync(file, '甲栏,乙栏,责任单位\n议事不规范,修订规则,办公室\n调研不深,制定计划,研究室\n');
  const program = open();
  await value(program, 'ledger.create', { folder: null, sample: false });
  const { job } = await value(program, 'ledgerImport.read', {
    file: program.context.tokens.addFile(file).token,
  });
  const end = await jobEnd(program, job);
  expect(end.status).toBe('done');
  const chosen = { columns: { '0': 'issueTitle', '1': 'title' } } as const;
  const mapped = await value(program, 'ledgerImport.map', { job, chosen: { ...chosen } });
  expect(mapped.counted).toMatchObject({ issues: 2, measures: 2 });
});
