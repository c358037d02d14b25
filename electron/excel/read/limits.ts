/**
 * Bounds of the guard. They hold on what a file says of itself before anything is unpacked, and on the bytes before
 * anything is built of them.
 */
const MIB = 1024 * 1024;

export const limits = {
  /** A workbook on disk, and one entry of an archive. */
  file: 50 * MIB,
  /** An archive of many workbooks on disk. */
  archive: 500 * MIB,
  /** Entries of a zip. */
  entries: 3000,
  /** One part unpacked, and all of them. */
  part: 200 * MIB,
  unpacked: 300 * MIB,
  /** Unpacked to packed, for parts that unpack to more than `ratioFrom`. */
  ratio: 300,
  ratioFrom: 5 * MIB,
  styles: 20 * MIB,
  /** Cells with values, in all sheets. */
  cells: 3_000_000,
  /** Places that the rows take up, holes too. */
  places: 24_000_000,
  merges: 20_000,
  /** Cells that one validation, name or merged area may span: a whole column. */
  area: 1_048_576,
  /** Cells that all merged areas of a sheet may span. */
  merged: 16 * 1_048_576,
  rows: 1_048_576,
  columns: 16_384,
  sheets: 1000,
  /** Characters of one cell, as in Excel; what is longer is cut and noted. */
  text: 32_767,
  /** Characters of all cells. */
  texts: 300_000_000,
  notes: 200,
} as const;
