/** Papers read back in tests: their tables as plain rows, and everything they say. */
import type { LedgerSettings, PaperDoc, PaperQuery } from '../../../shared/contract/types.ts';
import type { PaperTable } from '../../../shared/papers/blocks.ts';
import { paperDocOf } from '../../../db/papers/index.ts';
import { readSettings, type ReadDb } from '../../../db/index.ts';
import { TODAY } from '../makeLedger.ts';

export function docOf(
  db: ReadDb,
  query: PaperQuery,
  today = TODAY,
  settings: LedgerSettings = readSettings(db),
): PaperDoc {
  return paperDocOf(db, query, today, settings);
}

export const tablesOf = (doc: PaperDoc): PaperTable[] =>
  doc.sections.flatMap(({ blocks }) => blocks.filter((block) => block.block === 'table'));

export interface PlainTable {
  readonly columns: readonly string[];
  /** Without heads and sums, each by its columns. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly heads: readonly string[];
  readonly totals: readonly Readonly<Record<string, string>>[];
}

/** The nth table of a paper. */
export function tableOf(doc: PaperDoc, at = 0): PlainTable {
  const table = tablesOf(doc)[at];
  if (table === undefined) throw new Error(`${doc.title} has no table ${at}`);
  const columns = table.columns.map(({ title }) => title);
  const named = (row: PaperTable['rows'][number]) =>
    Object.fromEntries(
      row.cells.map((cell, i) => [columns[i] ?? '', typeof cell === 'string' ? cell : cell.text]),
    );
  return {
    columns,
    rows: table.rows.filter(({ group, total }) => group !== true && total !== true).map(named),
    heads: table.rows
      .filter(({ group }) => group === true)
      .map(({ cells: [first = ''] }) => (typeof first === 'string' ? first : first.text)),
    totals: table.rows.filter(({ total }) => total === true).map(named),
  };
}

export const notesOf = (doc: PaperDoc): string =>
  doc.sections
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.block === 'note' ? [block.text] : [])))
    .join('\n');

/** What the facts of a paper say, by label. */
export function factsOf(doc: PaperDoc): Record<string, string> {
  return Object.fromEntries(
    doc.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.block === 'facts' ? block.pairs.map(({ label, value }) => [label, value]) : [],
      ),
    ),
  );
}

export const placesOf = (doc: PaperDoc) =>
  doc.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.block === 'places' ? block.places : [])),
  );
