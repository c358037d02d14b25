import { formatNumber } from './number-format.ts';
import { child, childrenOf, valueOf, type Element } from './xml.ts';

/** Automatic numbering of a Word document: what Word prints before a paragraph, worked out from its definitions. */
interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  /** Counting restarts after a paragraph of this level (0-based) or a higher one; -1: never. */
  readonly restartAfter: number;
  readonly legal: boolean;
}
interface List {
  readonly abstract: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly startOverrides: ReadonlyMap<number, number>;
}
interface ParagraphStyle {
  readonly basedOn: string | null;
  readonly list: string | null;
  readonly level: number | null;
}

export class Numbering {
  private readonly lists = new Map<string, List>();
  private readonly styles = new Map<string, ParagraphStyle>();
  private defaultStyle: string | null = null;
  /** Counters per abstract list: lists made from the same one count on together. */
  private readonly counters = new Map<string, (number | null)[]>();
  private readonly overridden = new Set<string>();

  constructor(numbering: Element | null, styles: Element | null) {
    if (styles !== null) this.readStyles(styles);
    if (numbering !== null) this.readLists(numbering);
  }

  /** The marker of the next paragraph with these properties and the level it stands on; null when it is not numbered. Paragraphs must be asked in order. */
  next(properties: Element | undefined): { marker: string; level: string } | null {
    const found = this.listOf(properties);
    if (found === null) return null;
    const list = this.lists.get(found.list);
    const level = list?.levels.get(found.level);
    if (list === undefined || level === undefined) return null;
    const values = this.count(found.list, list, found.level, level);
    const marker = this.print(list, level, found.level, values);
    return marker === null ? null : { marker, level: `${list.abstract}:${found.level}` };
  }

  /** The paragraph's own list, or that of its style or of a style this one is based on. */
  private listOf(properties: Element | undefined): { list: string; level: number } | null {
    const own = child(properties, 'numPr');
    let list = valueOf(own, 'numId') ?? null;
    let level = numberOf(valueOf(own, 'ilvl'));
    let style = valueOf(properties, 'pStyle') ?? this.defaultStyle;
    for (let steps = 0; style !== null && steps < 20 && (list === null || level === null); steps++) {
      const definition = this.styles.get(style);
      if (definition === undefined) break;
      if (list === null && definition.list !== null) {
        list = definition.list;
        level ??= definition.level ?? this.levelOfStyle(list, style);
      }
      style = definition.basedOn;
    }
    return list === null || list === '0' ? null : { list, level: level ?? 0 };
  }

  private readonly styleLevels = new Map<string, number>();

  private levelOfStyle(list: string, style: string): number | null {
    const abstract = this.lists.get(list)?.abstract;
    return this.styleLevels.get(`${abstract ?? ''}/${style}`) ?? null;
  }

  private count(id: string, list: List, at: number, level: Level): (number | null)[] {
    const values = this.counters.get(list.abstract) ?? [];
    this.counters.set(list.abstract, values);
    const override = list.startOverrides.get(at);
    const key = `${id}:${at}`;
    if (override !== undefined && !this.overridden.has(key)) {
      this.overridden.add(key);
      values[at] = override;
    } else values[at] = (values[at] ?? level.start - 1) + 1;
    for (let below = at + 1; below < 9; below++) {
      const lower = list.levels.get(below);
      if (lower === undefined || at <= lower.restartAfter) values[below] = null;
    }
    return values;
  }

  private print(list: List, level: Level, at: number, values: readonly (number | null)[]): string | null {
    if (level.format === 'bullet' || level.format === 'none') return null;
    const text = level.text.replace(/%([1-9])/g, (_whole, digit: string) => {
      const index = Number(digit) - 1;
      const of = list.levels.get(index);
      const value = values[index] ?? of?.start ?? 1;
      if (index > at) return '';
      const format = level.legal && index !== at ? 'decimal' : (of?.format ?? 'decimal');
      return formatNumber(value, format) ?? '';
    });
    return text.trim() === '' ? null : text.trim();
  }

  private readStyles(styles: Element): void {
    for (const style of childrenOf(styles, 'style')) {
      const id = style.attributes.get('styleId');
      if (id === undefined || (style.attributes.get('type') ?? 'paragraph') !== 'paragraph') continue;
      const numPr = child(child(style, 'pPr'), 'numPr');
      this.styles.set(id, {
        basedOn: valueOf(style, 'basedOn') ?? null,
        list: valueOf(numPr, 'numId') ?? null,
        level: numberOf(valueOf(numPr, 'ilvl')),
      });
      if (/^(?:1|true|on)$/.test(style.attributes.get('default') ?? '')) this.defaultStyle = id;
    }
  }

  private readLists(numbering: Element): void {
    const abstracts = new Map<string, Element>();
    const byStyleLink = new Map<string, string>();
    for (const a of childrenOf(numbering, 'abstractNum')) {
      const id = a.attributes.get('abstractNumId') ?? '';
      abstracts.set(id, a);
      const link = valueOf(a, 'styleLink');
      if (link !== undefined) byStyleLink.set(link, id);
    }
    for (const num of childrenOf(numbering, 'num')) {
      const id = num.attributes.get('numId');
      let abstract = valueOf(num, 'abstractNumId') ?? '';
      const link = valueOf(abstracts.get(abstract), 'numStyleLink');
      if (link !== undefined) abstract = byStyleLink.get(link) ?? abstract;
      if (id === undefined) continue;
      const levels = new Map<number, Level>();
      for (const lvl of childrenOf(abstracts.get(abstract), 'lvl')) {
        const at = numberOf(lvl.attributes.get('ilvl')) ?? 0;
        levels.set(at, readLevel(lvl, at));
        const style = valueOf(lvl, 'pStyle');
        if (style !== undefined) this.styleLevels.set(`${abstract}/${style}`, at);
      }
      const startOverrides = new Map<number, number>();
      for (const override of childrenOf(num, 'lvlOverride')) {
        const at = numberOf(override.attributes.get('ilvl')) ?? 0;
        const start = numberOf(valueOf(override, 'startOverride'));
        const lvl = child(override, 'lvl');
        if (lvl !== undefined) levels.set(at, readLevel(lvl, at));
        if (start !== null) startOverrides.set(at, start);
      }
      this.lists.set(id, { abstract, levels, startOverrides });
    }
  }
}

function readLevel(lvl: Element, at: number): Level {
  const restart = numberOf(valueOf(lvl, 'lvlRestart'));
  const legal = child(lvl, 'isLgl');
  return {
    start: numberOf(valueOf(lvl, 'start')) ?? 0,
    format: valueOf(lvl, 'numFmt') ?? 'decimal',
    text: valueOf(lvl, 'lvlText') ?? '',
    restartAfter: restart === null ? at - 1 : restart - 1,
    legal: legal !== undefined && !/^(?:0|false|off)$/.test(legal.attributes.get('val') ?? '1'),
  };
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}
