/** Looks added to the styles of a workbook that is not ours: nothing that is there is changed or moved. */
import { borderXml, fillXml, fontXml, KNOWN_FORMATS, xfXml } from '../forms/looks.ts';
import type { Look } from '../forms/looks.ts';
import { Edits, inserted, NotEditable, prefixed, tagsFrom, withAttribute } from './xmlText.ts';
import type { TagAt } from './xmlText.ts';

/** More cell formats than this, and Excel calls a file damaged. */
const MAX_FORMATS = 64_000;

interface Table {
  readonly tag: TagAt;
  /** Where its content ends. */
  readonly end: number;
  readonly count: number;
  readonly added: string[];
}

export class StyleEdit {
  readonly #xml: string;
  readonly #tables: Readonly<Record<'fonts' | 'fills' | 'borders' | 'cellXfs', Table>>;
  readonly #formats: Table | null;
  /** Where each cell format stands. */
  readonly #xfs: readonly { readonly start: number; readonly end: number }[];
  readonly #prefix: string;
  readonly #clones = new Map<string, number>();
  readonly #looks = new Map<Look, number>();

  /** @param xml editable text of the styles part @throws NotEditable when it lacks what every program writes */
  constructor(xml: string) {
    this.#xml = xml;
    const found = tablesOf(xml);
    const table = (name: string): Table => {
      const one = found.tables.get(name);
      if (one === undefined) throw new NotEditable(name);
      return one;
    };
    this.#tables = {
      fonts: table('fonts'),
      fills: table('fills'),
      borders: table('borders'),
      cellXfs: table('cellXfs'),
    };
    this.#formats = found.tables.get('numFmts') ?? null;
    this.#xfs = found.xfs;
    this.#prefix = found.prefix;
    if (this.#xfs.length === 0 || this.#xfs.length > MAX_FORMATS) throw new NotEditable('cellXfs');
  }

  /** Number of a cell format that is as `s`, but for the colour of its ground ('RRGGBB'). */
  withFill(s: number, fill: string): number {
    const key = `${s} ${fill}`;
    let number = this.#clones.get(key);
    if (number === undefined) {
      const place = this.#xfs[s] ?? this.#xfs[0];
      if (place === undefined) throw new NotEditable('xf');
      const fillId = this.#add('fills', fillXml({ fill }));
      const text = this.#xml.slice(place.start, place.end);
      const [tag] = tagsFrom(text);
      if (tag === undefined) throw new NotEditable('xf');
      const once = withAttribute(text, tag, 'fillId', String(fillId)) + text.slice(tag.end);
      const [again = tag] = tagsFrom(once);
      number = this.#push('cellXfs', withAttribute(once, again, 'applyFill', '1') + once.slice(again.end));
      this.#clones.set(key, number);
    }
    return number;
  }

  /** Number of a look of ours. */
  of(look: Look): number {
    let number = this.#looks.get(look);
    if (number === undefined) {
      const format = KNOWN_FORMATS[look.format];
      if (format === undefined) throw new NotEditable(look.format);
      const ids = {
        format,
        font: this.#add('fonts', fontXml(look)),
        fill: this.#add('fills', fillXml(look)),
        border: this.#add('borders', borderXml(look)),
      };
      number = this.#add('cellXfs', xfXml(look, ids));
      this.#looks.set(look, number);
    }
    return number;
  }

  /** The part with all that was added. */
  apply(): string {
    const edits = new Edits();
    for (const table of [...Object.values(this.#tables), this.#formats]) {
      if (table === null || table.added.length === 0) continue;
      const count = String(table.count + table.added.length);
      edits.replace(table.tag.start, table.tag.end, withAttribute(this.#xml, table.tag, 'count', count));
      edits.replace(table.end, table.end, table.added.join(''));
    }
    return edits.apply(this.#xml);
  }

  /** Adds an element of ours, unless it was added before; its number. */
  #add(name: 'fonts' | 'fills' | 'borders' | 'cellXfs', element: string): number {
    const text = prefixed(inserted(element), this.#prefix);
    const { added, count } = this.#tables[name];
    const at = added.indexOf(text);
    return at === -1 ? this.#push(name, text) : count + at;
  }

  #push(name: 'fonts' | 'fills' | 'borders' | 'cellXfs', text: string): number {
    const { added, count } = this.#tables[name];
    added.push(text);
    return count + added.length - 1;
  }
}

/** The tables directly under the root, with the number of elements that really stand in them. */
function tablesOf(xml: string) {
  const tables = new Map<string, Table>();
  const xfs: { start: number; end: number }[] = [];
  let prefix = '';
  let depth = 0;
  let open: { tag: TagAt; count: number } | null = null;
  let start = 0;
  for (const tag of tagsFrom(xml)) {
    if (depth === 0 && !tag.closing) ({ prefix } = tag);
    if (!tag.closing) {
      if (depth === 1) open = { tag, count: 0 };
      if (depth === 2 && open !== null) {
        open.count += 1;
        ({ start } = tag);
      }
      if (!tag.empty) depth += 1;
    } else depth -= 1;
    const ends = tag.closing || tag.empty;
    if (ends && depth === 2 && open?.tag.name === 'cellXfs') xfs.push({ start, end: tag.end });
    if (ends && depth === 1 && open !== null && !tag.empty)
      tables.set(open.tag.name, { tag: open.tag, end: tag.start, count: open.count, added: [] });
  }
  return { tables, xfs, prefix };
}
