/** Names made safe, titles, what may run, places in an archive, how bytes are said. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ArchiveLine } from '../../db/index.ts';
import { planArchive } from '../../electron/evidence/archivePlan.ts';
import { mayRun, safeName, titleOf } from '../../electron/evidence/names.ts';
import { formatBytes } from '../../shared/bytes.ts';
import { visibleName } from '../../shared/visible.ts';

/** Anything a file may be called: words, and what hurts. */
const piece = fc.constantFrom(
  ...[
    '会议',
    'a',
    ' ',
    '.',
    '..',
    '/',
    '\\',
    ':',
    '*',
    '?',
    '"',
    '<',
    '|',
    'CON',
    'nul',
    'LPT1',
    '.pdf',
    '.exe',
  ],
  ...[
    '🧾',
    '👨‍👩‍👧',
    '\u202e',
    '\u200f',
    '\u0000',
    '\n',
    '\ud800',
    '\udc00',
    '\ufeff',
    'é',
    '长'.repeat(60),
    '~$',
    '%',
  ],
);
const anyName = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

describe('a safe name', () => {
  test('is taken by every system, whatever it was', () => {
    fc.assert(
      fc.property(anyName, fc.integer({ min: 20, max: 200 }), (name, most) => {
        const safe = safeName(name, most);
        expect(safe).not.toBe('');
        expect(safe.length).toBeLessThanOrEqual(most);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(240);
        expect(safe).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(safe).not.toMatch(/^[. ]|[. ]$/);
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
        expect(safeName(safe, most)).toBe(safe);
      }),
      { numRuns: 3000 },
    );
  });
  it('keeps the ending and what can be kept', () => {
    expect(safeName('会议纪要（第1次）.docx')).toBe('会议纪要（第1次）.docx');
    expect(safeName('CON.txt')).toBe('_CON.txt');
    expect(safeName('a/b\\c:d.pdf')).toBe('a_b_c_d.pdf');
    expect(safeName('家👨‍👩‍👧.png')).toBe('家👨‍👩‍👧.png');
    expect(safeName('长'.repeat(300) + '.pdf', 40)).toMatch(/^长{36}\.pdf$/);
    expect(safeName('...')).toBe('未命名');
    expect(safeName('附件..')).toBe('附件');
  });
});

test('a title is never empty, never long', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const title = titleOf(name);
      expect(title.trim()).toBe(title);
      expect(title.length).toBeGreaterThan(0);
      expect(title.length).toBeLessThanOrEqual(200);
      expect(title).not.toMatch(/\p{Cs}/u);
    }),
    { numRuns: 2000 },
  );
  expect(
    ['台账.v2.xlsx', '.pdf', '没有后缀', '2024.8.31 会议 纪要', '1.会议纪要', '台账2024.8.31'].map(titleOf),
  ).toEqual(['台账.v2', '.pdf', '没有后缀', '2024.8.31 会议 纪要', '1.会议纪要', '台账2024.8.31']);
});

test('what may run is known by its last ending, however it hides', () => {
  for (const name of [
    'a.exe',
    'A.EXE',
    'a.pdf.bat',
    'a.exe.',
    'a.exe ',
    'a\u202efdp.scr',
    'a.e\u200bxe',
    'a.js',
    'a.lnk',
  ])
    expect([name, mayRun(name)]).toEqual([name, true]);
  for (const name of ['a.pdf', 'a.docx', 'a.exe.pdf', 'exe', '纪要', 'a.xlsm', '照片.jpeg'])
    expect([name, mayRun(name)]).toEqual([name, false]);
});

describe('an archive', () => {
  const line = fc.record({
    issueId: fc.integer({ min: 1, max: 4 }),
    measureId: fc.integer({ min: 1, max: 3 }),
    name: anyName,
    file: fc.boolean(),
  });
  const made = (
    lines: readonly { issueId: number; measureId: number; name: string; file: boolean }[],
  ): ArchiveLine[] =>
    lines
      .toSorted((a, b) => a.issueId - b.issueId || a.measureId - b.measureId)
      .map(({ issueId, measureId, name, file }) => ({
        issueId,
        measureId: issueId * 10 + measureId,
        aspect: issueId < 3 ? '一、落实上级决策部署有差距' : '',
        // The numbers of real notices repeat: two issues may bear the very same words.
        issue: '（二）同名问题同名问题同名问题同名问题同名问题',
        measure: '1.修订制度',
        title: name,
        reference: '',
        fileName: file ? name : null,
        sha256: file ? 'a'.repeat(64) : null,
        bytes: file ? 1 : null,
        addedOn: '2024-08-31',
        noEvidenceReason: '',
      }));
  test('never puts two files in one place, nor any beyond what Windows can open', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.integer({ min: 0, max: 190 }), (lines, base) => {
        const places = planArchive(made(lines), base);
        const paths = places.flatMap(({ folder, name }) => (name === null ? [] : [`${folder}/${name}`]));
        expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
        for (const path of paths) {
          expect(base + path.length).toBeLessThanOrEqual(240);
          expect(path.split('/')).toHaveLength(4);
        }
        // One issue, one folder.
        const folders = new Map(
          places.map(({ line: { issueId }, folder }) => [issueId, folder.split('/').slice(0, 2).join('/')]),
        );
        expect(new Set(folders.values()).size).toBe(folders.size);
      }),
      { numRuns: 300 },
    );
  });
  it('is refused where no name would fit', () => {
    expect(() => planArchive(made([{ issueId: 1, measureId: 1, name: 'a', file: true }]), 200)).toThrow(
      'target_too_deep',
    );
  });
});

test('bytes are said as clerks see them', () => {
  expect([0, 812, 1024, 24_000, 3_600_000, 10 * 2 ** 30, 12 * 2 ** 40].map(formatBytes)).toEqual([
    '0 B',
    '812 B',
    '1 KB',
    '23 KB',
    '3.4 MB',
    '10 GB',
    '12 TB',
  ]);
});

test('a name shown hides nothing and turns nothing round', () => {
  expect(visibleName('合同\u202efdp.exe')).toBe('合同\ufffdfdp.exe');
  expect(visibleName('家👨‍👩‍👧.png')).toBe('家👨‍👩‍👧.png');
});
