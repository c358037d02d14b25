/** Sheets, styles and texts put together as a workbook, written, and proved by reading the file back. */
import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { Refusal } from '../../../shared/result.ts';
import { escaped, HEAD, MAIN, RELATIONS, sheetBytes, Strings } from './book.ts';
import type { BookSheet } from './book.ts';
import type { Looks } from './looks.ts';
import { sharedPart, zipParts } from './zip.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEETML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface Part {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The part of looks, made and packed once for many workbooks. */
export function stylesPart(looks: Looks, dxfs: readonly string[]): Uint8Array {
  return sharedPart(Buffer.from(looks.xml(dxfs)));
}

/** Sheets that stand apart are made and packed once for many workbooks. */
const apart = new WeakMap<BookSheet, Uint8Array>();

/**
 * Writes a workbook to `file` (give a temporary name) and compares what lies there with what was meant.
 * @throws Refusal `xlsx_not_as_written`; the system's errors
 */
export async function writeBook(
  sheets: readonly BookSheet[],
  styles: Uint8Array,
  file: string,
): Promise<void> {
  const strings = new Strings();
  const made: (BookSheet & { bytes: Uint8Array })[] = [];
  for (const sheet of sheets) {
    const bytes = apart.get(sheet) ?? (await sheetBytes(sheet, strings));
    if (sheet.apart === true && !apart.has(sheet)) apart.set(sheet, sharedPart(bytes));
    made.push({ ...sheet, bytes });
  }
  const parts = bookParts(made, styles, strings);
  await zipParts(parts, file);
  await compareParts(parts, file);
}

/** Reads an archive back, by its directory as every program does. @throws Refusal `xlsx_not_as_written` */
export async function compareParts(parts: readonly Part[], file: string): Promise<void> {
  const zip = await readFile(file);
  const end = zip.length - 22;
  let at = end >= 0 && zip.readUInt32LE(end) === 0x0605_4b50 ? zip.readUInt32LE(end + 16) : end;
  for (const { name, bytes } of parts) {
    if (at < 0 || at + 46 > end || zip.readUInt32LE(at) !== 0x0201_4b50) throw differs(name);
    const [method, packed, length, offset] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const start = offset + 30 + length;
    const content = zip.subarray(start, start + packed);
    const same =
      zip.toString('utf8', at + 46, at + 46 + length) === name &&
      (method === 0 ? content : unpacked(content, bytes.length))?.equals(bytes) === true;
    if (!same) throw differs(name);
    at += 46 + length;
  }
  if (at !== end) throw differs('');
}

function unpacked(content: Uint8Array, size: number): Buffer | null {
  try {
    return inflateRawSync(content, { chunkSize: Math.max(64, size) });
  } catch {
    return null;
  }
}

function differs(part: string): Refusal {
  return new Refusal('xlsx_not_as_written', { sheet: part });
}

/** The parts of a workbook, the texts last, when all sheets are made. */
function bookParts(
  sheets: readonly (BookSheet & { readonly bytes: Uint8Array })[],
  styles: Uint8Array,
  strings: Strings,
): Part[] {
  const names: string[] = [];
  const quoted = (name: string) => `'${name.replace(/'/g, "''")}'`;
  sheets.forEach(({ name, print, filter }, i) => {
    const sheet = quoted(name);
    if (filter !== undefined)
      names.push(
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">` +
          `${escaped(`${sheet}!${absolute(filter.area)}`)}</definedName>`,
      );
    if (print === undefined) return;
    names.push(
      `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${escaped(`${sheet}!${print.area}`)}</definedName>`,
    );
    if (print.titles.length > 0)
      names.push(
        `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">` +
          `${escaped(print.titles.map((area) => `${sheet}!${area}`).join(','))}</definedName>`,
      );
  });
  const workbook =
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
      )
      .join('')}</sheets>` +
    `${names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`}</workbook>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const count = sheets.length;
  const relations =
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
    sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
    relation(count + 1, 'styles', 'styles.xml') +
    relation(count + 2, 'sharedStrings', 'sharedStrings.xml') +
    '</Relationships>';
  const type = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}" ContentType="${SHEETML}.${kind}+xml"/>`;
  const types =
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    type('workbook.xml', 'sheet.main') +
    sheets.map((_, i) => type(`worksheets/sheet${i + 1}.xml`, 'worksheet')).join('') +
    type('styles.xml', 'styles') +
    type('sharedStrings.xml', 'sharedStrings') +
    '</Types>';
  const root = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`;
  const text = (name: string, xml: string): Part => ({ name, bytes: Buffer.from(xml) });
  return [
    text('[Content_Types].xml', types),
    text('_rels/.rels', root),
    text('xl/workbook.xml', workbook),
    text('xl/_rels/workbook.xml.rels', relations),
    ...sheets.map(({ bytes }, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, bytes })),
    { name: 'xl/styles.xml', bytes: styles },
    { name: 'xl/sharedStrings.xml', bytes: strings.bytes() },
  ];
}

function absolute(area: string): string {
  return area.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
}
