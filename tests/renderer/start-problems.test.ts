import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wordProblem } from '../../renderer/views/start/problems.ts';
import { matches } from '../../renderer/views/people/find.ts';

/** Codes with which opening, making or moving a ledger can fail, as the code of the ledger names them. */
function codesOfOpening(): string[] {
  const sources = [
    'db/faults.ts',
    'db/lock.ts',
    'db/ledger.ts',
    'db/migrate.ts',
    'db/copy.ts',
    'electron/session.ts',
  ]
    .map((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
    .join('\n');
  return [
    ...new Set(
      [...sources.matchAll(/'(ledger_[a-z_]+|disk_full|network_share)'/g)].map((match) => match[1]!),
    ),
  ];
}

const unknown = wordProblem({ code: 'no such code' });

describe('why a ledger did not open', () => {
  it('is worded for every code, with steps and at least one way on', () => {
    const codes = codesOfOpening();
    expect(codes).toEqual(
      expect.arrayContaining(['ledger_in_use', 'ledger_newer', 'ledger_damaged', 'network_share']),
    );
    for (const code of codes) {
      const words = wordProblem({ code });
      expect(words.title, code).not.toBe(unknown.title);
      expect(words.steps.length, code).toBeGreaterThan(0);
      expect(words.remedies.length, code).toBeGreaterThan(0);
    }
  });

  it('offers reading only where that can help', () => {
    expect(wordProblem({ code: 'ledger_in_use' }).remedies).toContain('read_only');
    expect(wordProblem({ code: 'ledger_damaged' }).remedies).not.toContain('read_only');
  });

  it('shows known facts only, never a nested value', () => {
    const { facts } = wordProblem({
      code: 'ledger_newer',
      detail: { version: 9, known: 1, secret: 'x', folder: { a: 1 }, copies: ['a.bak', 'b.bak'] },
    });
    expect(facts).toEqual([
      { label: '台账的格式版本', value: '9' },
      { label: '本程序支持到', value: '1' },
      { label: '可用的副本', value: 'a.bak、b.bak' },
    ]);
  });

  it('does not fail on a code that is a name of every object', () => {
    expect(wordProblem({ code: 'constructor' }).remedies).toContain('retry');
  });
});

describe('finding units and persons', () => {
  const words = ['审计风控部', '审计部'];

  it('finds by words, by former names and by initials', () => {
    expect(matches(words, '风控')).toBe(true);
    expect(matches(words, '审计部')).toBe(true);
    expect(matches(words, 'sjfk')).toBe(true);
    expect(matches(words, 'SJB')).toBe(true);
    expect(matches(words, '财务')).toBe(false);
  });

  it('wants all parts that are typed, and nothing for nothing', () => {
    expect(matches(words, '审计 fk')).toBe(true);
    expect(matches(words, '审计 cw')).toBe(false);
    expect(matches(words, '  ')).toBe(true);
  });
});
