/** An issue from open to closed: what is missing and the way to it, sent back once, reopened after a recheck; several issues at once. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { createLedger, makeHome, removeHome, start } from './support/app.ts';

let home = '';
test.beforeEach(() => {
  home = makeHome();
});
test.afterEach(() => removeHome(home));

const ISSUE = /投资项目储备不足/;

type Answer<T> = { readonly ok: boolean; readonly value: T };
/** A call through the window's own door. */
const ask = <T>(page: Page, name: string, args: unknown): Promise<Answer<T>> =>
  page.evaluate(
    ([call, given]) =>
      (
        window as unknown as { ledger: { call: Record<string, (args: unknown) => Promise<Answer<T>>> } }
      ).ledger.call[call]?.(given) as Promise<Answer<T>>,
    [name, args] as const,
  );
/** The whole summary of a month as text, part by part; the ledger's revision is no part of the month. */
const summaryOf = async (page: Page, month: string): Promise<Map<string, string>> => {
  const answer = await ask<Record<string, unknown>>(page, 'summary.compute', { month });
  expect(answer.ok).toBe(true);
  const parts = Object.entries(answer.value).filter(([key]) => key !== 'revision');
  expect(parts.length).toBeGreaterThan(10);
  return new Map(parts.map(([key, value]) => [key, JSON.stringify(value)]));
};
/** Parts of a month's summary that are not the same to the byte. */
const changedIn = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));

const column = (page: Page, name: string): Locator => page.getByRole('listbox', { name, exact: true });
const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole('dialog', { name });

/** Takes the step that is due by keys alone: who, the opinion offered for it, done. */
async function stepByKeys(page: Page, title: string, actor: string, opinion: string): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const asked = dialog(page, title);
  await expect(asked.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(actor);
  if (opinion !== '') await asked.getByLabel(/意见|申请说明/).fill(opinion);
  await page.keyboard.press('Control+Enter');
  await expect(asked).toBeHidden();
}

