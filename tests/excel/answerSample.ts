/** Plans of answers, and a sender's workbook with much that must not be lost, made part by part. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { AnswerMark, AnswerPlan, MarkKind } from '../../shared/returns/answer.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export function mark(kind: MarkKind, at: string, more: Partial<AnswerMark> = {}): AnswerMark {
  return {
    at,
    row: Number(/\d+/.exec(at)?.[0] ?? 1),
    kind,
    heading: '整改状态',
    found: '差不多了',
    reason: '没有看懂',
    expected: '',
    proposed: '',
    ...more,
  };
}

export function answerPlan(more: Partial<AnswerPlan>): AnswerPlan {
  return {
    sheet: '报送表',
    head: [0, 0],
    unit: '财务管理部',
    month: '2024-08',
    batch: '导入-2024-003',
    file: '财务部报送表.xlsx',
    rows: 22,
    classes: { problem: 2, blank: 300, forbidden: 1, unchanged: 40, ours: 3, theirs: 60, both: 2 },
    rowClasses: { matched: 20, new: 1, absent: 2, ambiguous: 1 },
    takenOver: 55,
    kept: 2,
    open: 7,
    marks: [],
    absent: ['3-2 完善制度'],
    notRead: ['D 行标识(勿改)', 'AH 其他说明'],
    ...more,
  };
}

/** Parts by name; one character a byte. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, data]) => [
      name,
      /\.(?:xml|rels)$/.test(name) ? strFromU8(data) : strFromU8(data, true),
    ]),
  );
}

export interface RichBook {
  /** Inside of <sheetData>, <cols>; what follows the data. All without prefix. */
  readonly data?: string;
  readonly cols?: string;
  readonly after?: string;
  /** 'x:' writes every element of workbook, sheet and styles with it. */
  readonly prefix?: string;
  readonly styles?: string;
}

const DATA =
  '<row r="1" spans="1:4" ht="30" customHeight="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="s"><v>1</v></c>' +
  '<c r="C1" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r></is></c></row>' +
  '<row r="2" spans="1:4"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" ref="B2:B4" si="0">A2*2</f><v>2</v></c>' +
  '<c r="C2" t="str"><f>A2&amp;"元"</f><v>1元</v></c></row>' +
  '<!-- 注释 <row r="99"> --><row r="3"><c r="A3"><v>2</v></c><c r="B3"><f t="shared" si="0"/><v>4</v></c></row>' +
  '<row r="4"><c r="A4"><v>3</v></c><c r="B4"><f t="shared" si="0"/><v>6</v></c><c r="C4" t="b"><v>1</v></c></row>';

/** Two sheets; the first with formulas, a chart, a picture, a comment; macros beside. */
export function richBook({
  data = DATA,
  cols = '',
  after = '',
  prefix = '',
  styles,
}: RichBook = {}): Uint8Array {
  const p = (xml: string) => (prefix === '' ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}`));
  const ns = prefix === '' ? `xmlns="${MAIN}"` : `xmlns:${prefix.slice(0, -1)}="${MAIN}"`;
  const sheet = (inside: string) => p(`<worksheet ${ns} xmlns:r="${OFFICE}">${inside}</worksheet>`);
  const relations = (list: readonly (readonly [string, string])[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${list
      .map(
        ([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const xml = (text: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${text}`;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>' +
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>' +
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' +
      '<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': p(
      `<workbook ${ns} xmlns:r="${OFFICE}"><sheets><sheet name="整改台账" sheetId="3" r:id="rId1"/>` +
        '<sheet name="其他 &amp; 附表" sheetId="9" r:id="rId2"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['worksheet', '/xl/worksheets/sheet2.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/worksheets/sheet1.xml': sheet(
      `<dimension ref="A1:D4"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>${cols === '' ? '' : `<cols>${cols}</cols>`}` +
        `<sheetData>${data}</sheetData><sheetProtection sheet="1" password="CC1A"/>${after}<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>`,
    ),
    'xl/worksheets/_rels/sheet1.xml.rels': relations([
      ['drawing', '../drawings/drawing1.xml'],
      ['vmlDrawing', '../drawings/vmlDrawing1.vml'],
      ['comments', '../comments1.xml'],
    ]),
    'xl/worksheets/sheet2.xml': sheet('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'),
    'xl/styles.xml':
      styles ??
      p(
        `<styleSheet ${ns}><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
          '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
          '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
          '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
          '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
          '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0"><alignment horizontal="right"/></xf></cellXfs></styleSheet>',
      ),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}" count="2" uniqueCount="2"><si><t>编号</t></si><si><t>整改措施</t></si></sst>`,
    'xl/calcChain.xml': `<calcChain xmlns="${MAIN}"><c r="B2" i="3"/><c r="B3"/><c r="B4"/></calcChain>`,
    'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>张</author></authors><commentList><comment ref="A2" authorId="0"><text><t>请核实</t></text></comment></commentList></comments>`,
    'xl/drawings/vmlDrawing1.vml': '<xml xmlns:v="urn:schemas-microsoft-com:vml"/>',
    'xl/drawings/drawing1.xml':
      '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>',
    'xl/charts/chart1.xml':
      '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>',
    'docProps/app.xml':
      '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
  };
  return zipSync({
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(xml(text))])),
    'xl/vbaProject.bin': Uint8Array.from({ length: 999 }, (_, i) => (i * 37) & 255),
    'xl/media/image1.png': [Uint8Array.from({ length: 500 }, (_, i) => (i * 91) & 255), { level: 0 }],
  });
}
