import { createHash } from 'node:crypto';
import {
  AlignmentType,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
  type ILevelsOptions,
} from 'docx';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../electron/notice/docx.ts';
import { formatNumber } from '../../electron/notice/number-format.ts';
import { readNotice, type ReadNotice } from '../../electron/notice/read.ts';
import { printTree } from './print.ts';

async function bytesOf(document: Document): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(document));
}
function read(bytes: Uint8Array): ReadNotice {
  const result = readNotice(bytes, '通报.docx');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const level = (at: number, format: ILevelsOptions['format'], text: string): ILevelsOptions => ({
  level: at,
  ...(format === undefined ? {} : { format }),
  text,
  alignment: AlignmentType.START,
});
const numbered = (text: string, at: number, reference = 'notice'): Paragraph =>
  new Paragraph({ text, numbering: { reference, level: at } });
const plain = (text: string): Paragraph => new Paragraph({ text });

describe('automatic numbering', () => {
  const config = {
    config: [
      {
        reference: 'notice',
        levels: [
          level(0, LevelFormat.CHINESE_COUNTING, '%1、'),
          level(1, LevelFormat.CHINESE_COUNTING, '（%2）'),
          level(2, LevelFormat.DECIMAL, '%3.'),
          level(3, LevelFormat.CHINESE_COUNTING, '%4是'),
        ],
      },
    ],
  };

  test('numbers as Word prints them, restarting below each item', async () => {
    const bytes = await bytesOf(
      new Document({
        numbering: config,
        sections: [
          {
            children: [
              plain('关于巡察整改进展情况的通报'),
              plain('巡察反馈2个方面4个问题，制定整改措施6条。'),
              numbered('关于“甲不到位”问题的整改进展情况', 0),
              numbered('关于“乙不到位”问题的整改进展情况', 1),
              numbered('针对“丙不到位”问题的整改进展情况。', 2),
              numbered('完善制度。已印发。', 3),
              numbered('加强培训。已培训2次。', 3),
              numbered('针对“丁不到位”问题的整改进展情况。', 2),
              numbered('开展检查。已检查。', 3),
              numbered('关于“戊不到位”问题的整改进展情况', 1),
              numbered('针对“己不到位”问题的整改进展情况。', 2),
              numbered('建立台账。已建立。', 3),
              plain('台账共28项。'),
              numbered('关于“庚不到位”问题的整改进展情况', 0),
              numbered('针对“辛不到位”问题的整改进展情况。', 2),
              numbered('约谈。已约谈。', 3),
              numbered('通报。已通报。', 3),
            ],
          },
        ],
      }),
    );
    const reading = read(bytes);
    expect(printTree(reading.nodes)).toEqual([
      'h 一、 | 甲不到位',
      '  h （一） | 乙不到位',
      '    i 1. | 丙不到位',
      '      m 一是 | 完善制度 => 已印发。',
      '      m 二是 | 加强培训 => 已培训2次。',
      '    i 2. | 丁不到位',
      '      m 一是 | 开展检查 => 已检查。',
      '  h （二） | 戊不到位',
      '    i 1. | 己不到位',
      '      m 一是 | 建立台账 => 已建立。\n台账共28项。',
      'h 二、 | 庚不到位',
      '  i 1. | 辛不到位',
      '    m 一是 | 约谈 => 已约谈。',
      '    m 二是 | 通报 => 已通报。',
    ]);
    expect(reading.stated).toMatchObject({ aspects: 2, issues: 4, measures: 6 });
    expect(reading.warnings).toEqual([]);
    expect(reading.lines[2]).toBe('一、关于“甲不到位”问题的整改进展情况');
    expect(reading.nodes[0]?.line).toBe(3);
    expect(reading.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  test('runs, line breaks, tabs and tracked changes', async () => {
    const reading = read(
      await bytesOf(
        new Document({
          numbering: config,
          sections: [
            {
              children: [
                plain('巡察整改情况通报'),
                new Paragraph({
                  numbering: { reference: 'notice', level: 0 },
                  children: [
                    new TextRun({ text: '关于“甲', bold: true }),
                    new TextRun('不到位”问题'),
                    new TextRun({ text: '一是完善制度。已印发。', break: 1 }),
                    new TextRun({ text: '二是加强培训。已培训。', break: 1 }),
                  ],
                }),
              ],
            },
          ],
        }),
      ),
    );
    expect(printTree(reading.nodes)).toEqual([
      'i 一、 | 甲不到位',
      '  m 一是 | 完善制度 => 已印发。',
      '  m 二是 | 加强培训 => 已培训。',
    ]);
  });

  test('levels whose printed numbers the text grammar does not know are levels still', async () => {
    const reading = read(
      await bytesOf(
        new Document({
          numbering: {
            config: [
              {
                reference: 'notice',
                levels: [level(0, LevelFormat.UPPER_ROMAN, '%1'), level(1, LevelFormat.LOWER_LETTER, '%2)')],
              },
            ],
          },
          sections: [
            {
              children: [
                plain('巡察整改情况通报'),
                numbered('针对“甲不到位”问题', 0),
                numbered('完善制度。已印发。', 1),
                numbered('加强培训。已培训。', 1),
                numbered('针对“乙不到位”问题', 0),
                numbered('建立台账。已建立。', 1),
              ],
            },
          ],
        }),
      ),
    );
    expect(printTree(reading.nodes)).toEqual([
      'i I | 甲不到位',
      '  m a) | 完善制度 => 已印发。',
      '  m b) | 加强培训 => 已培训。',
      'i II | 乙不到位',
      '  m a) | 建立台账 => 已建立。',
    ]);
  });
});

/** A document from its own XML, for what the writing library can't make. */
function raw(body: string, numbering = '', styles = ''): Uint8Array {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document ${w}><w:body>${body}</w:body></w:document>`,
    ),
    ...(numbering === ''
      ? {}
      : { 'word/numbering.xml': strToU8(`<w:numbering ${w}>${numbering}</w:numbering>`) }),
    ...(styles === '' ? {} : { 'word/styles.xml': strToU8(`<w:styles ${w}>${styles}</w:styles>`) }),
  });
}
const p = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const num = (id: number, at = 0): string =>
  `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`;
const lvl = (at: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
function linesOf(bytes: Uint8Array): readonly string[] {
  const document = readDocx(bytes);
  if (!document.ok) throw new Error(document.error.code);
  return document.value.lines;
}

describe('numbering definitions', () => {
  const abstract = `<w:abstractNum w:abstractNumId="7">${lvl(0, 'chineseCountingThousand', '%1、')}${lvl(1, 'decimal', '%1.%2')}${lvl(2, 'decimalEnclosedCircleChinese', '%3')}</w:abstractNum>`;

  test('two lists made from one definition count on together; a start override begins anew', () => {
    const numbering = `${abstract}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`;
    const body = [p('甲', num(1)), p('乙', num(2)), p('丙', num(1)), p('丁', num(3)), p('戊', num(3))].join(
      '',
    );
    expect(linesOf(raw(body, numbering))).toEqual(['一、甲', '二、乙', '三、丙', '五、丁', '六、戊']);
  });

  test('numbers of levels above, circled numbers, restart below', () => {
    const numbering = `${abstract}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>`;
    const body = [
      p('甲', num(1)),
      p('乙', num(1, 1)),
      p('丙', num(1, 2)),
      p('丁', num(1, 2)),
      p('戊', num(1, 1)),
      p('己', num(1, 2)),
      p('庚', num(1)),
      p('辛', num(1, 1)),
    ].join('');
    expect(linesOf(raw(body, numbering))).toEqual([
      '一、甲',
      '一.1乙',
      '①丙',
      '②丁',
      '一.2戊',
      '①己',
      '二、庚',
      '二.1辛',
    ]);
  });

  test('legal numbering, no restart, bullets, no number', () => {
    const numbering = `<w:abstractNum w:abstractNumId="1">${lvl(0, 'chineseCounting', '%1、')}${lvl(1, 'decimal', '%1.%2.', '<w:lvlRestart w:val="0"/><w:isLgl/>')}${lvl(2, 'bullet', '•')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;
    const body = [
      p('甲', num(1)),
      p('乙', num(1, 1)),
      p('丙', num(1, 2)),
      p('丁', num(1)),
      p('戊', num(1, 1)),
      p('己', num(0)),
    ].join('');
    expect(linesOf(raw(body, numbering))).toEqual(['一、甲', '1.1.乙', '丙', '二、丁', '2.2.戊', '己']);
  });

  test('numbers that come with a style, and a style linked to a list', () => {
    const numbering = `<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>${lvl(0, 'chineseCounting', '%1、', '<w:pStyle w:val="H1"/>')}${lvl(1, 'chineseCounting', '（%2）', '<w:pStyle w:val="H2"/>')}</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>`;
    const style = (id: string, inner: string): string =>
      `<w:style w:type="paragraph" w:styleId="${id}">${inner}</w:style>`;
    const styles = [
      style('H1', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
      style('H2', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
      style('H1b', '<w:basedOn w:val="H1"/>'),
    ].join('');
    const use = (id: string): string => `<w:pStyle w:val="${id}"/>`;
    const body = [
      p('甲', use('H1')),
      p('乙', use('H2')),
      p('丙', use('H1b')),
      p('丁', num(2)),
      p('戊', use('H2')),
    ];
    expect(linesOf(raw(body.join(''), numbering, styles))).toEqual([
      '一、甲',
      '（一）乙',
      '二、丙',
      '三、丁',
      '（一）戊',
    ]);
  });

  test('number formats', () => {
    const all = (format: string, ...values: number[]): (string | null)[] =>
      values.map((v) => formatNumber(v, format));
    expect(all('chineseCounting', 1, 10, 11, 20, 105)).toEqual(['一', '十', '十一', '二十', '一百零五']);
    expect(all('chineseLegalSimplified', 1, 10, 12)).toEqual(['壹', '壹拾', '壹拾贰']);
    expect(all('ideographDigital', 1, 10, 24)).toEqual(['一', '一〇', '二四']);
    expect(all('ideographTraditional', 1, 10)).toEqual(['甲', '癸']);
    expect(all('decimalEnclosedCircle', 1, 20, 21, 36)).toEqual(['①', '⑳', '㉑', '㊱']);
    expect(all('decimalEnclosedParen', 1, 20)).toEqual(['⑴', '⒇']);
    expect(all('decimalEnclosedFullstop', 1, 20)).toEqual(['⒈', '⒛']);
    expect(all('decimalFullWidth', 1, 28)).toEqual(['１', '２８']);
    expect(all('decimalZero', 5, 12)).toEqual(['05', '12']);
    expect(all('upperRoman', 4, 9, 14)).toEqual(['IV', 'IX', 'XIV']);
    expect(all('lowerLetter', 1, 26, 27)).toEqual(['a', 'z', 'aa']);
    expect(all('somethingNew', 3)).toEqual(['3']);
    expect(all('bullet', 3)).toEqual([null]);
  });
});

describe('text of paragraphs', () => {
  test('deleted and moved text is gone, inserted text stays, codes of fields do not show', () => {
    const body =
      '<w:p><w:r><w:t xml:space="preserve">甲 </w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins><w:r><w:t>丙&amp;&#20013;</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom><w:hyperlink><w:r><w:t>戊</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>己</w:t><w:noBreakHyphen/><w:br/><w:t>庚</w:t></w:r></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>辛</w:t></w:r></w:p></w:sdtContent></w:sdt>';
    expect(linesOf(raw(body))).toEqual(['甲 丙&中戊 己-', '庚', '辛']);
  });

  test('other prefixes and UTF-16', () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-16"?><ns0:document xmlns:ns0="x"><ns0:body><ns0:p><ns0:r><ns0:t><![CDATA[甲<乙]]></ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>';
    const bytes = zipSync({ 'word/document.xml': new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le')) });
    expect(linesOf(bytes)).toEqual(['甲<乙']);
  });
});

describe('tables', () => {
  const cell = (
    text: string | string[],
    more: { rowSpan?: number; columnSpan?: number; verticalMerge?: 'restart' | 'continue' } = {},
  ): TableCell => {
    const { verticalMerge, ...spans } = more;
    return new TableCell({
      children: [text].flat().map(plain),
      ...spans,
      ...(verticalMerge === undefined
        ? {}
        : {
            verticalMerge:
              verticalMerge === 'restart' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE,
          }),
    });
  };
  const row = (...children: TableCell[]): TableRow => new TableRow({ children });
  const header = ['序号', '问题', '整改措施', '责任领导', '责任单位', '整改时限'];
  const document = (
    rows: TableRow[],
    before: Paragraph[] = [plain('巡察反馈问题整改任务清单')],
  ): Promise<Uint8Array> =>
    bytesOf(new Document({ sections: [{ children: [...before, new Table({ rows })] }] }));

  test('a plan: merged cells filled down, headings across the table, fields of the issue and of a measure', async () => {
    const reading = read(
      await document([
        row(...header.map((h) => cell(h))),
        row(cell('一、党的领导方面', { columnSpan: 6 })),
        row(
          cell('1', { rowSpan: 2 }),
          cell('学习教育不深入', { rowSpan: 2 }),
          cell('制定学习计划。'),
          cell('周书记', { rowSpan: 2 }),
          cell('党群部、办公室', { rowSpan: 2 }),
          cell('2024年6月底'),
        ),
        row(cell('开展专题研讨，每季度一次。'), cell('长期坚持')),
        row(
          cell('2'),
          cell('会议决定督办不及时'),
          cell(['1.建立督办台账；', '2.实行销号管理。']),
          cell('吴经理'),
          cell('办公室'),
          cell('立行立改'),
        ),
        row(cell('二、内部管理方面', { columnSpan: 6 })),
        row(
          cell('3', { verticalMerge: 'restart' }),
          cell('应收账款清收不力', { verticalMerge: 'restart' }),
          cell('逐户制定方案。'),
          cell('吴经理'),
          cell('财务部'),
          cell('2024.9.30'),
        ),
        row(
          cell('', { verticalMerge: 'continue' }),
          cell('', { verticalMerge: 'continue' }),
          cell('依法清收。'),
          cell('郑总监'),
          cell('法务部'),
          cell('2024年底前'),
        ),
        row(cell('合计', { columnSpan: 2 }), cell('6条', { columnSpan: 4 })),
      ]),
    );
    expect(reading.plan).toBe(true);
    expect(printTree(reading.nodes)).toEqual([
      'h 一、 | 党的领导方面',
      '  i 1 | 学习教育不深入 {lead=周书记 unit=党群部 with=办公室}',
      '    m  | 制定学习计划 {due=2024年6月底 demand=dated}',
      '    m  | 开展专题研讨，每季度一次 {due=长期坚持 demand=ongoing}',
      '  i 2 | 会议决定督办不及时 {lead=吴经理 unit=办公室 due=立行立改 demand=immediate}',
      '    m 1. | 建立督办台账',
      '    m 2. | 实行销号管理',
      'h 二、 | 内部管理方面',
      '  i 3 | 应收账款清收不力',
      '    m  | 逐户制定方案 {lead=吴经理 unit=财务部 due=2024.9.30 demand=dated}',
      '    m  | 依法清收 {lead=郑总监 unit=法务部 due=2024年底前 demand=dated}',
    ]);
    expect(reading.nodes[0]?.line).toBe(3);
    expect(reading.lines[3]).toBe(
      '1 | 学习教育不深入 | 制定学习计划。 | 周书记 | 党群部、办公室 | 2024年6月底',
    );
  });

  test('headings in columns, a header of two rows, the header again on the next page, a column of progress', async () => {
    const reading = read(
      await document([
        row(
          cell('方面', { rowSpan: 2 }),
          cell('类别', { rowSpan: 2 }),
          cell('具体问题', { rowSpan: 2 }),
          cell('整改措施', { rowSpan: 2 }),
          cell('责任', { columnSpan: 2 }),
          cell('整改进展', { rowSpan: 2 }),
        ),
        row(cell('责任领导'), cell('责任单位')),
        row(
          cell('政治建设', { rowSpan: 2 }),
          cell('理论武装'),
          cell('学习不经常'),
          cell('一是定计划。二是抓落实。'),
          cell('周书记'),
          cell('党群部'),
          cell('一是计划已印发。二是已学习6次。'),
        ),
        row(
          cell('意识形态'),
          cell('阵地管理松'),
          cell('清理账号。'),
          cell('周书记'),
          cell('宣传部'),
          cell('已清理9个。'),
        ),
        row(
          ...['方面', '类别', '具体问题', '整改措施', '责任领导', '责任单位', '整改进展'].map((h) => cell(h)),
        ),
        row(
          cell('廉洁建设'),
          cell('采购'),
          cell('比价走过场'),
          cell(['一是修订办法。', '二是抽查。']),
          cell('钱书记'),
          cell('招采部'),
          cell('已完成修订。'),
        ),
      ]),
    );
    expect(reading.plan).toBe(false);
    expect(printTree(reading.nodes)).toEqual([
      'h  | 政治建设',
      '  h  | 理论武装',
      '    i  | 学习不经常 {lead=周书记 unit=党群部}',
      '      m 一是 | 定计划 => 计划已印发。',
      '      m 二是 | 抓落实 => 已学习6次。',
      '  h  | 意识形态',
      '    i  | 阵地管理松 {lead=周书记 unit=宣传部}',
      '      m  | 清理账号 => 已清理9个。',
      'h  | 廉洁建设',
      '  h  | 采购',
      '    i  | 比价走过场 {lead=钱书记 unit=招采部}',
      '      m 一是 | 修订办法 => 已完成修订。',
      '      m 二是 | 抽查',
    ]);
    expect(reading.warnings.map((w) => [w.code, w.line])).toEqual([['progress_unassigned', 7]]);
    expect(reading.counted).toEqual({ aspects: 2, headings: 5, subheadings: 3, issues: 3, measures: 5 });
  });

  test('a table under each heading of the text', async () => {
    const table = (issue: string): Table =>
      new Table({
        rows: [
          row(cell('序号'), cell('存在问题'), cell('具体措施'), cell('牵头领导'), cell('牵头单位')),
          row(cell('1'), cell(issue), cell('完善制度。'), cell('周书记'), cell('党群部')),
        ],
      });
    const reading = read(
      await bytesOf(
        new Document({
          sections: [
            {
              children: [
                plain('巡察整改问题清单'),
                plain('一、党的领导方面'),
                table('议事规则不健全'),
                plain('二、选人用人方面'),
                table('考察不深入'),
              ],
            },
          ],
        }),
      ),
    );
    expect(printTree(reading.nodes)).toEqual([
      'h 一、 | 党的领导方面',
      '  i 1 | 议事规则不健全 {lead=周书记 unit=党群部}',
      '    m  | 完善制度',
      'h 二、 | 选人用人方面',
      '  i 1 | 考察不深入 {lead=周书记 unit=党群部}',
      '    m  | 完善制度',
    ]);
  });
});
