/** The rows behind a figure, as the screen lists them. */
import type { FigureRows } from '../contract/types.ts';
import type { Day } from '../day.ts';
import { regulationWords, sanctionWords } from '../words.ts';
import type { Facts } from './facts.ts';
import type { FigureSet, RowRef } from './figures.ts';
import { issueLine, measureLine } from './lines.ts';
import type { LineContext } from './lines.ts';
import { recoveryName } from './outcomes.ts';

/** Null for a set that does not exist. */
export function rowsOf(facts: Facts, context: LineContext, set: FigureSet | undefined): FigureRows | null {
  if (set === undefined) return null;
  const { title, rows } = set;
  switch (set.kind) {
    case 'issues':
      return { kind: 'issues', title, rows: rows.flatMap((r) => issueLine(context, r.id) ?? []) };
    case 'measures':
      return { kind: 'measures', title, rows: rows.flatMap((r) => measureLine(context, r.id) ?? []) };
    case 'headings': {
      const ids = new Set(rows.map((r) => r.id));
      const shown = context.tree.headings.filter((h) => ids.has(h.id));
      return {
        kind: 'headings',
        title,
        rows: shown.map(({ id, number, title: t }) => ({ id, number, title: t })),
      };
    }
    case 'outcomes': {
      const find = outcomeFinder(facts, context);
      return { kind: 'outcomes', title, unit: set.unit, rows: rows.flatMap((r) => find(r) ?? []) };
    }
  }
}

type OutcomeRow = Extract<FigureRows, { kind: 'outcomes' }>['rows'][number];

function outcomeFinder(facts: Facts, context: LineContext): (ref: RowRef) => OutcomeRow | null {
  const row = (
    ref: RowRef,
    title: string,
    number: string,
    on: Day | null,
    issueId: number | null,
  ): OutcomeRow => ({
    id: ref.id,
    title,
    number,
    on,
    issueId: issueId !== null && context.issueFacts.has(issueId) ? issueId : null,
    issuePlace: issueId === null ? '' : context.tree.place(issueId).path,
    issueTitle: issueId === null ? '' : (context.issueFacts.get(issueId)?.title ?? ''),
    amount: ref.amount,
  });
  const byId = <T extends { id: number }>(rows: readonly T[]) => new Map(rows.map((r) => [r.id, r]));
  const regulations = byId(facts.regulations);
  const sanctions = byId(facts.sanctions);
  const recoveries = byId(facts.recoveries);
  const clues = byId(facts.clues);
  return (ref) => {
    switch (ref.kind) {
      case 'regulation': {
        const r = regulations.get(ref.id);
        return r === undefined
          ? null
          : row(ref, `${regulationWords[r.kind]}：${r.title}`, r.number, r.on, r.issueId);
      }
      case 'sanction': {
        const s = sanctions.get(ref.id);
        return s === undefined ? null : row(ref, sanctionWords[s.kind], '', s.on, s.issueId);
      }
      case 'recovery': {
        const r = recoveries.get(ref.id);
        return r === undefined ? null : row(ref, recoveryName(r.kind), '', r.on, r.issueId);
      }
      case 'clue': {
        const c = clues.get(ref.id);
        return c === undefined ? null : row(ref, c.title, '', c.receivedOn, null);
      }
      default:
        return null;
    }
  };
}
