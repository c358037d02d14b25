/** Units with their dated names, persons. */
import { z } from 'zod';
import { nothing, read, write, written } from './define.ts';
import { count, day, id, name } from './words.ts';

const unit = z.strictObject({
  id,
  /** Name in force today. */
  name: z.string(),
  kind: z.enum(['department', 'subsidiary']),
  names: z.array(z.strictObject({ name: z.string(), from: day })),
  mergedInto: id.nullable(),
  mergedOn: day.nullable(),
  /** Measures it answers for, own or inherited. */
  measures: count,
});

const person = z.strictObject({
  id,
  name: z.string(),
  post: z.string(),
  leader: z.boolean(),
  unitId: id.nullable(),
  /** Dated names, oldest first; empty for one that never changed. */
  names: z.array(z.strictObject({ name: z.string(), from: day })),
  leftOn: day.nullable(),
  measures: count,
});

/** What one leads, or what a unit answers for, on a day. */
const load = z.strictObject({
  id: id.nullable(),
  name: z.string(),
  issues: count,
  open: count,
  closed: count,
  inChain: count,
  measures: count,
  complete: count,
  overdue: count,
  near: count,
  lagging: count,
});

export const peopleCalls = {
  'unit.list': read(nothing, z.strictObject({ units: z.array(unit) })),
  'unit.add': write(
    z.strictObject({ name, kind: z.enum(['department', 'subsidiary']) }),
    written.extend({ id }),
  ),
  /** A rename is a dated event: months before `on` print the old name. */
  'unit.rename': write(z.strictObject({ id, name, on: day }), written),
  'unit.merge': write(z.strictObject({ id, into: id, on: day }), written),
  /** Only a unit that was never named anywhere. */
  'unit.remove': write(z.strictObject({ id }), written),
  'unit.edit': write(z.strictObject({ id, kind: z.enum(['department', 'subsidiary']) }), written),
  'person.list': read(nothing, z.strictObject({ persons: z.array(person) })),
  'person.add': write(
    z.strictObject({ name, post: z.string().trim().max(200), leader: z.boolean(), unitId: id.nullable() }),
    written.extend({ id }),
  ),
  'person.edit': write(
    z.strictObject({
      id,
      fields: z
        .strictObject({ name, post: z.string().trim().max(200), leader: z.boolean(), unitId: id.nullable() })
        .partial(),
    }),
    written,
  ),
  /** A new name from a day on: earlier months print the old one. `person.edit` corrects a name that was typed wrong. */
  'person.rename': write(z.strictObject({ id, name, on: day }), written),
  /** Leaves office on a day, null takes it back; with `handTo` what is still open goes over to that leader. */
  'person.leave': write(z.strictObject({ id, on: day.nullable(), handTo: id.optional() }), written),
  'person.remove': write(z.strictObject({ id }), written),
  /** Everything that is still open goes over to another leader. */
  'person.handOver': write(
    z.strictObject({ from: id, to: id }),
    written.extend({ issues: count, measures: count }),
  ),
  'people.load': read(
    z.strictObject({ by: z.enum(['lead', 'unit']) }),
    z.strictObject({ revision: z.int(), rows: z.array(load) }),
  ),
};
