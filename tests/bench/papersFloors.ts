/** The least a paper's files can cost: the same cells, texts or page given to the library alone. */
import { writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import xlsx from '@e965/xlsx';
import { Document, Packer, PageOrientation, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import exceljs from 'exceljs';
import type { PaperBlock, PaperDoc } from '../../shared/contract/types.ts';

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** A workbook's cells as they stand in its file: values, and formulas with their results. */
export function cellsOf(file: string): Sheet[] {
  const book = xlsx.read(readFileSync(file), { type: 'buffer', dense: true, cellFormula: true });
  return book.SheetNames.map((name) => ({
    name,
    rows: Array.from(book.Sheets[name]?.['!data'] ?? [], (row) =>
      Array.from(row ?? [], (cell) =>
        cell?.f === undefined ? cell?.v : { formula: cell.f, result: cell.v },
      ),
    ),
  }));
}

const FONT = { name: '宋体', size: 10.5 };

/** The streaming writer with shared strings and one font. */
export async function xlsxFloor(sheets: readonly Sheet[], filename: string): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename, useSharedStrings: true, useStyles: true });
  for (const { name, rows } of sheets) {
    const sheet = book.addWorksheet(name);
    for (const [r, row] of rows.entries()) {
      const written = sheet.getRow(r + 1);
      row.forEach((value, column) => {
        if (value === undefined) return;
        const cell = written.getCell(column + 1);
        cell.value = value as string;
        cell.font = FONT;
      });
      written.commit();
    }
    sheet.commit();
  }
  await book.commit();
}

/** A document's texts in paragraphs and tables, packed. Pictures are given in words. */
export async function docxFloor(doc: PaperDoc, file: string): Promise<void> {
  const document = new Document({
    sections: doc.sections.map(({ orientation, blocks }) => ({
      properties: {
        page: {
          size: {
            orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
          },
        },
      },
      children: blocks.flatMap(partsOf),
    })),
  });
  await writeFile(file, await Packer.toBuffer(document));
}

const paragraph = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] });

function tableOf(rows: readonly (readonly string[])[]): Table {
  return new Table({
    rows: rows.map(
      (cells) =>
        new TableRow({ children: cells.map((text) => new TableCell({ children: [paragraph(text)] })) }),
    ),
  });
}

function partsOf(block: PaperBlock): (Paragraph | Table)[] {
  switch (block.block) {
    case 'table': {
      const head = block.columns.map(({ title }) => title);
      const rows = block.rows.map(({ cells }) =>
        cells.map((cell) => (typeof cell === 'string' ? cell : cell.text)),
      );
      return [...(block.title === undefined ? [] : [paragraph(block.title)]), tableOf([head, ...rows])];
    }
    case 'facts':
      return [tableOf(block.pairs.map(({ label, value }) => [label, value]))];
    case 'places':
      return [tableOf(block.places.map(({ name, opinion, who, on }) => [name, opinion, who, on]))];
    case 'text':
      return [new Paragraph({ children: block.runs.map(({ text }) => new TextRun(text)) })];
    case 'chart':
      return [paragraph(block.chart.title), paragraph(block.chart.text)];
    case 'title':
    case 'seal':
      return block.lines.map(paragraph);
    case 'annexes':
      return block.items.map(paragraph);
    case 'signs':
      return [paragraph(block.places.join('　'))];
    case 'marks':
      return [paragraph([block.copy, block.secret, block.urgency].join(' '))];
    default:
      return [paragraph(block.text)];
  }
}
