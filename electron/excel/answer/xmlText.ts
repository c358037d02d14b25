/**
 * A part's XML as the text that is edited: one character a byte, so that all that is not touched comes out as it went
 * in. Tags are found with their places; comments and CDATA sections are stepped over.
 */

/** The part can't be edited safely; a new workbook is made instead. Never leaves this folder. */
export class NotEditable extends Error {}

export interface TagAt {
  /** Without its prefix. */
  readonly name: string;
  /** 'x:' or ''. */
  readonly prefix: string;
  readonly closing: boolean;
  /** Written as `<c/>`: has no content and no closing tag. */
  readonly empty: boolean;
  /** Place of `<`, and behind `>`. */
  readonly start: number;
  readonly end: number;
}

/** @throws NotEditable for encodings other than UTF-8 and for document types */
export function editable(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const head = text.slice(0, 200);
  const said =
    /<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{1,40})["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  if (head.includes('\0') || !/^(?:utf-?8|us-ascii)$/.test(said)) throw new NotEditable(said);
  return text;
}

/** Text of ours, as it stands in an editable text. */
export function inserted(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** A piece of an editable text, as people read it. */
export function readable(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

/** All tags from a place on, in order, in time proportional to the text. @throws NotEditable for text that is no XML */
export function* tagsFrom(xml: string, from = 0): Generator<TagAt> {
  for (let at = xml.indexOf('<', from); at >= 0; at = xml.indexOf('<', at)) {
    const second = xml.charCodeAt(at + 1);
    if (second === 33 || second === 63) {
      const end = second === 63 ? '?>' : xml.startsWith('<!--', at) ? '-->' : ']]>';
      if (second === 33 && end === ']]>' && !xml.startsWith('<![CDATA[', at))
        throw new NotEditable('doctype');
      at = xml.indexOf(end, at);
      if (at < 0) throw new NotEditable('open');
      continue;
    }
    const closing = second === 47;
    const nameAt = at + (closing ? 2 : 1);
    let p = nameAt;
    let colon = 0;
    for (let c = xml.charCodeAt(p); c > 32 && c !== 62 && c !== 47; c = xml.charCodeAt(++p))
      if (c === 58) colon = p + 1;
    const nameEnd = p;
    for (let c = xml.charCodeAt(p); c !== 62; c = xml.charCodeAt(++p)) {
      if (c === 34 || c === 39) p = xml.indexOf(c === 34 ? '"' : "'", p + 1);
      if (p < 0 || p >= xml.length) throw new NotEditable('open');
    }
    yield {
      name: xml.slice(colon === 0 ? nameAt : colon, nameEnd),
      prefix: colon === 0 ? '' : xml.slice(nameAt, colon),
      closing,
      empty: !closing && xml.charCodeAt(p - 1) === 47,
      start: at,
      end: p + 1,
    };
    at = p + 1;
  }
}

/** The first opening tag of a name. */
export function firstTag(xml: string, name: string): TagAt | null {
  for (const tag of tagsFrom(xml)) if (tag.name === name && !tag.closing) return tag;
  return null;
}

/** Value of an attribute as it is written, entities and all; null when the tag hasn't got it. ':id': with any prefix. */
export function attribute(xml: string, tag: TagAt, name: string): string | null {
  const found = attributePlace(xml, tag, name);
  return found === null ? null : xml.slice(found.from, found.to);
}

/** Place of an attribute's value between its quotes. */
function attributePlace(xml: string, tag: TagAt, name: string): { from: number; to: number } | null {
  const text = xml.slice(tag.start, tag.end);
  for (const found of text.matchAll(/\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const whole = found[1] ?? '';
    if (whole !== name && !(name.startsWith(':') && whole.endsWith(name) && !whole.startsWith('xmlns:')))
      continue;
    const value = found[2] ?? found[3] ?? '';
    const from = tag.start + found.index + found[0].length - 1 - value.length;
    return { from, to: from + value.length };
  }
  return null;
}

/** A tag's text with an attribute set; `value` must be safe between quotes. */
export function withAttribute(xml: string, tag: TagAt, name: string, value: string): string {
  const place = attributePlace(xml, tag, name);
  if (place !== null) return xml.slice(tag.start, place.from) + value + xml.slice(place.to, tag.end);
  const end = tag.end - (tag.empty ? 2 : 1);
  return `${xml.slice(tag.start, end).trimEnd()} ${name}="${value}"${xml.slice(end, tag.end)}`;
}

/** A tag's text without an attribute. */
export function withoutAttribute(text: string, name: string): string {
  return text.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '');
}

/**
 * An edited text as the bytes of its part.
 * @throws NotEditable when it isn't UTF-8 or its tags don't match any more: better a new workbook than a broken one
 */
export function partBytes(xml: string): Uint8Array {
  const bytes = Buffer.from(xml, 'latin1');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotEditable('encoding');
  }
  const open: string[] = [];
  for (const { name, prefix, closing, empty } of tagsFrom(xml)) {
    if (!closing && !empty) open.push(prefix + name);
    else if (closing && open.pop() !== prefix + name) throw new NotEditable(name);
  }
  if (open.length > 0) throw new NotEditable('open');
  return bytes;
}

/** Changes of a text, made together at the end; places are those of the text as it was. */
export class Edits {
  readonly #list: { readonly from: number; readonly to: number; readonly text: string }[] = [];

  /** Puts `text` in the place of what stands there; `from` = `to` inserts. Places must not overlap. */
  replace(from: number, to: number, text: string): void {
    this.#list.push({ from, to, text });
  }

  apply(xml: string): string {
    // Of two at one place the one that was asked for first comes first.
    const list = this.#list.map((edit, i) => ({ ...edit, i })).sort((a, b) => a.from - b.from || a.i - b.i);
    const pieces: string[] = [];
    let done = 0;
    for (const { from, to, text } of list) {
      if (from < done) throw new NotEditable('overlap');
      pieces.push(xml.slice(done, from), text);
      done = to;
    }
    pieces.push(xml.slice(done));
    return pieces.join('');
  }
}

/** Elements of ours with the prefix of the part they come into. */
export function prefixed(xml: string, prefix: string): string {
  return prefix === '' ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}`);
}
