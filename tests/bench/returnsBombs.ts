/** Files that mean harm, and what a child that is warm already spends on refusing each of them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { readWorkbook } from '../../electron/excel/read/read.ts';

export interface Bomb {
  readonly what: string;
  /** Milliseconds of the median of several readings, and MB beyond what was resident before, at the most. */
  readonly ms: number;
  readonly peak: number;
  /** The refusal's code; '' when it was read after all. */
  readonly code: string;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const ROUNDS = 7;

const sheetXml = (inner: string): string => `<worksheet ${MAIN}>${inner}</worksheet>`;

function book(sheet: Uint8Array | string, strings = '<si><t>a</t></si>', head = ''): Uint8Array {
  const pack = 'http://schemas.openxmlformats.org/package/2006';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = (list: readonly (readonly [string, string])[]): string =>
    `<Relationships xmlns="${pack}/relationships">${list.map(([type, to], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${to}"/>`).join('')}</Relationships>`;
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="${pack}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(relation([['officeDocument', 'xl/workbook.xml']])),
    'xl/workbook.xml': strToU8(
      `<workbook ${MAIN} xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      relation([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ),
    'xl/worksheets/sheet1.xml': typeof sheet === 'string' ? strToU8(sheet) : sheet,
    'xl/sharedStrings.xml': strToU8(`${head}<sst ${MAIN}>${strings}</sst>`),
  });
}

/** The sizes that a zip's headers tell, written over: it says to be small. */
function lying(zip: Uint8Array, part: string, size: number): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + 1)) {
    if (bytes.readUInt32LE(at - 46) === 0x0201_4b50) bytes.writeUInt32LE(size, at - 46 + 24);
    if (bytes.readUInt32LE(at - 30) === 0x0403_4b50) bytes.writeUInt32LE(size, at - 30 + 22);
  }
  return bytes;
}

function made(): Record<string, Uint8Array> {
  const cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
  const data = (inner: string): string => sheetXml(`<sheetData>${inner}</sheetData>`);
  const huge = book(new Uint8Array(260e6));
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  const merges = Array.from({ length: 30_000 }, (_, i) => `<mergeCell ref="A${i + 1}:B${i + 1}"/>`).join('');
  return {
    'sheet of 260 MB packed into 250 KB': huge,
    'the same, said to be 1 KB': lying(huge, 'xl/worksheets/sheet1.xml', 1024),
    'entities that unfold to 10⁹ texts': book(
      data(cell),
      '<si><t>&l9;</t></si>',
      `<!DOCTYPE sst [<!ENTITY l0 "ha">${entities}]>`,
    ),
    '30,000 merged areas': book(sheetXml(`<sheetData>${cell}</sheetData><mergeCells>${merges}</mergeCells>`)),
    'validation over 10,485,760 cells': book(
      sheetXml(
        `<sheetData>${cell}</sheetData><dataValidations><dataValidation sqref="A1:J1048576"/></dataValidations>`,
      ),
    ),
  };
}

/** Resident bytes now, and their highest since the last asking, in MB. */
function memory(): { now: number; highest: number } {
  const status = readFileSync('/proc/self/status', 'utf8');
  const of = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1000;
  return { now: of('VmRSS'), highest: of('VmHWM') };
}

export async function bombs({ warm }: { readonly warm: string }): Promise<Bomb[]> {
  const all = made();
  const plain = readFileSync(warm);
  for (let i = 0; i < 3; i += 1) await readWorkbook(plain, 'warm.xlsx');
  const found: Bomb[] = [];
  for (const [what, bytes] of Object.entries(all)) {
    const times: number[] = [];
    let peak = 0;
    let code = '';
    for (let round = 0; round <= ROUNDS; round += 1) {
      (globalThis as { gc?: () => void }).gc?.();
      if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
      const before = process.platform === 'linux' ? memory().now : 0;
      const start = performance.now();
      const read = await readWorkbook(bytes, 'bomb.xlsx');
      const ms = performance.now() - start;
      if (process.platform === 'linux') peak = Math.max(peak, memory().highest - before);
      code = read.ok ? '' : read.error.code;
      if (round > 0) times.push(ms);
    }
    found.push({ what, ms: times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0, peak, code });
  }
  return found;
}
