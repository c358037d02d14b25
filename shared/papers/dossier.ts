/** 一问题一档案: everything that the ledger knows of one issue, behind a cover and a list of contents. */
import type { ClosingRecord, PaperBlock, PaperDoc, PlanChange } from '../contract/types.ts';
import { type Day, dayLabel, type Month } from '../day.ts';
import type { MeasureState, ReminderKind } from '../lists.ts';
import { monthLabel } from '../month.ts';
import { toChineseNumeral } from '../numerals.ts';
import { establishedWord, measureStateWords, planChangeWords, reminderWords } from '../words.ts';
import { heading, meta, type PaperTable, paragraph, portrait, title } from './blocks.ts';
import { type ClosingFacts, issueFileName, issuePairs, lostNotes } from './closing.ts';
import type { StandingMeasure } from './issueStanding.ts';
import { evidenceTable, measureCalls, measureTable, stepTable } from './issueTables.ts';
import { countedBy, outcomeDay, type OutcomeFact, outcomeWord } from './outcomeWords.ts';
import { type Column, head, type Line, lines, shortDay, stacked, tableOf } from './tables.ts';

export interface ProgressRecord {
  readonly measureId: number;
  readonly month: Month;
  readonly text: string;
  readonly delayReason: string;
  readonly nextStep: string;
  readonly remark: string;
  /** Who reported it; '' for what was typed or taken from a notice. */
  readonly unit: string;
  readonly assisting: boolean;
}

export interface MeasureChange {
  readonly measureId: number;
  readonly kind: 'state' | 'established' | 'unestablished' | 'withdrawn' | 'restored';
  readonly from: MeasureState | null;
  readonly to: MeasureState | null;
  readonly on: Day;
  readonly reason: string;
}

export interface ExtensionRecord {
  readonly measureId: number;
  readonly raw: string;
  readonly date: Day | null;
  readonly approvedOn: Day;
  readonly approvedBy: string;
  readonly reason: string;
}

export interface ReminderRecord {
  readonly kind: ReminderKind;
  readonly number: string;
  readonly on: Day;
  readonly month: Month;
  readonly unit: string;
  /** Measures of this issue that it names; none: it asked for the month's return. */
  readonly measures: readonly number[];
}

export interface MatterRecord {
  readonly title: string;
  readonly month: Month;
  readonly meetingOn: Day | null;
  readonly decision: string;
  readonly followUp: string;
  readonly settledOn: Day | null;
}

export interface DossierFacts extends ClosingFacts {
  readonly progress: readonly ProgressRecord[];
  readonly changes: readonly MeasureChange[];
  readonly extensions: readonly ExtensionRecord[];
  readonly planChanges: readonly PlanChange[];
  readonly reminders: readonly ReminderRecord[];
  readonly matters: readonly MatterRecord[];
  /** Of the whole round: which of two that repeat one another stands is decided there. */
  readonly outcomes: readonly OutcomeFact[];
}

interface Part {
  readonly name: string;
  /** How many there are, in which measure word. */
  readonly count: number;
  readonly unit: string;
  readonly block: PaperBlock;
}

export function dossierPaper(of: DossierFacts): PaperDoc {
  const parts = partsOf(of);
  return {
    title: issueFileName('问题档案', of),
    forms: ['xlsx', 'docx'],
    revision: of.revision,
    sections: [
      portrait([
        ...(of.round.organisation === '' ? [] : [meta(of.round.organisation)]),
        title('巡察整改问题档案'),
        meta('（一问题一档案）'),
        { block: 'facts', pairs: coverPairs(of) },
        contents(parts),
        { block: 'note', text: `制档日期：${dayLabel(of.today)}` },
      ]),
      portrait(
        parts.flatMap(({ name, block }, at) => [heading(1, `${toChineseNumeral(at + 1)}、${name}`), block]),
      ),
    ],
    notes: lostNotes(of.lost),
    differing: 0,
  };
}

function coverPairs(of: DossierFacts) {
  const pairs = issuePairs(of).filter(({ label }) => label !== '具体表现');
  return [
    { label: '档案编号', value: String(of.rank).padStart(3, '0') },
    ...(of.round.inspectedBy === '' ? [] : [{ label: '巡察组', value: of.round.inspectedBy }]),
    { label: '巡察轮次', value: of.round.title, wide: true },
    ...pairs,
  ];
}

