/** Lists in one cell: evidence, one paper a line; regulations, 《title》（number） a line. */
import { shownOf, type Plain } from '../grid.ts';
import { regulationLine } from '../regulation.ts';
import {
  doubtful,
  numberOf,
  saysNothing,
  squeezed,
  tidyText,
  understood,
  type Reading,
} from './plainCell.ts';

const NUMBERING =
  /^(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、.．]|[)）])(?!\d)|[①-⑳])\s*/u;

/** The lines of a list as they are kept: split at line ends, semicolons and numbers, without them, each once. */
export function canonicalLines(text: string): string {
  const lines: string[] = [];
  for (const part of tidyText(text).split(/[\n;；]+/))
    for (const item of numbered(part)) if (!saysNothing(item) && !lines.includes(item)) lines.push(item);
  return lines.join('\n');
}

const STYLES = [/(\d{1,2})[、.．](?!\d)/gu, /[（(](\d{1,2})[)）]/gu] as const;

/** 1.纪要2.通知: cut where the next number stands. What is left of an item has no number at its beginning. */
function numbered(text: string): string[] {
  const line = text.trim();
  for (const style of STYLES) {
    const starts: { at: number; end: number }[] = [];
    for (const m of line.matchAll(style)) {
      if (Number(m[1]) !== starts.length + 1 || (starts.length === 0 && m.index > 0)) continue;
      // 第2.项 and 12.3 begin no item.
      if (starts.length > 0 && /[\d第]/.test(line.charAt(m.index - 1))) continue;
      starts.push({ at: m.index, end: m.index + m[0].length });
    }
    if (starts.length > 1)
      return starts.map((start, i) =>
        unnumbered(line.slice(start.end, starts[i + 1]?.at).replace(/[、，,]\s*$/u, '')),
      );
  }
  return [unnumbered(line)];
}

/** Without numbers at its beginning, however many. */
function unnumbered(text: string): string {
  let line = text.trim();
  for (let m = NUMBERING.exec(line); m !== null; m = NUMBERING.exec(line)) line = line.slice(m[0].length);
  return line;
}

/** Says that there is something, but not what. */
const NAMELESS =
  /^(?:有|已有|已提供|已报送|已附|附后|见附件|详见附件|见附后|齐全|已归档|[√✓✔☑是]|(?:共|计)?\d{1,4}[份个件项]?)$/u;

/** Names of papers. A bare number or day is no name. */
export function readLines(plain: Plain): Reading {
  if (numberOf(plain) === 0) return understood('');
  if (typeof plain !== 'string') return doubtful('lines_not_text', canonicalLines(shownOf(plain)));
  const value = canonicalLines(plain);
  return NAMELESS.test(squeezed(value)) ? doubtful('lines_not_text') : understood(value);
}

export type RegulationKind = 'new' | 'revised' | null;

export interface FoundRegulation {
  readonly line: string;
  readonly kind: RegulationKind;
}

export interface FoundRegulations {
  readonly found: readonly FoundRegulation[];
  /** Words that are neither a regulation nor said of one. */
  readonly rest: string;
}

