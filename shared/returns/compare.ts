/**
 * Three ways: as sent (A), as returned (R), as the ledger stands (L). Pure: the same rows and the same knowledge give
 * the same answer, so a kept file can be judged again at any time.
 */
import { type AnswerField, kindOf, knownFields, open, type Role } from './fields.ts';
import { saysNothing } from './cells/plainCell.ts';
import { addressOf } from './grid.ts';
import { countFile } from './counts.ts';
import { hintsOf, outcomesTwice, proposesCompletion, type RowFacts } from './hints.ts';
import { type Match, matchRows } from './match.ts';
import { expectedOf } from './problemWords.ts';
import { lockedExpected, rowExpected } from './rowProblemWords.ts';
import { alikeAnswers, plainText, sameAnswer } from './same.ts';
import { shownAnswer } from './show.ts';
import type {
  CellClass,
  Compared,
  KnownMeasure,
  ListedProblem,
  ReadAnswer,
  ReadRow,
  StagedCell,
  StagedRow,
  TamperedCell,
  UnitKnown,
} from './types.ts';

/** Texts of listed problems are cut: the whole stands in the file. */
const LISTED = 200;
const LABEL = 160;
/** Texts of rows that belong to no measure: a file of nothing else must not swell the ledger that keeps its review. */
const SHORT = 500;

/**
 * Matches and compares the rows of one file.
 * Cells that say nothing are not listed. A row that is not matched keeps what it says, to be looked at, as cells of class
 * `blank`: nothing of it can be taken over. An own row whose measure the file names twice counts as reported.
 * @param sheet name of the sheet, for the listed problems
 * @param matches the clerk's own matches by row (from 1); null leaves the row out
 */
export function compareRows(
  rows: readonly ReadRow[],
  sheet: string,
  unit: UnitKnown,
  matches: ReadonlyMap<number, number | null>,
): Compared {
  const own = new Map(unit.measures.map((measure) => [measure.id, measure]));
  const matched = matchRows(rows, unit, matches);
  const facts = rows.map((row, index): RowFacts | null => {
    const id = matched[index]?.measure ?? null;
    const measure = id === null ? undefined : own.get(id);
    return measure === undefined ? null : { row, measure, cells: compareCells(row, measure) };
  });
  const twice = outcomesTwice(facts, unit);
  const staged = rows.map((row, index) => {
    const match = matched[index] ?? NO_MATCH;
    const fact = facts[index] ?? null;
    return fact === null
      ? unmatchedRow(row, match)
      : matchedRow(row, match, fact, twice.has(index), unit.form !== null);
  });
  const absent = absentOf(unit, staged);
  const problems = staged.flatMap((row, index) => problemsOf(row, rows[index], sheet));
  return { counts: countFile(staged, absent.length, problems.length), rows: staged, absent, problems };
}

const NO_MATCH: Match = {
  measure: null,
  how: null,
  score: 0,
  candidates: [],
  class: 'new',
  problem: 'no_match',
};

/** Cells that hold anything, by field; of two columns of one field the first that says something counts. */
function compareCells(row: ReadRow, measure: KnownMeasure): ReadonlyMap<AnswerField, StagedCell> {
  const cells = new Map<AnswerField, StagedCell>();
  for (const answer of row.answers) {
    if (answer.value === '' || cells.has(answer.field)) continue;
    const sent = measure.sent?.[answer.field] ?? null;
    const ledger = measure.ledger[answer.field] ?? '';
    cells.set(answer.field, {
      ...cellOf(row, answer),
      sent,
      ledger,
      class: classOf(answer, measure.role, sent, ledger),
    });
  }
  return cells;
}

const cellOf = (row: ReadRow, { field, column, text, value, problem }: ReadAnswer) => ({
  field,
  at: addressOf(row.row, column),
  text,
  value,
  problem,
});

/**
 * First match: not understood → problem; R blank → blank; locked and R ≠ A → forbidden; R = L → unchanged; A = R → ours;
 * A = L → theirs; else both. Where nothing was sent: L blank → theirs, else both; a locked answer that only repeats the
 * ledger changed nothing. What is not understood but stands there as it was sent, or was decided before (A is its text
 * then), needs no decision.
 */
function classOf(
  { field, value, text }: Pick<ReadAnswer, 'field' | 'value' | 'text'>,
  role: Role,
  sent: string | null,
  ledger: string,
): CellClass {
  if (value === null) {
    if (sent === null || !shows(field, text, sent)) return 'problem';
    return shows(field, text, ledger) ? 'unchanged' : 'ours';
  }
  if (value === '') return 'blank';
  const asSent = sent !== null && sameAnswer(field, value, sent);
  const asLedger = sameAnswer(field, value, ledger);
  if (!open(field, role) && !asSent && !(sent === null && asLedger)) return 'forbidden';
  if (asLedger) return 'unchanged';
  if (asSent) return 'ours';
  if (sent === null) return blank(field, ledger) ? 'theirs' : 'both';
  return alikeAnswers(field, sent, ledger) ? 'theirs' : 'both';
}

