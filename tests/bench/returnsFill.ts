/** Workbooks as units send them back: forms of ours filled in as Excel saves them, and tables of the units' own making. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { formColumns } from '../../electron/excel/forms/columns.ts';
import type { AnswerField } from '../../shared/returns/fields.ts';
import { columnName } from '../../shared/returns/grid.ts';
import { told } from './returnsLedger.ts';

type Below = (n: number) => number;
/** What is typed into a cell: a text, or a number as its digits. */
type Typed = string | { readonly digits: string };

const LETTERS = new Map(
  formColumns.flatMap((column, c) => (column.as === 'answer' ? [[column.field, columnName(c)]] : [])),
);
const ROW = /<row r="(\d+)"[^>]*>.*?<\/row>/gs;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * What a unit answers of a measure, about four cells: state and progress nearly always, day and evidence of what is
 * done, the next step of the others; now and then a reason, a remark, people, money, a word that stands for none. About
 * one row in sixty has something that is not understood; one in twenty is left blank.
 */
function answersOf(below: Below): Partial<Record<AnswerField, Typed>> {
  if (below(20) === 0) return {};
  const done = below(3) === 0;
  const faulty = below(60) === 0;
  const answers: Partial<Record<AnswerField, Typed>> = {
    state: faulty && below(2) === 0 ? '完成90%' : done ? '已完成' : below(2) === 0 ? '基本完成' : '正在推进',
    progress: told(40 + below(160), below),
  };
  if (done) {
    answers.doneOn = faulty ? '上月底' : `2024-08-${String(1 + below(28)).padStart(2, '0')}`;
    answers.evidence = `关于${told(12, below)}的通知\n会议纪要第${1 + below(40)}期`;
  } else answers.nextStep = told(30 + below(60), below);
  if (below(4) === 0) answers.delayReason = told(20 + below(40), below);
  if (below(2) === 0) answers.remark = below(5) === 0 ? '无' : told(20 + below(20), below);
  if (below(40) === 0) answers.sanction_party_discipline = { digits: `${1 + below(3)}` };
  if (below(40) === 0) answers.recovery_returned = faulty ? '约16万' : { digits: `${1000 + below(900_000)}` };
  return answers;
}

/** A form of ours with answers in it. @returns the workbook, and how many rows it has */
export function filledForm(form: Uint8Array, below: Below): { bytes: Uint8Array; rows: number } {
  const parts = unzipSync(form);
  const name = 'xl/worksheets/sheet1.xml';
  const strings = strFromU8(parts['xl/sharedStrings.xml'] ?? new Uint8Array());
  let next = Number(/uniqueCount="(\d+)"/.exec(strings)?.[1]);
  const added: string[] = [];
  let rows = 0;
  const sheet = strFromU8(parts[name] ?? new Uint8Array()).replace(ROW, (row, r: string) => {
    // Only rows of the table have an id.
    if (
      !strings.includes('ZG') ||
      Number(r) <= 5 ||
      !row.includes(`<c r="E${r}"`) ||
      !/<c r="L\d+"/.test(row)
    )
      return row;
    rows += 1;
    let filled = row;
    for (const [field, value] of Object.entries(answersOf(below))) {
      const place = `${LETTERS.get(field as AnswerField) ?? ''}${r}`;
      filled = filled.replace(
        new RegExp(`<c r="${place}" s="(\\d+)"(?:/>|[^>]*>.*?</c>)`),
        (_, style: string) => {
          if (typeof value !== 'string') return `<c r="${place}" s="${style}"><v>${value.digits}</v></c>`;
          added.push(`<si><t xml:space="preserve">${escaped(value)}</t></si>`);
          return `<c r="${place}" s="${style}" t="s"><v>${next++}</v></c>`;
        },
      );
    }
    return filled;
  });
  parts[name] = strToU8(sheet);
  parts['xl/sharedStrings.xml'] = strToU8(
    strings
      .replace(/uniqueCount="\d+"/, `uniqueCount="${next}"`)
      .replace('</sst>', `${added.join('')}</sst>`),
  );
  return { bytes: zipSync(parts), rows };
}

export interface OwnRow {
  readonly number: string;
  readonly issue: string;
  readonly measure: string;
}

/** A unit's own table over its measures: title rows, one row of headings, texts in the sheet's common list. */
export function foreignTable(unit: string, measures: readonly OwnRow[], below: Below): Uint8Array {
  const texts = new Map<string, number>();
  const cell = (column: number, r: number, value: Typed | undefined): string => {
    const place = `${columnName(column)}${r}`;
    if (value === undefined) return `<c r="${place}" s="1"/>`;
    if (typeof value !== 'string') return `<c r="${place}" s="1"><v>${value.digits}</v></c>`;
    const known = texts.get(value) ?? texts.size;
    texts.set(value, known);
    return `<c r="${place}" s="1" t="s"><v>${known}</v></c>`;
  };
  let r = 0;
  const row = (values: readonly (Typed | undefined)[]): string => {
    r += 1;
    return `<row r="${r}">${values.map((value, column) => cell(column, r, value)).join('')}</row>`;
  };
  const rows = [
    row([`${unit}巡察整改进展情况表`]),
    row([`填报单位：${unit}`, undefined, '2024年8月']),
    row([
      '序号',
      '问题',
      '整改措施',
      '整改状态',
      '本月整改进展',
      '完成日期',
      '佐证材料',
      '下一步措施',
      '备注',
    ]),
    ...measures.map(({ number, issue, measure }) => {
      const { state, progress, doneOn, evidence, nextStep, remark } = answersOf(below);
      return row([number, issue, measure, state, progress, doneOn, evidence, nextStep, remark]);
    }),
  ];
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const pack = 'http://schemas.openxmlformats.org/package/2006';
  const sheetml = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const related = (list: readonly (readonly [string, string])[]): string =>
    `<Relationships xmlns="${pack}/relationships">${list
      .map(
        ([type, target], i) =>
          `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetml}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetml}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${sheetml}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetml}.styles+xml"/></Types>`,
    '_rels/.rels': related([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="整改情况" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf applyAlignment="1"><alignment wrapText="1"/></xf></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" count="${texts.size}" uniqueCount="${texts.size}">${[...texts.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([part, xml]) => [
        part,
        strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
      ]),
    ),
  );
}
