/** Rows of a review as the screen shows them, and the measures of a file's unit to match a row with. */
import type { Day } from '../../shared/day.ts';
import type { ReviewCell, ReviewRow } from '../../shared/contract/types.ts';
import type { AnswerField, Role } from '../../shared/returns/fields.ts';
import type { StagedRow } from '../../shared/returns/types.ts';
import { Refusal } from '../../shared/result.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { blockOf, type Block, decidedChoices, findCell, keyOf, readBlock } from './decisions.ts';
import { heldBy, saysOf, type Standing, standingsOf } from './held.ts';
import { unitGroup } from './mergers.ts';
import { measureNumbers } from './numbers.ts';
import { stagedRows } from './parts.ts';
import { batchRow, fileRow, liveCommits } from './review.ts';
import { stateOfFile } from './states.ts';
import { unitMeasures } from './unitMeasures.ts';

const numbersHeld = new WeakMap<ReadDb, { revision: number; round: number; numbers: Map<number, string> }>();

/** Printed numbers of a round's measures, made again when the ledger moved. */
export function numbersOf(db: ReadDb, round: number): ReadonlyMap<number, string> {
  const revision = revisionOf(db);
  const there = numbersHeld.get(db);
  if (there?.revision === revision && there.round === round) return there.numbers;
  const numbers = measureNumbers(db, round);
  numbersHeld.set(db, { revision, round, numbers });
  return numbers;
}

interface Named {
  id: number;
  title: string;
  issueTitle: string;
}

function namesOf(db: ReadDb, ids: readonly number[]): Map<number, Named> {
  return new Map(
    db
      .all<Named>(
        `SELECT m.id, m.title, i.title AS issueTitle FROM json_each(?) j JOIN measures m ON m.id = j.value
          JOIN issues i ON i.id = m.issue_id`,
        JSON.stringify(ids),
      )
      .map((row) => [row.id, row]),
  );
}

/** Roles of a file's unit in its measures. */
export function rolesOf(db: ReadDb, round: number, unit: number | null, today: Day): Map<number, Role> {
  if (unit === null) return new Map();
  return new Map(
    unitMeasures(db, round, unitGroup(db, unit, today)).map((measure) => [measure.id, measure.role]),
  );
}

/** The rows asked for, in the order asked; those that are no longer there are left out. */
export function reviewRows(
  db: ReadDb,
  batch: number,
  keys: readonly { file: number; row: number }[],
  today: Day,
): ReviewRow[] {
  const { round_id: round } = batchRow(db, batch);
  const numbers = numbersOf(db, round);
  const live = liveCommits(db, batch);
  const made = new Map<string, ReviewRow>();
  for (const file of new Set(keys.map((key) => key.file))) {
    const { version, unit_id: unit } = fileRow(db, file);
    const rows = stagedRows(
      db,
      file,
      version,
      keys.filter((key) => key.file === file).map((key) => key.row),
    );
    const measures = [...rows.values()].flatMap((row) => [row.measure ?? [], row.candidates].flat());
    const names = namesOf(db, measures);
    const standings = standingsOf(db, measures);
    const roles = rolesOf(db, round, unit, today);
    const blocks = new Map<number, Block>();
    for (const row of rows.values()) {
      const block = blockOf(row.row);
      if (!blocks.has(block)) blocks.set(block, readBlock(db, file, block));
      const cells = cellsOf(db, batch, file, row, standings, blocks.get(block) ?? {}, live, today);
      const named = row.measure === null ? undefined : names.get(row.measure);
      made.set(`${file}.${row.row}`, {
        ...{ file, row: row.row, how: row.how, score: row.score, class: row.class, problem: row.problem },
        ...{ label: row.label, completion: row.completion, hints: [...row.hints], cells },
        measure:
          named === undefined
            ? null
            : { ...named, number: numbers.get(named.id) ?? '', role: roles.get(named.id) ?? 'responsible' },
        candidates: row.candidates.flatMap((id) => {
          const candidate = names.get(id);
          return candidate === undefined
            ? []
            : [{ id, number: numbers.get(id) ?? '', title: candidate.title }];
        }),
        tampered: row.tampered.map((cell) => ({ ...cell })),
      });
    }
  }
  return keys.flatMap((key) => made.get(`${key.file}.${key.row}`) ?? []);
}

function cellsOf(
  db: ReadDb,
  batch: number,
  file: number,
  row: StagedRow,
  standings: ReadonlyMap<number, Standing>,
  block: Block,
  live: ReadonlySet<number>,
  today: Day,
): ReviewCell[] {
  const state = stateOfFile(db, batch, file);
  const decisionOf = (field: AnswerField) => {
    const place = findCell(state, row.row, field);
    const choice = place === null ? 0 : (state.choice[place.cell] ?? 0);
    const entry = block[keyOf(row.row, field)];
    if (choice === 0 || entry === undefined) return null;
    const committed = entry[2] !== null && live.has(entry[2]);
    return { choice: decidedChoices[entry[0]] ?? 'keep', value: entry[1], committed };
  };
  const standing = row.measure === null ? undefined : standings.get(row.measure);
  const says = standing === undefined ? null : saysOf(state, row.row, standing, block);
  return row.cells.map((cell) => {
    const decided = decisionOf(cell.field);
    return {
      ...{ field: cell.field, at: cell.at, text: cell.text, value: cell.value },
      problem: cell.problem === null ? null : { ...cell.problem },
      ...{ sent: cell.sent, ledger: cell.ledger, class: cell.class },
      choice: decided?.choice ?? 'later',
      edited: decided?.choice === 'edit' ? decided.value : null,
      committed: decided?.committed ?? false,
      held:
        standing === undefined || says === null || decided?.committed === true
          ? null
          : heldBy(cell.field, standing, says, today),
    };
  });
}

/** Measures of the file's unit, in the order of the tree, and those the file is silent about. */
export function measuresOfFile(db: ReadDb, file: number, today: Day) {
  const row = fileRow(db, file);
  if (row.unit_id === null) throw new Refusal('unit_unknown', { file });
  const { round_id: round } = batchRow(db, row.batch_id);
  const numbers = numbersOf(db, round);
  const own = rolesOf(db, round, row.unit_id, today);
  const names = namesOf(db, [...own.keys()]);
  return {
    measures: [...numbers].flatMap(([id, number]) => {
      const named = own.has(id) ? names.get(id) : undefined;
      return named === undefined ? [] : [{ ...named, number }];
    }),
    absent: JSON.parse(row.absent) as number[],
  };
}
