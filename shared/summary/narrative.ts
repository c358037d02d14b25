/** Paragraphs in the official manner, composed from the figures alone, so that text and tables can't disagree. */
import type { Figure, Summary, SummaryPart } from '../contract/types.ts';
import { formatRate } from '../counting.ts';
import { lampOf } from '../timeliness.ts';
import { regulationWords, sanctionWords, timelinessWords } from '../words.ts';
import { joined, textOf } from './edit.ts';
import { recoveryName } from './outcomes.ts';
import { change, day, list, nothing, number, rate, say, value, yuan } from './sentence.ts';
import type { Sentence } from './sentence.ts';
import { busiest, lateWords, standings } from './standout.ts';

type Figures = Omit<Summary, 'narrative'>;
type Paragraph = Summary['narrative'][number];

const parts: readonly (readonly [SummaryPart, string, (s: Figures) => Sentence])[] = [
  ['overall', '总体情况', overall],
  ['measures', '整改措施', measures],
  ['month', '本月新完成、新销号情况', thisMonth],
  ['late', '超期和滞后情况', late],
  ['groups', '分方面、分责任单位、分责任领导情况', groups],
  ['outcomes', '整改成果', outcomes],
  ['clues', '问题线索办理情况', clues],
  ['due', '下月到期措施', dueNext],
  ['matters', '提请研究事项', matters],
];

/** One paragraph for each part of the summary; a part without rows says so in words. */
export function narrative(s: Figures): Paragraph[] {
  return parts.map(([part, heading, compose]) => {
    const runs = joined(compose(s));
    return { part, heading, text: textOf(runs), runs, edited: false, composed: runs };
  });
}

function overall(s: Figures): Sentence {
  const o = s.overall;
  if (o.issues.value === 0) return say`截至${day('asOf', s.asOf)}，台账中尚无问题。`;
  // A ledger without headings has no aspects to tell of.
  const aspects = o.aspects.value === 0 ? nothing : say`${number('aspects', o.aspects)}个方面`;
  const rest = o.open.value === 0 ? say`已全部完成整改` : say`还有${number('open', o.open)}个问题正在整改`;
  return [
    ...say`截至${day('asOf', s.asOf)}，${s.round.organisation}巡察反馈的${aspects}${number('issues', o.issues)}个问题，已完成整改${number('closed', o.closed)}个，${rest}，`,
    ...say`整改完成率${rate('rate', o.rateBp, o.closed)}。`,
    ...(o.baseIssues.value === 0 ? say`上月台账中尚无问题，不作比较。` : compared(s)),
    ...statedNote(s),
  ];
}

/** What changed since last month. */
function compared(s: Figures): Sentence {
  const o = s.overall;
  const gone = o.gone.value === 0 ? nothing : say`重启或移出${number('gone', o.gone)}个，`;
  const anyLate = o.overdue.value + o.baseOverdue.value > 0;
  return [
    ...say`${baseWords(s)}相比，`,
    ...say`新销号${number('newlyClosed', o.newlyClosed)}个${backDated('closedBackDated', s.newlyClosed, o.newlyClosed, '个')}，${gone}`,
    ...say`已销号问题由${number('baseClosed', o.baseClosed)}个变为${number('closedNow', o.closed)}个，`,
    ...say`整改完成率${rateChange(o.baseRateBp, o.rateBp, o.closed)}；新完成措施${number('newlyDone', o.newlyDone)}条，`,
    ...(anyLate
      ? say`超期措施${change('overdue', o.baseOverdue, o.overdue, '条')}。`
      : say`没有超期的措施。`),
  ];
}

/** What an incomplete measure may be, the most pressing first. */
const openKinds = ['overdue', 'due_soon', 'normal', 'ongoing', 'no_deadline'] as const;

function measures(s: Figures): Sentence {
  const o = s.overall;
  if (o.measures.value === 0) return say`台账中尚无整改措施。`;
  const lamps = openKinds.flatMap((kind) => {
    const of = o.measuresByLamp.find((l) => l.lamp === lampOf(kind))?.figure;
    return of !== undefined && of.value > 0
      ? [say`${timelinessWords[kind]}${number(`lamp:${kind}`, of)}条`]
      : [];
  });
  const doneGone =
    o.doneGone.value === 0 ? nothing : say`，上期已完成、本期不再计入${number('doneGone', o.doneGone)}条`;
  const established =
    o.measuresEstablished.value === 0
      ? say`。`
      : say`，另有长期坚持的措施${number('established', o.measuresEstablished)}条已建立长效机制，两项合计${number('complete', o.measuresComplete)}条。`;
  return [
    ...say`共制定整改措施${number('measures', o.measures)}条，已完成${number('done', o.measuresDone)}条${established}`,
    ...say`已完成措施由上月${number('baseDone', o.baseDone)}条变为${number('doneNow', o.measuresDone)}条${doneGone}。`,
    ...(o.measuresIncomplete.value === 0
      ? nothing
      : say`尚未完成的${number('incomplete', o.measuresIncomplete)}条中，${list(lamps, '、')}。`),
  ];
}

