/**
 * A small reader for the XML inside Office packages: elements, attributes, text. Prefixes are taken off, so that files
 * written with other prefixes read the same. Document types are refused (they could define entities without bound).
 */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

/** The text is not well formed, nested too deeply, or holds a document type. */
export class XmlError extends Error {}

const MAX_DEPTH = 250;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads a whole part. `take`: called with each finished element whose parent's name is `under`; such an element is not
 * kept in the tree, so that a long document never stands in memory as a whole.
 */
export function readXml(xml: string, take?: { under: string; each: (element: Element) => void }): Element {
  const root: Element = { name: '', attributes: new Map(), children: [] };
  const open: Element[] = [root];
  let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < xml.length) {
    const lt = xml.indexOf('<', at);
    const top = open[open.length - 1] ?? root;
    if (lt !== at) {
      const text = xml.slice(at, lt < 0 ? undefined : lt);
      if (top === root) {
        if (text.trim() !== '') throw new XmlError('text outside the root');
      } else top.children.push(unescape(text));
    }
    if (lt < 0) break;
    if (xml.startsWith('<!--', lt)) at = after(xml, '-->', lt);
    else if (xml.startsWith('<![CDATA[', lt)) {
      at = after(xml, ']]>', lt);
      top.children.push(xml.slice(lt + 9, at - 3));
    } else if (xml.startsWith('<?', lt)) at = after(xml, '?>', lt);
    else if (xml.startsWith('<!', lt)) throw new XmlError('document type');
    else {
      at = tagEnd(xml, lt);
      tag(xml.slice(lt + 1, at - 1), open, root, take);
    }
  }
  if (open.length !== 1) throw new XmlError('unclosed element');
  const element = root.children.find((c) => typeof c !== 'string');
  if (element === undefined || typeof element === 'string') throw new XmlError('no root element');
  return element;
}

function tag(
  inner: string,
  open: Element[],
  root: Element,
  take: { under: string; each: (element: Element) => void } | undefined,
): void {
  if (inner.startsWith('/')) {
    const closed = open.pop();
    if (closed === undefined || closed === root || closed.name !== local(inner.slice(1).trim()))
      throw new XmlError(`closing ${inner}`);
    keep(closed, open, root, take);
    return;
  }
  const empty = inner.endsWith('/');
  const body = empty ? inner.slice(0, -1) : inner;
  const name = /^[^\s/>]+/.exec(body)?.[0];
  if (name === undefined) throw new XmlError('nameless tag');
  const element: Element = {
    name: local(name),
    attributes: readAttributes(body.slice(name.length)),
    children: [],
  };
  if (empty) keep(element, open, root, take);
  else {
    if (open.length > MAX_DEPTH) throw new XmlError('too deep');
    open.push(element);
  }
}

function keep(
  element: Element,
  open: Element[],
  root: Element,
  take: { under: string; each: (element: Element) => void } | undefined,
): void {
  const parent = open[open.length - 1] ?? root;
  if (take !== undefined && parent.name === take.under) take.each(element);
  else parent.children.push(element);
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  if (!text.includes('=')) return attributes;
  for (const m of text.matchAll(ATTRIBUTE)) attributes.set(local(m[1] ?? ''), unescape(m[2] ?? m[3] ?? ''));
  return attributes;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The position behind the tag's `>`; one inside an attribute's quotes doesn't end it. */
function tagEnd(xml: string, from: number): number {
  let quote = '';
  for (let i = from + 1; i < xml.length; i++) {
    const c = xml.charAt(i);
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '>') return i + 1;
    else if (c === '<') break;
  }
  throw new XmlError('unclosed tag');
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new XmlError(`no ${mark}`);
  return at + mark.length;
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9A-Fa-f]{1,7}|\w{1,8});/g, (whole, body: string) => {
    if (!body.startsWith('#')) return NAMED.get(body) ?? whole;
    const code = /^#[xX]/.test(body) ? parseInt(body.slice(2), 16) : parseInt(body.slice(1), 10);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : '\ufffd';
  });
}

/** The first child element of a name. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((c): c is Element => typeof c !== 'string' && c.name === name);
}

/** All child elements, of a name if one is given. */
export function childrenOf(element: Element | undefined, name?: string): Element[] {
  return (
    element?.children.filter(
      (c): c is Element => typeof c !== 'string' && (name === undefined || c.name === name),
    ) ?? []
  );
}

/** The `val` of a child element: <w:ilvl w:val="1"/>. */
export function valueOf(element: Element | undefined, name: string): string | undefined {
  return child(element, name)?.attributes.get('val');
}
