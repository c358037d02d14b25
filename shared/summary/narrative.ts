/** Paragraphs in the official manner, composed from the figures alone, so that text and tables can't disagree. */
import type { Summary } from '../contract/types.ts';
import { formatRate } from '../counting.ts';
import { dayLabel } from '../day.ts';
import { formatYuan } from '../money.ts';
import { regulationWords, sanctionWords, timelinessWords } from '../words.ts';
import { timelinessKinds } from '../lists.ts';
import { lampOf } from '../timeliness.ts';
import { recoveryName } from './outcomes.ts';

type Figures = Omit<Summary, 'narrative'>;
export type Paragraph = Summary['narrative'][number];

/** One paragraph for each part of the summary; a part without rows says so in words. */
export function narrative(s: Figures): Paragraph[] {
  const composed: Pick<Paragraph, 'part' | 'heading' | 'text'>[] = [
    { part: 'overall', heading: '总体情况', text: overall(s) },
    { part: 'measures', heading: '整改措施', text: measures(s) },
    { part: 'month', heading: '本月新完成、新销号情况', text: thisMonth(s) },
    { part: 'late', heading: '超期和滞后情况', text: late(s) },
    { part: 'groups', heading: '分方面、分责任单位、分责任领导情况', text: groups(s) },
    { part: 'outcomes', heading: '整改成果', text: outcomes(s) },
    { part: 'clues', heading: '问题线索办理情况', text: clues(s) },
    { part: 'due', heading: '下月到期措施', text: dueNext(s) },
    { part: 'matters', heading: '提请研究事项', text: matters(s) },
  ];
  return composed.map((p) => ({
    ...p,
    runs: [{ text: p.text }],
    edited: false,
    composed: [{ text: p.text }],
  }));
}

function overall(s: Figures): string {
  const o = s.overall;
  if (o.issues.value === 0) return `截至${dayLabel(s.asOf)}，台账中尚无问题。`;
  const rest = o.open.value === 0 ? '已全部完成整改' : `还有${o.open.value}个问题正在整改`;
  return [
    `截至${dayLabel(s.asOf)}，${s.round.organisation}巡察反馈的${o.aspects.value}个方面${o.issues.value}个问题，`,
    `已完成整改${o.closed.value}个，${rest}，整改完成率${formatRate(o.rateBp)}。`,
    `${baseWords(s)}相比，新销号${o.newlyClosed.value}个${backDatedNote(s.newlyClosed, '个')}，`,
    o.gone.value === 0 ? '' : `重启或移出${o.gone.value}个，`,
    `已销号问题由${o.baseClosed.value}个变为${o.closed.value}个，整改完成率${rateChange(o.baseRateBp, o.rateBp)}。`,
    statedNote(s),
  ].join('');
}

function measures(s: Figures): string {
  const o = s.overall;
  if (o.measures.value === 0) return '台账中尚无整改措施。';
  const lamps = timelinessKinds.flatMap((kind) => {
    const value = o.measuresByLamp.find((l) => l.lamp === lampOf(kind))?.figure.value ?? 0;
    const open =
      kind === 'overdue' ||
      kind === 'due_soon' ||
      kind === 'normal' ||
      kind === 'ongoing' ||
      kind === 'no_deadline';
    return open && value > 0 ? [`${timelinessWords[kind]}${value}条`] : [];
  });
  const open = o.measures.value - o.measuresComplete.value;
  return [
    `共制定整改措施${o.measures.value}条，已完成${o.measuresDone.value}条，`,
    `另有长期坚持的措施${o.measuresEstablished.value}条已建立长效机制，两项合计${o.measuresComplete.value}条。`,
    open === 0 ? '' : `尚未完成的${open}条中，${lamps.join('、')}。`,
  ].join('');
}

function thisMonth(s: Figures): string {
  const o = s.overall;
  if (o.newlyDone.value + o.newlyEstablished.value + o.newlyClosed.value + o.gone.value === 0) {
    return '本月没有新完成的措施和新销号的问题。';
  }
  return [
    `本月新完成措施${o.newlyDone.value}条${backDatedNote(s.newlyDone, '条')}，`,
    o.newlyEstablished.value === 0 ? '' : `新建立长效机制${o.newlyEstablished.value}条，`,
    `新销号问题${o.newlyClosed.value}个${backDatedNote(s.newlyClosed, '个')}。`,
    o.gone.value === 0 ? '' : `上期已销号的问题中，有${o.gone.value}个本期不再计入。`,
  ].join('');
}

function late(s: Figures): string {
  const { overdue, lagging } = s.overall;
  if (overdue.value + lagging.value === 0) return '没有超期和滞后的措施。';
  const both = s.lagging.filter((m) => m.lamp === 'red').length;
  return [
    overdue.value === 0 ? '没有超期的措施，' : `超期措施${overdue.value}条，`,
    lagging.value === 0 ? '没有滞后的措施。' : `滞后措施${lagging.value}条`,
    lagging.value === 0 ? '' : both === 0 ? '。' : `（其中${both}条同时超期）。`,
  ].join('');
}

