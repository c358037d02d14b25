/** Workbooks as programs write them, in every format that is read. */
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';

const TEXTS = [
  '整改进展',
  '已完成',
  '001',
  '第一行\n第二行',
  'a & b <c> "d"',
  '  边上空格 ',
  '=1+1',
  '',
  '1,658.05万元',
  '😀',
];

/** A return with all kinds of cells, by the library's own writer. */
export function sampleBook(): XLSX.WorkBook {
  const rows: XLSX.CellObject[][] = [[{ t: 's', v: '某单位2024年8月报送表' }]];
  for (let r = 0; r < 30; r++)
    rows.push([
      { t: 'n', v: r + 1 },
      { t: 's', v: `${r}-${TEXTS[r % TEXTS.length] ?? ''}` },
      { t: 's', v: TEXTS[(r * 3) % TEXTS.length] ?? '' },
      { t: 'n', v: 45413 + r, z: 'yyyy/mm/dd' },
      { t: 'n', v: r / 30, z: '0.0%' },
      { t: 'b', v: r % 2 === 0 },
      { t: 'n', v: r * 1.1 },
      r % 5 === 0 ? { t: 'e', v: 0x17 } : { t: 'n', f: '1-1', v: 0 },
      { t: 's', f: '"a"&"b"', v: 'ab' },
      { t: 'n', v: 123456.789 * r, z: '#,##0.00' },
    ]);
  const sheet = XLSX.utils.aoa_to_sheet(rows);
  sheet['!merges'] = [XLSX.utils.decode_range('A1:J1'), XLSX.utils.decode_range('B3:B5')];
  sheet['!cols'] = [{}, {}, { hidden: true }];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '报送表');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['说明'], ['请如实填写']]), '填报说明');
  return book;
}

export type Written = 'xlsx' | 'xlsm' | 'xlsb' | 'biff8' | 'ods' | 'csv';

export function written(book: XLSX.WorkBook, bookType: Written): Uint8Array {
  return XLSX.write(book, { type: 'buffer', bookType, compression: true, bookSST: true }) as Buffer;
}

/** The same kind of return as exceljs writes it, with styles, validations and hidden rows. */
export async function styledBook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('报送表', { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.addRow(['某单位2024年8月报送表']);
  sheet.mergeCells('A1:F1');
  sheet.addRow(['编号', '措施', '状态', '完成日期', '完成率', '备注']);
  for (let r = 0; r < 20; r++) {
    const row = sheet.addRow([
      `${r}-1`,
      TEXTS[r % TEXTS.length],
      '整改中',
      new Date(Date.UTC(2024, 4, 1 + r)),
      r / 20,
      { formula: 'A1', result: r % 3 === 0 ? '' : '式' },
    ]);
    row.getCell(4).numFmt = 'yyyy"年"m"月"d"日"';
    row.getCell(5).numFmt = '0%';
    row.getCell(2).value = { richText: [{ text: '粗', font: { bold: true } }, { text: '体' }] };
    row.getCell(3).dataValidation = { type: 'list', formulae: ['"未启动,整改中,已完成"'] };
    row.hidden = r % 7 === 0;
    row.eachCell((cell) => {
      cell.border = { top: { style: 'thin' } };
    });
  }
  book.addWorksheet('隐藏', { state: 'hidden' }).addRow(['x']);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A table as text in the encoding of the Chinese Windows. */
export function gbTable(): Uint8Array {
  // 编号,措施\r\n001,"整改,完成"\r\n
  return Buffer.concat([Buffer.from('b1e0bac52cb4ebcaa90d0a3030312c22d5fbb8c42ccdeab3c9220d0a', 'hex')]);
}
