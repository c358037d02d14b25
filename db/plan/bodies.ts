/** Bodies that approved extensions, to choose from the next time. */
import type { ReadDb } from '../connection.ts';

const MOST = 30;

/** Each once, the one that approved last first. */
export function extensionBodies(db: ReadDb): string[] {
  return db
    .all<{ body: string }>(
      `SELECT approved_by AS body FROM extensions WHERE trim(approved_by) <> ''
        GROUP BY approved_by ORDER BY max(approved_on) DESC, max(id) DESC LIMIT ${MOST}`,
    )
    .map(({ body }) => body);
}
