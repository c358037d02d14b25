/** Pictures of every paper (docs/papers), and of the screens that make, release and fill them. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import type { LedgerBridge } from '../../../shared/contract/events.ts';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { createLedger, removeHome, showView, start } from './app.ts';
import { atSize, callerOf, greyPicture, picture } from './pictures.ts';
import type { Call } from './pictures.ts';

const MONTH = '2024-08';

/** What the program shows as a paper's pages, as a file. */
async function pdfOf(page: Page, query: PaperQuery, file: string): Promise<void> {
  const base64 = await page.evaluate(async (asked) => {
    const bridge = (window as unknown as { ledger: LedgerBridge }).ledger;
    const answer = await bridge.call['paper.preview']({ query: asked, first: false });
    if (!answer.ok) throw new Error(`${asked.paper}: ${answer.error.code}`);
    return btoa(Array.from(answer.value.bytes, (byte) => String.fromCodePoint(byte)).join(''));
  }, query);
  writeFileSync(file, Buffer.from(base64, 'base64'));
}

/** The kept pictures: name, paper, page from 1. */
function pictured(issue: number, letters: readonly number[]): [string, PaperQuery, number][] {
  const month = MONTH;
  const [reminder = 0, notice = 0, warning = 0] = letters;
  return [
    ['summary', { paper: 'summary', month }, 1],
    ['summary-charts', { paper: 'summary', month }, 6],
    ['summary-annex', { paper: 'summary', month }, 12],
    ['progress', { paper: 'progress', month }, 1],
    ['roll-call', { paper: 'rollCall', month }, 1],
    ['problems', { paper: 'problems', month }, 1],
    ['tasks', { paper: 'tasks', month }, 1],
    ['duties', { paper: 'duties', month }, 1],
    ['duties-table', { paper: 'duties', month }, 2],
    ['ledger-a4', { paper: 'ledger', month, size: 'a4' }, 1],
    ['ledger-a3', { paper: 'ledger', month, size: 'a3' }, 1],
    ['closing', { paper: 'closing', issue }, 1],
    ['dossier', { paper: 'dossier', issue }, 1],
    ['dossier-parts', { paper: 'dossier', issue }, 2],
    ['reminder', { paper: 'reminder', reminder }, 1],
    ['notice', { paper: 'reminder', reminder: notice }, 1],
    ['warning', { paper: 'reminder', reminder: warning }, 1],
  ];
}

/** A table as a superior office sends it. */
async function writeBlank(file: string): Promise<void> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('附件1');
  sheet.getCell('A1').value = '巡察整改情况统计表';
  sheet.mergeCells('A1:G1');
  sheet.getCell('A2').value = '填报单位：';
  sheet.getCell('E2').value = '截至：';
  ['序号', '责任单位', '问题数', '已销号问题数', '未销号问题数', '整改完成率', '备注'].forEach((head, at) => {
    sheet.getCell(3, at + 1).value = head;
  });
  sheet.getCell('A7').value = '合计';
  for (const column of ['C', 'D', 'E'])
    sheet.getCell(`${column}7`).value = { formula: `SUM(${column}4:${column}6)`, result: 0 };
  sheet.getCell('A8').value = '填报人：';
  await book.xlsx.writeFile(file);
}

async function issueOf(call: Call, words: string): Promise<number> {
  const { nodes } = await call('tree.outline', {});
  const issue = nodes.find((node) => node.kind === 'issue' && node.title.includes(words));
  if (issue === undefined) throw new Error(`no issue ${words}`);
  return issue.id;
}

/** An issue closed with everything on its papers. Answers it. */
async function closeOne(call: Call): Promise<number> {
  const issue = await issueOf(call, '城区燃气设施建设整合');
  const ids = [issue];
  const { measures } = await call('closing.measures', { id: issue });
  await call('measure.noEvidence', {
    ids: measures.map(({ id }) => id),
    reason: '现场核验，材料由责任单位存档',
  });
  await call('closing.step', { ids, actor: '示例天然气公司', on: '2024-08-28' });
  const steps = [
    ['整改办', '同意'],
    ['纪检监察机构', '经现场查看，情况属实'],
    ['集团党委会', '同意销号'],
  ] as const;
  for (const [actor, opinion] of steps) await call('closing.step', { ids, actor, on: '2024-08-30', opinion });
  return issue;
}

/** Counted as closed by the month that is released, then found open. */
async function reopenOther(call: Call): Promise<void> {
  const id = await issueOf(call, '所属企业层级偏多');
  const { measures } = await call('closing.measures', { id });
  await call('closing.reopen', {
    id,
    ground: 'other',
    actor: '整改办',
    on: '2024-08-30',
    reason: '企业清理没有完成',
    setBack: [{ measure: measures[0]?.id ?? 0, state: 'in_progress' }],
    add: [],
  });
}