/** Is the text just a value as it is kept or shown? */
function shows(field: AnswerField, text: string, value: string): boolean {
  const plain = plainText(text);
  if (plain === '') return false;
  if (plain === plainText(value) || plain === plainText(shownAnswer(field, value))) return true;
  return kindOf(field) === 'money' && fenAsNumber(plain) === value;
}

/**
 * Fen of a sum as a cell holds it, a number without commas and without last zeros; it may be larger than any one
 * amount that is understood, because a measure's recoveries add up.
 */
function fenAsNumber(text: string): string | null {
  const parts = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  return parts === null ? null : `${parts[1]}${(parts[2] ?? '').padEnd(2, '0')}`;
}

const blank = (field: AnswerField, value: string): boolean =>
  value === '' || (value === '0' && ['people', 'money'].includes(kindOf(field)));

/** Nothing is taken over from it, and once it is matched the file is read again: only enough of it to be known by. */
function shortCell(row: ReadRow, answer: ReadAnswer) {
  const cell = cellOf(row, answer);
  return { ...cell, text: cut(cell.text, SHORT), value: cell.value === null ? null : cut(cell.value, SHORT) };
}

function matchedRow(
  row: ReadRow,
  match: Match,
  facts: RowFacts,
  outcomeTwice: boolean,
  ownForm: boolean,
): StagedRow {
  const tampered = ownForm || row.id !== null ? tamperedCells(row, facts.measure) : [];
  const hints = hintsOf(facts, tampered);
  return {
    row: row.row + 1,
    ...match,
    label: labelOf(row),
    completion: proposesCompletion(facts),
    hints: outcomeTwice ? [...hints, 'outcome_twice'] : hints,
    cells: [...facts.cells.values()],
    tampered,
  };
}

function unmatchedRow(row: ReadRow, match: Match): StagedRow {
  const cells = row.answers
    .filter((answer) => answer.value !== '')
    .map((answer) => ({ ...shortCell(row, answer), sent: null, ledger: '', class: 'blank' as const }));
  return {
    row: row.row + 1,
    ...match,
    measure: null,
    label: labelOf(row),
    completion: false,
    hints: [],
    cells,
    tampered: [],
  };
}

/** Known columns that no longer say what was sent. */
function tamperedCells(row: ReadRow, { sent }: KnownMeasure): TamperedCell[] {
  if (sent === null) return [];
  const cells: TamperedCell[] = [];
  for (const field of knownFields) {
    const column = row.knownColumns[field];
    const was = sent[field];
    if (column === undefined || was === undefined) continue;
    const text = row.known[field] ?? '';
    // A row that the unit typed in itself need not repeat what the form said.
    if (text === '' && row.id === null) continue;
    if (text === was || plainText(text) === plainText(was) || (saysNothing(text) && saysNothing(was)))
      continue;
    cells.push({ field, at: addressOf(row.row, column), text, sent: was });
  }
  return cells;
}

function labelOf({ known }: ReadRow): string {
  const number = known.number ?? known.issueNumber ?? '';
  return cut(`${number} ${known.title ?? known.issueTitle ?? ''}`.replace(/\s+/g, ' ').trim(), LABEL);
}

/** Expected measures that no row speaks of. */
function absentOf(unit: UnitKnown, rows: readonly StagedRow[]): number[] {
  const spoken = new Set<number>();
  for (const row of rows) {
    if (row.measure !== null) spoken.add(row.measure);
    if (row.problem === 'measure_twice') for (const id of row.candidates) spoken.add(id);
  }
  return unit.expected.filter((id) => !spoken.has(id));
}

function problemsOf(staged: StagedRow, row: ReadRow | undefined, sheet: string): ListedProblem[] {
  if (staged.class !== 'matched') {
    if (staged.problem === null || staged.problem === 'left_out') return [];
    const found = staged.label;
    return [
      { sheet, cell: firstCell(row), code: staged.problem, found, expected: rowExpected[staged.problem] },
    ];
  }
  const list: ListedProblem[] = [];
  for (const cell of staged.cells) {
    if (cell.class === 'problem')
      list.push({
        sheet,
        cell: cell.at,
        code: cell.problem?.code ?? 'not_understood',
        found: cut(cell.text, LISTED),
        expected: expectedOf(cell.field),
      });
    else if (cell.class === 'forbidden')
      list.push({
        sheet,
        cell: cell.at,
        code: 'forbidden',
        found: cut(cell.text, LISTED),
        expected: cut(lockedExpected(shownAnswer(cell.field, cell.sent ?? '')), LISTED),
      });
  }
  for (const { at, text, sent } of staged.tampered)
    list.push({
      sheet,
      cell: at,
      code: 'forbidden',
      found: cut(text, LISTED),
      expected: cut(lockedExpected(sent), LISTED),
    });
  return list;
}

/** The leftmost cell of the row that holds anything known. */
function firstCell(row: ReadRow | undefined): string {
  if (row === undefined) return 'A1';
  const columns = [...Object.values(row.knownColumns), ...row.answers.map((answer) => answer.column)];
  return addressOf(row.row, columns.length === 0 ? 0 : Math.min(...columns));
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;
