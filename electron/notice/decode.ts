import { fail, ok, type Result } from '../../shared/result.ts';

/**
 * Bytes → text: UTF-8 with or without mark, UTF-16 with mark, GB18030. UTF-8 is tried strictly first; text that is UTF-8
 * but for a few broken bytes is read with replacement characters, which the reading then flags at their lines.
 * Errors: notice_empty, notice_is_binary, notice_unknown_encoding.
 */
export function decodeText(bytes: Uint8Array): Result<string> {
  if (bytes.length === 0) return fail('notice_empty');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be');
  if (isBinary(bytes)) return fail('notice_is_binary');
  const utf8 = strictly(bytes, 'utf-8');
  if (utf8 !== null) return checked(utf8);
  const nearly = nearlyUtf8(bytes);
  if (nearly !== null) return checked(nearly);
  const gb = strictly(bytes, 'gb18030');
  if (gb !== null && looksChinese(gb)) return checked(gb);
  return fail('notice_unknown_encoding');
}

function decoded(bytes: Uint8Array, encoding: string): Result<string> {
  const text = new TextDecoder(encoding).decode(bytes);
  const bad = count(text, /[\ufffd\0]/g);
  return bad > 0 && bad * 100 > text.length ? fail('notice_is_binary') : checked(text);
}

function checked(text: string): Result<string> {
  return text.trim() === '' ? fail('notice_empty') : ok(text);
}

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** One bad character in two hundred at most, and far more good characters beyond ASCII than bad ones. */
function nearlyUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  const bad = count(text, /\ufffd+/g);
  const good = count(text, /[\u4e00-\u9fff]/g);
  return bad * 200 <= text.length + 200 && good > bad * 10 ? text : null;
}

/** Arbitrary bytes decode as GB18030 too, but into rare characters: in a text most are common Chinese or ASCII. */
function looksChinese(text: string): boolean {
  const beyond = count(text, /[^\0-\x7f]/g);
  const usual = count(
    text,
    /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2026\u2460-\u249b\u3220-\u3229·—×]/g,
  );
  return beyond === 0 || usual * 10 >= beyond * 9;
}

/** Control characters that no text holds. */
function isBinary(bytes: Uint8Array): boolean {
  let control = 0;
  const length = Math.min(bytes.length, 1 << 20);
  for (let i = 0; i < length; i++) {
    const b = bytes[i] ?? 0;
    if (b === 0) return true;
    if (b < 32 && b !== 9 && b !== 10 && b !== 11 && b !== 12 && b !== 13 && b !== 26 && b !== 27) control++;
  }
  return control * 200 > length;
}

function count(text: string, pattern: RegExp): number {
  let n = 0;
  for (const _ of text.matchAll(pattern)) n++;
  return n;
}
