/** A worksheet of ours added to a workbook that is not ours: its list of sheets, its relations, its list of parts. */
import { MAIN } from '../forms/book.ts';
import {
  attribute,
  Edits,
  firstTag,
  inserted,
  NotEditable,
  prefixed,
  readable,
  tagsFrom,
} from './xmlText.ts';
import type { TagAt } from './xmlText.ts';

/** Namespace of relations, of older and of newer (strict) files. */
const OFFICE = '/officeDocument/(?:2006/)?relationships';
const WORKSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

export interface WorkbookFacts {
  /** Sheets by name: id of the relation that leads to the part. */
  readonly sheets: ReadonlyMap<string, string>;
  /** Namespace of workbook and sheets, that of older or that of newer (strict) files. */
  readonly namespace: string;
}

/** @param xml editable text of the workbook's part */
export function workbookFacts(xml: string, unescaped: (text: string) => string): WorkbookFacts {
  const sheets = new Map<string, string>();
  let namespace: string | null = null;
  for (const tag of tagsFrom(xml)) {
    namespace ??= attribute(xml, tag, tag.prefix === '' ? 'xmlns' : `xmlns:${tag.prefix.slice(0, -1)}`);
    if (tag.name !== 'sheet' || tag.closing) continue;
    const name = unescaped(readable(attribute(xml, tag, 'name') ?? ''));
    sheets.set(name, readable(attribute(xml, tag, ':id') ?? ''));
  }
  return { sheets, namespace: namespace ?? MAIN };
}

/** The workbook with one more sheet at the end, so that no reference by position changes. @param name needs no escape */
export function withSheet(xml: string, name: string, relation: string): string {
  let sheetId = 0;
  let end: number | null = null;
  let prefix = '';
  for (const tag of tagsFrom(xml)) {
    if (tag.name === 'sheet' && !tag.closing)
      sheetId = Math.max(sheetId, Number(attribute(xml, tag, 'sheetId')));
    else if (tag.name === 'sheets' && tag.closing) {
      end = tag.start;
      ({ prefix } = tag);
    }
  }
  if (end === null || !Number.isInteger(sheetId)) throw new NotEditable('sheets');
  // The prefix for relations: the one that the root declares, else one of our own on the element itself.
  const [root] = tagsFrom(xml);
  const declared = root === undefined ? null : relationsPrefix(xml, root);
  const namespace = new RegExp(`xmlns:[\\w.-]+\\s*=\\s*["']([^"']*${OFFICE})["']`).exec(xml)?.[1];
  if (declared === null && namespace === undefined) throw new NotEditable('relations');
  const id =
    declared === null
      ? `xmlns:answer="${namespace}" answer:id="${relation}"`
      : `${declared}:id="${relation}"`;
  const edits = new Edits();
  edits.replace(
    end,
    end,
    prefixed(`<sheet name="`, prefix) + inserted(`${name}" sheetId="${sheetId + 1}" ${id}/>`),
  );
  return edits.apply(xml);
}

function relationsPrefix(xml: string, root: TagAt): string | null {
  const text = xml.slice(root.start, root.end);
  return new RegExp(`xmlns:([\\w.-]+)\\s*=\\s*["'][^"']*${OFFICE}["']`).exec(text)?.[1] ?? null;
}

/** The workbook's relations with one to a new sheet. @param target relative to the workbook's folder */
export function withRelation(xml: string, target: string): { xml: string; id: string } {
  const ids = new Set<string>();
  let type: string | null = null;
  let end: TagAt | null = null;
  for (const tag of tagsFrom(xml)) {
    if (tag.name === 'Relationship' && !tag.closing) {
      ids.add(attribute(xml, tag, 'Id') ?? '');
      const said = attribute(xml, tag, 'Type') ?? '';
      if (said.endsWith('/worksheet')) type = said;
    } else if (tag.name === 'Relationships' && tag.closing) end = tag;
  }
  if (end === null || type === null) throw new NotEditable('relations');
  let n = ids.size + 1;
  while (ids.has(`rId${n}`)) n += 1;
  const id = `rId${n}`;
  const element = prefixed(`<Relationship Id="${id}" Type="${type}" Target="${target}"/>`, end.prefix);
  return { xml: xml.slice(0, end.start) + element + xml.slice(end.start), id };
}

/** The list of parts with a worksheet more. @param part its name, without a slash before it */
export function withType(xml: string, part: string): string {
  let end: TagAt | null = null;
  for (const tag of tagsFrom(xml)) if (tag.name === 'Types' && tag.closing) end = tag;
  if (end === null || firstTag(xml, 'Override') === null) throw new NotEditable('types');
  const element = prefixed(`<Override PartName="/${part}" ContentType="${WORKSHEET}"/>`, end.prefix);
  return xml.slice(0, end.start) + element + xml.slice(end.start);
}
