/** When two canonical answers say the same, and which lines of a list are not on record yet. */
import { canonicalLines, findRegulations } from './cells/lists.ts';
import { type AnswerField, kindOf } from './fields.ts';
import { regulationOf } from './regulation.ts';

/** White space, and what no workbook or reader is sure to keep: controls, halves of characters, a carriage return spelled out. */
const UNSEEN = /(?:[\s\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|_x000D_)+/gu;

/** A text as it is compared: one spelling for wide and narrow characters, nothing that can't be seen. */
export function plainText(text: string): string {
  let from = 0;
  let plain = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (isHan(code) || isPlainMark(code) || (code > 0x20 && code < 0x7f && code !== 0x5f)) continue;
    const wide = code >= 0xff01 && code <= 0xff5e && code !== 0xff3f;
    if (!wide && !isBlank(code)) return text.normalize('NFKC').replace(UNSEEN, '');
    plain += text.slice(from, i);
    if (wide) plain += String.fromCharCode(code - 0xfee0);
    from = i + 1;
  }
  return from === 0 ? text : plain + text.slice(from);
}

/** A text as it is looked for: letters and digits only. */
export function wordKey(text: string): string {
  const plain = plainText(text).toLowerCase();
  let from = 0;
  let key = '';
  for (let i = 0; i < plain.length; i += 1) {
    const code = plain.charCodeAt(i);
    if (isHan(code) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) continue;
    if (code >= 0x7f && !isPlainMark(code)) return plain.replace(NO_WORD, '');
    key += plain.slice(from, i);
    from = i + 1;
  }
  return from === 0 ? plain : key + plain.slice(from);
}

const NO_WORD = /[^\p{L}\p{N}]+/gu;

/* What most texts consist of, told apart by their codes: the rules for all others cost ten times as much. */
const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;
const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);
/** Quotes and brackets of Chinese texts, which are their own plain form: ‘’“” 、。 〈〉《》「」『』【】〔〕. */
const isPlainMark = (code: number): boolean =>
  (code >= 0x3008 && code <= 0x3011) ||
  code === 0x3001 ||
  code === 0x3002 ||
  code === 0x3014 ||
  code === 0x3015 ||
  code === 0x2018 ||
  code === 0x2019 ||
  code === 0x201c ||
  code === 0x201d;

/**
 * Does an answer say nothing but what is known? Texts compare without white space and width; '0' people or fen is the
 * same as none. A list says the same when every line of it is known, so the order of the two answers matters there:
 * a unit that lists one of three papers takes none of them away.
 */
export function sameAnswer(field: AnswerField, said: string, known: string): boolean {
  if (said === known) return true;
  switch (kindOf(field)) {
    case 'people':
    case 'money':
      return (said === '' ? '0' : said) === (known === '' ? '0' : known);
    case 'lines':
    case 'regulations':
      return newLines(field, said, known).length === 0;
    case 'text':
      return plainText(said) === plainText(known);
    default:
      return false;
  }
}

/** The same in both directions: neither says more than the other. */
export function alikeAnswers(field: AnswerField, a: string, b: string): boolean {
  return sameAnswer(field, a, b) && sameAnswer(field, b, a);
}

/** Lines of a list that are not among the known ones, each once, as they were said. */
export function newLines(field: AnswerField, said: string, known: string): string[] {
  const regulations = kindOf(field) === 'regulations';
  const keyOf = regulations ? regulationKey : plainText;
  const held = new Set<string>();
  for (const line of linesOf(known)) {
    held.add(keyOf(line));
    // A regulation that is on record with its number is also meant by its title alone.
    if (regulations) held.add(regulationKey(regulationOf(line).title));
  }
  // What is on record comes back as a reader parts and tidies it: without numbering, split at semicolons.
  const read = regulations
    ? findRegulations(known).found.map((one) => one.line)
    : linesOf(canonicalLines(known));
  for (const line of read) held.add(keyOf(line));
  return linesOf(said).filter((line) => {
    const key = keyOf(line);
    if (key === '' || held.has(key)) return false;
    held.add(key);
    return true;
  });
}

/** Lines of a list, blank ones left out. */
export function linesOf(value: string): string[] {
  return value.split('\n').filter((line) => line.trim() !== '');
}

/** Quotes and brackets round title and number are written in many ways and part nothing. */
export function regulationKey(line: string): string {
  return plainText(line).replace(/[《》〈〉“”‘’"'〔〕[\]【】()]/g, '');
}

/** What a cell becomes in A once it was decided: what it says; for one that was not understood, its text as found. */
export function decidedAs(cell: { readonly value: string | null; readonly text: string }): string {
  return cell.value ?? cell.text;
}