test('an issue is finished, applied for, sent back, applied for again, closed, and reopened after a recheck', async () => {
  let { page, close } = await start({ home });
  await createLedger(page, '看示例');
  const august = await summaryOf(page, '2024-08');

  // Its measures are done; the application says that evidence is missing and leads to it.
  await page.keyboard.press('Control+7');
  await page.getByTitle('展开“整改中”一列').click();
  await column(page, '整改中').getByRole('option', { name: ISSUE }).click();
  await page.keyboard.press('Enter');
  const detail = page.locator('#detail');
  await expect(detail.getByRole('group', { name: '申请销号还缺什么' })).toContainText('还没有完成');
  const grid = page.getByRole('grid', { name: '整改措施清单' });
  await grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Space');
  await expect(grid.getByText('已完成')).toHaveCount(3);
  await page.keyboard.press('Control+Enter');
  const apply = dialog(page, '申请销号');
  await expect(apply).toContainText('还不能申请');
  await expect(apply.getByRole('button', { name: '申请销号' })).toBeDisabled();
  await expect(apply.locator('.missing button:focus')).toHaveCount(1);
  const items = apply.getByRole('button', { name: /缺佐证材料/ });
  const lacking = await items.count();
  expect(lacking).toBeGreaterThan(0);
  await items.first().click();
  await expect(apply).toBeHidden();
  await expect(detail.locator('[data-section="佐证材料"] button:focus')).toHaveCount(1);
  for (let left = lacking; left > 0; left -= 1) {
    await detail.getByRole('button', { name: '说明无佐证' }).click();
    const reason = dialog(page, '无佐证材料的原因');
    await reason.getByRole('textbox').fill('后评价报告按规定单独存档');
    await reason.getByRole('button', { name: '保存' }).click();
    await expect(reason).toBeHidden();
    if (left === 1) break;
    await page.keyboard.press('Control+Enter');
    await apply
      .getByRole('button', { name: /缺佐证材料/ })
      .first()
      .click();
    await expect(apply).toBeHidden();
  }

  await stepByKeys(page, '申请销号', '投资管理部', '');
  await expect(page.getByText('已办理：申请销号')).toBeVisible();

  // Sent back on the board, by mouse; the reason stays with the card.
  await page.keyboard.press('Control+7');
  await column(page, '待审核').getByRole('option', { name: ISSUE }).click();
  await page.getByRole('button', { name: '退回…' }).click();
  const back = dialog(page, '退回');
  await back.getByRole('combobox').fill('整改办');
  await back.getByRole('button', { name: '退回', exact: true }).click();
  await expect(back.getByRole('alert')).toContainText('请填写退回原因');
  await back.getByLabel(/退回原因/).fill('后评价报告没有附审计意见');
  await back.getByRole('button', { name: '退回', exact: true }).click();
  await expect(back).toBeHidden();
  const returned = column(page, '待申请').getByRole('option', { name: ISSUE });
  await expect(returned.getByTitle('2024-09-05 整改办退回：后评价报告没有附审计意见')).toBeVisible();
  await close();

  // After a restart everything stands, and the chain is walked by keys.
  ({ page, close } = await start({ home, today: '2024-09-12' }));
  await page.keyboard.press('Control+7');
  const waiting = column(page, '待申请').getByRole('option', { name: ISSUE });
  await expect(waiting).toContainText('等待 7 天');
  await waiting.click();
  await expect(page.getByText('整改办退回：后评价报告没有附审计意见')).toBeVisible();
  await stepByKeys(page, '申请销号', '投资管理部', '审计意见已补齐');
  await expect(column(page, '待审核').getByRole('option', { name: ISSUE })).toBeVisible();
  await stepByKeys(page, '审核通过', '整改办', '同意');
  await expect(column(page, '待复核').getByRole('option', { name: ISSUE })).toBeVisible();
  await stepByKeys(page, '复核通过', '纪检监察机构', '属实');
  await expect(column(page, '待审定').getByRole('option', { name: ISSUE })).toBeVisible();
  await stepByKeys(page, '审定销号', '党委会', '同意销号');
  await expect(column(page, '已销号').getByRole('option', { name: ISSUE })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(column(page, '待审定').getByRole('option', { name: ISSUE })).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(column(page, '已销号').getByRole('option', { name: ISSUE })).toBeVisible();
  expect(changedIn(august, await summaryOf(page, '2024-08'))).toEqual([]);
  await close();

  // The recheck passes first, later it does not: the issue opens again, and the months before stay as they are.
  ({ page, close } = await start({ home, today: '2024-10-20' }));
  const september = await summaryOf(page, '2024-09');
  await page.keyboard.press('Control+7');
  await column(page, '已销号').getByRole('option', { name: ISSUE }).click();
  await page.getByRole('button', { name: '回头看通过…' }).click();
  const recheck = dialog(page, '回头看通过');
  await recheck.getByRole('combobox').fill('巡察办');
  await recheck.getByRole('button', { name: '回头看通过' }).click();
  await expect(column(page, '已销号').getByRole('option', { name: ISSUE })).toContainText('回头看');
  await page.getByRole('button', { name: '重启整改…' }).click();
  const reopen = dialog(page, '重启整改');
  await reopen.getByRole('combobox').first().fill('巡察办');
  await reopen.getByLabel(/重启原因/).fill('回访发现储备项目又出现空档');
  await reopen.getByRole('button', { name: '重启整改', exact: true }).click();
  await expect(reopen.getByRole('alert')).toContainText('至少退回或新增一条措施');
  await reopen.getByRole('checkbox').first().check();
  await reopen.getByRole('button', { name: '新增一条措施' }).click();
  await page.keyboard.type('逐季更新项目储备库');
  await page.keyboard.press('Tab');
  await page.keyboard.type('12月底前');
  await expect(reopen.getByText(/读作：2024年12月31日/)).toBeVisible();
  await reopen.getByRole('button', { name: '重启整改', exact: true }).click();
  await expect(reopen).toBeHidden();
  expect(changedIn(september, await summaryOf(page, '2024-09'))).toEqual([]);
  expect(changedIn(august, await summaryOf(page, '2024-08'))).toEqual([]);

  const open = column(page, '整改中').getByRole('option', { name: ISSUE });
  await expect(open).toContainText('第2轮');
  await open.dblclick();
  const again = page.locator('#detail');
  await expect(again.getByText('第 1 轮', { exact: true })).toBeVisible();
  await expect(again.getByText('审计意见已补齐')).toBeVisible();
  await expect(again.getByText('回访发现储备项目又出现空档').first()).toBeVisible();
  await expect(
    page.getByRole('grid', { name: '整改措施清单' }).getByText('逐季更新项目储备库'),
  ).toBeVisible();

  // The paper holds all of it.
  await page.keyboard.press('Control+j');
  const paper = dialog(page, '对账销号单');
  await expect(paper.getByText('后评价报告没有附审计意见')).toBeVisible();
  await expect(paper.getByText('同意销号')).toBeVisible();
  await expect(paper.getByText('（签章）')).toHaveCount(4);
  await close();
});

test('several issues are applied for at once; one that lacks something is left out and said', async () => {
  const { page, close } = await start({ home });
  await createLedger(page, '看示例');
  type Board = { columns: { key: string; cards: { id: number; title: string }[] }[] };
  const board = await ask<Board>(page, 'closing.board', {});
  const open = board.value.columns.find(({ key }) => key === 'open')?.cards ?? [];
  expect(open).toHaveLength(2);
  for (const { id } of open) {
    const found = await page.evaluate(async (issue) => {
      const bridge = (
        window as unknown as {
          ledger: {
            call: Record<string, (args: unknown) => Promise<Answer<{ measures: { id: number }[] }>>>;
          };
        }
      ).ledger;
      return bridge.call['closing.measures']?.({ id: issue });
    }, id);
    const ids = found?.value.measures.map((measure) => measure.id) ?? [];
    expect((await ask(page, 'measure.setState', { ids, state: 'done' })).ok).toBe(true);
    expect((await ask(page, 'measure.noEvidence', { ids, reason: '现场核验' })).ok).toBe(true);
  }

  await page.keyboard.press('Control+7');
  const ready = column(page, '待申请');
  await expect(ready.getByRole('option')).toHaveCount(3);
  await ready.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await expect(page.getByText('已选 3 个问题')).toBeVisible();
  await page.getByRole('button', { name: '申请销号…' }).click();
  const apply = dialog(page, '申请销号（3 个问题）');
  await expect(apply).toContainText('1 个问题还不能申请');
  await expect(apply.getByRole('list', { name: '涉及的问题' }).getByRole('listitem')).toHaveCount(2);
  await apply.getByRole('combobox').fill('责任单位');
  await apply.getByRole('button', { name: '为其余 2 个申请销号' }).click();
  await expect(apply).toBeHidden();
  await expect(ready.getByRole('option')).toHaveCount(1);

  const review = column(page, '待审核');
  await expect(review.getByRole('option')).toHaveCount(2);
  await review.getByRole('option').first().click();
  await review
    .getByRole('option')
    .last()
    .click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: '审核通过…' }).click();
  const step = dialog(page, '审核通过（2 个问题）');
  await step.getByRole('combobox').fill('整改办');
  await step.getByRole('button', { name: '同意', exact: true }).click();
  await expect(step.getByLabel(/意见/)).toHaveValue('同意');
  await step.getByRole('button', { name: '审核通过' }).click();
  await expect(column(page, '待复核').getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(review.getByRole('option')).toHaveCount(2);

  // The menu by key offers the same.
  await review.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: /^审核通过/ })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /^撤回申请/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await close();
});

