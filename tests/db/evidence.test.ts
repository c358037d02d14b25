/** Evidence in the ledger and in the store beside it: whatever is done and undone, the two agree. */
import { existsSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addEvidence,
  addEvidenceFiles,
  archiveLines,
  editEvidence,
  filesNamed,
  removeEvidence,
  undoTarget,
  verify,
} from '../../db/index.ts';
import type { NewEvidence } from '../../db/evidence.ts';
import type { Ledger } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import { verifyFiles } from '../../db/verifyFiles.ts';
import { clearAway, codeOf, contents, newSampleLedger, openMeasures, TODAY, write } from './makeLedger.ts';
import { sampleCopy } from './randomWork.ts';

afterEach(clearAway);

const wholeFiles = (ledger: Ledger) => {
  const checking = verifyFiles(ledger.read, ledger.file);
  for (;;) {
    const next = checking.next();
    if (next.done === true) return next.value;
  }
};

type Act =
  | { readonly kind: 'add'; readonly measure: number; readonly contents: readonly number[] }
  | { readonly kind: 'remove' | 'edit' | 'undo' | 'redo'; readonly at: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      measure: fc.nat(3),
      contents: fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('remove', 'edit', 'undo', 'redo'), at: fc.nat(20) }),
  },
);

/** Undoes the last step that came after the given one; false when there is none. */
function undoAfter(ledger: Ledger, begun: number): boolean {
  const { step } = undoTarget(ledger.read);
  if (step === null || step.id <= begun) return false;
  ledger.undo();
  return true;
}

async function perform(ledger: Ledger, one: Act, begun: number): Promise<void> {
  const store = storeOf(ledger.file);
  if (one.kind === 'add') {
    const measures = openMeasures(ledger.read);
    const files: NewEvidence[] = [];
    for (const n of one.contents) {
      const kept = await store.keep(Buffer.from(`内容${n}`));
      files.push({ ...kept, name: `${n}.txt`, title: `材料${n}` });
    }
    write(ledger, (db) => addEvidenceFiles(db, measures[one.measure] ?? measures[0], files, TODAY));
    return;
  }
  if (one.kind === 'undo' || one.kind === 'redo') {
    if (one.kind === 'redo') codeOf(() => ledger.redo());
    else undoAfter(ledger, begun);
    return;
  }
  const ids = ledger.read.pluck<number>('SELECT id FROM evidence ORDER BY id');
  const id = ids[one.at % Math.max(1, ids.length)] ?? 0;
  codeOf(() =>
    write(ledger, (db) =>
      one.kind === 'remove' ? removeEvidence(db, id) : editEvidence(db, id, `改${one.at}`, '号'),
    ),
  );
}

describe('evidence and its store', () => {
  test('agree after any work of any length, and undoing all of it gives the start', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
        const ledger = sampleCopy();
        try {
          const before = contents(ledger.read);
          const begun = ledger.revision();
          for (const one of acts) {
            await perform(ledger, one, begun);
            expect(wholeFiles(ledger).problems).toEqual([]);
            // A measure never holds the same content twice, and every content stands once.
            expect(
              ledger.read.all(
                'SELECT measure_id, file_id FROM evidence WHERE file_id IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1',
              ),
            ).toEqual([]);
          }
          expect(verify(ledger.read)).toEqual({ ok: true, problems: [] });
          const { folder } = storeOf(ledger.file);
          const stored = (existsSync(folder) ? readdirSync(folder, { recursive: true }) : []).filter((name) =>
            /[0-9a-f]{64}$/.test(String(name)),
          );
          expect(stored.length).toBeGreaterThanOrEqual(filesNamed(ledger.read).files);
          while (undoAfter(ledger, begun));
          expect(withoutSteps(contents(ledger.read))).toEqual(withoutSteps(before));
        } finally {
          ledger.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the log names what was taken back: its file stays and can come back', async () => {
    const { ledger } = newSampleLedger();
    const [measure] = openMeasures(ledger.read);
    const kept = await storeOf(ledger.file).keep(Buffer.from('甲'));
    write(ledger, (db) => addEvidenceFiles(db, measure, [{ ...kept, name: '甲.txt', title: '甲' }], TODAY));
    ledger.undo();
    expect(filesNamed(ledger.read).files).toBe(0);
    expect(storeOf(ledger.file).has(kept.sha256)).toBe(true);
    ledger.redo();
    expect(wholeFiles(ledger)).toMatchObject({ problems: [], files: 1, bytes: 3 });
  });
});

describe('lines of an archive', () => {
  test('come in the order of the tree, with references and recorded reasons, without what was withdrawn', async () => {
    const { ledger, roundId } = newSampleLedger();
    const [first, second] = openMeasures(ledger.read);
    const kept = await storeOf(ledger.file).keep(Buffer.from('甲'));
    write(ledger, (db) => {
      addEvidence(db, second, '通知', '×发〔2024〕1号', TODAY);
      addEvidenceFiles(db, first, [{ ...kept, name: '甲.txt', title: '甲' }], TODAY);
    });
    const lines = archiveLines(ledger.read, { round: roundId });
    const order = ledger.read.pluck<number>('SELECT measure_id FROM measure_index ORDER BY ord');
    const places = lines.map((line) => order.indexOf(line.measureId));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(lines.filter((line) => line.fileName !== null)).toMatchObject([
      { measureId: first, title: '甲', bytes: 3 },
    ]);
    expect(lines.find((line) => line.reference === '×发〔2024〕1号')).toMatchObject({ fileName: null });
    expect(lines.every((line) => line.title !== '' || line.noEvidenceReason !== '')).toBe(true);
    expect(lines.every((line) => /^[一二三四]、/.test(line.aspect))).toBe(true);
    const { issueId } = lines.find((line) => line.measureId === first) ?? { issueId: 0 };
    expect(archiveLines(ledger.read, { issue: issueId }).every((line) => line.issueId === issueId)).toBe(
      true,
    );
  });
});

function withoutSteps(tables: ReturnType<typeof contents>): object {
  const { steps: _, ...rest } = tables;
  return rest;
}
