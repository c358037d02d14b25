/** Pictures of the month's work: evidence, closing, deadlines, outcomes, checks, the dashboard, who has how much to do. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createLedger, removeHome, showView, start } from './app.ts';
import { atSize, callerOf, paperPicture, picture } from './pictures.ts';

/** A page of paper as a scanner makes it, drawn by the window itself. */
async function scanned(page: Page, file: string, lines: readonly string[]): Promise<void> {
  const address = await page.evaluate((words) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1200;
    canvas.height = 760;
    const pen = canvas.getContext('2d');
    if (pen === null) return '';
    pen.fillStyle = '#fffdf8';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.textAlign = 'center';
    words.forEach((line, index) => {
      pen.fillStyle = index === 0 ? '#b3261e' : '#222';
      pen.font = `${index === 0 ? 'bold 58px' : '34px'} "Noto Serif CJK SC", serif`;
      pen.fillText(line, 600, 110 + index * 78);
    });
    return canvas.toDataURL('image/png');
  }, lines);
  writeFileSync(file, Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
}

const RESERVE = /投资项目储备不足/;

export async function takeWorkPictures(): Promise<void> {
  const home = join(tmpdir(), '示例');
  rmSync(home, { recursive: true, force: true });
  const files = join(home, '材料');
  mkdirSync(files, { recursive: true });
  const notice = join(files, '关于印发投资项目储备库管理办法的通知.png');
  const minutes = join(files, '总经理办公会纪要.txt');
  const report = join(files, '尽职调查报告汇编.pdf');
  const wall = join(home, '挂图作战.pdf');
  writeFileSync(minutes, '会议听取了投资项目储备情况的汇报，同意将9个项目列入储备库。\n');
  writeFileSync(report, `%PDF-1.4\n${' '.repeat(380_000)}\n%%EOF\n`);
  const started = await start({
    home,
    env: {
      LEDGER_ANSWER_EVIDENCE: [notice, report, minutes].join(delimiter),
      LEDGER_ANSWER_PDF: wall,
    },
  });
  const { page, close } = started;
  await atSize(started);
  const take = (name: string): Promise<void> => picture(started, name);
  const key = (name: string): Promise<void> => page.keyboard.press(name);
  const call = callerOf(page);
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const cell = (column: string, row = 1) =>
    page.locator('[role="row"]').nth(row).locator(`[data-column="${column}"]`);
  await createLedger(page, '看示例');
  await call('operator.set', { name: '许台账', note: '' });
  const { nodes } = await call('tree.outline', {});
  const issueOf = (words: string): number => {
    const found = nodes.find((node) => node.kind === 'issue' && node.title.includes(words));
    if (found === undefined) throw new Error(`no issue ${words}`);
    return found.id;
  };
  const measuresOf = async (issue: number): Promise<number[]> =>
    (await call('closing.measures', { id: issue })).measures.map((measure) => measure.id);

  await expect(page.getByRole('navigation', { name: '今天的事项' })).toBeVisible();
  await take('agenda');

  // Evidence: taken in, looked at.
  await scanned(page, notice, [
    '示例市国运发展集团有限公司文件',
    '示国运〔2024〕61号',
    '关于印发《投资项目储备库管理办法》的通知',
    '各部门、各子公司：',
    '《投资项目储备库管理办法》已经集团党委会审议通过，现印发你们，',
    '请认真遵照执行。',
    '2024年8月26日',
  ]);
  await page.getByRole('treeitem', { name: RESERVE }).click();
  await cell('title').click();
  await page.getByRole('button', { name: '存入文件…' }).click();
  await expect(page.locator('.evidence-piece')).toHaveCount(4, { timeout: 30_000 });
  await page.locator('[data-section="佐证材料"]').scrollIntoViewIfNeeded();
  await take('evidence');
  await page.locator('.evidence-piece').filter({ hasText: '关于印发' }).click();
  await expect(page.locator('.preview-picture')).toBeVisible();
  await take('evidence-preview');
  await key('Escape');

  // Deadlines: chart, wall sheet, calendar, list, extension.
  await showView(page, '整改工期');
  const chart = page.getByRole('listbox', { name: '倒排工期' });
  await expect(chart.getByRole('option').first()).toBeVisible();
  await chart.focus();
  await key('End');
  await take('gantt');
  await page.getByRole('button', { name: '挂图作战…' }).click();
  await dialog(/挂图作战/)
    .getByRole('button', { name: '存为 PDF…' })
    .click();
  await expect(page.getByText(/已保存“/)).toBeVisible({ timeout: 30_000 });
  paperPicture(wall, 'wall');
  await key('Escape');
  await page.getByRole('tab', { name: '日历' }).click();
  await page.getByRole('gridcell', { name: /2024年9月10日/ }).click();
  await take('calendar');
  await page.getByRole('tab', { name: '到期清单' }).click();
  await expect(page.getByRole('region', { name: '已超期' })).toBeVisible();
  await take('due-list');
  await page.getByRole('region', { name: '已超期' }).getByRole('button', { name: /延期/ }).first().click();
  await dialog('延期').getByLabel('延至').fill('2024年12月底前');
  await expect(dialog('延期').getByText(/比现在的期限晚/)).toBeVisible();
  await take('extend');
  await key('Escape');

  // Closing: what is missing, sent back once, on the board, one closed and opened again.
  const reserve = issueOf('投资项目储备不足');
  const ids = await measuresOf(reserve);
  await call('measure.setState', { ids: ids.slice(0, 1), state: 'done', on: '2024-08-30' });
  await call('measure.setState', { ids: ids.slice(2), state: 'done', on: '2024-09-02' });
  await showView(page, '整改台账');
  await key('Control+Enter');
  await expect(dialog('申请销号').locator('.missing-item').first()).toBeVisible();
  await take('closing-missing');
  await key('Escape');
  await call('measure.setState', { ids: ids.slice(1, 2), state: 'done', on: '2024-09-02' });
  const lacking = await call('closing.missing', { ids: [reserve] });
  await call('measure.noEvidence', {
    ids: (lacking.issues[0]?.missing ?? []).flatMap((item) =>
      item.measure === null ? [] : [item.measure.id],
    ),
    reason: '分析报告涉密，原件由投资管理部保管',
  });
  await call('closing.step', { ids: [reserve], actor: '投资管理部', on: '2024-09-02' });
  await call('closing.back', {
    ids: [reserve],
    as: 'sent_back',
    actor: '整改办',
    on: '2024-09-03',
    reason: '储备库清单没有附尽职调查结论，请补充后再报',
  });
  await call('closing.step', {
    ids: [reserve],
    actor: '投资管理部',
    on: '2024-09-04',
    opinion: '尽职调查结论已补齐',
  });
  const other = issueOf('城区燃气设施建设整合');
  await call('measure.noEvidence', { ids: await measuresOf(other), reason: '现场核验，材料由责任单位存档' });
  await call('closing.step', { ids: [other], actor: '示例天然气公司', on: '2024-09-02' });
  await call('closing.step', { ids: [other], actor: '整改办', on: '2024-09-03', opinion: '同意' });
  const again = issueOf('集团资产负债率持续走高');
  const back = (await measuresOf(again))[0] ?? 0;
  const overdue = issueOf('三年以上应收款清收不力');
  await call('closing.reopen', {
    id: again,
    ground: 'recheck',
    actor: '巡察办',
    on: '2024-09-02',
    reason: '回头看发现融资成本又有上升',
    setBack: [{ measure: back, state: 'in_progress' }],
    add: [],
  });
  await call('measure.setState', { ids: [back], state: 'done', on: '2024-09-04' });

  await key('Control+7');
  await page.getByRole('listbox', { name: '待审核' }).getByRole('option', { name: RESERVE }).click();
  await take('board');
  await key('Control+Enter');
  await expect(dialog('审核通过')).toBeVisible();
  await page.keyboard.type('整改办');
  await key('Tab');
  await take('closing-step');
  await key('Escape');
  await expect(dialog('审核通过')).toBeHidden();
  await call('closing.step', { ids: [reserve], actor: '整改办', on: '2024-09-05', opinion: '同意' });
  await page.getByRole('listbox', { name: '待复核' }).getByRole('option', { name: RESERVE }).dblclick();
  await page.locator('[data-section="销号流程"]').scrollIntoViewIfNeeded();
  await take('closing-issue');
  await call('closing.step', {
    ids: [reserve],
    actor: '纪检监察机构',
    on: '2024-09-05',
    opinion: '经现场查看，情况属实',
  });
  await call('closing.step', { ids: [reserve], actor: '集团党委会', on: '2024-09-05', opinion: '同意销号' });
  await key('Control+j');
  await expect(dialog('对账销号单').getByText('同意销号').first()).toBeVisible();
  await take('closing-paper');
  await key('Escape');
  await showView(page, '轮次与时间轴');
  await page.getByRole('button', { name: /销号流程设置|流程设置/ }).click();
  await take('closing-steps');
  await key('Escape');

  // Outcomes: ledgers, the same one twice.
  await call('outcome.add', {
    fields: {
      family: 'regulation',
      issueId: other,
      measureId: null,
      unitId: null,
      note: '',
      on: '2024-08-26',
      kind: 'new',
      title: '投资项目储备库管理办法',
      number: '示国运〔2024〕61号',
    },
  });
  await call('outcome.add', {
    fields: {
      family: 'regulation',
      issueId: reserve,
      measureId: null,
      unitId: null,
      note: '',
      on: null,
      kind: 'new',
      title: '投资项目储备库管理办法（试行）',
      number: '示国运[2024]061号',
    },
  });
  await showView(page, '整改成效');
  await expect(page.locator('.outcomes-totals')).toContainText('计入');
  await take('outcomes');
  await page.getByRole('tab', { name: /疑似重复/ }).click();
  await expect(page.getByRole('group', { name: '疑似重复' })).toBeVisible();
  await take('duplicates');

  await showView(page, '综合看板');
  const plot = page.getByRole('region', { name: '各方面的问题' }).locator('svg').first();
  await expect(plot).toBeVisible();
  await page.waitForTimeout(2500);
  await take('dashboard');
  await page.getByRole('button', { name: '上一个月' }).click();
  await expect(page.getByText('这是 2024年8月31日 的情况')).toBeVisible();
  await page.getByRole('button', { name: '上一个月' }).click();
  await expect(page.getByText('这是 2024年7月31日 的情况')).toBeVisible();
  await page.waitForTimeout(1500);
  await take('dashboard-past');

  await showView(page, '单位与人员');
  await page.getByRole('tab', { name: '工作量' }).click();
  await expect(page.getByRole('region', { name: '工作量' }).getByRole('table')).toBeVisible();
  await take('workload');
  // Something of every weight for the checks.
  const { persons } = await call('person.list', {});
  const leaving = persons.find((person) => person.name === '周参照');
  if (leaving === undefined) throw new Error('a leader of the sample is missing');
  await call('person.leave', { id: leaving.id, on: '2024-08-31' });
  await call('measure.edit', { ids: await measuresOf(overdue), patch: { deadline: '12月底前' } });
  await call('issue.edit', { ids: [overdue], patch: { unitId: null } });
  await call('outcome.add', {
    fields: {
      family: 'regulation',
      issueId: again,
      measureId: null,
      unitId: null,
      note: '',
      on: '2024-08-20',
      kind: 'revised',
      title: '资金集中管理办法',
      number: '',
    },
  });
  await showView(page, '核对');
  await expect(page.getByRole('listbox', { name: '核对结果' })).toBeVisible();
  // The number on the bar follows after a while.
  await expect(page.locator('.nav-badge')).toHaveText('8', { timeout: 15_000 });
  await take('checks');

  await close();
  removeHome(home);
}
