/** What is known before a file is judged: whose it may be (`ledgerKnown`), and what its rows are compared with (`unitKnown`). */
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import type {
  KnownForm,
  KnownMapping,
  KnownUnit,
  LedgerKnown,
  UnitKnown,
} from '../../shared/returns/types.ts';
import { ownDays } from '../calendar.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { roundEnd } from '../deadlines.ts';
import { unitNames } from '../names.ts';
import { roundIdOr } from '../rounds.ts';
import { ledgerIdOf, readSettings } from '../settings.ts';
import { ledgerValues } from './ledgerValues.ts';
import { answeringUnits, unitGroup } from './mergers.ts';
import { roundKnown } from './roundKnown.ts';
import { listedByForms, sentValues } from './sent.ts';
import { isAsked, unitMeasures } from './unitMeasures.ts';

/**
 * Units, forms and layouts of the current round. Merged units are not listed: their names, forms and layouts are their
 * successor's. Refuses `round_missing`.
 */
export function ledgerKnown(db: ReadDb, today: Day): LedgerKnown {
  const roundId = roundIdOr(db, undefined);
  const round = db.get<{ feedback_on: Day | null; months: number }>(
    'SELECT feedback_on, months FROM rounds WHERE id = ?',
    roundId,
  );
  const feedbackOn = round?.feedback_on ?? null;
  const answering = answeringUnits(db, today);
  return {
    ledgerId: ledgerIdOf(db),
    roundId,
    revision: revisionOf(db),
    today,
    feedbackOn,
    roundEnd: feedbackOn === null ? null : roundEnd(feedbackOn, round?.months ?? 6),
    immediateDays: readSettings(db).immediateDays,
    ownDays: ownDays(db),
    units: knownUnits(db, today, answering),
    forms: db
      .all<KnownForm>('SELECT id, unit_id AS unit, month FROM forms WHERE round_id = ? ORDER BY id', roundId)
      .map((form) => ({ ...form, unit: answering(form.unit) })),
    mappings: db
      .all<{ unit: number | null; fingerprint: string; columns: string }>(
        'SELECT unit_id AS unit, fingerprint, columns FROM mappings ORDER BY id',
      )
      .map(({ unit, fingerprint, columns }) => ({
        unit: unit === null ? null : answering(unit),
        fingerprint,
        columns: JSON.parse(columns) as KnownMapping['columns'],
      })),
  };
}

/** A name that a living unit bears today is nobody else's, though another one bore it once. */
function knownUnits(db: ReadDb, today: Day, answering: (unit: number) => number): KnownUnit[] {
  const present = unitNames(db, today);
  const living = [...present].filter(([id]) => answering(id) === id);
  const borne = new Map(living.map(([id, name]) => [name, id]));
  const names = new Map(living.map(([id, name]) => [id, new Set([name])]));
  for (const { unit, name } of db.all<{ unit: number; name: string }>(
    'SELECT unit_id AS unit, name FROM unit_names ORDER BY from_on DESC, id',
  )) {
    const holder = answering(unit);
    if (borne.get(name) === undefined || borne.get(name) === holder) names.get(holder)?.add(name);
  }
  return living.map(([id, name]) => ({ id, name, names: [...(names.get(id) ?? [])] }));
}

/**
 * Everything rows of a unit's return for a month are compared with, in the order of the tree. A merged unit is taken for
 * its successor (`unit` of the answer). A form of another unit is not this file's form.
 * @param db a connection that only reads (what all files of one revision share is kept with it)
 * @param form the form that the file names, or null
 */
export function unitKnown(
  db: ReadDb,
  unit: number,
  month: Month,
  form: number | null,
  today: Day,
): UnitKnown {
  const round = roundKnown(db);
  const answering = answeringUnits(db, today);
  const own = answering(unit);
  const group = unitGroup(db, own, today);
  const named = form === null ? null : formOf(db, form, round.roundId, new Set(group));
  const rank = (id: number) => round.rank.get(id) ?? 0;
  const belonging = unitMeasures(db, round.roundId, group).sort((a, b) => rank(a.id) - rank(b.id));
  const roles = new Map(belonging.map((measure) => [measure.id, measure.role]));
  const values = ledgerValues(db, group, roles, month, today);
  const sent = sentValues(db, round.roundId, group, month, named);
  const listed = listedByForms(db, round.roundId, group, month);
  const groupSet = new Set<number | null>(group);
  return {
    unit: own,
    month,
    form: named,
    measures: belonging.flatMap((measure) => {
      const value = values.get(measure.id);
      if (value === undefined) return [];
      const numbers = round.called.get(measure.id);
      return [
        {
          id: measure.id,
          issueId: value.issueId,
          issueTitle: value.issueTitle,
          number: numbers?.number ?? '',
          numbers: numbers?.numbers ?? [],
          title: value.title,
          text: value.text,
          role: measure.role,
          frozen: measure.closure !== 'open',
          withdrawn: measure.withdrawn,
          complete: value.complete,
          sent: sent.get(measure.id) ?? null,
          ledger: value.answers,
          earlierProgress: value.earlierProgress,
        },
      ];
    }),
    strangers: round.all,
    expected: belonging
      .filter((measure) => isAsked(measure) && (listed === null || listed.has(measure.id)))
      .map((measure) => measure.id),
    // This month's figures of the unit itself are L of its own cells, and on record nowhere else.
    outcomes: round.outcomes.filter(
      (outcome) =>
        outcome.field.startsWith('regulations') ||
        outcome.month !== month ||
        outcome.measure === null ||
        !groupSet.has(outcome.unit) ||
        !roles.has(outcome.measure),
    ),
  };
}

function formOf(db: ReadDb, form: number, roundId: number, group: ReadonlySet<number>): number | null {
  const row = db.get<{ unit: number }>(
    'SELECT unit_id AS unit FROM forms WHERE id = ? AND round_id = ?',
    form,
    roundId,
  );
  return row !== undefined && group.has(row.unit) ? form : null;
}
