import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, shortened } from '../../renderer/views/review/diff.ts';
import type { Piece } from '../../renderer/views/review/diff.ts';

const side = (pieces: readonly Piece[], left: Piece['kind']): string =>
  pieces
    .filter((piece) => piece.kind !== left)
    .map((piece) => piece.text)
    .join('');
const marked = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}]` : `[+${text}]`))
    .join('');

describe('differences between two texts', () => {
  it('hold both texts whole, whatever they are', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom('整', '改', '，', '3', 'a', '\n', ' ', '😀'), maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, text, (old, now) => {
        const pieces = differences(old, now);
        expect(side(pieces, 'fresh')).toBe(old);
        expect(side(pieces, 'gone')).toBe(now);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }),
    );
  });

  it('of equal texts are none', () => {
    expect(differences('已召开专题会3次', '已召开专题会3次')).toEqual([
      { kind: 'same', text: '已召开专题会3次' },
    ]);
    expect(differences('', '')).toEqual([]);
  });

  it('mark what was put in and what was taken out, and leave the rest alone', () => {
    expect(marked(differences('已召开3次专题会。', '已召开5次专题会，印发纪要。'))).toBe(
      '已召开[-3][+5]次专题会[+，印发纪要]。',
    );
    expect(marked(differences('', '已完成'))).toBe('[+已完成]');
  });

  it('take a number as one word and do not keep islands of one character', () => {
    expect(marked(differences('收回1,650.00元', '收回165,800.00元'))).toBe('收回[-1,650.00][+165,800.00]元');
    expect(marked(differences('甲乙的丙丁', '子丑的寅卯'))).toBe('[-甲乙的丙丁][+子丑的寅卯]');
  });

  it('of two other texts that share some words are no mosaic', () => {
    expect(
      marked(differences('台账中已登记：会议纪要已经印发，整改到位30项。', '本月组织学习三次，全部整改到位')),
    ).toBe('[-台账中已登记：会议纪要已经印发，整改到位30项。][+本月组织学习三次，全部整改到位]');
  });

  it('of texts that have nothing in common end soon and say so', () => {
    const old = '甲'.repeat(4000);
    const now = '乙'.repeat(4000);
    expect(differences(old, now)).toEqual([
      { kind: 'gone', text: old },
      { kind: 'fresh', text: now },
    ]);
  });

  it('are cut down to what stands beside a change when they are long', () => {
    const long = '一二三四五六七八九十'.repeat(20);
    const { pieces, cut } = shortened(differences(`${long}原${long}`, `${long}新${long}`));
    expect(cut).toBe(true);
    expect(marked(pieces)).toMatch(/^…….{24}\[-原\]\[\+新\].{24}……$/u);
    expect(shortened(differences('短', '长')).cut).toBe(false);
  });
});
