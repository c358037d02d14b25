import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xlsx from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { editable, partBytes } from '../../electron/excel/answer/xmlText.ts';
import { writeAnswer } from '../../electron/excel/answer/writeAnswer.ts';
import { writable } from '../../electron/excel/plan.ts';
import { readWorkbook } from '../../electron/excel/read/read.ts';
import { columnName, shownOf } from '../../shared/returns/grid.ts';
import { Refusal } from '../../shared/result.ts';
import { answerPlan, mark, partsOf, richBook } from './answerSample.ts';

const folder = mkdtempSync(join(tmpdir(), 'answer-any-'));
const file = join(folder, 'a.xlsx');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A row: its number or none (then it is counted), its cells likewise, how its tag is written. */
const cell = fc.record({
  skip: fc.integer({ min: 0, max: 3 }),
  named: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  kind: fc.constantFrom('<v>7</v>', '', null, '<f>1+1</f><v>2</v>', '<f>A1</f>'),
  style: fc.constantFrom('', ' s="1"', ' s="999"'),
});
const row = fc.record({
  skip: fc.integer({ min: 0, max: 3 }),
  named: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  attributes: fc.constantFrom(
    '',
    ' spans="1:3"',
    " ht='20' customHeight='1'",
    ' s="1" customFormat="1"',
    '\n',
  ),
  cells: fc.array(cell, { maxLength: 6 }),
});

type Rows = readonly (typeof row extends fc.Arbitrary<infer T> ? T : never)[];

function dataOf(rows: Rows): string {
  let r = 0;
  return rows
    .map((one) => {
      r += 1 + (one.named ? one.skip : 0);
      let c = -1;
      const cells = one.cells
        .map(({ skip, named, kind, style }) => {
          c += 1 + (named ? skip : 0);
          const open = `<c${named ? ` r="${columnName(c)}${r}"` : ''}${style}`;
          return kind === null ? `${open}/>` : `${open}>${kind}</c>`;
        })
        .join('');
      const open = `<row${one.named ? ` r="${r}"` : ''}${one.attributes}`;
      return cells === '' ? `${open}/>` : `${open}>${cells}</row>`;
    })
    .join('');
}

function allNamed(rows: Rows): boolean {
  return rows.every(({ named, cells }) => named && cells.every((one) => one.named));
}

/** Values and formulas by address, as another reader finds them; it can't count rows and cells without numbers. */
function values(bytes: Uint8Array, rows: Rows): Record<string, unknown> {
  if (!allNamed(rows)) return {};
  const sheet = xlsx.read(bytes, { type: 'array', cellFormula: true }).Sheets['整改台账'] ?? {};
  const found: Record<string, unknown> = {};
  for (const [at, value] of Object.entries(sheet)) {
    const { t, v, f } = value as xlsx.CellObject;
    if (!at.startsWith('!') && (t !== 'z' || f !== undefined)) found[at] = [t, v, f];
  }
  return found;
}

const marks = fc.array(
  fc
    .record({
      kind: fc.constantFrom('problem', 'forbidden', 'tampered', 'row' as const),
      r: fc.integer({ min: 2, max: 20 }),
      c: fc.integer({ min: 0, max: 9 }),
      reason: fc.constantFrom('没有看懂', '<b> & "引号" ]]>', '\u0000坏字符\ufffe'),
    })
    .map(({ kind, r, c, reason }) => mark(kind, `${columnName(c)}${r}`, { reason })),
  { minLength: 1, maxLength: 8 },
);

describe('any sheet, any marks', () => {
  test('all values stay where they are, every marked row has its reason', async () => {
    let marked = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 8 }),
        marks,
        fc.constantFrom('', 'x:'),
        async (rows, faults, prefix) => {
          const original = richBook({ data: dataOf(rows), prefix });
          const { how } = await writeAnswer(
            original,
            'xlsx',
            answerPlan({ sheet: '整改台账', head: [0, 0], marks: faults }),
            file,
          );
          const bytes = new Uint8Array(readFileSync(file));
          if (allNamed(rows)) expect(how).toBe('marked');
          if (how === 'marked') {
            marked += 1;
            expect(values(bytes, rows)).toMatchObject(values(original, rows));
            for (const xml of Object.values(partsOf(bytes)))
              if (xml.startsWith('<?xml')) expect(() => partBytes(editable(Buffer.from(xml)))).not.toThrow();
          }
          const read = await readWorkbook(bytes, file);
          expect(read.ok).toBe(true);
          const grid = read.ok ? read.value.sheets.find(({ name }) => name === '整改台账') : undefined;
          for (const { row: number, reason } of faults) {
            const texts = Array.from(grid?.rows.find(({ r }) => r === number - 1)?.cells ?? [], (value) =>
              shownOf(value),
            );
            expect(texts.join('｜')).toContain(writable(reason));
          }
        },
      ),
      { numRuns: 80, seed: 3 },
    );
    // Most are the sender's own; the others say that they are not.
    expect(marked).toBeGreaterThan(30);
  });

  test('a damaged file is answered with what could be read of it, or refused by name', async () => {
    const whole = richBook();
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.option(fc.nat(whole.length), { nil: undefined }),
        async (flips, cut) => {
          const broken = whole.slice(0, cut);
          for (const [at, by] of flips) if (at < broken.length) broken[at] = (broken[at] ?? 0) ^ by;
          const plan = answerPlan({ sheet: '整改台账', marks: [mark('problem', 'B3')] });
          try {
            outcomes.add((await writeAnswer(broken, 'xlsx', plan, file)).how);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            outcomes.add('refused');
          }
        },
      ),
      { numRuns: 100, seed: 3 },
    );
    expect(outcomes.has('marked') || outcomes.has('new')).toBe(true);
  });
});
