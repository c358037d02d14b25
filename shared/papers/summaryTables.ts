/** Tables of counts in the monthly summary: overall, measures, groups, outcomes. */
import type { Figure, PaperBlock, Summary } from '../contract/types.ts';
import { formatRate } from '../counting.ts';
import { recoveryName } from '../summary/outcomes.ts';
import { lampWords } from '../summary/phrases.ts';
import {
  establishedWord,
  issueStateWords,
  lagWord,
  measureStateWords,
  regulationWords,
  sanctionWords,
} from '../words.ts';
import { figureRun } from './blocks.ts';
import type { PaperCell, PaperTable } from './blocks.ts';

type Column = PaperTable['columns'][number];

/** Wide enough for three characters in a line. */
const counted = (title: string, share = 12): Column => ({ title, share, middle: true });
const equal = (title: string): Column => ({ title, share: 1, middle: true });
const figures = (of: readonly Figure[]): PaperCell[] => of.map((figure) => figureRun(figure));

/** A table of its rows; nothing where it has none. */
export function listed(
  title: string,
  columns: readonly Column[],
  rows: readonly PaperCell[][],
): PaperBlock[] {
  return rows.length === 0
    ? []
    : [{ block: 'table', title, columns: [...columns], rows: rows.map((cells) => ({ cells })) }];
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference);
}

export function overallTables({ overall: o }: Summary): PaperBlock[] {
  const said = (value: number | null): string => (value === null ? '—' : String(value));
  const against = (words: string, now: Figure, before: Figure, stated = ''): PaperCell[] => [
    words,
    figureRun(now),
    figureRun(before),
    signed(now.value - before.value),
    stated,
  ];
  const alone = (words: string, now: Figure, stated = ''): PaperCell[] => [
    words,
    figureRun(now),
    '',
    '',
    stated,
  ];
  const points =
    o.rateBp === null || o.baseRateBp === null
      ? '—'
      : `${o.rateBp > o.baseRateBp ? '+' : o.rateBp < o.baseRateBp ? '-' : ''}${formatRate(Math.abs(o.rateBp - o.baseRateBp)).replace('%', '个百分点')}`;
  const states = o.byState.filter((s) => s.figure.value > 0 || s.state === 'closed');
  return [
    ...listed(
      '总体情况与上月比较',
      [
        { title: '指标', share: 30 },
        counted('本期', 14),
        counted('上期', 14),
        counted('增减', 18),
        counted('文件所载', 16),
      ],
      [
        alone('方面（个）', o.aspects, said(o.stated.aspects)),
        against('问题（个）', o.issues, o.baseIssues, said(o.stated.issues)),
        against('　已销号（个）', o.closed, o.baseClosed, said(o.stated.closed)),
        against('　未销号（个）', o.open, o.baseOpen, said(o.stated.open)),
        alone('　本月新销号（个）', o.newlyClosed),
        alone('　重启或移出（个）', o.gone),
        [
          '整改完成率',
          { text: formatRate(o.rateBp), ...(o.closed.rows === 0 ? {} : { figure: o.closed.key }) },
          {
            text: formatRate(o.baseRateBp),
            ...(o.baseClosed.rows === 0 ? {} : { figure: o.baseClosed.key }),
          },
          points,
          '',
        ],
        alone('整改措施（条）', o.measures, said(o.stated.measures)),
        against('　已完成（条）', o.measuresDone, o.baseDone),
        alone('　本月新完成（条）', o.newlyDone),
        alone(`　${establishedWord}（条）`, o.measuresEstablished),
        against('　超期（条）', o.overdue, o.baseOverdue),
        against(`　${lagWord}（条）`, o.lagging, o.baseLagging),
      ],
    ),
    ...listed(
      '问题按整改状态',
      states.map((s) => equal(issueStateWords[s.state])),
      [figures(states.map((s) => s.figure))],
    ),
  ];
}

