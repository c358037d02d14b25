/** The XML of a package's parts: made plain UTF-8 first, then scanned tag by tag without building a tree. */
import { Refusal } from '../../../shared/result.ts';

/**
 * Bytes of a part as UTF-8 without mark, comments and CDATA sections, ready for the scanners.
 * @throws Refusal `book_bomb` for a document type (entities), `book_damaged` for bytes in no known encoding
 */
export function plainXml(bytes: Uint8Array, part: string): Buffer {
  let b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = encodingOf(b);
  if (encoding !== null) {
    try {
      b = Buffer.from(new TextDecoder(encoding).decode(b).replaceAll('\0', ''), 'utf8');
    } catch {
      throw new Refusal('book_damaged', { part });
    }
  }
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) b = b.subarray(3);
  if (!b.includes('<!')) return b;
  return Buffer.from(withoutSections(b.toString('utf8'), part), 'utf8');
}

/** Null for UTF-8. */
function encodingOf(b: Buffer): string | null {
  if (b[0] === 0xff && b[1] === 0xfe) return 'utf-16le';
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be';
  if (b[0] === 0x3c && b[1] === 0) return 'utf-16le';
  if (b[0] === 0 && b[1] === 0x3c) return 'utf-16be';
  const said = /^[^<]{0,3}<\?xml[^>]{0,100}encoding\s*=\s*["']([\w-]{1,40})["']/.exec(
    b.toString('latin1', 0, 200),
  );
  const name = said?.[1]?.toLowerCase() ?? 'utf-8';
  return name === 'utf-8' || name === 'utf8' || name.startsWith('utf-16') ? null : name;
}

function withoutSections(text: string, part: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', from)) {
    const [start, end] = text.startsWith('<!--', at) ? ['<!--', '-->'] : ['<![CDATA[', ']]>'];
    if (!text.startsWith(start, at)) throw new Refusal('book_bomb', { part });
    const until = text.indexOf(end, at + start.length);
    if (until < 0) throw new Refusal('book_damaged', { part });
    pieces.push(text.slice(from, at));
    if (end === ']]>')
      pieces.push(
        text
          .slice(at + start.length, until)
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;'),
      );
    from = until + end.length;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

export interface Tag {
  /** Without its prefix. */
  readonly name: string;
  readonly closing: boolean;
  /** Has no content. */
  readonly empty: boolean;
  /** As written, between name and end. */
  readonly attributes: string;
  /** Where its content begins. */
  readonly end: number;
}

/** The tags of a text of XML, in order. Takes time in proportion to the text. @throws Refusal `book_damaged` */
export function* tagsOf(xml: string, part: string): Generator<Tag> {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.charCodeAt(at + 1) === 63) {
      at = xml.indexOf('?>', at);
      if (at < 0) throw new Refusal('book_damaged', { part });
      continue;
    }
    const closing = xml.charCodeAt(at + 1) === 47;
    let p = at + (closing ? 2 : 1);
    let name = p;
    for (let c = xml.charCodeAt(p); c > 32 && c !== 62 && c !== 47; c = xml.charCodeAt(++p))
      if (c === 58) name = p + 1;
    const nameEnd = p;
    for (let c = xml.charCodeAt(p); c !== 62; c = xml.charCodeAt(++p)) {
      if (c === 34 || c === 39) p = xml.indexOf(c === 34 ? '"' : "'", p + 1);
      if (p < 0 || p >= xml.length) throw new Refusal('book_damaged', { part });
    }
    const empty = xml.charCodeAt(p - 1) === 47;
    yield {
      name: xml.slice(name, nameEnd),
      closing,
      empty: empty || closing,
      attributes: xml.slice(nameEnd, empty ? p - 1 : p),
      end: p + 1,
    };
    at = p;
  }
}

/** Attributes by name without prefix, entities resolved. A Map: names like `__proto__` are only names. */
export function attributesOf(tag: Tag): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of tag.attributes.matchAll(
    /(?:^|\s|:)([^\s:="'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  ))
    found.set(name, unescaped(double ?? single ?? ''));
  return found;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five names of XML and numbers; anything else stays as it is written. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi,
    (all, hex, decimal, name) => {
      if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? all;
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '�' : String.fromCodePoint(code);
    },
  );
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
