/** Pictures of a month's returns: out, filled in by a real office program, in, reviewed, answered; and of an old ledger. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { fillIn } from '../../office/office.ts';
import { anotherFolder, createLedger, dropFile, removeHome, showView, start } from './app.ts';
import type { Started } from './app.ts';
import { atSize, bookPicture, picture } from './pictures.ts';

/** The file in a folder whose name holds these words. */
function fileOf(folder: string, words: string): string {
  const name = readdirSync(folder).find((each) => each.includes(words));
  if (name === undefined) throw new Error(`no file of ${words}`);
  return join(folder, name);
}

type Line = readonly (string | number | null)[];

/** A workbook as somebody would have made it by hand: titles, headings, rows; equal cells of the first columns merged. */
async function sheetOf(file: string, name: string, lines: readonly Line[], head: number): Promise<void> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(name);
  for (const line of lines) sheet.addRow([...line]);
  const across = Math.max(...lines.map((line) => line.length));
  for (let row = 1; row < head; row += 1) sheet.mergeCells(row, 1, row, across);
  for (let column = 1; column <= across; column += 1) sheet.getColumn(column).width = column < 4 ? 22 : 16;
  await book.xlsx.writeFile(file);
}

/** A unit that made its own table, and says neither its name nor anything that the program would know it by. */
const ownTable: readonly Line[] = [
  ['巡察反馈问题整改情况表（2024年8月）'],
  ['序号', '存在问题', '整改举措', '目前进度', '工作开展情况', '完成时间', '主办科室意见'],
  [
    '4-2',
    '城区燃气设施建设整合进度慢于计划',
    '加快高压输配管线剩余标段建设',
    '已完成',
    '验收报告已由参建单位会签，9月2日归档。',
    '2024.8.23',
    '同意',
  ],
  [
    '4-4',
    '城区燃气设施建设整合进度慢于计划',
    '坚持用户安全用气上门检查',
    '整改中',
    '8月入户检查2140户，发现隐患17处，已整改16处。',
    null,
    '同意',
  ],
];

const oldLedger: readonly Line[] = [
  ['2023年巡察整改台账'],
  [
    '问题类别',
    '存在问题',
    '整改措施',
    '责任领导',
    '责任部门',
    '整改时限',
    '完成情况',
    '2023年11月进展',
    '12月进展',
    '销号时间',
  ],
  ...([
    [
      '落实上级决策部署方面',
      '“第一议题”制度落实不到位',
      '修订党委理论学习中心组学习规则',
      '李示范',
      '党群工作部',
      '2023年10月底前',
      '已完成',
      '规则已印发。',
      null,
      '2023-11-20',
    ],
    [
      null,
      null,
      '每季度通报各支部学习情况',
      '李示范',
      '党群工作部',
      '长期坚持',
      '已完成',
      '三季度通报已印发。',
      '四季度通报已印发。',
      '2023-11-20',
    ],
    [
      null,
      '重点项目推进缓慢',
      '逐项倒排工期，按月调度',
      '孙模板',
      '投资管理部',
      '2023年12月底前',
      '整改中',
      '3个项目开工。',
      '5个项目开工。',
      null,
    ],
    [
      '选人用人方面',
      '干部档案材料不齐全',
      '补齐缺少的任免材料',
      '钱演练',
      '人力资源部',
      '2023.12.15',
      '已完成',
      '补齐31份。',
      '补齐全部44份。',
      '2023-12-28',
    ],
    [
      null,
      null,
      '建立档案收集催办机制',
      '钱演练',
      '人力资源部',
      '2023年12月底前',
      '已整改到位',
      null,
      '机制已运行。',
      '2023-12-28',
    ],
    [
      '廉洁风险防控方面',
      '公务接待审批不规范',
      '修订公务接待管理办法',
      '周参照',
      '综合办公室',
      '尽快',
      '完成90%',
      '征求意见。',
      '待审议。',
      null,
    ],
  ] satisfies Line[]),
];

/** Sends August's forms and fills some of them in, with all that comes back in a real month. */
async function sendAndFill({ page }: Started, forms: string, back: string): Promise<readonly string[]> {
  await showView(page, '报送');
  await page.getByRole('button', { name: '发出报送表…' }).click();
  await page.getByRole('button', { name: /^发出（8 个单位）/ }).click();
  await expect.poll(() => readdirSync(forms).filter((name) => name.endsWith('.xlsx')).length).toBe(8);
  await expect(page.getByRole('dialog', { name: /^发出/ })).toBeHidden();
  const filled = (name: string): string => join(back, name);
  await fillIn(
    fileOf(forms, '投资管理部'),
    [
      { sheet: 0, cell: 'C8', type: '完成整合平台公司注册' },
      { sheet: 0, cell: 'L9', type: '已完成' },
      { sheet: 0, cell: 'N9', type: '2024-08-30' },
      { sheet: 0, cell: 'M9', type: '9个项目全部完成尽职调查并录入储备库，储备库8月30日投入使用。' },
      { sheet: 0, cell: 'P9', type: '《投资项目储备库管理办法》（国运投〔2024〕18号）' },
      { sheet: 0, cell: 'L10', type: '完成90%' },
      { sheet: 0, cell: 'M10', type: '投向分析指标已试运行一个月，三季度报告10月15日前印发。' },
      { sheet: 0, cell: 'Z10', type: '约16万' },
      { sheet: 0, cell: 'M11', type: '已向审计工作部提供5个项目的投资决策资料。' },
    ],
    filled('投资管理部8月报送表.xlsx'),
  );
  await fillIn(
    fileOf(forms, '商贸公司'),
    [
      { sheet: 0, cell: 'M6', type: '累计收回21笔，9笔诉讼案件中3笔达成调解，回款46.2万元。' },
      { sheet: 0, cell: 'AA6', type: '462000' },
      { sheet: 0, cell: 'AE6', type: '2024-12-31' },
      { sheet: 0, cell: 'AF6', type: '6笔诉讼案件预计四季度判决，需按判决结果执行。' },
    ],
    filled('商贸.xls'),
  );
  await fillIn(fileOf(forms, '审计工作部'), [], filled('审计工作部.xlsx'));
  await sheetOf(filled('整改情况.xlsx'), '8月', ownTable, 2);
  writeFileSync(filled('风控部回复（盖章扫描件）.pdf'), '%PDF-1.4\n%%EOF\n');
  return [
    '投资管理部8月报送表.xlsx',
    '商贸.xls',
    '审计工作部.xlsx',
    '整改情况.xlsx',
    '风控部回复（盖章扫描件）.pdf',
  ].map(filled);
}

