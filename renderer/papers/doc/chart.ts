/**
 * A paper's picture as what ECharts draws: greys and patterns that are told apart in black and white, names of
 * categories in full, values written on what they measure. The title stands beside the picture, not in it.
 */
import type { EChartsCoreOption } from 'echarts/core';
import type { PaperChart } from '../../../shared/contract/types.ts';
import { styleOf } from '../../views/dashboard/tones.ts';
import type { Tone } from '../../views/dashboard/tones.ts';

export interface Ground {
  /** Pixels, 96 to the inch. */
  readonly width: number;
  /** What one piece may have at most. */
  readonly height: number;
}

/** Categories that are drawn together: a picture of many is parted, so that each part fits a page. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/** 10 pt. */
const TYPE = 13.3;
const LINE = TYPE * 1.3;
const FAMILY = "'宋体', 'SimSun', 'Noto Serif CJK SC', serif";
const label = { color: '#000', fontSize: TYPE, fontFamily: FAMILY };
const LINES_HIGH = 230;
const LEGEND = TYPE * 2;
const NAME_LINES = 3;

/** Width of a text in pixels: Latin letters and digits are about half as wide as Chinese characters. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u0020-\u00ff]/.test(sign) ? 0.56 : 1), 0) * TYPE;

/** Pixels for the names before lying bars: what the longest needs, at most two fifths of the picture. */
function namesWidth({ categories }: PaperChart, ground: Ground): number {
  const longest = Math.max(0, ...categories.map(widthOf));
  return Math.min(ground.width * 0.4, longest + 4) + 10;
}

function rowHeight(chart: PaperChart, ground: Ground): number {
  const room = namesWidth(chart, ground) - 14;
  const lines = Math.max(1, ...chart.categories.map((name) => Math.ceil(widthOf(name) / room)));
  const bars = chart.kind === 'stacked' ? TYPE * 2 : TYPE * (1.45 * chart.series.length + 0.7);
  return Math.ceil(Math.max(bars, Math.min(lines, NAME_LINES) * LINE + 7));
}

const legendHeight = ({ series }: PaperChart): number => (series.length > 1 ? LEGEND : 4);

/** The parts of a picture, one below the other; each has the legend. */
export function piecesOf(chart: PaperChart, ground: Ground): readonly Piece[] {
  const { categories } = chart;
  if (chart.kind === 'lines') {
    return [{ from: 0, to: categories.length, height: Math.min(LINES_HIGH, ground.height) }];
  }
  const high = rowHeight(chart, ground);
  const most = Math.max(1, Math.floor((ground.height - legendHeight(chart)) / high));
  const parts = Math.max(1, Math.ceil(categories.length / most));
  const each = Math.ceil(categories.length / parts);
  return Array.from({ length: parts }, (_, i) => {
    const from = i * each;
    const to = Math.min(categories.length, from + each);
    return { from, to, height: Math.ceil((to - from) * high + legendHeight(chart) + 4) };
  });
}

/** By their number: neighbours differ in lightness and in pattern. */
const TONES: readonly (readonly Tone[])[] = [
  ['closed'],
  ['closed', 'in_progress'],
  ['closed', 'chain', 'in_progress'],
  ['closed', 'chain', 'ready', 'mostly_done', 'in_progress', 'not_started'],
];

function toneOf({ series }: PaperChart, index: number): Tone {
  const row = TONES[Math.min(series.length, TONES.length) - 1] ?? [];
  return row[index % row.length] ?? 'closed';
}

export function optionOf(chart: PaperChart, piece: Piece, ground: Ground): EChartsCoreOption {
  return chart.kind === 'lines' ? linesOf(chart) : barsOf(chart, piece, ground);
}

const common = {
  animation: false,
  textStyle: { fontFamily: FAMILY, color: '#000' },
  tooltip: { show: false },
};

const legendOf = ({ series, kind }: PaperChart) =>
  series.length > 1
    ? {
        top: 0,
        left: 'center',
        itemWidth: 22,
        itemHeight: 11,
        textStyle: label,
        selectedMode: false,
        data: series.map(({ name }) => name),
        ...(kind === 'lines' ? {} : { icon: 'rect' }),
      }
    : { show: false };

const sumAt = ({ series }: PaperChart, at: number): number =>
  series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);

/** Longest bar of the whole picture, so that all its parts have one scale. */
function longestBar(chart: PaperChart): number {
  const stacked = chart.kind === 'stacked';
  const lengths = chart.categories.map((_, at) =>
    stacked ? sumAt(chart, at) : Math.max(0, ...chart.series.map(({ values }) => values[at] ?? 0)),
  );
  return Math.max(1, ...lengths);
}

