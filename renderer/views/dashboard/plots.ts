/** What each plot shows, as plain tables: the plot and the table beside it are drawn from the same cells. */
import type { Dashboard, DashboardQuery, Figure } from '../../../shared/contract/types.ts';
import { bandWords } from '../../../shared/dashboard/ageing.ts';
import { stackParts, stackPartWords } from '../../../shared/dashboard/parts.ts';
import { monthOf } from '../../../shared/day.ts';
import { formatYuan } from '../../../shared/money.ts';
import { monthsBetween, shiftMonth } from '../../../shared/month.ts';
import type { Tone } from './tones.ts';

/** The rows behind a number: a figure of the day that is shown, or of a month's cut-off before it. */
export interface Opening {
  readonly query: DashboardQuery;
  readonly key: string;
}

export interface Cell {
  /** What the bar is as long as. */
  readonly value: number;
  /** The number in words of the screen. */
  readonly text: string;
  /** A shorter form for the plot, where there is one. */
  readonly short?: string;
  readonly opens: Opening;
}

export interface PlotRow {
  readonly name: string;
  /** Null: nothing was counted there (a month that has not come). */
  readonly cells: readonly (Cell | null)[];
}

export interface PlotData {
  readonly id: string;
  readonly title: string;
  /** How it is drawn: bars lying and stacked, bars standing side by side, or lines over months. */
  readonly shape: 'stack' | 'columns' | 'lines';
  /** What the rows are, above the first column of the table. */
  readonly head: string;
  readonly series: readonly { readonly name: string; readonly tone: Tone }[];
  readonly rows: readonly PlotRow[];
  /** Row at which a line stands, with its words. */
  readonly mark?: { readonly row: string; readonly text: string } | undefined;
  /** Said below the title. */
  readonly note?: string | undefined;
}

const FEN_OF_WAN = 1_000_000;
/** Months beyond the last that are drawn until the round's end. */
const AHEAD = 12;

export function plotsOf(board: Dashboard): PlotData[] {
  const query: DashboardQuery = {
    asOf: board.asOf,
    ...(board.knownAt === null ? {} : { knownAt: board.knownAt.at }),
  };
  const { stacks } = board;
  return [
    stackOf('aspect', '各方面', '方面', stacks.aspect, query),
    stackOf('unit', '各责任单位', '责任单位', byWeight(stacks.unit), query),
    stackOf('lead', '各牵头领导', '牵头领导', byWeight(stacks.lead), query),
    compared(board, query),
    burnDown(board, query),
    ageing(board, query),
    outcomes(board, query),
    money(board, query),
  ];
}

function cellOf(figure: Figure, query: DashboardQuery): Cell {
  return { value: figure.value, text: String(figure.value), opens: { query, key: figure.key } };
}

type Stack = Dashboard['stacks']['unit'][number];

/** The most issues first, among equals the most open ones; 未明确 last. */
function byWeight(stacks: readonly Stack[]): Stack[] {
  const open = (stack: Stack): number =>
    stack.issues.value - (stack.parts.find(({ part }) => part === 'closed')?.figure.value ?? 0);
  return [...stacks].sort(
    (a, b) =>
      Number(a.id === null) - Number(b.id === null) || b.issues.value - a.issues.value || open(b) - open(a),
  );
}

function stackOf(
  id: string,
  title: string,
  head: string,
  stacks: readonly Stack[],
  query: DashboardQuery,
): PlotData {
  // Parts that no group has would only fill the legend.
  const parts = stackParts.filter(
    (part) =>
      part === 'closed' || stacks.some((s) => s.parts.some((p) => p.part === part && p.figure.value > 0)),
  );
  return {
    id,
    title: `${title}的问题`,
    shape: 'stack',
    head,
    series: parts.map((part) => ({ name: stackPartWords[part], tone: part })),
    rows: stacks.map(({ name, parts: own }) => ({
      name,
      cells: parts.map((part) => {
        const figure = own.find((p) => p.part === part)?.figure;
        return figure === undefined ? null : cellOf(figure, query);
      }),
    })),
  };
}

