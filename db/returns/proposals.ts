/** Proposals of completion that wait in reviews: an issue is not applied for before the clerk has decided them. */
import { lastMark } from '../undo.ts';

const KEPT = 1;

/**
 * SQL for the number of rows in live reviews that propose the measure's completion and are not decided: neither kept as
 * the ledger has it (a decision that is in force, see decisions.ts) nor committed. One that is accepted and not yet
 * committed still waits.
 */
export const pendingProposalsSql = (measure: string) =>
  `(SELECT count(*) FROM (SELECT p.measure_id, p.known, p.returned,
      json_extract(d.cells, '$."' || p.row || '.state"') AS entry
    FROM staged_proposals p JOIN staged_files f ON f.id = p.file_id AND f.version = p.version
      JOIN batches b ON b.id = f.batch_id AND json_extract(b.counts, '$.undone') IS NULL
      LEFT JOIN staged_decisions d ON d.file_id = p.file_id AND d.block = p.row >> 8
    WHERE p.measure_id = ${measure} AND f.status = 'review') w
    WHERE w.entry IS NULL
      OR json_extract(w.entry, '$[3]') <> w.measure_id OR json_extract(w.entry, '$[4]') <> w.known
      OR json_extract(w.entry, '$[5]') <> w.returned
      OR (json_extract(w.entry, '$[0]') <> ${KEPT} AND NOT EXISTS (SELECT 1 FROM steps s
        WHERE s.id = json_extract(w.entry, '$[2]') AND ${lastMark('s')} IS NOT 'undo')))`;