async function reviewed(page: Page, take: (name: string) => Promise<void>): Promise<void> {
  const sums = page.getByRole('status', { name: '确认后的结果' });
  const list = page.getByRole('region', { name: '差异' });
  await expect(sums).toContainText('未决 14');
  // To the cell of a problem, with its place in the file beside it.
  await list.getByText('完成90%').click();
  await page.keyboard.press('f');
  await expect(page.getByText('读作“整改状态”')).toBeVisible();
  await take('review');
  await page.keyboard.press('f');
  await list.getByRole('button', { name: '整行采纳' }).first().click();
  await expect(sums).not.toContainText('采纳 0');
  await page.getByRole('button', { name: '采纳无疑问的' }).click();
  await expect(sums).not.toContainText('未决 10');
}

/** Not a test: takes what the manual shows of returns. */
export async function takeReturnsPictures(): Promise<void> {
  const home = join(tmpdir(), '示例');
  const forms = join(home, '报送表');
  const back = join(home, '收到');
  rmSync(home, { recursive: true, force: true });
  for (const folder of [home, forms, back]) mkdirSync(folder);
  const env = { LEDGER_ANSWER_FOLDER: forms };
  let started = await start({ home, today: '2024-09-04', env });
  await atSize(started);
  let { page } = started;
  const take = (name: string): Promise<void> => picture(started, name);
  await createLedger(page, '看示例');
  await showView(page, '设置');
  await page.getByRole('button', { name: '交接给新经办人…' }).click();
  await page.getByRole('dialog').getByLabel('接手人姓名').fill('许台账');
  await page.getByRole('button', { name: '确认交接' }).click();
  await expect(page.getByRole('cell', { name: '许台账' })).toBeVisible();
  await showView(page, '报送');
  await page.getByRole('button', { name: '发出报送表…' }).click();
  await expect(page.getByText('只有本单位负责和配合')).toBeVisible();
  await take('returns-send');
  await page.keyboard.press('Escape');
  const files = await sendAndFill(started, forms, back);
  bookPicture(fileOf(forms, '投资管理部'), 1, 'returns-form');

  await dropFile(page, files);
  await page.getByRole('button', { name: /^开始读取/ }).click();
  const result = page.getByRole('dialog', { name: '报送表读取结果' });
  await expect(result).toBeVisible();
  await take('returns-result');
  await result.getByRole('button', { name: '去确认…' }).click();
  await expect(page.getByRole('dialog', { name: /^列对应/ })).toContainText('没有读入的列');
  await take('returns-mapping');
  const unit = page.locator('#mapping-unit');
  await unit.click();
  await page.keyboard.type('天然气');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '按此读取' }).click();
  await page.getByRole('button', { name: '完成', exact: true }).click();
  await result.getByRole('button', { name: '开始核对' }).click();
  await reviewed(page, take);
  await page.getByRole('button', { name: '确认导入…' }).click();
  await page.getByRole('button', { name: '确认导入', exact: true }).click();
  await expect(page.getByText('报送表导入回执').first()).toBeVisible();
  await take('returns-receipt');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '退回标注件…' }).first().click();
  await expect.poll(() => readdirSync(forms).filter((name) => name.includes('投资')).length).toBe(2);
  await started.close();

  // Two days later, when the rest is late.
  started = await start({ home, today: '2024-09-06', env });
  ({ page } = started);
  await atSize(started);
  await showView(page, '报送');
  await expect(page.getByText(/未报，已逾期/).first()).toBeVisible();
  await page.getByRole('button', { name: '出提醒函' }).first().click();
  await expect(page.getByText('特此函告').first()).toBeVisible();
  await take('returns-reminder');
  await page.keyboard.press('Escape');
  await take('returns');
  const old = join(back, '2023年整改台账.xlsx');
  await sheetOf(old, '台账', oldLedger, 2);
  await started.close();

  const empty = await start({ home: anotherFolder(home), today: '2024-09-06' });
  await atSize(empty);
  await createLedger(empty.page, '新建台账');
  await dropFile(empty.page, old);
  await empty.page.getByRole('button', { name: '作为整改台账导入' }).click();
  await expect(empty.page.getByText('将写成这样')).toBeVisible();
  await picture(empty, 'ledger-import');
  await empty.close();
  bookPicture(
    join(forms, readdirSync(forms).find((name) => name.includes('投资') && !name.startsWith('报送表')) ?? ''),
    5,
    'returns-answer',
  );
  removeHome(home);
}