function contents(parts: readonly Part[]): PaperTable {
  return tableOf<Part & { readonly at: number }>(
    [
      { title: '序号', share: 20, middle: true, of: ({ at }) => toChineseNumeral(at + 1) },
      { title: '内容', share: 100, of: ({ name }) => name },
      {
        ...{ title: '数量', share: 36, middle: true },
        of: ({ count, unit }) => (count === 0 ? '无' : `${count}${unit}`),
      },
    ],
    lines(parts.map((part, at) => ({ ...part, at }))),
    '',
    '目　录',
  );
}

function partsOf(of: DossierFacts): Part[] {
  const { issue, events } = of;
  const rechecks = events.filter(
    ({ step, ground }) => step === 'recheck_passed' || (step === 'reopened' && ground === 'recheck'),
  );
  const outcomes = countedBy(of.outcomes, of.today).filter(({ issueId }) => issueId === issue.id);
  const evidence = issue.measures.reduce((sum, measure) => sum + measure.evidence.length, 0);
  // Where there is nothing, a sentence says so instead of an empty table.
  const part = (name: string, count: number, unit: string, block: PaperBlock): Part => ({
    ...{ name, count, unit },
    block:
      count === 0 && block.block === 'table' && block.rows.length === 0
        ? paragraph(block.empty ?? '')
        : block,
  });
  return [
    part('问题基本情况', 1, '份', { block: 'facts', pairs: issuePairs(of) }),
    part('整改措施', issue.measures.length, '条', measureTable(issue, undefined, false)),
    part('整改进展', of.progress.length, '条', progressTable(of)),
    part('整改期限调整', of.extensions.length, '次', extensionTable(of)),
    part('措施状态变化', of.changes.length, '次', changeTable(of)),
    part('佐证材料', evidence, '份', evidenceTable(issue, of.lost, undefined)),
    part('整改成效', outcomes.length, '项', outcomeTable(of, outcomes)),
    part('销号办理', events.length, '次', closingTable(events, issue.imported)),
    part('回头看', rechecks.length, '次', stepTable(rechecks, undefined, '尚未开展回头看。')),
    part('整改方案调整', of.planChanges.length, '次', planTable(of.planChanges)),
    part('督办提醒', of.reminders.length, '份', reminderTable(of)),
    part('提请研究事项', of.matters.length, '项', matterTable(of.matters)),
  ];
}

const closingTable = (events: readonly ClosingRecord[], imported: boolean): PaperTable =>
  stepTable(events, undefined, imported ? '导入台账时已销号，没有办理记录。' : '尚未申请销号。');

/** 一是 and its title, as the head of what belongs to it. */
function measureHead({ id, title: name }: StandingMeasure, calls: ReadonlyMap<number, string>): string {
  return `${calls.get(id) ?? ''}　${name}`;
}

/** Records under their measures, in the measures' order. */
function underMeasures<R extends { readonly measureId: number }>(
  { issue }: DossierFacts,
  records: readonly R[],
): Line<R>[] {
  const calls = measureCalls(issue.measures);
  return issue.measures.flatMap((measure) => {
    const own = records.filter(({ measureId }) => measureId === measure.id);
    return own.length === 0 ? [] : [head(measureHead(measure, calls)), ...lines(own)];
  });
}

function progressTable(of: DossierFacts): PaperTable {
  const columns: Column<ProgressRecord>[] = [
    { title: '月份', share: 26, middle: true, of: ({ month }) => monthLabel(month) },
    { title: '进展情况', share: 84, of: ({ text }) => text },
    {
      ...{ title: '未完成原因、下一步打算', share: 44, optional: true },
      of: ({ delayReason, nextStep }) => stacked(delayReason, nextStep),
    },
    { title: '备注', share: 26, optional: true, of: ({ remark }) => remark },
    {
      ...{ title: '报送单位', share: 28, optional: true },
      of: ({ unit, assisting }) => (assisting ? `${unit}（配合）` : unit),
    },
  ];
  return tableOf(columns, underMeasures(of, of.progress), '没有记录整改进展。');
}