function barsOf(chart: PaperChart, { from, to }: Piece, ground: Ground): EChartsCoreOption {
  const stacked = chart.kind === 'stacked';
  const most = longestBar(chart);
  const names = namesWidth(chart, ground);
  const right = widthOf(String(most)) + 12;
  const perUnit = (ground.width - names - right) / most;
  const series = chart.series.map(({ name, values }, index) => {
    const { color, text, border, decal } = styleOf(toneOf(chart, index), true);
    return {
      name,
      type: 'bar',
      ...(stacked ? { stack: 'all', barWidth: TYPE * 1.5 } : { barWidth: TYPE * 1.3, barGap: '8%' }),
      // A bar without length would still show as a line: of lying bars side by side its 0 remains.
      data: values
        .slice(from, to)
        .map((value) => (value === 0 ? (stacked ? null : { value, itemStyle: { borderWidth: 0 } }) : value)),
      itemStyle: { color, borderColor: border, borderWidth: 0.6, ...(decal === null ? {} : { decal }) },
      label: {
        show: true,
        position: stacked ? 'inside' : 'right',
        ...label,
        ...(stacked ? { color: text } : {}),
        ...(stacked && decal !== null ? { backgroundColor: color, padding: [0, 3] } : {}),
        // A number wider than its part of the bar would stand on its neighbour's: the table says it.
        formatter: ({ value }: { value: number | null }) =>
          value === null || (stacked && value * perUnit < widthOf(String(value)) + 2) ? '' : String(value),
      },
    };
  });
  return {
    ...common,
    legend: legendOf(chart),
    grid: { left: names, right, top: legendHeight(chart), bottom: 4 },
    xAxis: { type: 'value', max: most, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: chart.categories.slice(from, to),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#000', width: 0.8 } },
      axisLabel: {
        ...label,
        width: names - 12,
        lineHeight: LINE,
        overflow: 'break',
        interval: 0,
        formatter: shortened(names - 14),
      },
    },
    series: stacked ? [...series, totals(chart, from, to)] : series,
  };
}

/** As much of a name as its lines hold. */
const shortened = (room: number) => (name: string) => {
  if (widthOf(name) <= room * NAME_LINES) return name;
  const most = Math.floor((room / TYPE) * NAME_LINES) - 2;
  return `${[...name].slice(0, most).join('')}…`;
};

/** The sum of each lying bar, at its end: a bar without length. */
function totals(chart: PaperChart, from: number, to: number): object {
  const sums = chart.categories.slice(from, to).map((_, i) => sumAt(chart, from + i));
  return {
    name: '',
    type: 'bar',
    stack: 'all',
    silent: true,
    data: sums.map(() => 0),
    label: {
      show: true,
      position: 'right',
      ...label,
      formatter: ({ dataIndex }: { dataIndex: number }) => String(sums[dataIndex] ?? ''),
    },
  };
}

const SYMBOLS = ['rect', 'emptyCircle', 'triangle', 'emptyDiamond'] as const;
const DASHES = ['solid', 'dashed', 'dotted'] as const;

function linesOf(chart: PaperChart): EChartsCoreOption {
  return {
    ...common,
    legend: legendOf(chart),
    grid: { left: 10, right: 24, top: legendHeight(chart) + TYPE * 1.6, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: chart.categories,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#000', width: 0.8 } },
      axisLabel: { ...label, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: 1,
      splitNumber: 4,
      axisLabel: label,
      splitLine: { lineStyle: { color: '#bbb', type: 'dashed', width: 0.6 } },
    },
    series: chart.series.map(({ name, values }, index) => ({
      name,
      type: 'line',
      data: values.map((value, at) => pointOf(chart, index, value, at)),
      symbol: SYMBOLS[index % SYMBOLS.length],
      symbolSize: 7,
      connectNulls: false,
      lineStyle: { color: index === 0 ? '#000' : '#555', width: 1.8, type: DASHES[index % DASHES.length] },
      itemStyle: { color: index === 0 ? '#000' : '#555' },
      label: { show: true, ...label },
      labelLayout: { hideOverlap: true },
    })),
  };
}

/**
 * A line's point: the highest of its month has its number above, others below, and the same number stands once. Below a
 * point near the ground stand the names of the months: there the number goes above, or beside where another point is near.
 */
function pointOf({ series }: PaperChart, index: number, value: number | null, at: number): object {
  const here = series.map(({ values }) => values[at] ?? null);
  if (value === null || here.indexOf(value) < index) return { value, label: { show: false } };
  const said = (values: readonly (number | null)[]) => values.filter((each) => each !== null);
  const most = Math.max(1, ...series.flatMap(({ values }) => said(values)));
  const above = Math.min(Infinity, ...said(here).filter((each) => each > value));
  const low = value < most * 0.2;
  const position =
    above === Infinity || (low && above - value > most * 0.3) ? 'top' : low ? 'right' : 'bottom';
  return { value, label: { position } };
}
