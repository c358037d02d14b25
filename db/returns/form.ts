/** Which units get a form for a month, and what each form holds. */
import type { FormPlan } from '../../shared/contract/types.ts';
import type { Day } from '../../shared/day.ts';
import type { Month } from '../../shared/month.ts';
import { Refusal } from '../../shared/result.ts';
import { type AnswerField, answerFields, kindOf, open, roleWords } from '../../shared/returns/fields.ts';
import type { FormContent, FormRow } from '../../shared/returns/form.ts';
import type { Values } from '../../shared/returns/types.ts';
import { closureSql } from '../closing.ts';
import type { ReadDb } from '../connection.ts';
import { unitNames } from '../names.ts';
import { roundIdOr } from '../rounds.ts';
import { dueDayOf } from './dueDay.ts';
import { ledgerValues } from './ledgerValues.ts';
import { answeringUnits, unitGroup } from './mergers.ts';
import { roundKnown } from './roundKnown.ts';
import { isAsked, unitMeasures } from './unitMeasures.ts';

interface Asked {
  readonly id: number;
  readonly issue: number;
  readonly responsible: number | null;
  readonly assisting: string;
}

/** Active measures of issues not closed, of the whole round, with the units as they are written there. */
function askedMeasures(db: ReadDb, roundId: number): Asked[] {
  return db.all<Asked>(
    `SELECT m.id, i.id AS issue, coalesce(m.unit_id, i.unit_id) AS responsible,
      (SELECT json_group_array(a.unit_id) FROM measure_units a WHERE a.measure_id = m.id) AS assisting
      FROM issues i JOIN measures m ON m.issue_id = i.id
      WHERE i.round_id = ? AND i.withdrawn_on IS NULL AND m.withdrawn_on IS NULL
        AND ${closureSql('i.id')} <> 'closed'`,
    roundId,
  );
}

/**
 * Units that answer today for any active measure of an issue not closed of the current round, in the order of their ids.
 * Who is responsible for a measure does not assist in it as well. Refuses `round_missing`.
 */
export function plannedForms(db: ReadDb, month: Month, today: Day): FormPlan {
  const roundId = roundIdOr(db, undefined);
  const answering = answeringUnits(db, today);
  const names = unitNames(db, today);
  const units = new Map<number, { issues: Set<number>; responsible: number; assisting: number }>();
  const count = (unit: number, issue: number, role: 'responsible' | 'assisting') => {
    const counts = units.get(unit) ?? { issues: new Set<number>(), responsible: 0, assisting: 0 };
    counts.issues.add(issue);
    counts[role] += 1;
    units.set(unit, counts);
  };
  let withoutUnit = 0;
  for (const measure of askedMeasures(db, roundId)) {
    const responsible = measure.responsible === null ? null : answering(measure.responsible);
    if (responsible === null) withoutUnit += 1;
    else count(responsible, measure.issue, 'responsible');
    for (const unit of new Set((JSON.parse(measure.assisting) as number[]).map(answering)))
      if (unit !== responsible) count(unit, measure.issue, 'assisting');
  }
  const sent = new Map<number, { form: number; on: Day }[]>();
  for (const { unit, ...form } of db.all<{ unit: number; form: number; on: Day }>(
    'SELECT unit_id AS unit, id AS form, sent_on AS "on" FROM forms WHERE round_id = ? AND month = ? ORDER BY id DESC',
    roundId,
    month,
  ))
    sent.set(answering(unit), [...(sent.get(answering(unit)) ?? []), form]);
  return {
    month,
    dueOn: dueDayOf(db, month).dueOn,
    units: [...units]
      .sort(([a], [b]) => a - b)
      .map(([id, { issues, responsible, assisting }]) => ({
        unit: { id, name: names.get(id) ?? '' },
        issues: issues.size,
        responsible,
        assisting,
        sent: sent.get(id) ?? [],
      })),
    withoutUnit,
  };
}

/**
 * What one unit's form for a month holds: its measures of issues not closed, in the order of the tree, with what is on
 * record of each. In the rows of measures that it only assists stands nothing but its own progress. A merged unit is
 * taken for its successor. Refuses `round_missing`, `row_missing`.
 */
export function formContent(db: ReadDb, unit: number, month: Month, today: Day): FormContent {
  const { roundId, called } = roundKnown(db);
  const round = db.get<{ title: string; organisation: string }>(
    'SELECT title, organisation FROM rounds WHERE id = ?',
    roundId,
  );
  const id = answeringUnits(db, today)(unit);
  const name = unitNames(db, today).get(id);
  if (name === undefined) throw new Refusal('row_missing', { table: 'units', row: id });
  const group = unitGroup(db, id, today);
  const asked = new Map(
    unitMeasures(db, roundId, group)
      .filter(isAsked)
      .map((measure) => [measure.id, measure.role]),
  );
  const values = ledgerValues(db, group, asked, month, today);
  const rows: FormRow[] = [];
  for (const [measure, { number }] of called) {
    const role = asked.get(measure);
    const value = values.get(measure);
    if (role === undefined || value === undefined) continue;
    const opened = answerFields.filter((field) => open(field, role));
    rows.push({
      measure,
      role,
      values: {
        number,
        role: roleWords[role],
        ...value.known,
        ...answersIn(value.answers, opened),
      },
      open: opened,
    });
  }
  return {
    unit: { id, name },
    month,
    dueOn: dueDayOf(db, month).dueOn,
    organisation: round?.organisation ?? '',
    round: round?.title ?? '',
    rows,
  };
}

/** No cell holds more; a list that is longer is printed as far as whole lines go. */
const LONGEST = 32_000;

function answersIn(answers: Values, fields: FormRow['open']): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = answers[field];
      return value === undefined ? [] : [[field, value.length > LONGEST ? shortened(field, value) : value]];
    }),
  );
}

function shortened(field: AnswerField, value: string): string {
  const kind = kindOf(field);
  if (kind !== 'lines' && kind !== 'regulations') return value;
  return value.slice(0, value.lastIndexOf('\n', LONGEST) + 1).trimEnd();
}
