/** Measures' states in free words. Only words that say one state are taken; all else is proposed. */
import { measureStates, type MeasureState } from '../../lists.ts';
import { measureStateWords } from '../../words.ts';
import type { Plain } from '../grid.ts';
import { shownOf } from '../grid.ts';
import { doubtful, numberOf, squeezed, understood, type Reading } from './plainCell.ts';

const ALREADY = '(?:已经|已|均已|都已|全部已|现已|目前已)?';
const WELL = '(?:全部|全面|按期|按时|如期|提前|逾期|超期|圆满|彻底)?';
const ENDED = '(?:完成|完毕|完结|到位|办结|结束|落实到位|整改|落实|销号)';
const SUBJECT = '(?:该项|此项|本项|问题|措施|工作|任务)?';

const words: readonly (readonly [MeasureState, RegExp])[] = [
  [
    'mostly_done',
    new RegExp(
      `^${SUBJECT}${ALREADY}基本(?:上)?(?:已)?(?:整改|落实|办理)?(?:完成|完毕|到位|办结|落实|整改|销号)(?:整改|任务|到位)?$`,
    ),
  ],
  [
    'not_started',
    /^(?:未|尚未|还未|暂未|没有|还没有?|待)(?:启动|开始|开展|实施|着手|动工|推进|进行|整改)(?:整改|工作)?$/,
  ],
  [
    'in_progress',
    /^(?:(?:正在?|已|目前|仍在|仍|在|有序|按计划|按序时|正常|稳步|加快|积极|抓紧|全力|扎实|序时|阶段性|持续|已经|现)*(?:整改|推进|进行|办理|落实|实施|开展|启动|处理)(?:推进|进行|整改|实施)?(?:中|之中|当中))$/,
  ],
  [
    'in_progress',
    /^(?:正在|正|目前正在|仍在|在)(?:有序|积极|抓紧|稳步|加快|全力|扎实|按计划|持续)*(?:整改|推进|进行|办理|落实|实施|开展|处理|完善)(?:整改|推进|落实)?$/,
  ],
  ['in_progress', /^(?:已|已经)(?:启动|开始|着手|开展)(?:整改|工作|推进)?$/],
  ['in_progress', /^(?:有序|按计划|按序时|按序时进度|正常|稳步|加快|积极|抓紧|序时)(?:推进|进行|整改|实施)$/],
  ['in_progress', /^(?:达到|达)?序时进度$|^部分(?:完成|整改|到位|落实)$/],
  [
    'done',
    new RegExp(`^${SUBJECT}${ALREADY}${WELL}(?:整改|落实|办理)?${ENDED}(?:整改|任务|到位|销号|完成)?$`),
  ],
  ['done', /^(?:已|拟)?(?:申请|提请|待)(?:整改)?销号$|^(?:已)?销号$|^(?:已)?审定销号$/],
];

const DEMAND = /长期|常态|(?:需|须|要|仍需)?持续(?!.*中$)|立行立改$|立整立改$|即知即改$/;
const UNCLEAR: readonly (readonly [RegExp, MeasureState | null])[] = [
  [
    /^(?:逾期|超期)?(?:未|尚未|还未|暂未|没有|没|还没)(?:全部|完全|按期|按时|如期)?(?:整改|落实)?(?:完成|完毕|到位|办结|落实|销号|结束)(?:整改|到位|销号)?$/,
    'in_progress',
  ],
  [/^(?:大部分|大部|多数|绝大部分|主体|初步)(?:已)?(?:整改|完成|落实)/, 'mostly_done'],
  [/阶段性/, 'mostly_done'],
  [/^(?:接近|即将|将近|快)完成$/, 'mostly_done'],
  [/^(?:不|否|未|没|×|x|✗|✘)$/i, null],
];