function compared(board: Dashboard, query: DashboardQuery): PlotData {
  const { overall, base } = board.summary;
  const { before } = board;
  const row = (name: string, then: Figure, now: Figure): PlotRow => ({
    name,
    cells: [cellOf(then, query), cellOf(now, query)],
  });
  return {
    id: 'compared',
    title: '本月与上月',
    shape: 'columns',
    head: '项目',
    note: `上月：截至 ${base.asOf}`,
    series: [
      { name: '上月', tone: 'before' },
      { name: '本月', tone: 'now' },
    ],
    rows: [
      row('已销号问题', overall.baseClosed, overall.closed),
      row('已完成措施', overall.baseDone, overall.measuresDone),
      row('超期', before.overdue, overall.overdue),
      row('临期', before.near, nearOf(board)),
      row('滞后', before.lagging, overall.lagging),
    ],
  };
}

export function nearOf(board: Dashboard): Figure {
  const near = board.summary.overall.measuresByLamp.find(({ lamp }) => lamp === 'amber');
  if (near === undefined) throw new Error('a summary without the lamp 临期');
  return near.figure;
}

function burnDown(board: Dashboard, query: DashboardQuery): PlotData {
  const { trend, roundEnd } = board;
  const end = roundEnd === null ? null : monthOf(roundEnd);
  const rows: PlotRow[] = trend.map((point) => ({
    name: point.month,
    cells: [
      monthCell(point.open, point, query, 'issues:open'),
      monthCell(point.measuresOpen, point, query, 'measures:incomplete'),
    ],
  }));
  const last = trend.at(-1)?.month ?? board.summary.month;
  const ahead = end === null ? 0 : Math.min(AHEAD, Math.max(0, monthsBetween(last, end)));
  for (let count = 1; count <= ahead; count += 1)
    rows.push({ name: shiftMonth(last, count), cells: [null, null] });
  const ends = end !== null && rows.some(({ name }) => name === end);
  return {
    id: 'burnDown',
    title: '未销号问题与未完成措施',
    shape: 'lines',
    head: '月份',
    series: [
      { name: '未销号问题', tone: 'issues' },
      { name: '未完成措施', tone: 'measures' },
    ],
    rows,
    mark: ends ? { row: end, text: `集中整改期满 ${roundEnd ?? ''}` } : undefined,
  };
}

type Point = Dashboard['trend'][number];

/** A number of a month's cut-off opens by that day. */
function monthCell(
  value: number,
  point: Point,
  query: DashboardQuery,
  key: string,
  text = String(value),
): Cell {
  return { value, text, opens: { query: { ...query, asOf: point.asOf }, key } };
}

function ageing(board: Dashboard, query: DashboardQuery): PlotData {
  return {
    id: 'ageing',
    title: '未销号问题已有多久',
    shape: 'columns',
    head: '自列入起',
    series: [{ name: '问题', tone: 'issues' }],
    rows: board.ageing.map((band) => ({ name: bandWords(band), cells: [cellOf(band.figure, query)] })),
  };
}

function outcomes(board: Dashboard, query: DashboardQuery): PlotData {
  return {
    id: 'outcomes',
    title: '建章立制与问责处理（当月新增）',
    shape: 'columns',
    head: '月份',
    series: [
      { name: '建章立制（项）', tone: 'regulations' },
      { name: '问责处理（人次）', tone: 'sanctions' },
    ],
    rows: board.trend.map((point) => ({
      name: point.month,
      cells: [
        monthCell(point.newRegulations, point, query, 'regulations:month'),
        monthCell(point.newSanctions, point, query, 'sanctions:month'),
      ],
    })),
  };
}

function money(board: Dashboard, query: DashboardQuery): PlotData {
  return {
    id: 'money',
    title: '收回、挽回资金（当月新增，万元）',
    shape: 'columns',
    head: '月份',
    series: [{ name: '金额（元）', tone: 'money' }],
    rows: board.trend.map((point) => ({
      name: point.month,
      cells: [
        {
          ...monthCell(point.newFen / FEN_OF_WAN, point, query, 'recoveries:month'),
          text: formatYuan(point.newFen),
          short: (point.newFen / FEN_OF_WAN).toFixed(2),
        },
      ],
    })),
  };
}
