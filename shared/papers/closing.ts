/**
 * 对账销号单 of one issue: what was found, what was done about each measure and by which evidence, what was said at each
 * step of the closing chain, and the places to sign.
 */
import type { ClosingRecord, MissingItem, PaperBlock, PaperDoc, StepSetting } from '../contract/types.ts';
import { type Day, dayLabel } from '../day.ts';
import { sectionNumeral } from '../summary/phrases.ts';
import { issueStateWords } from '../words.ts';
import { landscape, meta, type PaperTable, title } from './blocks.ts';
import { missingWord, runningSteps } from './closingWords.ts';
import type { IssueStanding } from './issueStanding.ts';
import { evidenceTable, measureCalls, measuresSaid, measureTable, stepTable } from './issueTables.ts';
import type { RoundFacts } from './ledgerRows.ts';
import { nameOr } from './rowWords.ts';
import { lines, tableOf } from './tables.ts';

export interface ClosingFacts {
  readonly round: RoundFacts['round'];
  readonly issue: IssueStanding;
  /** Its headings in words, from the aspect down. */
  readonly path: readonly string[];
  readonly events: readonly ClosingRecord[];
  /** Steps of the cycle, in order. */
  readonly steps: readonly StepSetting[];
  readonly missing: readonly MissingItem[];
  /** Hashes of files that are not where they are kept. */
  readonly lost: ReadonlySet<string>;
  /** Place in the round, counted through. */
  readonly rank: number;
  /** The day it speaks of. */
  readonly today: Day;
  readonly revision: number;
}

export function closingPaper(of: ClosingFacts): PaperDoc {
  const { round, issue, events, steps, today } = of;
  const outcomes = outcomesOf(issue);
  const caption = captions();
  return {
    title: issueFileName('对账销号单', of),
    forms: ['xlsx', 'docx'],
    revision: of.revision,
    sections: [
      landscape([
        title('对账销号单'),
        ...(round.organisation === '' ? [] : [meta(`${round.organisation}　${round.title}`)]),
        { block: 'facts', pairs: issuePairs(of) },
        ...missingBlocks(of),
        measureTable(issue, caption('整改措施及完成情况'), true),
        evidenceTable(issue, of.lost, caption('佐证材料')),
        ...(outcomes.length === 0 ? [] : [outcomeTable(outcomes, caption('整改成效'))]),
        stepTable(
          events,
          caption('销号办理情况'),
          issue.imported ? '导入台账时已销号，没有办理记录。' : '尚未申请销号。',
        ),
        ...(steps.length === 0 ? [] : [placesBlock(steps, events)]),
        { block: 'note', text: `制表日期：${dayLabel(today)}` },
      ]),
    ],
    notes: closingNotes(of),
    differing: 0,
  };
}

/** 对账销号单-07-采购管理不规范: names that differ within a round, short enough for any folder. */
export function issueFileName(paper: string, { rank, issue }: Pick<ClosingFacts, 'rank' | 'issue'>): string {
  const called = Array.from(issue.title).slice(0, 24).join('').trim();
  return [paper, String(rank).padStart(2, '0'), called].filter((part) => part !== '').join('-');
}

/** 一、 二、 … before the captions of what is there. */
export function captions(): (text: string) => string {
  let at = 0;
  return (text) => {
    at += 1;
    return `${sectionNumeral(at)}、${text}`;
  };
}

type Pair = Extract<PaperBlock, { block: 'facts' }>['pairs'][number];

/** What an issue's papers say of it first. */
export function issuePairs({ round, issue, path, events }: ClosingFacts): Pair[] {
  const pair = (label: string, value: string, wide = false): Pair[] =>
    value === '' ? [] : [{ label, value, ...(wide ? { wide } : {}) }];
  return [
    ...pair('问题', `${issue.number === '' ? '' : `${issue.number}　`}${issue.title}`, true),
    ...pair('具体表现', issue.text === issue.title ? '' : issue.text, true),
    ...pair('所属方面', path.join('　'), true),
    ...pair('牵头领导', nameOr(issue.lead)),
    ...pair('责任单位', nameOr(issue.unit)),
    ...pair('反馈日期', round.feedbackOn === null ? '' : dayLabel(round.feedbackOn)),
    ...pair('整改措施', measuresSaid(issue.measures)),
    ...pair('整改状态', stateSaid(issue)),
    ...pair('销号轮次', cycleSaid(issue, events)),
  ];
}