function thisMonth(s: Figures): Sentence {
  const o = s.overall;
  if (o.newlyDone.value + o.newlyEstablished.value + o.newlyClosed.value + o.gone.value === 0)
    return say`本月没有新完成的措施和新销号的问题。`;
  const established =
    o.newlyEstablished.value === 0
      ? nothing
      : say`新建立长效机制${number('newlyEstablished', o.newlyEstablished)}条，`;
  return [
    ...say`本月新完成措施${number('newlyDone', o.newlyDone)}条${backDated('doneBackDated', s.newlyDone, o.newlyDone, '条')}，${established}`,
    ...say`新销号问题${number('newlyClosed', o.newlyClosed)}个${backDated('closedBackDated', s.newlyClosed, o.newlyClosed, '个')}。`,
    ...busiest('done', s.measuresByUnit, (g) => g.newlyDone, '新完成较多的责任单位是', '条'),
    ...(o.gone.value === 0 ? nothing : say`上期已销号的问题中，有${number('gone', o.gone)}个本期不再计入。`),
  ];
}

function late(s: Figures): Sentence {
  const { overdue, lagging, baseOverdue, baseLagging, laggingOverdue } = s.overall;
  const against = (name: string, before: Figure, of: Figure): Sentence =>
    before.value + of.value === 0 ? nothing : say`，${change(name, before, of, '条')}`;
  const rest = [
    ...busiest('overdue', s.measuresByUnit, (g) => g.overdue, '超期较多的责任单位是', '条'),
    ...lateWords(s),
  ];
  if (overdue.value + lagging.value === 0)
    return baseOverdue.value === 0
      ? say`没有超期和滞后的措施。`
      : say`没有超期和滞后的措施，超期措施${change('overdue', baseOverdue, overdue, '条')}。`;
  const overdueWords =
    overdue.value === 0 ? say`没有超期的措施` : say`超期措施${number('overdue', overdue)}条`;
  const both =
    laggingOverdue.value === 0 ? nothing : say`（其中${number('both', laggingOverdue)}条同时超期）`;
  const laggingWords =
    lagging.value === 0 ? say`没有滞后的措施` : say`滞后措施${number('lagging', lagging)}条${both}`;
  return [
    ...say`${overdueWords}${against('overdue', baseOverdue, overdue)}；`,
    ...say`${laggingWords}${against('lagging', baseLagging, lagging)}。`,
    ...rest,
  ];
}

function groups(s: Figures): Sentence {
  if (s.overall.issues.value === 0) return say`台账中尚无问题。`;
  return [
    ...say`${standings('aspect', s.byAspect, s.overall, '个方面', '个方面的', '方面', 1)}；`,
    ...say`${standings('unit', s.issuesByUnit, s.overall, '个责任单位', '个负责的', '责任单位', 3)}；`,
    ...say`${standings('lead', s.issuesByLead, s.overall, '名责任领导', '名负责的', '责任领导', 1)}。`,
  ];
}

function outcomes(s: Figures): Sentence {
  const { regulations, sanctions, recoveries, sanctionsTotal, recoveriesTotal, regulationsTotal } =
    s.outcomes;
  const told = (which: 'figure' | 'inMonth') => {
    const known = <T extends Record<'figure' | 'inMonth', Figure>>(rows: readonly T[]) =>
      rows.filter((row) => row[which].rows > 0);
    return {
      made: known(regulations).map(
        (r) => say`${regulationWords[r.kind]}制度${number(`regulation:${which}:${r.kind}`, r[which])}项`,
      ),
      people: known(sanctions).map(
        (x) => say`${sanctionWords[x.kind]}${number(`sanction:${which}:${x.kind}`, x[which])}人`,
      ),
      money: known(recoveries).map(
        (r) => say`${recoveryName(r.kind)}${yuan(`recovery:${which}:${r.kind}`, r[which])}元`,
      ),
    };
  };
  const all = told('figure');
  const clauses = [
    regulationsTotal.rows === 0 ? nothing : list(all.made, '，'),
    sanctionsTotal.rows === 0
      ? nothing
      : say`${list(all.people, '、')}，共${number('people', sanctionsTotal)}人次`,
    recoveriesTotal.rows === 0
      ? nothing
      : say`${list(all.money, '，')}${all.money.length > 1 ? say`，合计${yuan('money', recoveriesTotal)}元` : nothing}`,
  ].filter((clause) => clause.length > 0);
  if (clauses.length === 0) return say`尚无登记的整改成果。`;
  const month = told('inMonth');
  const fresh = [...month.made, ...month.people, ...month.money];
  return [
    ...say`截至${day('asOf', s.asOf)}，累计${list(clauses, '；')}。`,
    ...(fresh.length === 0 ? say`本月没有新增。` : say`其中本月${list(fresh, '、')}。`),
  ];
}

