/** An issue's closing as it is read: every event with who acted and who sat at the PC, and the steps that hold now. */
import { closingEventWords } from '../../shared/words.ts';
import type { ClosingRecord, StepSetting } from '../../shared/contract/types.ts';
import { nextStep } from '../../shared/closing.ts';
import { type ClosingEvent, closingSteps, type ClosureState, type ReopenGround } from '../../shared/lists.ts';
import type { Day } from '../../shared/day.ts';
import type { ReadDb } from '../connection.ts';
import { type KeptSteps, settingsOf } from './steps.ts';

interface EventRow extends KeptSteps {
  readonly id: number;
  readonly cycle: number;
  readonly attempt: number;
  readonly step: ClosingEvent;
  readonly ground: '' | ReopenGround;
  readonly actor: string;
  readonly operator: string | null;
  readonly on: Day;
  readonly opinion: string;
}

/** All cycles of an issue's closing, oldest first. */
export function closingRecords(db: ReadDb, issue: number): ClosingRecord[] {
  return db
    .all<EventRow>(
      `SELECT e.id, c.cycle, e.attempt, e.step, e.ground, e.actor, e.effective_on AS "on", e.opinion,
        c.steps, c.step_words AS words,
        (SELECT s.operator FROM change_log l JOIN steps s ON s.id = l.step
          WHERE l.tbl = 'closing_events' AND l.row_id = e.id ORDER BY l.seq LIMIT 1) AS operator
        FROM closing_events e JOIN closing_cycles c ON c.id = e.cycle_id WHERE e.issue_id = ? ORDER BY e.id`,
      issue,
    )
    .map(({ steps, words, operator, ...event }) => ({
      ...event,
      name: nameOf(event.step, { steps, words }),
      operator: operator ?? '',
    }));
}

/** What a step is called in its cycle, also one that the cycle's list no longer has; other events by their word. */
function nameOf(event: ClosingEvent, { words }: KeptSteps): string {
  const all = settingsOf({ steps: JSON.stringify(closingSteps), words });
  return all.find(({ step }) => step === event)?.name ?? closingEventWords[event];
}

/**
 * The steps of the cycle that runs or was closed last; of an open issue those of its round, since its next application
 * takes them. `next` is the one that is due; none of a closed issue and of one that was withdrawn.
 */
export function stepsNow(
  db: ReadDb,
  issue: number,
  closure: ClosureState,
): { steps: StepSetting[]; next: StepSetting | null } {
  const open = closure === 'open' ? 1 : 0;
  const kept = db.get<KeptSteps & { withdrawn: number }>(
    `SELECT CASE WHEN ?2 THEN r.closing_steps ELSE c.steps END AS steps,
      CASE WHEN ?2 THEN r.step_words ELSE c.step_words END AS words, i.withdrawn_on IS NOT NULL AS withdrawn
      FROM issues i JOIN rounds r ON r.id = i.round_id
      LEFT JOIN closing_cycles c ON c.issue_id = i.id WHERE i.id = ?1 ORDER BY c.cycle DESC LIMIT 1`,
    issue,
    open,
  );
  const steps = kept === undefined ? [] : settingsOf(kept);
  const due = nextStep(
    steps.map(({ step }) => step),
    closure,
  );
  const next = kept?.withdrawn === 1 ? null : (steps.find(({ step }) => step === due) ?? null);
  return { steps, next };
}
