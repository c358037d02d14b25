/** Papers of the ledger: one query, one document. */
import type { LedgerSettings, PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { ReadDb } from '../connection.ts';
import { closingDoc } from './closing.ts';
import { dossierDoc } from './dossier.ts';
import { paperGround } from './ground.ts';
import { ledgerDoc } from './ledger.ts';
import { listDoc } from './lists.ts';
import { progressDoc } from './progress.ts';
import { releaseDoc } from './release.ts';
import { reminderDoc } from './reminder.ts';
import { rollCallDoc } from './rollCall.ts';
import { summaryPaper } from './summary.ts';

/**
 * Composes a paper.
 * @param ledgerFile where the store lies beside, if not beside the connection's own file
 * @throws Refusal of its own reads (`round_missing`, `issue_missing`, `reminder_missing` …)
 */
export function paperDocOf(
  db: ReadDb,
  query: PaperQuery,
  today: Day,
  settings: LedgerSettings,
  ledgerFile?: string,
): PaperDoc {
  const ground = paperGround(db, today, settings);
  switch (query.paper) {
    case 'summary':
      return summaryPaper(ground, query);
    case 'release':
      return releaseDoc(db, query, ledgerFile);
    case 'problems':
    case 'tasks':
    case 'duties':
      return listDoc(ground, query);
    case 'ledger':
      return ledgerDoc(ground, query);
    case 'closing':
      return closingDoc(ground, query);
    case 'dossier':
      return dossierDoc(ground, query);
    case 'reminder':
      return reminderDoc(ground, query);
    case 'rollCall':
      return rollCallDoc(ground, query);
    case 'progress':
      return progressDoc(ground, query);
  }
}
