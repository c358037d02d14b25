import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseNotice } from '../../shared/notice/parse.ts';
import { isLegalTree } from '../../shared/notice/edit.ts';
import type { NoticeReading } from '../../shared/notice/types.ts';
import { printReading } from './print.ts';

const folder = new URL('../fixtures/notice/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.tree'))
  .map((name) => name.slice(0, -5));
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

function reading(text: string): NoticeReading {
  const result = parseNotice(text);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

test('there are fixtures in many styles', () => {
  expect(names.length).toBeGreaterThanOrEqual(16);
});

describe.each(names)('%s', (name) => {
  const text = fixture(`${name}.txt`);
  const tree = fixture(`${name}.tree`);

  test('gives its tree', () => {
    const read = reading(text);
    expect(printReading(read)).toBe(tree);
    expect(isLegalTree(read.nodes)).toBe(true);
  });

  test('gives the same tree, line for line, however lines end', () => {
    const plain = reading(text);
    for (const end of ['\r\n', '\r', '\u2028']) {
      const other = reading(text.replaceAll('\n', end));
      expect(other.nodes).toEqual(plain.nodes);
      expect(other.warnings).toEqual(plain.warnings);
    }
    expect(reading(`\ufeff${text}`)).toEqual(plain);
  });

  test('says for each node the line it begins at', () => {
    const read = reading(text);
    const lines = text.split('\n');
    const check = (nodes: NoticeReading['nodes']): void => {
      for (const node of nodes) {
        // A table's node is at its row, which may go on over a second line.
        const row = name.includes('table')
          ? lines.slice(node.line - 1, node.line + 1)
          : [lines[node.line - 1]];
        expect(row.join('\n')).toContain(node.number);
        check(node.children);
      }
    };
    check(read.nodes);
  });
});