function groups(s: Figures): string {
  if (s.overall.issues.value === 0) return '台账中尚无问题。';
  const of = (rows: Figures['byAspect'], word: string, measure: string) => {
    const known = rows.filter((g) => g.id !== null && g.issues.value > 0);
    const whole = known.filter((g) => g.open.value === 0).length;
    const unclear = rows.find((g) => g.id === null)?.issues.value ?? 0;
    const rest = unclear === 0 ? '' : `，另有${unclear}个问题未明确${word}`;
    return `${known.length}${measure}${word}中，${whole}${measure}负责的问题已全部销号${rest}`;
  };
  const aspects = s.byAspect.filter((g) => g.id !== null && g.issues.value > 0);
  const whole = aspects.filter((g) => g.open.value === 0).length;
  return [
    `${aspects.length}个方面中，${whole}个方面的问题已全部销号；`,
    `${of(s.issuesByUnit, '责任单位', '个')}；${of(s.issuesByLead, '责任领导', '名')}。`,
  ].join('');
}

function outcomes(s: Figures): string {
  const { regulations, sanctions, recoveries, sanctionsTotal, recoveriesTotal, regulationsTotal } =
    s.outcomes;
  const made = regulations
    .filter((r) => r.figure.value > 0)
    .map((r) => `${regulationWords[r.kind]}制度${r.figure.value}项`);
  const people = sanctions
    .filter((x) => x.figure.value > 0)
    .map((x) => `${sanctionWords[x.kind]}${x.figure.value}人`);
  const money = recoveries.map((r) => `${recoveryName(r.kind)}${yuanWords(r.figure.value)}元`);
  const parts = [
    regulationsTotal.rows === 0 ? '' : made.join('，'),
    sanctionsTotal.rows === 0 ? '' : `${people.join('、')}，共${sanctionsTotal.value}人次`,
    recoveriesTotal.rows === 0
      ? ''
      : money.join('，') + (money.length > 1 ? `，合计${yuanWords(recoveriesTotal.value)}元` : ''),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '尚无登记的整改成果。' : `截至${dayLabel(s.asOf)}，累计${parts.join('；')}。`;
}

/** 165,800 rather than 165,800.00 in a sentence. */
function yuanWords(fen: number): string {
  return formatYuan(fen).replace(/\.00$/, '');
}

function clues(s: Figures): string {
  const { received, concluded, rateBp } = s.clues;
  if (received.value === 0) return '没有收到移交的问题线索。';
  return `收到移交的问题线索${received.value}件，已办结${concluded.value}件，办结率${formatRate(rateBp)}。`;
}

function dueNext(s: Figures): string {
  if (s.dueNext.length === 0) return '下月没有到期的措施。';
  const units = new Set(s.dueNext.map((m) => m.unit?.id ?? 0));
  return `下月到期、尚未完成的措施${s.overall.dueNext.value}条，涉及${units.size}个责任单位。`;
}

function matters(s: Figures): string {
  return s.matters.length === 0
    ? '本月没有提请党委研究的事项。'
    : `提请党委研究的事项${s.matters.length}项。`;
}

/** With what the month is compared, and by which right. */
export function baseWords(s: Pick<Figures, 'base'>): string {
  const { kind, edition, asOf } = s.base;
  const by = kind === 'released' ? `已印发月报第${edition ?? 1}版` : '台账当日口径';
  return `与上月（截至${dayLabel(asOf)}，${by}）`;
}

function backDatedNote(lines: readonly { backDated: boolean }[], unit: string): string {
  const marked = lines.filter((line) => line.backDated).length;
  return marked === 0 ? '' : `（其中补记${marked}${unit}）`;
}

function rateChange(before: number | null, after: number | null): string {
  if (before === null || after === null) return `为${formatRate(after)}`;
  if (before === after) return '与上月持平';
  const points = formatRate(Math.abs(after - before)).replace('%', '');
  return `${after > before ? '提高' : '下降'}${points}个百分点`;
}

/** Where the papers state other totals than are counted, both are told; nothing is corrected. */
function statedNote(s: Figures): string {
  const { stated, aspects, issues, measures: all } = s.overall;
  const pairs: [number | null, number, string][] = [
    [stated.aspects, aspects.value, '个方面'],
    [stated.issues, issues.value, '个问题'],
    [stated.measures, all.value, '条措施'],
  ];
  const differing = pairs.filter(([said, counted]) => said !== null && said !== counted);
  if (differing.length === 0) return '';
  const said = differing.map(([n, , unit]) => `${n}${unit}`).join('、');
  const counted = differing.map(([, n, unit]) => `${n}${unit}`).join('、');
  return `文件所载${said}，台账实有${counted}，本表按台账实有数统计。`;
}