/** Letters of the three kinds: to two units, and once more to the first. Their ids. */
async function writeLetters(call: Call): Promise<number[]> {
  const { units } = await call('reminder.late', { month: MONTH });
  // What is late of the first fills more than a page.
  const [, one, other] = units;
  if (one === undefined || other === undefined) throw new Error('too few units are late');
  const letters = [
    { unit: one.unit.id, kind: 'reminder' as const },
    { unit: other.unit.id, kind: 'notice' as const },
  ];
  const first = await call('reminder.forLateUnits', { month: MONTH, letters });
  const last = await call('reminder.forLateUnits', {
    month: MONTH,
    letters: [{ unit: one.unit.id, kind: 'warning' }],
  });
  return [...first.ids, ...last.ids];
}

export async function takePaperPictures(): Promise<void> {
  const home = join(tmpdir(), '示例');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  const blank = join(home, '市委巡察办统计表.xlsx');
  await writeBlank(blank);
  const env = {
    LEDGER_ANSWER_BLANK: blank,
    LEDGER_ANSWER_XLSX: join(home, '市委巡察办统计表（2024年8月）.xlsx'),
  };
  const started = await start({ home, today: '2024-09-06', env });
  const { page, close } = started;
  await atSize(started);
  const take = (name: string): Promise<void> => picture(started, name);
  const key = (name: string): Promise<void> => page.keyboard.press(name);
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await createLedger(page, '看示例');
  const call = callerOf(page);
  await call('operator.set', { name: '许台账', note: '' });
  const kept = await call('paper.settings', {});
  await call('paper.setSettings', {
    settings: {
      ...kept,
      recipient: '集团党委',
      publicRecipient: '集团各党支部、各部门、各子公司',
    },
  });
  const issue = await closeOne(call);

  await showView(page, '月报');
  await expect(page.getByRole('heading', { name: /巡察整改情况月报\s*（2024年8月）/ })).toBeVisible();
  await page.locator('p:has([data-part])').first().dblclick();
  const words = page.getByRole('dialog', { name: /^修改文字/ });
  const box = words.getByRole('textbox');
  const text = await box.inputValue();
  await box.fill(text.replace(/(已完成整改)\s*\d+/, '$124'));
  await expect(words.getByText(/处与台账不一致/)).toBeVisible();
  await take('narrative');
  await words.getByRole('button', { name: /^保存/ }).click();
  await expect(page.getByText(/月报文字中有1处与台账不一致/)).toBeVisible();
  await take('differing');
  await button('全部按台账更新').click();
  await expect(page.getByText(/月报文字中有1处与台账不一致/)).toBeHidden();
  await page
    .getByRole('region', { name: '印发情况' })
    .getByRole('button', { name: /提请研究事项/ })
    .click();
  await expect(dialog('提请研究事项').locator('.matter-title').first()).toBeVisible();
  await take('matters');
  await key('Escape');

  await button('印发…').click();
  await expect(dialog('印发2024年8月月报').getByText('第1版', { exact: true })).toBeVisible();
  await take('release');
  await key('Control+Enter');
  const bar = page.getByRole('region', { name: '印发情况' });
  await expect(bar).toContainText('已印发第1版', { timeout: 60_000 });
  await reopenOther(call);
  await expect(bar).toContainText('台账已有变化');
  await bar.getByRole('button', { name: /更正版/ }).click();
  await expect(dialog(/出更正版/).getByRole('textbox', { name: /更正原因/ })).toBeFocused();
  await page.keyboard.type('一个问题误报销号，已重启整改');
  await take('release-correction');
  await dialog(/出更正版/)
    .getByRole('textbox', { name: /更正原因/ })
    .press('Control+Enter');
  await expect(bar).toContainText('已印发第2版', { timeout: 60_000 });
  await bar.getByRole('button', { name: /已印发的月报/ }).click();
  await expect(dialog('已印发的月报')).toBeVisible();
  await take('releases');
  await key('Escape');

  await showView(page, '文书');
  const preview = page.getByRole('region', { name: '打印预览' });
  await expect(preview.getByText(/第 1 页，共 \d+ 页/)).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(1500);
  await take('papers');
  await button('公文设置…').click();
  await expect(dialog(/公文设置/)).toBeVisible();
  await take('paper-settings');
  await key('Escape');
  await button('成批办理…').click();
  await expect(dialog('成批打印或保存')).toBeVisible();
  await take('papers-many');
  await key('Escape');
  await button('督办函件').click();
  await button('制发督办函件…').click();
  await expect(dialog(/督办、提醒超期/).getByRole('row')).not.toHaveCount(1);
  await take('late-letters');
  await key('Escape');
  const letters = await writeLetters(call);

  await button('上级表格').click();
  await button('登记表样…').click();
  const form = dialog('登记上级表格');
  await expect(form.getByText('备注')).toBeVisible();
  await form.getByLabel('格的位置').fill('B2');
  await form.getByLabel('格的内容').click();
  await page.keyboard.type('单位名称');
  await key('Enter');
  await form.getByRole('button', { name: '添加' }).click();
  await take('blank');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await button(/^填写2024年8月/).click();
  await expect(page.getByText(/已填写并保存/)).toBeVisible();

  for (const [name, query, at] of pictured(issue, letters)) {
    const file = join(home, `${name}.pdf`);
    await pdfOf(page, query, file);
    greyPicture(file, at, name, name === 'ledger-a3' ? 60 : 80);
  }
  await close();
  removeHome(home);
}
