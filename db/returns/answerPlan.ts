/** What is said to the sender of a file: every place that could not be used, and what became of the rest. */
import type { Day } from '../../shared/day.ts';
import type { AnswerMark, AnswerPlan } from '../../shared/returns/answer.ts';
import { fieldWords } from '../../shared/returns/fields.ts';
import { columnName } from '../../shared/returns/grid.ts';
import { cellProblemWords, expectedOf, rowProblemWords } from '../../shared/returns/problemWords.ts';
import type { CellProblemCode } from '../../shared/returns/problemWords.ts';
import { lockedExpected, rowExpected } from '../../shared/returns/rowProblemWords.ts';
import { shownAnswer } from '../../shared/returns/show.ts';
import type { FileCounts, Recognised, StagedRow } from '../../shared/returns/types.ts';
import { Refusal } from '../../shared/result.ts';
import type { ReadDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import { partPlaces, readPart } from './parts.ts';
import { batchRow, countsIn, fileRow, stagedFile } from './review.ts';
import { measuresOfFile } from './rows.ts';

/** Refuses `file_not_in_review`, also for a file that was never compared. */
export function answerPlan(db: ReadDb, file: number, today: Day): AnswerPlan {
  const row = fileRow(db, file);
  const { recognised: text, unit_id: unit, month, counts: counted } = row;
  if (text === null || unit === null || month === null || counted === null)
    throw new Refusal('file_not_in_review', { file });
  const recognised = JSON.parse(text) as Recognised;
  const counts = JSON.parse(counted) as FileCounts;
  const taken = countsIn(batchRow(db, row.batch_id)).committed.find((one) => one.file === file);
  const { decided } = stagedFile(db, file, today);
  const headings = new Map(recognised.columns.map((one) => [columnName(one.column), one.heading]));
  const marks: AnswerMark[] = [];
  for (const { part } of partPlaces(db, file, row.version))
    for (const staged of readPart(db, file, row.version, part)) marks.push(...marksOf(staged, headings));
  return {
    sheet: recognised.sheet,
    head: recognised.head,
    unit: unitNames(db, today).get(unit) ?? '',
    month,
    batch: String(row.batch_id),
    file: row.name,
    rows: counts.rows,
    classes: counts.classes,
    rowClasses: counts.rowClasses,
    takenOver: (taken?.accepted ?? 0) + (taken?.edited ?? 0),
    kept: taken?.kept ?? 0,
    open: decided.open + decided.accept + decided.keep + decided.edit,
    marks,
    absent: absentOf(db, file, today),
    notRead: recognised.columns.flatMap(({ column, field, heading, filled }) =>
      field === null && heading !== '' && filled > 0 ? [`${columnName(column)} ${heading}`] : [],
    ),
  };
}

function marksOf(row: StagedRow, headings: ReadonlyMap<string, string>): AnswerMark[] {
  const marks: AnswerMark[] = [];
  const add = (mark: Omit<AnswerMark, 'row' | 'heading'>, word: string): void => {
    const heading = headings.get(mark.at.replace(/\d+$/, '')) || word;
    marks.push({ ...mark, row: row.row, heading });
  };
  if (row.problem !== null && row.problem !== 'left_out') {
    const reason = rowProblemWords[row.problem];
    const expected = rowExpected[row.problem];
    marks.push({
      ...{ at: `A${row.row}`, row: row.row, kind: 'row', heading: '' },
      ...{ found: row.label, reason, expected, proposed: '' },
    });
  }
  if (row.class !== 'matched') return marks;
  for (const { field, at, text, class: kind, problem, sent } of row.cells) {
    const word = fieldWords[field];
    if (kind === 'problem' && problem !== null) {
      const reason = cellProblemWords[problem.code as CellProblemCode] ?? '这一格没有看懂';
      const proposed = problem.proposed === null ? '' : shownAnswer(field, problem.proposed);
      add({ at, kind, found: text, reason, expected: expectedOf(field), proposed }, word);
    } else if (kind === 'forbidden') {
      const expected = lockedExpected(shownAnswer(field, sent ?? ''));
      add({ at, kind, found: text, reason: NOT_ITS_OWN, expected, proposed: '' }, word);
    }
  }
  for (const { field, at, text, sent } of row.tampered) {
    const expected = lockedExpected(sent);
    add({ at, kind: 'tampered', found: text, reason: LOCKED, expected, proposed: '' }, fieldWords[field]);
  }
  return marks;
}

const NOT_ITS_OWN = '这一栏由责任单位填报，配合单位改动的内容没有采用';
const LOCKED = '这一栏是台账内容，不能改动，改动没有采用';

function absentOf(db: ReadDb, file: number, today: Day): string[] {
  const { measures, absent } = measuresOfFile(db, file, today);
  const silent = new Set(absent);
  return measures.flatMap(({ id, number, title }) => (silent.has(id) ? [`${number} ${title}`.trim()] : []));
}
