/** Plots of the dashboard as tables and as what is drawn from them, its large figures, its days and times. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paperRoute } from '../../renderer/papers/address.ts';
import { stepDay } from '../../renderer/views/dashboard/state.ts';
import { changeWords, largeFigures } from '../../renderer/views/dashboard/figures.ts';
import { localTimeOf, timeFrom } from '../../renderer/views/dashboard/localTime.ts';
import { axisWords, blocksOf, describe as spoken, optionOf } from '../../renderer/views/dashboard/options.ts';
import type { Sheet } from '../../renderer/views/dashboard/options.ts';
import { plotsOf } from '../../renderer/views/dashboard/plots.ts';
import type { PlotData } from '../../renderer/views/dashboard/plots.ts';
import { styleOf } from '../../renderer/views/dashboard/tones.ts';
import type { Dashboard } from '../../shared/contract/types.ts';
import { dashboardFileName, readDashboardDay, writeDashboardDay } from '../../shared/dashboard/address.ts';
import { computeDashboard } from '../../shared/dashboard/compute.ts';
import { days, facts, settings } from '../summary/generate.ts';
import { sampleFacts, sampleSettings } from '../summary/sampleFacts.ts';

const sample = (day: string): Dashboard => ({
  ...computeDashboard(sampleFacts(), {
    day,
    feedbackOn: '2024-03-05',
    roundEnd: '2024-09-05',
    settings: sampleSettings,
  }).dashboard,
  knownAt: null,
});
const sheet: Sheet = { type: 12, family: 'serif', paper: false, names: 100 };
const plot = (board: Dashboard, id: string): PlotData => {
  const found = plotsOf(board).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no plot ${id}`);
  return found;
};

describe('the plots', () => {
  it('open by every bar exactly as many rows as the bar is long', () => {
    fc.assert(
      fc.property(facts, days, settings, (f, day, s) => {
        const asked = { feedbackOn: null, roundEnd: null, settings: s };
        const computed = (of: string) => computeDashboard(f, { ...asked, day: of });
        const board: Dashboard = { ...computed(day).dashboard, knownAt: null };
        for (const data of plotsOf(board)) {
          for (const cell of data.rows.flatMap((row) => row.cells)) {
            if (cell === null) continue;
            const { key, query } = cell.opens;
            const rows = computed(query.asOf ?? '').rows(key, 0, 10_000);
            const amount =
              rows?.kind === 'outcomes'
                ? rows.rows.reduce((sum, row) => sum + row.amount, 0)
                : rows?.rows.length;
            expect(data.id === 'money' ? Math.round(cell.value * 1_000_000) : cell.value, key).toBe(amount);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('show every part that a group has, the heaviest units first and 未明确 last', () => {
    const unit = plot(sample('2024-08-31'), 'unit');
    const sums = unit.rows.map((row) => row.cells.reduce((sum, cell) => sum + (cell?.value ?? 0), 0));
    expect(sums.reduce((a, b) => a + b)).toBe(28);
    expect(sums).toEqual([...sums].sort((a, b) => b - a));
    expect(unit.series.map(({ name }) => name)).toEqual(['已销号', '待申请', '整改中']);
  });

  it('run to the end of the round, with months that have not come left empty', () => {
    const { rows, mark } = plot(sample('2024-06-10'), 'burnDown');
    expect(rows.map(({ name }) => name)).toEqual(
      ['03', '04', '05', '06', '07', '08', '09'].map((month) => `2024-${month}`),
    );
    expect(rows.slice(4).every(({ cells }) => cells.every((cell) => cell === null))).toBe(true);
    expect(rows[3]?.cells[0]?.opens.query.asOf).toBe('2024-06-10');
    expect(rows[1]?.cells[0]?.opens.query.asOf).toBe('2024-04-30');
    expect(mark?.row).toBe('2024-09');
  });

  it('cut a long row of bars into blocks of one scale', () => {
    const data = plot(sample('2024-08-31'), 'unit');
    const row = data.rows[0];
    const many = {
      ...data,
      rows: Array.from({ length: 45 }, (_, i) => ({ name: `单位${i}`, cells: row?.cells ?? [] })),
    };
    const blocks = blocksOf(many);
    expect(blocks.map((block) => block.length)).toEqual([20, 20, 5]);
    const scales = blocks.map((block) => (optionOf(many, block, sheet)['xAxis'] as { max: number }).max);
    expect(new Set(scales).size).toBe(1);
  });

  it('name months shortly, with the year where one begins', () => {
    expect(['2023-12', '2024-01', '2024-02'].map((month, at) => axisWords(month, at + 1))).toEqual([
      '12月',
      '1月\n2024年',
      '2月',
    ]);
    expect(axisWords('2024-03', 0)).toBe('3月\n2024年');
    expect(axisWords('已完成措施', 1)).toBe('已完成\n措施');
    expect(axisWords('超期', 2)).toBe('超期');
  });

  it('are spoken, and told apart without colour', () => {
    expect(
      spoken(plot(sample('2024-08-31'), 'compared'), plot(sample('2024-08-31'), 'compared').rows),
    ).toContain('已销号问题：上月 18，本月 25');
    for (const data of plotsOf(sample('2024-08-31'))) {
      const looks = data.series.map(({ tone }) => {
        const { color, decal } = styleOf(tone, true);
        return JSON.stringify([color, decal]);
      });
      expect(new Set(looks).size, data.id).toBe(looks.length);
      for (const { tone } of data.series) {
        const [, r, g, b] = /^#(..)(..)(..)$/.exec(styleOf(tone, true).color) ?? [];
        expect([r, g], data.id).toEqual([g, b]);
      }
    }
  });
});

describe('the large figures', () => {
  it('stand against last month in words', () => {
    const figures = new Map(largeFigures(sample('2024-08-31')).map((each) => [each.name, each]));
    expect(figures.get('问题')).toMatchObject({ text: '28', change: '与上月持平', key: 'issues:all' });
    expect(figures.get('已销号')).toMatchObject({ text: '25', change: '比上月 ▲ 多 7' });
    expect(figures.get('销号率')).toMatchObject({
      text: '89.29%',
      change: '比上月 ▲ 25.00 百分点',
      key: null,
    });
    expect(changeWords(-4)).toBe('比上月 ▼ 少 4');
  });

  it('say nothing of nothing before the feedback', () => {
    const figures = new Map(largeFigures(sample('2024-02-01')).map((each) => [each.name, each]));
    expect(figures.get('问题')?.text).toBe('0');
    expect(figures.get('销号率')).toMatchObject({ text: '—', change: '上月没有问题' });
  });
});

describe('days and times', () => {
  it('step from month end to month end', () => {
    expect(stepDay('2024-08-31', -1)).toBe('2024-07-31');
    expect(stepDay('2024-03-31', -1)).toBe('2024-02-29');
    expect(stepDay('2024-01-15', 1)).toBe('2024-02-29');
  });

  it('read a clock as it is typed, and show it again', () => {
    for (const typed of ['18:00', ' 18：00 ', '1800', '18.00', '１８：００']) {
      expect(localTimeOf(timeFrom('2024-06-30', typed) ?? ''), typed).toBe('2024-06-30 18:00');
    }
    expect(timeFrom('2024-06-30', '9:05')).toBe(new Date(2024, 5, 30, 9, 5, 59, 999).toISOString());
    expect(timeFrom('2024-06-30', '18:00:07')).toBe(new Date(2024, 5, 30, 18, 0, 7, 999).toISOString());
    for (const wrong of ['', '24:00', '18:60', '下午六点', '18'])
      expect(timeFrom('2024-06-30', wrong), wrong).toBeNull();
    expect(timeFrom(null, '18:00')).toBeNull();
    expect(timeFrom('2024-06-31', '18:00')).toBeNull();
  });

  it('are the address of a paper, and nothing else is', () => {
    const known = { asOf: '2024-08-31', knownAt: '2024-06-30T10:00:59.999Z' };
    for (const of of [known, { ...known, knownAt: null }]) {
      expect(readDashboardDay(writeDashboardDay(of))).toEqual(of);
      expect(paperRoute(`#paper/dashboard/${writeDashboardDay(of)}`)).toEqual({ kind: 'dashboard', of });
    }
    for (const wrong of ['', '2024-02-30', '2024-08-31~', '2024-08-31~x', '2024-08-31~2024-06-30T10:00:00Z~'])
      expect(readDashboardDay(wrong), wrong).toBeNull();
    expect(dashboardFileName(known)).toBe('综合看板-2024-08-31-按当时所知');
  });
});
