/**
 * Reading back a workbook of very many cells: part by part, so that never more than one sheet is in memory. It knows
 * only what our writer writes; smaller workbooks are read by a reader that knows nothing of it (writeSheets.ts).
 */
import { readFile } from 'node:fs/promises';
import { Refusal } from '../../shared/result.ts';
import { addressOf } from '../../shared/returns/grid.ts';
import { stored } from './plan.ts';
import type { Cell, SheetPlan } from './plan.ts';
import { openZip } from './read/zip.ts';

const STRINGS = /<si>(?:<t[^>]*>([^<]*)<\/t>|<t[^>]*\/>)<\/si>/g;
const CELLS = /<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(?:<f>([^<]*)<\/f>)?(?:<v>([^<]*)<\/v>)?<\/c>)/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @throws Refusal `xlsx_not_as_written` with `sheet` and `cell` */
export async function compareByPart(sheets: readonly SheetPlan[], file: string): Promise<void> {
  const { entries, unpack } = openZip(new Uint8Array(await readFile(file)));
  const xml = (name: string): string => {
    const entry = entries.find((one) => one.name === name);
    if (entry === undefined) throw new Refusal('xlsx_not_as_written', { sheet: name });
    return Buffer.from(unpack(entry)).toString('utf8');
  };
  const strings: string[] = [];
  for (const [, text = ''] of xml('xl/sharedStrings.xml').matchAll(STRINGS)) strings.push(plain(text));
  for (const [index, plan] of sheets.entries()) {
    const refuse = (cell: string) => new Refusal('xlsx_not_as_written', { sheet: plan.name, cell });
    const wanted = cellsIn(plan);
    for (const [, at = '', attributes = '', formula, value] of xml(
      `xl/worksheets/sheet${index + 1}.xml`,
    ).matchAll(CELLS)) {
      if (formula === undefined && value === undefined) continue;
      const next = wanted.next();
      if (next.done === true || next.value.at !== at) throw refuse(at);
      const { cell } = next.value;
      const found = attributes.includes('t="s"')
        ? strings[Number(value)]
        : attributes.includes('t="str"')
          ? plain(value ?? '')
          : Number(value);
      const same =
        found === stored(cell) &&
        (formula === undefined ? undefined : plain(formula)) ===
          (cell.as === 'formula' ? cell.formula : undefined);
      if (!same) throw refuse(at);
    }
    const left = wanted.next();
    if (left.done !== true) throw refuse(left.value.at);
  }
}

function* cellsIn(plan: SheetPlan): Generator<{ readonly at: string; readonly cell: Cell }, undefined> {
  for (const [r, row] of plan.rows.entries())
    for (const [c, cell] of row.cells.entries()) if (cell !== null) yield { at: addressOf(r, c), cell };
  return undefined;
}

function plain(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:(\w+)|#x([\da-f]+)|#(\d+));/gi,
    (whole, name?: string, hex?: string, digits?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16));
    },
  );
}
