/**
 * A paper's query as a piece of an address: words and numbers between full stops. Light, because the program's start
 * looks at addresses: what a query holds is checked where it is asked (`shared/contract/papers.ts`).
 */
import type { PaperQuery } from '../contract/types.ts';

const fields: Readonly<Record<PaperQuery['paper'], readonly string[]>> = {
  summary: ['month'],
  release: ['release'],
  problems: ['month'],
  tasks: ['month'],
  duties: ['month'],
  ledger: ['month', 'size'],
  closing: ['issue'],
  dossier: ['issue'],
  reminder: ['reminder'],
  rollCall: ['month'],
  progress: ['month'],
};
/** Said where they are. */
const further: Readonly<Partial<Record<PaperQuery['paper'], readonly string[]>>> = { summary: ['edition'] };

/** `summary.month.2024-08`, `ledger.month.2024-08.size.a3`, `closing.issue.7`. */
export function writePaperQuery(query: PaperQuery): string {
  const { paper, ...rest } = query;
  const values = new Map<string, string | number | undefined>(Object.entries(rest));
  const names = [
    ...fields[paper],
    ...(further[paper] ?? []).filter((name) => values.get(name) !== undefined),
  ];
  return [paper, ...names.flatMap((name) => [name, String(values.get(name) ?? '')])].join('.');
}

/** The inverse; null for what names no paper. */
export function readPaperQuery(text: string): PaperQuery | null {
  const [paper = '', ...rest] = text.split('.');
  if (!Object.hasOwn(fields, paper)) return null;
  const kind = paper as PaperQuery['paper'];
  const least = fields[kind];
  const names = [...least, ...(rest.length > 2 * least.length ? (further[kind] ?? []) : [])];
  if (rest.length !== 2 * names.length) return null;
  const query: Record<string, string | number> = { paper };
  for (const [i, name] of names.entries()) {
    const value = rest[2 * i + 1] ?? '';
    if (rest[2 * i] !== name || value === '') return null;
    query[name] = /^[1-9]\d{0,14}$/.test(value) ? Number(value) : value;
  }
  return query as PaperQuery;
}