function stateSaid({ state, closedOn, imported, withdrawnOn }: IssueStanding): string {
  if (withdrawnOn !== null) return `已撤销（${dayLabel(withdrawnOn)}）`;
  const on = closedOn === null ? '' : dayLabel(closedOn);
  const said = [imported ? '导入销号' : '', on].filter((part) => part !== '').join('，');
  return said === '' ? issueStateWords[state] : `${issueStateWords[state]}（${said}）`;
}

/** Which application it is. One that was reopened or sent back waits for the next one. */
function cycleSaid({ imported }: IssueStanding, events: readonly ClosingRecord[]): string {
  if (imported) return '未在本台账办理';
  const last = events.findLast(({ step }) => step !== 'recheck_passed');
  if (last === undefined) return '尚未申请';
  switch (last.step) {
    case 'reopened':
      return `第${last.cycle}轮已重启，待重新申请`;
    case 'sent_back':
    case 'application_withdrawn':
      return `第${last.cycle}轮，待第${last.attempt}次申请`;
    default:
      return `第${last.cycle}轮第${last.attempt}次申请`;
  }
}

/** What is missing stands above the tables, so that nobody signs what is not whole. */
function missingBlocks({ issue, missing }: ClosingFacts): PaperBlock[] {
  if (missing.length === 0 || issue.withdrawnOn !== null) return [];
  const calls = measureCalls(issue.measures);
  const said = missing.map((item, at) => {
    const measure = item.measure === null ? '' : `${calls.get(item.measure.id) ?? ''}“${item.measure.title}”`;
    return `${at + 1}. ${measure}${missingWord(item)}`;
  });
  return [{ block: 'note', text: `尚不具备申请销号条件，还缺${missing.length}项：${said.join('；')}。` }];
}

interface OutcomeLine {
  readonly measure: string;
  readonly text: string;
}

function outcomesOf({ measures, outcomes }: IssueStanding): OutcomeLine[] {
  const calls = measureCalls(measures);
  return [
    ...outcomes.map((text) => ({ measure: '', text })),
    ...measures.flatMap((measure) =>
      measure.outcomes.map((text) => ({ measure: calls.get(measure.id) ?? '', text })),
    ),
  ];
}

function outcomeTable(outcomes: readonly OutcomeLine[], caption: string): PaperTable {
  return tableOf<OutcomeLine>(
    [
      { title: '措施', share: 15, middle: true, of: ({ measure }) => measure },
      { title: '制度、问责、挽回损失和问题线索', share: 235, of: ({ text }) => text },
    ],
    lines(outcomes),
    '',
    caption,
  );
}

/** A box for each step of the cycle; those taken in the attempt that runs are filled. */
function placesBlock(steps: readonly StepSetting[], events: readonly ClosingRecord[]): PaperBlock {
  const running = runningSteps(events);
  return {
    block: 'places',
    places: steps.map(({ step, name, holder }) => {
      const taken = running.get(step);
      return {
        name: holder === '' ? `${name}意见` : `${holder}${name}意见`,
        opinion: taken?.opinion ?? '',
        who: taken?.actor ?? '',
        on: taken === undefined ? '' : dayLabel(taken.on),
      };
    }),
  };
}

function closingNotes({ issue, missing, lost, events, steps }: ClosingFacts): string[] {
  return [
    ...(issue.withdrawnOn === null ? [] : [`这个问题已于${issue.withdrawnOn}撤销，不再办理销号。`]),
    ...(missing.length === 0 || issue.withdrawnOn !== null
      ? []
      : [`还缺${missing.length}项，不能申请销号。`]),
    ...(issue.imported && events.length <= 1 && steps.length > 0
      ? ['这个问题是按“已销号”导入的，没有办理记录，签字栏为空。']
      : []),
    ...lostNotes(lost),
  ];
}

export function lostNotes(lost: ReadonlySet<string>): string[] {
  return lost.size === 0
    ? []
    : [`有${lost.size}个佐证文件已不在存放处，表中已注明。请从备份中找回，或者用“校验台账”查看是哪些文件。`];
}
