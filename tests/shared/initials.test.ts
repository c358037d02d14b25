import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pinyinInitials } from '../../shared/initials.ts';

describe('pinyinInitials', () => {
  test.each([
    ['专项巡察', 'zxxc'],
    ['整改措施', 'zgcs'],
    ['关于“三重一大”制度', 'gyszydzd'],
    ['财务管理 ABC-12 号', 'cwglabc12h'],
    ['ＡＢＣ１２', 'abc12'],
    ['', ''],
    ['——（）“”', ''],
  ])('%s → %s', (text, initials) => expect(pinyinInitials(text).split(' ')[0]).toBe(initials));

  test.each([
    ['银行', 'yx yh'],
    ['银行账户管理', 'yxzhgl yhzhgl'],
    ['重庆', 'zq cq'],
    ['会计核算', 'hjhs kjhs'],
  ])('%s is found by the reading of its word and of its characters: %s', (text, initials) =>
    expect(pinyinInitials(text)).toBe(initials),
  );

  test('a character with several readings that is read as usual gives one row', () => {
    expect(pinyinInitials('行动')).toBe('xd');
    expect(pinyinInitials('会议')).toBe('hy');
  });

  test('holds only lower-case letters and digits, rows of one length, and is the same when asked again', () => {
    const bit = fc.constantFrom(...Array.from('银行重长会计调整党委巡察问题 ABC１２，。“”9z'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(bit).map((a) => a.join('')),
        ),
        (text) => {
          const initials = pinyinInitials(text);
          const rows = initials.split(' ');
          expect(rows.length).toBeLessThanOrEqual(2);
          expect(new Set(rows.map((r) => r.length)).size).toBe(1);
          expect(initials).toBe(initials.toLowerCase());
          expect(/[\p{Script=Han}\p{P}]/u.test(initials)).toBe(false);
          expect(pinyinInitials(text)).toBe(initials);
        },
      ),
    );
  });
});
