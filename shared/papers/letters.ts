/**
 * 督办通知单, 提醒函 and 告诫书 to one unit: about a return that did not come or is not whole, or about measures that are
 * late. What is listed stands in the letter, or on an annex where it is long.
 */
import type { PaperBlock, PaperDoc, PaperSection, PaperSettings } from '../contract/types.ts';
import { dayLabel, daysBetween } from '../day.ts';
import type { Day, Month } from '../day.ts';
import type { ReminderKind } from '../lists.ts';
import { monthLabel } from '../month.ts';
import { reminderWords } from '../words.ts';
import { landscape, meta, paragraph, portrait, title } from './blocks.ts';
import type { PaperTable } from './blocks.ts';
import { quoted } from './quoted.ts';
import { letterHead, openingOf, sealBlock, sentenceOf, usualLetterClosing } from './settings.ts';

interface LetterHead {
  readonly kind: ReminderKind;
  readonly number: string;
  /** Day of the letter; what it says holds as of it. */
  readonly on: Day;
  readonly month: Month;
  readonly organisation: string;
  readonly unit: string;
}

export interface ReturnLetter extends LetterHead {
  readonly subject: 'return';
  readonly dueOn: Day;
  readonly daysLate: number;
  /** Something came, but not all of it. */
  readonly received: boolean;
  /** What is missing: all expected measures when nothing came. */
  readonly measures: readonly {
    readonly number: string;
    readonly title: string;
    readonly deadline: string;
  }[];
}

export interface LateMeasure {
  readonly number: string;
  readonly issueTitle: string;
  readonly title: string;
  /** The deadline in force, in words, and as a day. */
  readonly deadline: string;
  readonly dueOn: Day | null;
  readonly notStarted: boolean;
  /** Months without new progress, where it lags for that. */
  readonly silentMonths: number | null;
  /** The last progress that was reported; null when there never was any. */
  readonly progress: { readonly month: Month; readonly text: string } | null;
}

export interface DeadlineLetter extends LetterHead {
  readonly subject: 'deadline';
  /** Number of the rectification plan's paper; '' where none is recorded. */
  readonly plan: string;
  readonly measures: readonly LateMeasure[];
  /** The clerk's own demand; '' for the usual one. */
  readonly demand: string;
  /** Until when the unit is to answer. */
  readonly answerBy: Day;
}

export type Letter = ReturnLetter | DeadlineLetter;

/** Working days that a unit gets to answer a letter about late measures. */
export const answerDays: Readonly<Record<ReminderKind, number>> = { reminder: 5, notice: 3, warning: 3 };
/** Days that a unit gets once its return is late; before the due day that day stands. */
const GRACE = '两个工作日';

export function letterDoc(letter: Letter, words: PaperSettings, revision: number): PaperDoc {
  const list = letter.subject === 'return' ? missingList(letter) : lateList(letter);
  const said = letter.subject === 'return' ? returnText(letter, words) : deadlineText(letter, words, list);
  const sections: PaperSection[] = [
    portrait([
      ...letterHead(words, letter.organisation),
      { block: 'number', text: letter.number },
      title(...titleOf(letter)),
      { block: 'recipient', text: `${letter.unit}：` },
      ...said.map((text) => paragraph(text)),
      ...(list.annexed ? [{ block: 'annexes' as const, items: [list.title] }] : []),
      sealBlock(words, letter.organisation, letter.on),
      ...(list.below === null ? [] : [list.below]),
    ]),
  ];
  if (list.annexed) {
    const blocks: PaperBlock[] = [
      { block: 'annexMark', text: '附件' },
      title(list.title),
      meta(letter.unit),
      list.table,
    ];
    sections.push(letter.subject === 'return' ? portrait(blocks) : landscape(blocks));
  }
  return {
    title: `${reminderWords[letter.kind]}-${letter.unit}-${letter.number}`,
    forms: ['docx'],
    revision,
    sections,
    notes:
      letter.measures.length === 0 && letter.subject === 'deadline'
        ? ['这份公文没有登记涉及的措施，发出前请核对。']
        : [],
    differing: 0,
  };
}

