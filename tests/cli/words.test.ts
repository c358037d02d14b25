import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../build/scripts/root.ts';
import { shorten, table, widthOf } from '../../electron/cli/table.ts';
import { wordStep } from '../../shared/stepWords.ts';
import { isWorded, wordFailure } from '../../electron/cli/words.ts';

/** Codes that stand as literals in refusals and failures of the given folders. */
function codesIn(folders: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const name of readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const text = readFileSync(join(inRoot(folder), name), 'utf8');
      for (const match of text.matchAll(/(?:\bfail\(|new Refusal\(|\bcode: )\s*'([a-z][a-z0-9_]*)'/g)) {
        found.set(match[1] ?? '', `${folder}/${name}`);
      }
    }
  }
  return found;
}

describe('words', () => {
  it('has a sentence for every code that the command line may be answered', () => {
    const codes = codesIn([
      'db',
      'electron/cli',
      'electron/door',
      'electron/files',
      'electron/handlers',
      'electron/jobs',
    ]);
    expect(codes.size).toBeGreaterThan(30);
    const missing = [...codes].filter(([code]) => !isWorded(code));
    expect(missing).toEqual([]);
  });
  it('says code, sentence and facts on one line', () => {
    const line = wordFailure({ code: 'row_missing', detail: { table: 'measures', row: 7, deep: { x: 1 } } });
    expect(line).toBe('row_missing: 没有这个编号，请用 tree 查看（table=measures，row=7）');
    expect(wordFailure({ code: '__proto__' })).toBe('__proto__: 操作没有完成');
    expect(wordStep({ action: 'constructor', detail: {} })).toBe('constructor');
  });
});

describe('table', () => {
  it('counts two places for a Chinese character', () => {
    expect(widthOf('整改a')).toBe(5);
    expect(widthOf('（一）')).toBe(6);
    expect(shorten('整改台账记录', 7)).toBe('整改台…');
    expect(widthOf(shorten('整改台账记录', 7))).toBeLessThanOrEqual(7);
    expect(shorten('两行\n  文字', 20)).toBe('两行 文字');
  });
  it('aligns columns, numbers to the right', () => {
    const lines = table(
      ['项目', '数'],
      [
        ['问题', 28],
        ['a', 3],
      ],
    ).split('\n');
    expect(lines).toEqual(['项目  数', '问题  28', 'a      3']);
  });
});