function clues(s: Figures): Sentence {
  const { received, concluded, rateBp, receivedInMonth, concludedInMonth } = s.clues;
  if (received.value === 0) return say`没有收到移交的问题线索。`;
  const month = [
    ...(receivedInMonth.value === 0 ? [] : [say`新收到${number('receivedInMonth', receivedInMonth)}件`]),
    ...(concludedInMonth.value === 0 ? [] : [say`新办结${number('concludedInMonth', concludedInMonth)}件`]),
  ];
  const fresh = month.length === 0 ? say`本月没有变化。` : say`其中本月${list(month, '、')}。`;
  return [
    ...say`收到移交的问题线索${number('received', received)}件，已办结${number('concluded', concluded)}件，`,
    ...say`办结率${rate('rate', rateBp, concluded)}。${fresh}`,
  ];
}

function dueNext(s: Figures): Sentence {
  const first = s.dueNext[0]?.dueOn;
  const of = s.overall.dueNext;
  if (first === undefined || first === null) return say`下月没有到期的措施。`;
  const units = new Set(s.dueNext.flatMap((m) => m.unit?.id ?? []));
  const answering =
    units.size === 0 ? nothing : say`涉及${value('units', String(units.size), of)}个责任单位，`;
  return [
    ...say`下月到期、尚未完成的措施${number('dueNext', of)}条，`,
    ...say`${answering}最早的期限为${value('first', day('first', first).text, of)}。`,
  ];
}

function matters(s: Figures): Sentence {
  if (s.matters.length === 0) return say`本月没有提请党委研究的事项。`;
  const fresh = s.matters.filter((m) => m.month === s.month).length;
  const earlier = s.matters.filter((m) => m.month !== s.month);
  const clause = (name: string, words: string, n: number): Sentence[] =>
    n === 0 ? [] : [say`${words}${value(name, String(n))}项`];
  const clauses = [
    ...clause('fresh', '本月提请', fresh),
    ...clause('waiting', '以前提请、尚待研究', earlier.filter((m) => m.meetingOn === null).length),
    ...clause(
      'followed',
      '以前提请、已研究并正在落实',
      earlier.filter((m) => m.meetingOn !== null && m.settledOn === null).length,
    ),
    ...clause('settled', '本月落实完毕', earlier.filter((m) => m.settledOn !== null).length),
  ];
  return say`提请党委研究的事项${value('matters', String(s.matters.length))}项，其中${list(clauses, '，')}。`;
}

/** With what the month is compared, and by which right. */
function baseWords(s: Pick<Figures, 'base'>): Sentence {
  const { kind, edition, asOf } = s.base;
  const by =
    kind === 'released' ? say`已印发月报第${value('edition', String(edition ?? 1))}版` : say`台账当日口径`;
  return say`与上月（截至${day('baseAsOf', asOf)}，${by}）`;
}

function backDated(
  name: string,
  lines: readonly { backDated: boolean }[],
  of: Figure,
  unit: string,
): Sentence {
  const marked = lines.filter((line) => line.backDated).length;
  return marked === 0 ? nothing : say`（其中补记${value(name, String(marked), of)}${unit}）`;
}

function rateChange(before: number | null, after: number | null, of: Figure): Sentence {
  if (before === null || after === null) return say`为${rate('rateNow', after, of)}`;
  if (before === after) return say`与上月持平`;
  const points = formatRate(Math.abs(after - before)).replace('%', '');
  return after > before
    ? say`提高${value('rateUp', points, of)}个百分点`
    : say`下降${value('rateDown', points, of)}个百分点`;
}

/** Where the papers state other totals than are counted, both are told; nothing is corrected. */
function statedNote(s: Figures): Sentence {
  const { stated, aspects, issues, measures: all } = s.overall;
  const pairs: [string, number | null, Figure, string][] = [
    ['aspects', stated.aspects, aspects, '个方面'],
    ['issues', stated.issues, issues, '个问题'],
    ['measures', stated.measures, all, '条措施'],
  ];
  const differing = pairs.filter(([, said, counted]) => said !== null && said !== counted.value);
  if (differing.length === 0) return nothing;
  const said = differing.map(([name, n, , unit]) => say`${value(`stated:${name}`, String(n))}${unit}`);
  const counted = differing.map(([name, , of, unit]) => say`${number(`counted:${name}`, of)}${unit}`);
  return say`文件所载${list(said, '、')}，台账实有${list(counted, '、')}，本表按台账实有数统计。`;
}
