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
  measures: count,
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
};
