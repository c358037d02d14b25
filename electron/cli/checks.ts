/** Contradictions in the ledger on the command line. */
import { checkKinds, toneOf } from '../../shared/checks/kinds.ts';
import type { CheckKind } from '../../shared/checks/kinds.ts';
import { checkWords, toneWords, wordCheck } from '../../shared/checks/words.ts';
import type { Reply } from '../../shared/contract/index.ts';
import { WrongUsage } from './arguments.ts';
import { shorten, table } from './table.ts';
import type { Command } from './types.ts';

/** Rows asked for at once; the largest page the call gives. */
const PAGE = 1000;
const TITLE_WIDTH = 40;

export const checksCommand: Command = {
  options: ['kind', 'waived', 'fail'],
  words: [],
  read(typed) {
    const kinds = kindsOf(typed.text('kind'));
    const waived = typed.has('waived');
    return {
      opens: 'reader',
      run: async (call) => {
        const { today } = await call('ledger.state', {});
        const first = await call('check.list', { kinds, waived, offset: 0, limit: PAGE });
        const rows = [...first.rows];
        while (rows.length < first.total) {
          const more = await call('check.list', { kinds, waived, offset: rows.length, limit: PAGE });
          if (more.rows.length === 0) break;
          rows.push(...more.rows);
        }
        const value = { ...first, rows };
        return {
          value,
          text: waived ? printWaived(value, today) : printOpen(value, today),
          code: typed.has('fail') && openOf(first, kinds) > 0 ? 1 : 0,
        };
      },
    };
  },
};

/** A code (done_without_day) or its words. @throws WrongUsage */
function kindsOf(word: string | undefined): CheckKind[] {
  if (word === undefined) return [];
  const found = checkKinds.find((kind) => kind === word || checkWords[kind] === word);
  if (found !== undefined) return [found];
  const known = checkKinds.map((kind) => `${kind}（${checkWords[kind]}）`).join('、');
  throw new WrongUsage(`没有“${word}”这类核对事项，可用：${known}`);
}

/** Open ones of the kinds asked for. */
function openOf(found: Reply<'check.list'>, kinds: readonly CheckKind[]): number {
  const asked = found.kinds.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return asked.reduce((sum, { open }) => sum + open, 0);
}

type Found = Pick<Reply<'check.list'>, 'rows' | 'open' | 'waived' | 'total'>;

function printOpen(found: Found, today: string): string {
  if (found.rows.length === 0)
    return found.waived === 0 ? '没有发现矛盾。' : `没有发现矛盾（另有 ${found.waived} 项已免于处理）。`;
  return [
    table(
      ['类别', '事项', '位置', '内容', '问题所在'],
      found.rows.map((row) => [
        toneWords[toneOf[row.kind]],
        checkWords[row.kind],
        row.place,
        shorten(row.title, TITLE_WIDTH),
        wordCheck(row, today),
      ]),
    ),
    '',
    `共 ${found.total} 项${found.waived === 0 ? '' : `，另有 ${found.waived} 项已免于处理`}。`,
  ].join('\n');
}

function printWaived(found: Found, today: string): string {
  if (found.rows.length === 0) return '没有免于处理的事项。';
  return table(
    ['事项', '位置', '内容', '问题所在', '免于处理的理由', '日期'],
    found.rows.map((row) => [
      checkWords[row.kind],
      row.place,
      shorten(row.title, TITLE_WIDTH),
      wordCheck(row, today),
      row.waived?.reason ?? '',
      row.waived?.on ?? '',
    ]),
  );
}
