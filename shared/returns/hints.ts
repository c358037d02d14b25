/** What the clerk should look at in a row, though nothing hinders taking it over. */
import { measureStates } from '../lists.ts';
import { type AnswerField, recoveryFields, sanctionFields } from './fields.ts';
import { linesOf, regulationKey, sameAnswer } from './same.ts';
import { regulationOf } from './regulation.ts';
import type { Hint, KnownMeasure, ReadRow, StagedCell, StagedRow, UnitKnown } from './types.ts';

const outcomeFields: readonly AnswerField[] = [
  'regulationsNew',
  'regulationsRevised',
  ...sanctionFields,
  ...recoveryFields,
];

/** What the chain judges by: held while the issue is in the chain or closed. */
export const heldFields: readonly AnswerField[] = [
  'state',
  'doneOn',
  'evidence',
  'extensionTo',
  'extensionReason',
];

/** Would taking this cell over change something? */
const isOpen = (cell: StagedCell | undefined): boolean =>
  cell !== undefined && (cell.class === 'theirs' || cell.class === 'both');

export interface RowFacts {
  readonly row: ReadRow;
  readonly measure: KnownMeasure;
  readonly cells: ReadonlyMap<AnswerField, StagedCell>;
}

/** Does the row propose that the measure be done, where the ledger says otherwise? */
export function proposesCompletion({ cells }: Pick<RowFacts, 'cells'>): boolean {
  const state = cells.get('state');
  return isOpen(state) && state?.value === 'done';
}

/** Hints of one matched row, but for those that need the whole file (`outcomesTwice`). */
export function hintsOf(facts: RowFacts, tampered: StagedRow['tampered']): Hint[] {
  const { row, measure, cells } = facts;
  const said = (field: AnswerField): string => cells.get(field)?.value ?? '';
  const answered = (field: AnswerField): boolean => cells.has(field);
  const onRecord = (field: AnswerField): string => measure.ledger[field] ?? '';
  const waits = (cell: StagedCell | undefined) => isOpen(cell) || cell?.class === 'problem';
  const state = cells.get('state');
  const completion = proposesCompletion(facts);
  const found: readonly (readonly [Hint, boolean])[] = [
    [
      'text_unchanged',
      isOpen(cells.get('progress')) &&
        measure.earlierProgress !== '' &&
        sameAnswer('progress', said('progress'), measure.earlierProgress),
    ],
    ['done_without_day', completion && !answered('doneOn') && onRecord('doneOn') === ''],
    ['done_without_evidence', completion && !answered('evidence') && onRecord('evidence') === ''],
    ['state_backwards', isOpen(state) && rank(said('state')) < rank(onRecord('state'))],
    ['contradiction', contradicts(facts)],
    ['known_changed', tampered.length > 0],
    ['issue_frozen', measure.frozen && heldFields.some((field) => waits(cells.get(field)))],
    ['hidden_row', row.hidden && [...cells.values()].some(waits)],
  ];
  return found.flatMap(([hint, holds]) => (holds ? [hint] : []));
}

const rank = (state: string): number => measureStates.findIndex((code) => code === state);

/** Answers that can't hold together, at least one of them new. An answer left blank stands as in the ledger. */
function contradicts({ cells, measure }: RowFacts): boolean {
  const said = (field: AnswerField): string => {
    const cell = cells.get(field);
    return cell === undefined || cell.class === 'forbidden' ? '' : (cell.value ?? '');
  };
  const state = said('state') === '' ? (measure.ledger.state ?? '') : said('state');
  const clash = (field: AnswerField): boolean =>
    said(field) !== '' && said(field) !== '0' && (isOpen(cells.get(field)) || isOpen(cells.get('state')));
  if (state === 'done') return clash('delayReason') || clash('extensionTo');
  if (clash('doneOn')) return true;
  return state === 'not_started' && (clash('progress') || outcomeFields.some(clash));
}

/**
 * Rows (by position) that report an outcome which is on record elsewhere, or twice in this file. A regulation is known by
 * title and number; an amount of money by its size anywhere; people by kind and number within one issue, since small
 * numbers meet by chance.
 */
export function outcomesTwice(rows: readonly (RowFacts | null)[], unit: UnitKnown): Set<number> {
  const twice = new Set<number>();
  const open = (facts: RowFacts | null) => outcomeFields.some((field) => isOpen(facts?.cells.get(field)));
  if (!rows.some(open)) return twice;
  const places = new Map<string, Set<string>>();
  const note = (key: string, place: string) => {
    const known = places.get(key);
    if (known === undefined) places.set(key, new Set([place]));
    else known.add(place);
  };
  for (const { field, value, measure, issueTitle } of unit.outcomes) {
    const place = `${measure ?? issueTitle}/${field}${listed(field) ? '' : '/on record'}`;
    for (const key of keysOf(field, value, issueTitle).noted) note(key, place);
  }
  for (const facts of rows) {
    for (const cell of saidOutcomes(facts))
      for (const key of keysOf(cell.field, cell.value, facts?.measure.issueTitle ?? '').noted)
        note(key, `${facts?.measure.id}/${cell.field}`);
  }
  rows.forEach((facts, position) => {
    const met = saidOutcomes(facts).some((cell) => {
      if (!isOpen(cell)) return false;
      const here = `${facts?.measure.id}/${cell.field}`;
      return keysOf(cell.field, cell.value, facts?.measure.issueTitle ?? '').asked.some((key) =>
        [...(places.get(key) ?? [])].some((place) => place !== here),
      );
    });
    if (met) twice.add(position);
  });
  return twice;
}

const listed = (field: AnswerField) => field.startsWith('regulations');

function saidOutcomes(facts: RowFacts | null): (StagedCell & { value: string })[] {
  if (facts === null) return [];
  return outcomeFields.flatMap((field) => {
    const cell = facts.cells.get(field);
    if (cell === undefined || cell.class === 'forbidden' || cell.value === null) return [];
    return cell.value === '' || cell.value === '0' ? [] : [{ ...cell, value: cell.value }];
  });
}

/** Under which keys an outcome is noted, and under which it is looked for. */
function keysOf(
  field: AnswerField,
  value: string,
  issueTitle: string,
): { readonly noted: readonly string[]; readonly asked: readonly string[] } {
  if (field.startsWith('sanction_')) {
    const key = `people/${issueTitle}/${field}/${value}`;
    return { noted: [key], asked: [key] };
  }
  if (field.startsWith('recovery_')) return { noted: [`fen/${value}`], asked: [`fen/${value}`] };
  const noted: string[] = [];
  const asked: string[] = [];
  for (const line of linesOf(value)) {
    const { title, number } = regulationOf(line);
    const name = regulationKey(title);
    const whole = `${name}/${regulationKey(number)}`;
    // Without its number a regulation may be any of that title.
    noted.push(`title/${name}`, `whole/${whole}`);
    asked.push(...(number === '' ? [`title/${name}`] : [`whole/${whole}`, `whole/${name}/`]));
  }
  return { noted, asked };
}