test('a round with fewer steps closes in fewer; an issue taken out of the plan is no longer waited for', async () => {
  const { page, close } = await start({ home });
  await createLedger(page, '看示例');
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: '销号流程设置' }).click();
  const steps = dialog(page, '销号流程设置');
  await expect(steps.getByRole('checkbox', { name: /审定/ })).toBeDisabled();
  await steps.getByRole('checkbox', { name: /审核/ }).uncheck();
  await steps.getByRole('checkbox', { name: /复核/ }).uncheck();
  await steps.getByRole('textbox', { name: '审定的名称' }).fill('党委会审议');
  await steps.getByRole('button', { name: '保存' }).click();
  await expect(steps).toBeHidden();
  await expect(page.getByText('申请（责任单位） → 党委会审议（党委）')).toBeVisible();

  await page.keyboard.press('Control+7');
  await expect(page.getByRole('listbox')).toHaveCount(3);
  await expect(column(page, '待党委会审议')).toBeVisible();

  // Withdrawn with reason and body: gone from the board, listed as a change of the plan, and taken back in.
  await page.getByTitle('展开“整改中”一列').click();
  await column(page, '整改中').getByRole('option', { name: ISSUE }).dblclick();
  const detail = page.locator('#detail');
  await detail.getByRole('button', { name: '撤销问题…' }).click();
  const withdraw = dialog(page, '撤销问题');
  await withdraw.getByRole('textbox', { name: '原因' }).fill('并入其他问题整改');
  await withdraw.getByRole('textbox', { name: '批准机构' }).fill('集团党委会');
  await withdraw.getByRole('button', { name: '撤销问题' }).click();
  await expect(detail.getByText('该问题已于 2024-09-05 撤销，不计入统计。')).toBeVisible();
  await expect(detail.locator('[data-section="方案调整"]')).toContainText('并入其他问题整改');
  await page.keyboard.press('Control+7');
  await expect(column(page, '整改中').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(column(page, '整改中').getByRole('option')).toHaveCount(2);

  // A measure replaced by another one.
  await column(page, '整改中').getByRole('option', { name: ISSUE }).dblclick();
  await page.getByRole('grid', { name: '整改措施清单' }).getByText('建立投资项目储备库').click();
  await detail.getByRole('button', { name: '替换措施…' }).click();
  const replace = dialog(page, '替换措施');
  await replace.getByRole('textbox', { name: '新的整改措施' }).fill('建立分行业项目储备库');
  await replace.getByRole('textbox', { name: '整改期限' }).fill('12月底前');
  await expect(replace.getByText('2024年12月31日')).toBeVisible();
  await replace.getByRole('textbox', { name: '原因' }).fill('上级调整了投向');
  await replace.getByRole('textbox', { name: '批准机构' }).fill('集团党委会');
  await replace.getByRole('button', { name: '替换', exact: true }).click();
  await expect(replace).toBeHidden();
  await expect(detail.getByRole('heading', { name: '建立分行业项目储备库' })).toBeVisible();
  await detail.getByTitle('转到所属问题').click();
  await expect(detail.locator('[data-section="方案调整"]')).toContainText('上级调整了投向');
  await close();
});
