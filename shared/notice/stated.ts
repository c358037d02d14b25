import type { SanctionKind } from '../lists.ts';
import { readNumeral, toHalfWidth } from '../numerals.ts';
import type { StatedTotals } from './types.ts';

/** Totals that a notice states about itself, read from what stands before and after its tree. */

const N = '(\\d{1,6}|[零〇一二三四五六七八九十百千两]{1,7})';
const U = '[个项条件]';
const P = '(?:问题|事项)';

/** Per total, the wordings from the surest to the weakest; the first that matches anywhere gives the figure. The lost characters of damaged texts (方面 → 面) are allowed for. */
const WORDINGS: Readonly<Record<keyof Omit<StatedTotals, 'sanctions' | 'recoveries'>, readonly RegExp[]>> = {
  aspects: [
    new RegExp(`${N}个?大?方?面[^。；;]{0,16}?${N}${U}?(?:具体|突出|反馈|主要|方面)?问题`),
    new RegExp(`(?:反馈|指出|存在|涉及|共)[^。；;]{0,12}?${N}个?大?方面`),
  ],
  issues: [
    new RegExp(`(?:${N})个?大?方?面[^。；;]{0,16}?${N}${U}?(?:具体|突出|反馈|主要|方面)?问题`),
    new RegExp(`(?:反馈|指出|发现|梳理|涉及|移交|分解)[^。；;]{0,16}?${N}${U}(?:具体|突出|反馈|主要)?问题`),
    new RegExp(`(?:反馈|指出|发现|梳理)[^。；;]{0,12}?问题${N}${U}`),
  ],
  measures: [
    new RegExp(
      `(?:制定|制订|形成|细化|提出|明确|分解|研究)[^。；;]{0,16}?${N}${U}(?:具体|整改)*(?:措施|举措)`,
    ),
    new RegExp(`(?:制定|制订|形成|细化|提出|明确|分解|研究)[^。；;]{0,16}?(?:措施|举措)(?:共|共计)?${N}${U}`),
    new RegExp(`${N}${U}(?:具体|整改)+(?:措施|举措)`),
  ],
  closed: [
    new RegExp(
      `(?:已|已经|累计)(?:全部)?(?:完成整改|整改完成|整改到位|整改销号|整改|销号|完成)(?:${P})?${N}${U}`,
    ),
    new RegExp(`(?:完成整改|整改完成|整改到位|整改销号)(?:${P})?${N}${U}`),
    new RegExp(`${N}${U}${P}?(?:已经|已|均已)(?:全部)?(?:完成|整改|销号)`),
  ],
  open: [
    new RegExp(`(?:还有|尚有|剩余|另有|其余|仍有|还剩)${N}${U}`),
    new RegExp(`${N}${U}${P}?(?:正在|仍在|尚在|正持续|持续|需要?长期|基本完成|未完成)`),
    new RegExp(`(?:正在整改|正在推进|未完成整改|尚未完成|未完成)(?:的)?(?:${P})?${N}${U}`),
  ],
  cluesReceived: [
    new RegExp(`(?:移交|交办|转交|收到|接收)(?:的|了)?[^。；;,]{0,8}?${N}[件条个](?:问题)?线索`),
    new RegExp(`(?:移交|交办|转交|收到|接收)(?:的|了)?[^。；;,]{0,8}?线索${N}[件条个]`),
    new RegExp(`(?:问题)?线索${N}[件条个]`),
    new RegExp(`${N}[件条个](?:问题)?线索`),
  ],
  cluesConcluded: [
    new RegExp(`(?:已)?(?:办结|处置完毕|处置完成|办理完毕)(?:问题)?(?:线索)?${N}[件条个]`),
    new RegExp(`(?:了结|处置)${N}[件条个]`),
    new RegExp(`线索[^。；;]{0,30}?${N}[件条个](?:均|已|均已)(?:全部)?(?:办结|了结|处置)`),
  ],
  regulationsNew: [
    new RegExp(
      `(?:新制定|新建立|新出台|新制订|新建|制定|制订|出台|建立)(?:各类|各项|相关|有关)?(?:规章)?制度${N}[项个条件]`,
    ),
    new RegExp(
      `(?:新制定|新建立|新出台|新制订|新建|制定|制订|出台|建立)(?:各类|相关)?${N}[项个条件](?:规章)?制度`,
    ),
    new RegExp(`(?:新制定|新出台|新制订|新建)(?:制度)?${N}[项个条件]`),
  ],
  regulationsRevised: [
    new RegExp(`(?:修改完善|修订完善|修订|修改|完善)(?:各类|各项|相关|有关)?(?:规章)?制度${N}[项个条件]`),
    new RegExp(`(?:修改完善|修订完善|修订|修改|完善)(?:各类|相关)?${N}[项个条件](?:规章)?制度`),
    new RegExp(`(?:修改完善|修订完善|修订)${N}[项个条件]`),
  ],
};

