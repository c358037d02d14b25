/** What a reader noticed of a file, told in words with its places. */
import { expect, test } from 'vitest';
import { wordNotes } from '../../shared/returns/noteWords.ts';

test('each kind is told once, with at most three of its cells', () => {
  const notes = ['H7', 'H8', 'H9', 'H10'].map((cell) => ({ code: 'digits_lost', sheet: '报送表', cell }));
  expect(wordNotes([...notes, { code: 'macros_left_out' }])).toEqual([
    '数字超过15位，存盘时末尾几位已经丢失（4 处：H7、H8、H9…）',
    '文件带有宏，程序没有运行',
  ]);
});

test('a note without words of its own is told by its code, not left out', () => {
  expect(wordNotes([{ code: 'some_new_note' }])).toEqual(['some_new_note']);
});
