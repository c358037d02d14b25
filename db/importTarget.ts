/** Into which round an import of first content goes. */
import type { Day } from '../shared/day.ts';
import { Refusal } from '../shared/result.ts';
import type { WriteDb } from './connection.ts';
import { createRound, currentRoundId, makeCurrent } from './rounds.ts';

export type ImportTarget =
  | { readonly round: number }
  | {
      readonly newRound: {
        readonly title: string;
        readonly feedbackOn: Day | null;
        readonly months: number;
      };
    };

/** The round's id; a new one is made and becomes the current one. Refuses `round_missing`. */
export function targetRound(db: WriteDb, target: ImportTarget): number {
  if ('newRound' in target) {
    const id = createRound(db, { ...target.newRound, organisation: '', inspectedBy: '' });
    if (currentRoundId(db) !== id) makeCurrent(db, id);
    return id;
  }
  if (db.get('SELECT 1 FROM rounds WHERE id = ?', target.round) === undefined)
    throw new Refusal('round_missing');
  return target.round;
}
