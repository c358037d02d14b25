/** What papers are composed from. */
import type { LedgerSettings, PaperSettings } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import { usualPaperSettings } from '../../shared/papers/settings.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { currentRoundId } from '../rounds.ts';

export interface PaperGround {
  readonly db: ReadDb;
  readonly today: Day;
  readonly settings: LedgerSettings;
  readonly words: PaperSettings;
  readonly revision: number;
}

export function paperGround(db: ReadDb, today: Day, settings: LedgerSettings): PaperGround {
  return { db, today, settings, words: paperSettings(db), revision: revisionOf(db) };
}

/** Of a round; of the current one where none is named. */
export function paperSettings(db: ReadDb, round = currentRoundId(db)): PaperSettings {
  const kept =
    round === null
      ? undefined
      : db.get<{ settings: string }>('SELECT settings FROM paper_settings WHERE round_id = ?', round);
  return kept === undefined
    ? usualPaperSettings
    : { ...usualPaperSettings, ...(JSON.parse(kept.settings) as Partial<PaperSettings>) };
}
