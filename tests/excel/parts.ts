/** Workbooks made by hand, part by part, for what no program writes of its own accord. */
import { zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface HandSheet {
  readonly name: string;
  /** The whole part; by default made of `rows` and `more`. */
  readonly xml?: string;
  /** Inside of <sheetData>. */
  readonly rows?: string;
  readonly before?: string;
  readonly after?: string;
  readonly state?: string;
  readonly target?: string;
}

export interface Hand {
  readonly sheets: readonly HandSheet[];
  /** Inside of <sst>. */
  readonly strings?: string;
  /** Codes of number formats; cell style n + 1 has the n-th. A number is a built-in one. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Inside of <definedNames>. */
  readonly names?: string;
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
  readonly without?: readonly string[];
  readonly level?: 0 | 1 | 6 | 9;
}

export function sheetXml(sheet: Omit<HandSheet, 'name'>): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${sheet.before ?? ''}<sheetData>${sheet.rows ?? ''}</sheetData>${sheet.after ?? ''}</worksheet>`;
}

/** Texts of the parts of a workbook. */
export function handParts(made: Hand): Record<string, string | Uint8Array> {
  const target = (s: HandSheet, i: number): string => s.target ?? `worksheets/sheet${i + 1}.xml`;
  const codes = made.formats ?? [];
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${made.sheets.map((s, i) => `<Override PartName="/xl/${target(s, i).replace(/^\/xl\//, '')}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${made.date1904 === true ? '<workbookPr date1904="1"/>' : ''}<sheets>${made.sheets.map((s, i) => `<sheet name="${s.name}" sheetId="${i + 1}"${s.state === undefined ? '' : ` state="${s.state}"`} r:id="rId${i + 1}"/>`).join('')}</sheets>${made.names === undefined ? '' : `<definedNames>${made.names}</definedNames>`}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELS}">${made.sheets.map((s, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="${target(s, i)}"/>`).join('')}<Relationship Id="rIdS" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${codes.map((code, i) => (typeof code === 'string' ? `<numFmt numFmtId="${200 + i}" formatCode="${escaped(code)}"/>` : '')).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${codes.map((code, i) => `<xf numFmtId="${typeof code === 'number' ? code : 200 + i}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${made.strings ?? ''}</sst>`,
  };
  made.sheets.forEach((s, i) => {
    const path = target(s, i);
    parts[path.startsWith('/') ? path.slice(1) : `xl/${path}`] = s.xml ?? sheetXml(s);
  });
  Object.assign(parts, made.more);
  for (const name of made.without ?? []) delete parts[name];
  return parts;
}

export function hand(made: Hand): Uint8Array {
  return zipped(handParts(made), made.level);
}

export function zipped(
  parts: Readonly<Record<string, string | Uint8Array>>,
  level: 0 | 1 | 6 | 9 = 6,
): Uint8Array {
  const bytes: Record<string, Uint8Array> = {};
  for (const [name, part] of Object.entries(parts))
    bytes[name] = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
  return zipSync(bytes, { level });
}

/** One sheet of these cells: [address, attributes, content]. */
export function oneSheet(rows: string, more: Partial<Hand> = {}): Uint8Array {
  return hand({
    sheets: [{ name: '表' }],
    ...more,
    ...(more.sheets === undefined ? { sheets: [{ name: '表', rows }] } : {}),
  });
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