/** The state that a short text says wholly; null when it says none, or more than that. */
export function stateOf(text: string): MeasureState | null {
  const plain = squeezed(text).replace(/^[([【]|[)\]】。.;,、!]+$/g, '');
  const own = measureStates.find((state) => measureStateWords[state] === plain);
  if (own !== undefined) return own;
  if (plain.length > 16) return null;
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

const readings = new Map<string, Reading>();

/** @param yesNo the heading asks a question (是否完成), so that 是 and a tick mean done */
export function readState(plain: Plain, yesNo: boolean): Reading {
  const number = numberOf(plain);
  const shown = squeezed(shownOf(plain));
  if (number !== null && !shown.endsWith('%')) return ofNumber(number);
  if (typeof plain === 'boolean') {
    if (yesNo && plain) return understood('done');
    return doubtful('state_tick', plain ? 'done' : null);
  }
  // A month's files repeat the same few words.
  const key = `${yesNo ? '?' : ''}${shown}`;
  const before = readings.get(key);
  if (before !== undefined) return before;
  const reading = ofWords(shown, yesNo);
  if (readings.size > 2000) readings.clear();
  if (shown.length <= 20) readings.set(key, reading);
  return reading;
}

function ofWords(shown: string, yesNo: boolean): Reading {
  const state = stateOf(shown);
  if (state !== null) return understood(state);
  if (/^[√✓✔☑是对yY✅]$/u.test(shown) || /^yes$/i.test(shown))
    return yesNo ? understood('done') : doubtful('state_tick', 'done');
  if (/^\d{1,3}(?:\.\d+)?$/.test(shown)) return ofNumber(Number(shown));
  const percent =
    /^(?:约|近|已|整改|任务|总体|工作|累计|进度|完成|率|[:为达到])*(\d{1,3}(?:\.\d+)?)%(?:左右|以上)?(?:完成)?$/.exec(
      shown,
    );
  if (percent !== null) return ofPercent(Number(percent[1]));
  return inWords(shown);
}

function ofNumber(number: number): Reading {
  if (number === 1) return doubtful('state_percent', 'done');
  if (number >= 0 && number < 1) return ofPercent(number * 100);
  return number > 1 && number <= 100
    ? doubtful('state_percent', proposedAt(number))
    : doubtful('state_not_understood');
}

function ofPercent(percent: number): Reading {
  if (percent > 100) return doubtful('state_not_understood');
  return percent === 100 ? understood('done') : doubtful('state_percent', proposedAt(percent));
}

function proposedAt(percent: number): MeasureState {
  if (percent >= 100) return 'done';
  if (percent >= 80) return 'mostly_done';
  return percent > 0 ? 'in_progress' : 'not_started';
}

/** Half understood: its first words, or a demand in place of a state. */
function inWords(shown: string): Reading {
  // Boxes to be ticked: which one is, is seen by people only.
  if (/[□☐■]/u.test(shown)) return doubtful('state_not_understood');
  // 己完成, 以完成: written with a like character.
  const mended = shown.replace(/[己以巳](?=全部|全面|基本|整改|完成|办结|销号|落实|启动|到位)/g, '已');
  const meant = mended === shown ? null : stateOf(mended);
  if (meant !== null) return doubtful('state_unclear', meant);
  const first = shown.split(/[,，。;；:(（、\n]/u)[0] ?? '';
  const state = first === shown ? null : stateOf(first);
  if (state !== null) return doubtful('state_with_more', state);
  const unclear = UNCLEAR.find(([pattern]) => pattern.test(first));
  if (unclear !== undefined) return doubtful('state_unclear', unclear[1]);
  if (DEMAND.test(shown))
    return doubtful('state_is_demand', /已.{0,4}(?:完成|到位|完毕)/.test(shown) ? 'done' : 'in_progress');
  const said = clues.filter(([, pattern]) => pattern.test(shown)).map(([code]) => code);
  return said.length === 1 ? doubtful('state_with_more', said[0] ?? null) : doubtful('state_not_understood');
}

const clues: readonly (readonly [MeasureState, RegExp])[] = [
  ['mostly_done', /基本(?:完成|到位|办结|整改)/],
  ['not_started', /(?:未|尚未|暂未)(?:启动|开始|开展)/],
  ['in_progress', /正在|推进中|进行中|整改中|办理中/],
  ['done', /(?<!未)(?<!基本)已(?:全部|全面|按期|按时)?(?:整改)?(?:完成|办结|完毕|到位|销号)/],
];