const SANCTIONS: readonly (readonly [SanctionKind, string])[] = [
  ['talk_reminder', '(?:谈话提醒|提醒谈话)'],
  ['education_reminder', '(?:教育提醒|提醒教育)'],
  ['criticism', '批评教育'],
  ['admonishment', '诫勉(?:谈话)?'],
  ['party_discipline', '(?:党纪处分|党内(?:严重)?警告(?:处分)?)'],
  ['administrative_discipline', '(?:政务处分|政纪处分)'],
  ['organisational', '(?:组织处理|组织调整)'],
  ['judicial', '移送司法(?:机关)?(?:处理)?'],
];
const MONEY =
  /((?:收回|挽回|追回|追缴|清退|上缴|退缴|退赔|清缴|返还|避免)[^\d,，。；;、约]{0,20}?)(?:共计|合计|共|人民币)?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,6}))?(亿|万)?元/g;

interface StatedReading {
  readonly stated: StatedTotals;
  /** Line of each figure found. */
  readonly lines: ReadonlyMap<string, number>;
}

/** `parts`: the text outside the tree, in order, each with its line. Blanks and full-width digits don't matter. */
export function readStated(parts: readonly { line: number; text: string }[]): StatedReading {
  const starts: number[] = [];
  let text = '';
  for (const part of parts) {
    starts.push(text.length);
    text += toHalfWidth(part.text.slice(0, 20_000)).replace(/\s+/g, '');
    // Statements stand in the first pages; a closing section of a million lines is not searched.
    if (text.length > 200_000) break;
  }
  const lines = new Map<string, number>();
  const lineAt = (at: number): number => {
    let low = 0;
    for (let high = starts.length - 1; low < high;) {
      const mid = (low + high + 1) >> 1;
      if ((starts[mid] ?? 0) <= at) low = mid;
      else high = mid - 1;
    }
    return parts[low]?.line ?? 1;
  };
  const figure = (name: keyof typeof WORDINGS): number | null => {
    for (const wording of WORDINGS[name]) {
      const m = wording.exec(text);
      // aspects and issues share a wording: the first number is the aspects', the last one the issues'.
      const printed = name === 'aspects' ? m?.[1] : m?.[m.length - 1];
      const value = printed === undefined ? null : readNumeral(printed);
      if (m === null || value === null) continue;
      lines.set(name, lineAt(m.index));
      return value;
    }
    return null;
  };
  const stated: StatedTotals = {
    aspects: figure('aspects'),
    issues: figure('issues'),
    measures: figure('measures'),
    closed: figure('closed'),
    open: figure('open'),
    cluesReceived: figure('cluesReceived'),
    cluesConcluded: figure('cluesConcluded'),
    regulationsNew: figure('regulationsNew'),
    regulationsRevised: figure('regulationsRevised'),
    sanctions: SANCTIONS.flatMap(([kind, words]) => {
      const people = peopleFor(text, words);
      return people === null ? [] : [{ kind, people }];
    }),
    recoveries: [...text.matchAll(MONEY)].flatMap((m) => {
      const fen = toFen(m[2] ?? '', m[3] ?? '', m[4] ?? '');
      const kind = (m[1] ?? '').replace(/(?:共计|合计|共|为|人民币)$/, '');
      return fen === null ? [] : [{ kind, fen }];
    }),
  };
  return { stated, lines };
}

function peopleFor(text: string, words: string): number | null {
  const after = new RegExp(`${words}(?:处理)?(?:共|共计)?${N}(?:人次|人|名)`).exec(text);
  const before = new RegExp(
    `${N}(?:人次|人|名)[^,，。；;、\\d]{0,8}?(?:给予|予以|进行|受到|受)${words}`,
  ).exec(text);
  const given = new RegExp(`(?:给予|予以)${N}(?:人次|人|名)${words}`).exec(text);
  const printed = (after ?? before ?? given)?.[1];
  return printed === undefined ? null : readNumeral(printed);
}

/** Yuan in digits → whole fen, exactly; null where it is not a whole number of fen. */
function toFen(whole: string, fraction: string, scale: string): number | null {
  const digits = scale === '亿' ? 10 : scale === '万' ? 6 : 2;
  const rest = fraction.padEnd(digits, '0');
  if (/[1-9]/.test(rest.slice(digits))) return null;
  const fen = Number(whole.replaceAll(',', '') + rest.slice(0, digits));
  return Number.isSafeInteger(fen) ? fen : null;
}