const REVISED = /修订|修改|修编|完善|修正|更新|重修|改版/;
const MADE = /制定|制订|新建|新立|新增|新出台|出台|印发|建立|新编|编制|订立|下发|发布|新(?=《)/;
const KIND_WORDS = new RegExp(`${REVISED.source}|${MADE.source}`, 'g');
const FILLER =
  /^(?:本月|本单位|公司|集团|我?部门?|已|并|和|及|与|等|共|共计|了|的|其中|现|均|由|经|按要求|根据要求|完成|重新|进一步|分别|新|制度|办法|规定|文件|管理|内部|规章|相关|建章立制|机制|方案|正式|通过|审议|健全|执行|实施|情况|一是|二是|三是|四是|五是|[\d一二三四五六七八九十两项个份部件条]|[:：,，、。.;；\-—"“”'（）()\s])*$/u;
const TITLE_END =
  /(?:办法|规定|制度|细则|规程|规则|方案|意见|通知|指引|手册|清单|条例|章程|准则|标准|规范|要点|预案|决定|公约|大纲)$/;
const NO_NUMBER =
  /^(?:试行|暂行|修订|修订版|新制定|制定|新修订|修改|新建|完善|\d{4}年?(?:版|修订版?|修订)|\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:印发|修订|发布|施行)?)$/;

/** Not made yet: what is only planned or drafted is no outcome. */
const PLANNED = /拟|正在|计划|起草|草拟|着手|待|将|未|草案|征求意见|讨论稿|送审稿|修订稿/;

/** Cuts a cell into regulations and what else it says. Brackets inside titles may be nested. */
export function findRegulations(text: string): FoundRegulations {
  const found: FoundRegulation[] = [];
  const rest: string[] = [];
  let kind: RegulationKind = null;
  for (const piece of piecesOf(tidyText(text))) {
    if (piece.title !== null) {
      const said: RegulationKind = piece.after === '' ? kind : (kindOf(piece.after) ?? kind);
      if (PLANNED.test(piece.number)) rest.push(piece.number);
      found.push({ line: regulationLine(piece.title, piece.number), kind: said });
      continue;
    }
    for (const sentence of piece.text.split(/[\n;；,，。、]/u)) {
      const words = withoutNumbering(sentence);
      kind = kindOf(words) ?? (/^\s*$/.test(words) ? kind : null);
      const title = bareTitle(words);
      if (title !== null) found.push({ line: regulationLine(title, ''), kind });
      // A title taken out of a sentence (已建立采购管理制度) is proposed, not taken.
      if (title === null || title !== unquoted(words)) {
        const filler = title === null && !PLANNED.test(words) && FILLER.test(words.replace(KIND_WORDS, ''));
        if (!filler) rest.push(words.trim());
      }
    }
  }
  const lines = new Map(found.map((one) => [`${one.kind ?? ''}${one.line}`, one]));
  return { found: [...lines.values()], rest: rest.join('，') };
}

function kindOf(words: string): RegulationKind {
  const [revised, made] = [words.search(REVISED), words.search(MADE)];
  if (revised < 0 && made < 0) return null;
  // 修订印发: revised and then published; 制定或修订 says neither.
  if (revised >= 0 && made >= 0 && /制定|制订|新建|建立/.test(words)) return null;
  return revised >= 0 ? 'revised' : 'new';
}

function withoutNumbering(text: string): string {
  return text.trim().replace(NUMBERING, '').trim();
}

/** “采购办法”, 〈采购办法〉 and <采购办法> are quoted otherwise. */
function unquoted(words: string): string {
  return words
    .trim()
    .replace(/^[“"〈<【「](.*)[”"〉>】」]$/u, '$1')
    .trim();
}

/** A title without its brackets: one that ends like one and is no sentence. */
function bareTitle(words: string): string | null {
  const title = unquoted(words)
    .replace(
      /^(?:本月|已|新|并|和|及|了|拟|正在|重新|进一步)*(?:制定|制订|修订|修改|完善|出台|印发|建立|健全|新建|起草)*(?:完善|印发|出台|了)*/,
      '',
    )
    .trim();
  const core = title.replace(/[（(](?:试行|暂行|修订|修订版)[)）]$/, '');
  if (core.length < 4 || core.length > 50 || !TITLE_END.test(core)) return null;
  return /[《》：:]|^等|\d+[项个]|[一二三四五六七八九十两][项个]/.test(core) ? null : title;
}

type Piece =
  | { readonly title: string; readonly number: string; readonly after: string }
  | { readonly title: null; readonly text: string };

/** Titles in 《》 with the brackets directly behind them, and the text between. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('《', at);
    const close = open < 0 ? -1 : closing(text, open, '《', '》');
    if (close < 0) break;
    if (open > at) pieces.push({ title: null, text: text.slice(at, open) });
    const title = text.slice(open + 1, close).replace(/\s*\n\s*/g, '');
    const behind = brackets(text, close + 1);
    pieces.push({
      title: behind.title === '' ? title : `${title}（${behind.title}）`,
      number: behind.number,
      after: behind.note,
    });
    at = behind.end;
  }
  if (at < text.length) pieces.push({ title: null, text: text.slice(at) });
  return pieces;
}

/** What stands in brackets behind a title: its number, 试行 (part of the title), or when it was made. */
function brackets(text: string, from: number): { number: string; title: string; note: string; end: number } {
  let [number, title, note, end] = ['', '', '', from];
  for (;;) {
    const start = end + (/^[^\S\n]*/.exec(text.slice(end, end + 20))?.[0].length ?? 0);
    const opener = text.charAt(start);
    const close = opener === '（' || opener === '(' ? bracketEnd(text, start) : -1;
    if (close < 0) break;
    const inner = text.slice(start + 1, close).trim();
    if (/^(?:试行|暂行)$/.test(inner)) title = inner;
    else if (NO_NUMBER.test(inner)) note = inner;
    else if (number === '') number = inner;
    else break;
    end = close + 1;
  }
  const bare =
    number === ''
      ? /^[^\S\n]*([^\s《》（）()，。；;、]{1,16}[〔[（(]\s*\d{4}\s*[〕\])）]\s*(?:第)?\d{1,5}号)/u.exec(
          text.slice(end, end + 60),
        )
      : null;
  if (bare !== null) return { number: bare[1] ?? '', title, note, end: end + bare[0].length };
  return { number, title, note, end };
}

function closing(text: string, open: number, opener: string, closer: string): number {
  let depth = 0;
  for (let i = open; i < text.length && i - open < 400; i += 1) {
    if (text.charAt(i) === opener) depth += 1;
    else if (text.charAt(i) === closer && --depth === 0) return i;
  }
  return -1;
}

function bracketEnd(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length && i - open < 200 && text.charAt(i) !== '\n'; i += 1) {
    if (/[（(]/.test(text.charAt(i))) depth += 1;
    else if (/[)）]/.test(text.charAt(i)) && --depth === 0) return i;
  }
  return -1;
}

/** One column of regulations of one kind. */
export function readRegulations(plain: Plain, kind: 'new' | 'revised'): Reading {
  const number = numberOf(plain);
  if (number === 0) return understood('');
  if (number !== null) return doubtful('regulation_count_only');
  if (typeof plain !== 'string') return doubtful('regulation_not_understood');
  if (/^(?:共)?\d{1,3}[项个部份件]?(?:制度)?$/.test(squeezed(plain))) {
    return squeezed(plain).startsWith('0') ? understood('') : doubtful('regulation_count_only');
  }
  const { found, rest } = findRegulations(plain);
  const lines = [...new Set(found.map((one) => one.line))].join('\n');
  if (lines === '') return doubtful('regulation_not_understood');
  if (found.some((one) => one.kind !== null && one.kind !== kind))
    return doubtful('regulation_kind_differs', lines);
  return rest === '' ? understood(lines) : doubtful('regulation_with_more', lines);
}
