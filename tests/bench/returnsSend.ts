/** Sending forms out: as a whole through the program's door, and their writing alone against the least there is to it. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { readDb } from '../../db/connection.ts';
import { formContent } from '../../db/returns/form.ts';
import { writeForm } from '../../electron/excel/forms/writeForm.ts';
import { formColumns } from '../../electron/excel/forms/columns.ts';
import type { FormContent } from '../../shared/returns/form.ts';
import { columnName } from '../../shared/returns/grid.ts';
import { rowIdText } from '../../shared/returns/rowId.ts';
import { TODAY } from './ledgers.ts';
import { openDoor, peakOfThis } from './returnsDoor.ts';
import { watchPauses } from './pauses.ts';
import type { Pause } from './pauses.ts';

export interface SendGiven {
  /** A copy of its own. */
  readonly ledger: string;
  readonly folder: string;
  readonly units: readonly number[];
}

const MONTH = '2024-08';

export interface Sent {
  readonly ms: number;
  /** Until the last workbook stood, recording them in the ledger, putting them in place. */
  readonly writing: number;
  readonly recording: number;
  readonly bytes: number;
  readonly files: number;
  readonly main: number;
  readonly children: number;
  readonly pauses: readonly Pause[];
}

export async function sendMonth({ ledger, folder, units }: SendGiven): Promise<Sent> {
  mkdirSync(folder, { recursive: true });
  const door = openDoor(ledger, folder);
  const watched = watchPauses((file) => readFileSync(file, 'utf8'));
  const start = performance.now();
  const { job } = await door.call('forms.send', { month: MONTH, units: [...units], as: 'folder' });
  await door.ended(job);
  const ms = performance.now() - start;
  watched.stop();
  const [recorder] = door.watch.alone;
  if (recorder === undefined) throw new Error('nothing was recorded by a child');
  const { together } = door.watch;
  door.close();
  const files = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
  return {
    ...{ ms, writing: recorder.from - start, recording: (recorder.to || start + ms) - recorder.from },
    ...{
      files: files.length,
      bytes: files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
    },
    ...{ main: peakOfThis(), children: together, pauses: watched.take().slice(0, 5) },
  };
}

export interface Written {
  readonly write: number;
  readonly floor: number;
  readonly rows: number;
  readonly cells: number;
  readonly bytes: { readonly write: number; readonly floor: number };
}

const ROUNDS = 3;
const identity = { ledgerId: '0123456789abcdef', form: 1, template: 1 };

/** Our writer and the floor in turns in this one process, warm; each round all the forms. Answers the medians' rounds. */
export async function writeForms({ ledger, folder, units }: SendGiven): Promise<Written[]> {
  mkdirSync(folder, { recursive: true });
  const db = new Database(ledger, { readonly: true });
  const contents = units.map((unit) => formContent(readDb(db), unit, MONTH, TODAY));
  db.close();
  const found: Written[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    let cells = 0;
    const size = { write: 0, floor: 0 };
    const first = performance.now();
    for (const content of contents) {
      await writeForm(content, identity, join(folder, 'own.xlsx'));
      size.write += statSync(join(folder, 'own.xlsx')).size;
    }
    const second = performance.now();
    for (const content of contents) {
      const made = plainBook(content);
      writeFileSync(join(folder, 'floor.bin'), made.bytes);
      cells += made.cells;
      size.floor += made.bytes.length;
    }
    const third = performance.now();
    const rows = contents.reduce((sum, content) => sum + content.rows.length, 0);
    if (round > 0) found.push({ write: second - first, floor: third - second, rows, cells, bytes: size });
  }
  return found;
}

/** The same texts in the same cells: XML by joining, packed by zlib as it comes. No looks, no heights, no guide. */
function plainBook({ rows }: FormContent): { bytes: Buffer; cells: number } {
  const letters = formColumns.map((_, c) => columnName(c));
  const texts = new Map<string, number>();
  let cells = 0;
  let sheet = '<worksheet><sheetData>';
  rows.forEach((row, index) => {
    sheet += `<row r="${index + 6}">`;
    formColumns.forEach((column, c) => {
      const text =
        column.as === 'rowId' ? rowIdText(identity, row.measure) : (row.values[column.field] ?? '');
      if (text === '') sheet += `<c r="${letters[c]}${index + 6}" s="1"/>`;
      else {
        let known = texts.get(text);
        if (known === undefined) texts.set(text, (known = texts.size));
        sheet += `<c r="${letters[c]}${index + 6}" s="1" t="s"><v>${known}</v></c>`;
        cells += 1;
      }
    });
    sheet += '</row>';
  });
  const strings = [...texts.keys()].map(
    (text) => `<si><t>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</t></si>`,
  );
  const parts = [`${sheet}</sheetData></worksheet>`, `<sst>${strings.join('')}</sst>`].map((xml) => {
    const bytes = Buffer.from(xml);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(bytes));
    return Buffer.concat([sum, deflateRawSync(bytes)]);
  });
  return { bytes: Buffer.concat(parts), cells };
}
