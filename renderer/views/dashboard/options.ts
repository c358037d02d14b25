/** A plot's table as what ECharts draws. */
import type { EChartsCoreOption } from 'echarts/core';
import type { PlotData, PlotRow } from './plots.ts';
import { styleOf } from './tones.ts';

export interface Sheet {
  /** Pixels of the plot's own type. */
  readonly type: number;
  readonly family: string;
  /** Greys and black lines. */
  readonly paper: boolean;
  /** Pixels for the names before lying bars. */
  readonly names: number;
}

/** As many names as always find room below standing bars; of more only some are shown. */
const MONTHS_NAMED = 13;
/** Rows that are drawn by one plot: a hundred units at once would hold the window. */
const BLOCK = 20;

/** A long row of lying bars in plots of so many each, with one scale; any other plot as it is. */
export function blocksOf(data: PlotData): readonly (readonly PlotRow[])[] {
  if (data.shape !== 'stack') return [data.rows];
  const blocks: PlotRow[][] = [];
  for (let at = 0; at < data.rows.length; at += BLOCK) blocks.push(data.rows.slice(at, at + BLOCK));
  return blocks;
}

/** Height of a block in pixels. */
export function heightOf(data: PlotData, rows: readonly PlotRow[], sheet: Sheet, otherwise: number): number {
  if (data.shape !== 'stack') return otherwise;
  return Math.round(rows.length * sheet.type * (twoLines(data) ? 3.4 : 2.1)) + 6;
}

/** Aspects are few and have whole sentences for names. */
const twoLines = (data: PlotData): boolean => data.id === 'aspect' && data.rows.length <= BLOCK;

/** As much of a name as two lines hold; the table and the bar's tip have all of it. */
const shortened = (sheet: Sheet) => (name: string) => {
  const most = Math.max(4, Math.floor((sheet.names - 10) / sheet.type) * 2);
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
};

export function optionOf(data: PlotData, rows: readonly PlotRow[], sheet: Sheet): EChartsCoreOption {
  const ink = sheet.paper ? '#000' : '#1f2733';
  const line = sheet.paper ? '#bbb' : '#d5dbe3';
  const label = { color: ink, fontSize: sheet.type, fontFamily: sheet.family };
  const common = {
    animation: false,
    textStyle: { fontFamily: sheet.family, color: ink },
    aria: { enabled: true, label: { description: describe(data, rows) } },
    tooltip: {
      trigger: 'item',
      confine: true,
      textStyle: { fontSize: sheet.type, fontFamily: sheet.family },
      show: !sheet.paper,
    },
  };
  const names = rows.map(({ name }) => name);
  const series = data.series.map((_, index) => seriesOf(data, rows, index, sheet, ink));
  if (data.shape === 'stack') {
    const most = Math.max(
      1,
      ...data.rows.map((row) => row.cells.reduce((sum, c) => sum + (c?.value ?? 0), 0)),
    );
    return {
      ...common,
      grid: { left: sheet.names, right: sheet.type * 2.6, top: 2, bottom: 2 },
      xAxis: { type: 'value', max: most, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: line } },
        axisLabel: {
          ...label,
          width: sheet.names - 10,
          lineHeight: sheet.type * 1.3,
          ...(twoLines(data) ? { overflow: 'break', formatter: shortened(sheet) } : { overflow: 'truncate' }),
          interval: 0,
        },
      },
      series: [...series, totals(rows, label)],
    };
  }
  return {
    ...common,
    legend:
      data.series.length > 1
        ? {
            top: 0,
            right: 0,
            itemWidth: 18,
            itemHeight: 11,
            textStyle: label,
            selectedMode: false,
            ...(data.shape === 'lines' ? {} : { icon: 'rect' }),
          }
        : { show: false },
    grid: { left: 8, right: 12, top: sheet.type * 2.6, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: names,
      boundaryGap: true,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: {
        ...label,
        lineHeight: sheet.type * 1.25,
        formatter: (name: string, at: number) => axisWords(name, at),
        ...(names.length > MONTHS_NAMED ? { hideOverlap: true } : { interval: 0 }),
      },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...label, hideOverlap: true },
      splitNumber: 4,
      splitLine: { lineStyle: { color: line, type: 'dashed' } },
    },
    series,
  };
}