function extensionTable(of: DossierFacts): PaperTable {
  const first = new Map(of.issue.measures.map(({ id, deadline }) => [id, deadline.words]));
  const columns: Column<ExtensionRecord>[] = [
    { title: '原定期限', share: 32, middle: true, of: ({ measureId }) => first.get(measureId) ?? '' },
    {
      ...{ title: '延期至', share: 32, middle: true },
      of: ({ raw, date }) => (date === null ? raw : shortDay(date)),
    },
    { title: '批准日期', share: 24, middle: true, of: ({ approvedOn }) => shortDay(approvedOn) },
    { title: '批准单位', share: 28, of: ({ approvedBy }) => approvedBy },
    { title: '延期理由', share: 44, of: ({ reason }) => reason },
  ];
  return tableOf(columns, underMeasures(of, of.extensions), '各项措施的整改期限没有调整。');
}

function changeSaid({ kind, from, to }: MeasureChange): string {
  switch (kind) {
    case 'state':
      return from === null || from === to
        ? measureStateWords[to ?? 'not_started']
        : `${measureStateWords[from]}→${measureStateWords[to ?? 'not_started']}`;
    case 'established':
      return establishedWord;
    case 'unestablished':
      return '取消“已建立长效机制”';
    case 'withdrawn':
      return '撤销';
    case 'restored':
      return '恢复';
  }
}

function changeTable(of: DossierFacts): PaperTable {
  return tableOf<MeasureChange>(
    [
      { title: '日期', share: 26, middle: true, of: ({ on }) => shortDay(on) },
      { title: '变化', share: 50, middle: true, of: changeSaid },
      { title: '说明', share: 80, optional: true, of: ({ reason }) => reason },
    ],
    underMeasures(of, of.changes),
    '各项措施的状态没有变化。',
  );
}

function outcomeTable({ issue, today }: DossierFacts, outcomes: readonly OutcomeFact[]): PaperTable {
  const calls = measureCalls(issue.measures);
  return tableOf<OutcomeFact>(
    [
      {
        ...{ title: '措施', share: 18, middle: true },
        of: ({ measureId }) => (measureId === null ? '' : (calls.get(measureId) ?? '')),
      },
      { title: '内容', share: 104, of: (outcome) => outcomeWord(outcome, today) },
      { title: '日期', share: 34, middle: true, of: outcomeDay },
    ],
    lines(outcomes),
    '没有登记整改成效。',
  );
}

function planTable(changes: readonly PlanChange[]): PaperTable {
  return tableOf<PlanChange>(
    [
      { title: '日期', share: 24, middle: true, of: ({ on }) => shortDay(on) },
      { title: '调整', share: 16, middle: true, of: ({ kind }) => planChangeWords[kind] },
      {
        ...{ title: '内容', share: 50 },
        of: ({ measure, replacedBy }) =>
          stacked(
            measure === null ? '整个问题' : measure.title,
            replacedBy === null ? '' : `改为：${replacedBy.title}`,
          ),
      },
      { title: '理由', share: 40, of: ({ reason }) => reason },
      { title: '批准单位', share: 26, of: ({ body }) => body },
    ],
    lines(changes),
    '整改方案没有调整。',
  );
}

function reminderTable({ issue, reminders }: DossierFacts): PaperTable {
  const calls = measureCalls(issue.measures);
  return tableOf<ReminderRecord>(
    [
      { title: '日期', share: 24, middle: true, of: ({ on }) => shortDay(on) },
      {
        ...{ title: '文书', share: 40 },
        of: ({ kind, number }) => stacked(reminderWords[kind], number),
      },
      { title: '发往单位', share: 36, of: ({ unit }) => unit },
      {
        ...{ title: '事由', share: 56 },
        of: ({ measures, month }) =>
          measures.length === 0
            ? `未按要求报送${monthLabel(month)}整改情况`
            : `整改措施超期或者滞后：${measures.map((id) => calls.get(id) ?? '').join('、')}`,
      },
    ],
    lines(reminders),
    '没有发过督办、提醒或者告诫文书。',
  );
}

function matterTable(matters: readonly MatterRecord[]): PaperTable {
  return tableOf<MatterRecord>(
    [
      { title: '提请月份', share: 26, middle: true, of: ({ month }) => monthLabel(month) },
      { title: '事项', share: 44, of: ({ title: name }) => name },
      { title: '研究日期', share: 24, middle: true, of: ({ meetingOn }) => shortDay(meetingOn) },
      { title: '研究决定', share: 36, of: ({ decision }) => decision },
      {
        ...{ title: '落实情况', share: 36 },
        of: ({ followUp, settledOn }) =>
          stacked(followUp, settledOn === null ? '' : `（${shortDay(settledOn)}办结）`),
      },
    ],
    lines(matters),
    '没有提请研究事项。',
  );
}
