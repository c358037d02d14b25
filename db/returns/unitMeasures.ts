/** Which measures a unit answers for, and as what. */
import type { ClosureState } from '../../shared/lists.ts';
import type { Role } from '../../shared/returns/fields.ts';
import { closureSql } from '../closing.ts';
import type { ReadDb } from '../connection.ts';

export interface UnitMeasure {
  readonly id: number;
  readonly issueId: number;
  readonly role: Role;
  readonly closure: ClosureState;
  /** The measure or its issue was taken out of the plan. */
  readonly withdrawn: boolean;
}

interface Row {
  id: number;
  issue_id: number;
  responsible: number;
  closure: ClosureState;
  withdrawn: number;
}

/**
 * Measures of a round that units (one with those merged into it) are responsible for or assist, also those of closed
 * issues and withdrawn ones. Who is responsible does not assist as well. In no order.
 */
export function unitMeasures(db: ReadDb, roundId: number, group: readonly number[]): UnitMeasure[] {
  return db
    .all<Row>(
      // From the unit to its few measures, never through the whole round: the order of the joins is said, not guessed.
      `WITH g (id) AS (SELECT value FROM json_each(?2)),
        own (id, responsible) AS (
          SELECT m.id, 1 FROM g CROSS JOIN measures m ON m.unit_id = g.id
          UNION ALL SELECT m.id, 1 FROM g CROSS JOIN issues i ON i.unit_id = g.id
            CROSS JOIN measures m ON m.issue_id = i.id WHERE +m.unit_id IS NULL
          UNION ALL SELECT a.measure_id, 0 FROM g CROSS JOIN measure_units a ON a.unit_id = g.id)
        SELECT m.id, m.issue_id, max(own.responsible) AS responsible, ${closureSql('m.issue_id')} AS closure,
          m.withdrawn_on IS NOT NULL OR i.withdrawn_on IS NOT NULL AS withdrawn
        FROM own CROSS JOIN measures m ON m.id = own.id CROSS JOIN issues i ON i.id = m.issue_id
        WHERE i.round_id = ?1 GROUP BY own.id`,
      roundId,
      JSON.stringify(group),
    )
    .map((row) => ({
      id: row.id,
      issueId: row.issue_id,
      role: row.responsible === 1 ? 'responsible' : 'assisting',
      closure: row.closure,
      withdrawn: row.withdrawn === 1,
    }));
}

/** Is the unit asked about it: in the plan, of an issue not closed? */
export const isAsked = (measure: Pick<UnitMeasure, 'closure' | 'withdrawn'>): boolean =>
  !measure.withdrawn && measure.closure !== 'closed';