/** In two lines that are not broken further. */
function titleOf(letter: Letter): readonly [string, string] {
  const { kind, month } = letter;
  const word = reminderWords[kind];
  if (letter.subject === 'deadline') {
    const over = letter.measures.some((measure) => lateDays(letter, measure) > 0);
    switch (kind) {
      case 'reminder':
        return ['关于抓紧推进', `巡察整改措施的${word}`];
      case 'notice':
        return ['关于限期落实', `巡察整改措施的${word}`];
      case 'warning':
        return [over ? '关于未按期完成' : '关于未按要求推进', `巡察整改措施的${word}`];
    }
  }
  switch (kind) {
    case 'reminder':
      return [`关于抓紧报送${monthLabel(month)}`, `巡察整改情况的${word}`];
    case 'notice':
      return [`关于报送${monthLabel(month)}`, `巡察整改情况的${word}`];
    case 'warning':
      return [`关于未按要求报送${monthLabel(month)}`, `巡察整改情况的${word}`];
  }
}

const paperWord: Readonly<Record<ReminderKind, string>> = {
  reminder: '函',
  notice: '通知单',
  warning: '告诫书',
};

/* ---- about a return ---- */

function returnText(letter: ReturnLetter, words: PaperSettings): string[] {
  return [
    situation(letter, openingOf(words, letter.kind, '按照巡察整改工作安排，')),
    returnDemand(letter),
    sentenceOf(words, letter.kind, 'closing', usualLetterClosing[letter.kind]),
  ];
}

/** What should have come, until when, and what has. */
function situation({ month, dueOn, on, daysLate, received, measures }: ReturnLetter, lead: string): string {
  const plan = `${lead}各责任单位应于${dayLabel(dueOn)}前报送${monthLabel(month)}整改情况。`;
  if (received)
    return `${plan}你单位的报送表已经收到，但尚有${measures.length}条整改措施没有填报（清单附后），内容不完整。`;
  const late = daysLate > 0 ? `，已逾期${daysLate}天` : '';
  const about = measures.length > 0 ? `，涉及整改措施${measures.length}条（清单附后）` : '';
  return `${plan}截至${dayLabel(on)}，我办尚未收到你单位的报送表${late}${about}。`;
}

function returnDemand({ kind, dueOn, on, daysLate, received }: ReturnLetter): string {
  const report = received ? '补充填报并重新报送' : '报送';
  const until =
    daysLate > 0 || on > dueOn
      ? `于收到本${paperWord[kind]}之日起${GRACE}内${report}`
      : `于${dayLabel(dueOn)}前${report}`;
  switch (kind) {
    case 'reminder':
      return `请你单位抓紧填报，${until}；确有困难的，请及时说明原因。`;
    case 'notice':
      return `现予督办。请你单位主要负责人亲自过问，${until}，并书面说明未按时报齐的原因和下一步措施。`;
    case 'warning':
      return `你单位未按要求报送整改情况，影响巡察整改工作推进，现予告诫。请${until}，由主要负责人签字说明原因；届时仍未报送的，将提请按照有关规定处理。`;
  }
}

/* ---- about late measures ---- */

const lateDays = ({ on }: DeadlineLetter, { dueOn }: LateMeasure): number =>
  dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, on));

function deadlineText(letter: DeadlineLetter, words: PaperSettings, list: LetterList): string[] {
  const plan = letter.plan === '' ? '对照巡察整改方案，' : `对照巡察整改方案（${letter.plan}），`;
  return [
    standingText(letter, openingOf(words, letter.kind, plan), list.annexed),
    ...list.within,
    deadlineDemand(letter),
    sentenceOf(words, letter.kind, 'closing', usualLetterClosing[letter.kind]),
  ];
}

function standingText(letter: DeadlineLetter, lead: string, annexed: boolean): string {
  const { measures, on } = letter;
  const over = measures.filter((measure) => lateDays(letter, measure) > 0).length;
  const behind = measures.length - over;
  const which = annexed ? '（清单附后）。' : '：';
  const said =
    behind === 0
      ? `${over}条整改措施超过期限仍未完成`
      : over === 0
        ? `${behind}条整改措施进度滞后`
        : `${measures.length}条整改措施没有按要求推进，其中超过期限仍未完成的${over}条，进度滞后的${behind}条`;
  return `${lead}截至${dayLabel(on)}，你单位尚有${said}${measures.length === 0 ? '。' : which}`;
}

function deadlineDemand({ kind, demand, answerBy }: DeadlineLetter): string {
  const by = `于${dayLabel(answerBy)}前`;
  if (demand !== '') return `${/[。！？.!?]$/u.test(demand) ? demand : `${demand}。`}请${by}书面回复我办。`;
  switch (kind) {
    case 'reminder':
      return `请你单位抓紧推进，逐条明确责任人和完成时间，${by}将进展情况和下一步措施书面回复我办；确有困难的，请一并说明原因。`;
    case 'notice':
      return `现予督办。请你单位主要负责人亲自过问，逐条查明原因，制定推进措施，${by}将未按期完成的原因、下一步措施和完成时限书面回复我办。`;
    case 'warning':
      return `你单位没有按要求落实整改责任，影响整改工作推进，现予告诫。请${by}书面回复原因和整改计划，由主要负责人签字；届时仍无明显进展的，将提请按照有关规定处理。`;
  }
}

