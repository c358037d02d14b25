/** The superior office's own blank: kept, mapped, filled. */
import { basename } from 'node:path';
import { addBlank, blankOf, editBlank, listBlanks, removeBlank } from '../../db/blanks.ts';
import { storeOf } from '../../db/store.ts';
import type { blankCalls } from '../../shared/contract/blanks.ts';
import { monthLabel } from '../../shared/month.ts';
import { Refusal } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { safeName } from '../evidence/names.ts';
import type { FilledBlank } from '../excel/blank/fillBlank.ts';
import { replaceFile } from '../files/atomic.ts';
import { FILL_BLANK, READ_BLANK } from '../jobs/kinds.ts';
import type {
  BookSource,
  FillBlankPayload,
  KeptBook,
  LookedAtBlank,
  ReadBlankPayload,
} from '../jobs/kinds.ts';
import { failureOfBook } from '../returns/judge.ts';
import { makingStep, reading, step } from './steps.ts';

export const blankHandlers: Family<keyof typeof blankCalls, Context> = {
  'blank.list': (_, context) => ({ blanks: listBlanks(reading(context).db) }),
  'blank.pick': async (_, { desk, tokens }) => {
    const path = await desk.pickBlank();
    return { file: path === null ? null : tokens.addFile(path) };
  },
  'blank.read': async ({ token, id, sheet }, context) => {
    const payload: ReadBlankPayload = { source: sourceOf(context, token, id), sheet: sheet ?? null };
    const { rows, suggested, ...found } = bookValue<LookedAtBlank>(
      await context.jobs.pool.run(READ_BLANK, payload),
    );
    return {
      ...found,
      sheets: [...found.sheets],
      rows: rows.map((row) => ({ ...row, cells: [...row.cells] })),
      suggested,
    };
  },
  'blank.add': async ({ token, name, layout }, context) => {
    const path = context.tokens.file(token);
    // Looked at before it is kept: what can't be read can't be filled either.
    const payload: ReadBlankPayload = { source: sourceOf(context, token, undefined), sheet: layout.sheet };
    bookValue(await context.jobs.pool.run(READ_BLANK, payload));
    const kept = await storeOf(context.session.ledger().file).keep(path);
    const file = { ...kept, name: basename(path) };
    return makingStep(context, 'blank.add', { name }, (db) => addBlank(db, { name, layout, file }));
  },
  'blank.edit': ({ id, name, layout }, context) =>
    step(context, 'blank.edit', { id }, (db) => editBlank(db, id, { name, layout })),
  'blank.remove': ({ id }, context) => step(context, 'blank.remove', { id }, (db) => removeBlank(db, id)),
  'blank.fill': async ({ id, month }, context) => {
    const { db } = reading(context);
    const blank = blankOf(db, id);
    const { name, layout } = blank;
    const ending = /\.(?:xlsm|et)$/i.exec(blank.file)?.[0] ?? '.xlsx';
    const kind = ending === '.xlsx' ? 'xlsx' : 'file';
    const target = await context.desk.pickTarget(
      kind,
      `${safeName(name, 60)}（${monthLabel(month)}）${ending}`,
    );
    if (target === null) return { file: null, rows: 0, problems: [] };
    let filled: FilledBlank = { rows: 0, problems: [] };
    await replaceFile(target, async (file) => {
      const payload: FillBlankPayload = {
        ledger: context.session.beside(),
        kept: keptBlank(context, id),
        layout,
        month,
        file,
      };
      filled = bookValue<FilledBlank>(await context.jobs.start(FILL_BLANK, payload).finished);
    });
    return { file: basename(target), rows: filled.rows, problems: [...filled.problems] };
  },
};

function sourceOf(context: Context, token: string | undefined, id: number | undefined): BookSource {
  if (token !== undefined) {
    const path = context.tokens.file(token);
    return { incoming: { name: basename(path), path, entry: null, bytes: 0, refused: null } };
  }
  if (id === undefined) throw new Refusal('blank_missing', { id: null });
  return keptBlank(context, id);
}

function keptBlank({ session }: Context, id: number): KeptBook {
  const { sha256, file } = blankOf(session.ledger().read, id);
  return { kept: storeOf(session.ledger().file).path(sha256), name: file, sha256 };
}

function bookValue<T>(result: Result<unknown>): T {
  if (result.ok) return result.value as T;
  const { code, detail } = failureOfBook(result.error);
  throw new Refusal(code, detail === undefined ? undefined : { ...detail });
}
