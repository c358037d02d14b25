/** 整改进展情况通报: the month's figures and progress, and whose names must not stand in it. */
import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import { namesInField, namesOfPersons, namesOfSanctioned } from '../../shared/papers/persons.ts';
import { progressDoc as compose } from '../../shared/papers/progress.ts';
import { computeFigures } from '../../shared/summary/compute.ts';
import type { ReadDb } from '../connection.ts';
import { roundIdOr } from '../rounds.ts';
import { readFacts } from '../summary/readFacts.ts';
import type { PaperGround } from './ground.ts';
import { refuseUnrecorded } from './roundFacts.ts';

/** Refuses `round_missing`, `month_before_round`. */
export function progressDoc(
  { db, today, settings, words, revision }: PaperGround,
  { month }: Extract<PaperQuery, { paper: 'progress' }>,
): PaperDoc {
  const round = roundIdOr(db, undefined);
  refuseUnrecorded(db, month);
  const head = db.get<{ inspectedBy: string; feedbackOn: Day | null }>(
    'SELECT inspected_by AS inspectedBy, feedback_on AS feedbackOn FROM rounds WHERE id = ?',
    round,
  );
  return compose(
    {
      computed: computeFigures(readFacts(db), { month, today, settings }),
      inspectedBy: head?.inspectedBy.trim() ?? '',
      feedbackOn: head?.feedbackOn ?? null,
      names: knownNames(db),
      stageNote: db
        .pluck<string>("SELECT trim(note) FROM stages WHERE round_id = ? AND kind = 'publication'", round)
        .filter((note) => note !== '')
        .join('；'),
      today,
      revision,
    },
    words,
  );
}

/** Persons of all rounds under all their names, those who do the work, those who were sanctioned. */
function knownNames(db: ReadDb): string[] {
  return [
    ...namesOfPersons(db.pluck<string>('SELECT name FROM persons UNION SELECT name FROM person_names')),
    ...db.pluck<string>("SELECT DISTINCT assignee FROM measures WHERE assignee <> ''").flatMap(namesInField),
    ...db.pluck<string>('SELECT names FROM sanctions').flatMap(namesOfSanctioned),
  ];
}