/** 已超期31天 · 临近期限，尚未启动 · 连续2个月没有新进展 */
export function lateWords(letter: DeadlineLetter, measure: LateMeasure): string {
  const days = lateDays(letter, measure);
  const said = [
    days > 0 ? `已超期${days}天` : '',
    measure.notStarted ? (days > 0 ? '尚未启动' : '临近期限，尚未启动') : '',
    measure.silentMonths === null ? '' : `连续${measure.silentMonths}个月没有新进展`,
  ].filter((part) => part !== '');
  return said.length === 0 ? '正在推进' : said.join('，');
}

/* ---- lists ---- */

interface LetterList {
  readonly title: string;
  readonly table: PaperTable;
  /** On an annex of its own. */
  readonly annexed: boolean;
  /** Else below the seal, … */
  readonly below: PaperTable | null;
  /** … or as paragraphs of the letter. */
  readonly within: readonly string[];
}

/** Digits and Latin letters take half a character's room. */
const widthOf = (text: string): number => text.length - (text.match(/[!-~]/gu)?.length ?? 0) / 2;
const linesOf = (text: string, each: number): number => Math.max(1, Math.ceil(widthOf(text) / each));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Lines of a list that go with the letter on its one page; a longer list becomes an annex. */
const ROOM = 4;

function missingList({ measures, month }: ReturnLetter): LetterList {
  const name = `${monthLabel(month)}未报送的整改措施清单`;
  const rows = measures.map(({ number, title: text, deadline }) => ({ cells: [number, text, deadline] }));
  const table: PaperTable = {
    block: 'table',
    columns: [
      { title: '编号', share: 16, middle: true },
      { title: '整改措施', share: 56 },
      { title: '整改期限', share: 28, middle: true },
    ],
    rows,
    empty: '没有要填报的措施。',
  };
  const lines = measures.map((each) => Math.max(linesOf(each.title, 27), linesOf(each.deadline, 9)));
  const annexed = sum(lines) > ROOM;
  const below = annexed || measures.length === 0 ? null : { ...table, title: name };
  return { title: name, table, annexed, below, within: [] };
}

function lateList(letter: DeadlineLetter): LetterList {
  const { measures } = letter;
  const table: PaperTable = {
    block: 'table',
    columns: [
      { title: '编号', share: 9, middle: true },
      { title: '问题', share: 22 },
      { title: '整改措施', share: 25 },
      { title: '整改期限', share: 12, middle: true },
      { title: '情况', share: 12, middle: true },
      { title: '最近一次报告的进展', share: 32 },
    ],
    rows: measures.map((measure) => ({
      cells: [
        measure.number,
        measure.issueTitle,
        measure.title,
        measure.deadline,
        lateWords(letter, measure),
        measure.progress === null
          ? '没有报告过'
          : `${monthLabel(measure.progress.month)}：${measure.progress.text}`,
      ],
    })),
    empty: '没有登记涉及的措施。',
  };
  const within = measures.map((measure, at) => {
    const said = lateParagraph(letter, measure);
    return measures.length === 1 ? said : `${at + 1}.${said}`;
  });
  // A paragraph begins two characters in. One measure alone makes no list.
  const lines = sum(within.map((text) => linesOf(`　　${text}`, 28)));
  const annexed = lines > (measures.length === 1 ? 3 * ROOM : ROOM);
  return {
    title: '没有按要求推进的整改措施清单',
    table,
    annexed,
    below: null,
    within: annexed ? [] : within,
  };
}

function lateParagraph(letter: DeadlineLetter, measure: LateMeasure): string {
  const { number, issueTitle, title: text, deadline, dueOn, progress } = measure;
  const day = dueOn === null ? deadline : dayLabel(dueOn);
  const until = day === '' ? '' : `，期限为${day}`;
  const last =
    progress === null ? '没有报告过进展' : `${monthLabel(progress.month)}报告：${endless(progress.text)}`;
  return `${quoted(issueTitle)}问题的整改措施${quoted(endless(text))}（编号${number}）${until}，${lateWords(letter, measure)}；${last}。`;
}

const endless = (text: string): string => text.trim().replace(/[。；;.]+$/u, '');