function seriesOf(
  data: PlotData,
  rows: readonly PlotRow[],
  index: number,
  sheet: Sheet,
  ink: string,
): object {
  const { name = '', tone = 'now' } = data.series[index] ?? {};
  const { color, text, border, decal } = styleOf(tone, sheet.paper);
  // A bar without length would still show as a line.
  const values = rows.map((row) => row.cells[index]?.value || null);
  const font = { fontSize: sheet.type, fontFamily: sheet.family };
  const texts = rows.map((row) => row.cells[index]?.short ?? row.cells[index]?.text ?? '');
  if (data.shape === 'lines') {
    const dashed = index > 0;
    return {
      name,
      type: 'line',
      data: pointsOf(rows, index),
      symbol: dashed ? 'emptyCircle' : 'rect',
      symbolSize: 8,
      connectNulls: false,
      lineStyle: { color, width: 2, type: dashed ? 'dashed' : 'solid' },
      itemStyle: { color },
      label: { show: true, position: dashed ? 'top' : 'bottom', color: ink, ...font },
      labelLayout: { hideOverlap: true },
      ...(index === 0 && data.mark !== undefined ? { markLine: endLine(data.mark, sheet, ink) } : {}),
    };
  }
  const stacked = data.shape === 'stack';
  const most = stacked
    ? Math.max(1, ...data.rows.map((row) => row.cells.reduce((sum, cell) => sum + (cell?.value ?? 0), 0)))
    : 0;
  return {
    name,
    type: 'bar',
    ...(stacked ? { stack: 'all', barWidth: twoLines(data) ? '44%' : '64%' } : { barMaxWidth: 34 }),
    data: values,
    itemStyle: { color, borderColor: border, borderWidth: 0.6, ...(decal === null ? {} : { decal }) },
    label: {
      show: true,
      position: stacked ? 'inside' : 'top',
      color: stacked ? text : ink,
      ...font,
      ...(stacked && decal !== null ? { backgroundColor: color, padding: [1, 3], borderRadius: 2 } : {}),
      // A number wider than its bar would stand on its neighbour's.
      formatter: ({ dataIndex, value }: { dataIndex: number; value: number | null }) =>
        value === null || value === 0 || (stacked && value / most < 0.05) ? '' : (texts[dataIndex] ?? ''),
    },
    emphasis: { focus: 'none' },
  };
}

/** Points of a line. The number of one near the ground stands beside it, where no name of a month is. */
function pointsOf(rows: readonly PlotRow[], index: number): object[] {
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map((cell) => cell?.value ?? 0)));
  return rows.map(({ cells }) => {
    const value = cells[index]?.value ?? null;
    const low = value !== null && value < most * 0.12;
    return { value, ...(low && index === 0 ? { label: { position: 'right' } } : {}) };
  });
}

/** '2024-03' → '3月', with its year where one begins; other names in two lines. */
export function axisWords(name: string, at: number): string {
  const [year, month] = name.split('-');
  if (!/^\d{4}-\d{2}$/.test(name))
    return name.length > 4 ? name.replace(/(?=(?:措施|问题|天以上)$)/u, '\n') : name;
  return at === 0 || month === '01' ? `${Number(month)}月\n${year ?? ''}年` : `${Number(month)}月`;
}

/** The sum of each lying bar, at its end: a bar without length. */
function totals(rows: readonly PlotRow[], label: object): object {
  const sums = rows.map((row) => row.cells.reduce((sum, cell) => sum + (cell?.value ?? 0), 0));
  return {
    name: '',
    type: 'bar',
    stack: 'all',
    silent: true,
    data: sums.map(() => 0),
    tooltip: { show: false },
    label: {
      show: true,
      position: 'right',
      ...label,
      formatter: ({ dataIndex }: { dataIndex: number }) => String(sums[dataIndex] ?? ''),
    },
  };
}

function endLine(mark: NonNullable<PlotData['mark']>, sheet: Sheet, ink: string): object {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: sheet.paper ? '#000' : '#b3261e', type: 'dotted', width: 1.5 },
    label: {
      show: true,
      formatter: mark.text,
      position: 'insideEndTop',
      rotate: 90,
      color: ink,
      backgroundColor: '#fff',
      padding: [1, 3],
      fontSize: sheet.type * 0.92,
      fontFamily: sheet.family,
    },
    data: [{ xAxis: mark.row }],
  };
}

/** What a screen reader says in place of the plot; the table beside it says all of it. */
export function describe(data: PlotData, rows: readonly PlotRow[]): string {
  const lines = rows.slice(0, 12).map(({ name, cells }) => {
    const said = data.series.flatMap((series, i) => {
      const cell = cells[i];
      return cell === null || cell === undefined ? [] : [`${series.name} ${cell.text}`];
    });
    return `${name}：${said.join('，')}`;
  });
  return `${data.title}。${lines.join('；')}。`;
}
