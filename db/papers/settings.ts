/** The office's own words on papers, kept by round: a new round begins with those of the last one. */
import type { PaperSettings } from '../../shared/contract/types.ts';
import { checkedPaperSettings } from '../../shared/papers/settings.ts';
import { valueOf } from '../../shared/result.ts';
import type { WriteDb } from '../connection.ts';
import { roundIdOr } from '../rounds.ts';

/** Keeps them for the current round. Refuses `round_missing`, and what `checkedPaperSettings` refuses. */
export function setPaperSettings(db: WriteDb, settings: PaperSettings): void {
  const text = JSON.stringify(valueOf(checkedPaperSettings(settings)));
  const round = roundIdOr(db, undefined);
  const before = db.get<{ id: number; settings: string }>(
    'SELECT id, settings FROM paper_settings WHERE round_id = ?',
    round,
  );
  if (before === undefined)
    db.run('INSERT INTO paper_settings (round_id, settings) VALUES (?, ?)', round, text);
  else if (before.settings !== text)
    db.run('UPDATE paper_settings SET settings = ? WHERE id = ?', text, before.id);
}
