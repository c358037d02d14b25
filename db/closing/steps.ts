/** The steps of a round's chain with their names and holders, as set and as copied into a cycle; who acts in it. */
import { keptSteps, stepSettings } from '../../shared/closingSettings.ts';
import type { StepWords } from '../../shared/closingSettings.ts';
import type { StepSetting } from '../../shared/contract/types.ts';
import { checkSteps } from '../../shared/closing.ts';
import type { Day } from '../../shared/day.ts';
import type { ClosingStep } from '../../shared/lists.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { ReadDb, WriteDb } from '../connection.ts';

/** Steps and words as they are kept, of a round or of a cycle. */
export interface KeptSteps {
  readonly steps: string;
  readonly words: string;
}

export function settingsOf(kept: KeptSteps): StepSetting[] {
  return stepSettings(JSON.parse(kept.steps) as ClosingStep[], JSON.parse(kept.words) as StepWords);
}

/** The round's list today. @throws Refusal `round_missing` */
export function roundSteps(db: ReadDb, round: number): StepSetting[] {
  const kept = db.get<KeptSteps>(
    'SELECT closing_steps AS steps, step_words AS words FROM rounds WHERE id = ?',
    round,
  );
  if (kept === undefined) throw new Refusal('round_missing');
  return settingsOf(kept);
}

/** Sets a round's list; cycles that run keep theirs. Refuses `steps_invalid`, `round_missing`. */
export function setRoundSteps(db: WriteDb, round: number, settings: readonly StepSetting[]): void {
  valueOf(checkSteps(settings.map(({ step }) => step)));
  const { steps, words } = keptSteps(settings);
  const { changes } = db.run(
    'UPDATE rounds SET closing_steps = ?, step_words = ? WHERE id = ?',
    ...[JSON.stringify(steps), JSON.stringify(words), round],
  );
  if (changes !== 1) throw new Refusal('round_missing');
}

/** Names for the field "who": those who acted before, the last one first, then the leaders who are still here. */
export function knownActors(db: ReadDb, today: Day): string[] {
  const acted = db.pluck<string>(
    `SELECT actor FROM closing_events WHERE step <> 'imported_closed' GROUP BY actor ORDER BY max(id) DESC`,
  );
  const leaders = db.pluck<string>(
    'SELECT name FROM persons WHERE leader = 1 AND (left_on IS NULL OR left_on > ?) ORDER BY id',
    today,
  );
  return [...new Set([...acted, ...leaders])];
}