export function measureTables({ overall: o }: Summary): PaperBlock[] {
  const lamps = o.measuresByLamp.filter((l) => l.figure.value > 0 || l.lamp === 'red' || l.lamp === 'amber');
  return [
    ...listed(
      '措施按整改状态',
      [...o.measuresByState.map((s) => equal(measureStateWords[s.state])), equal('合计')],
      [figures([...o.measuresByState.map((s) => s.figure), o.measures])],
    ),
    ...listed(
      `措施按时限（“${lagWord}”与其他各类有重合）`,
      [...lamps.map((l) => equal(lampWords(l.lamp))), equal(lagWord)],
      [figures([...lamps.map((l) => l.figure), o.lagging])],
    ),
  ];
}

export function groupTables(s: Summary): PaperBlock[] {
  return [
    ...issueGroups('按方面（问题）', '方面', s.byAspect),
    ...issueGroups('按责任单位（问题）', '责任单位', s.issuesByUnit),
    ...issueGroups('按责任领导（问题）', '责任领导', s.issuesByLead),
    ...measureGroups('按方面（措施）', '方面', s.measuresByAspect),
    ...measureGroups('按责任单位（措施）', '责任单位', s.measuresByUnit),
    ...measureGroups('按责任领导（措施）', '责任领导', s.measuresByLead),
  ];
}

function issueGroups(title: string, name: string, groups: Summary['byAspect']): PaperBlock[] {
  return listed(
    title,
    [
      { title: name, share: 32 },
      counted('问题'),
      counted('已销号'),
      counted('未销号'),
      counted('上期销号'),
      counted('本月新增'),
      counted('重启移出'),
      counted('完成率', 14),
    ],
    groups.map((g) => [
      g.name,
      ...figures([g.issues, g.closed, g.open, g.baseClosed, g.newlyClosed, g.gone]),
      formatRate(g.rateBp),
    ]),
  );
}

function measureGroups(title: string, name: string, groups: Summary['measuresByUnit']): PaperBlock[] {
  return listed(
    title,
    [
      { title: name, share: 32 },
      counted('措施'),
      counted('已完成'),
      counted('本月新增'),
      counted('超期'),
      counted('临期'),
      counted(lagWord),
    ],
    groups.map((g) => [
      g.name,
      ...figures([g.measures, g.complete, g.newlyDone, g.overdue, g.near, g.lagging]),
    ]),
  );
}

export function outcomeTables({ outcomes: o, clues }: Summary): PaperBlock[] {
  type Row = PaperTable['rows'][number];
  type Counted = { readonly figure: Figure; readonly inMonth: Figure };
  const shown = <T extends Counted>(rows: readonly T[]): T[] => rows.filter((r) => r.figure.rows > 0);
  const row = (family: string, kind: string, of: Counted, money = false): Row => ({
    cells: [family, kind, figureRun(of.figure, money), figureRun(of.inMonth, money)],
  });
  const total = (family: string, words: string, of: Figure, money = false): Row => ({
    cells: [family, words, figureRun(of, money), ''],
    total: true,
  });
  return [
    {
      block: 'table',
      title: '整改成果和问题线索',
      columns: [
        { title: '类别', share: 26 },
        { title: '种类', share: 38 },
        counted('累计', 20),
        counted('本月', 16),
      ],
      rows: [
        ...shown(o.regulations).map((r) => row('建章立制', `${regulationWords[r.kind]}制度（项）`, r)),
        ...shown(o.sanctions).map((x) => row('问责处理', `${sanctionWords[x.kind]}（人）`, x)),
        ...(o.sanctionsTotal.rows === 0 ? [] : [total('问责处理', '合计（人次）', o.sanctionsTotal)]),
        ...shown(o.recoveries).map((r) => row('收回、挽回资金', `${recoveryName(r.kind)}（元）`, r, true)),
        ...(o.recoveries.length < 2 ? [] : [total('收回、挽回资金', '合计（元）', o.recoveriesTotal, true)]),
        row('问题线索', '收到（件）', { figure: clues.received, inMonth: clues.receivedInMonth }),
        row('问题线索', '办结（件）', { figure: clues.concluded, inMonth: clues.concludedInMonth }),
        { cells: ['问题线索', '办结率', formatRate(clues.rateBp), ''] },
      ],
    },
  ];
}
