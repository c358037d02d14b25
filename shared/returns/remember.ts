/** Recognising a layout again: the fingerprint of its headings, and what the clerk confirmed for each of them. */
import type { ColumnField } from './fields.ts';
import type { Heading } from './headings.ts';
import { flatText } from './plainHeading.ts';
import type { KnownMapping, Recognised } from './types.ts';

/** Months, years and numbers change from file to file; blanks, width and punctuation mean nothing. */
function steady(heading: string): string {
  return flatText(heading)
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}\p{N}#/]+/gu, '')
    .toLowerCase();
}

/** Of all headings in their order; columns without one don't count. Hexadecimal. */
export function fingerprintOf(headings: readonly string[]): string {
  const text = headings
    .map(steady)
    .filter((heading) => heading !== '')
    .join('\n');
  return [0x811c9dc5, 0x01000193, 0x9e3779b9]
    .map((seed) => fnv(text, seed).toString(16).padStart(8, '0'))
    .join('');
}

/** FNV-1a over UTF-16 units, 32 bits. */
function fnv(text: string, seed: number): number {
  let hash = seed >>> 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** What to keep of a confirmed layout, the field of each heading; those named twice are told apart by their order. */
export function rememberedColumns({
  columns,
}: Pick<Recognised, 'columns'>): Record<string, ColumnField | null> {
  const seen = new Map<string, number>();
  const kept: [string, ColumnField | null][] = [];
  for (const { heading, field } of columns) {
    const key = headingKey(heading, seen);
    if (key !== '') kept.push([key, field]);
  }
  return Object.fromEntries(kept);
}

/** The heading, with #2, #3 … from the second of its name on. */
function headingKey(heading: string, seen: Map<string, number>): string {
  const count = (seen.get(heading) ?? 0) + 1;
  seen.set(heading, count);
  return heading === '' || count === 1 ? heading : `${heading}#${count}`;
}

/** What was confirmed for each column; columns it says nothing of are left out. */
export function mappingOf(
  mapping: KnownMapping,
  columns: readonly Heading[],
): Map<number, ColumnField | null> {
  const bySteady = new Map(Object.keys(mapping.columns).map((key) => [steady(key), key]));
  const seen = new Map<string, number>();
  const found = new Map<number, ColumnField | null>();
  for (const { column, parts } of columns) {
    const key = headingKey(parts.join(' / '), seen);
    const own =
      key === '' ? undefined : Object.hasOwn(mapping.columns, key) ? key : bySteady.get(steady(key));
    const field = own === undefined ? undefined : mapping.columns[own];
    if (field !== undefined) found.set(column, field);
  }
  return found;
}
