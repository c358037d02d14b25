/** 提请研究事项: submitted in a month, decided at a meeting, followed up until settled. */
import { z } from 'zod';
import { nothing, read, write, written } from './define.ts';
import { day, id, ids, month, named, sentence, text } from './words.ts';

const fields = {
  title: sentence,
  month,
  issues: z.array(id).max(500),
  meetingOn: day.nullable(),
  decision: text,
  followUp: text,
  /** Day on which what was decided stood; null while it is followed up. */
  settledOn: day.nullable(),
};

export const matter = z.strictObject({
  id,
  ...fields,
  issues: z.array(named.extend({ place: z.string() })),
});

export const matterCalls = {
  /** Of the current round, newest month first. */
  'matter.list': read(nothing, z.strictObject({ matters: z.array(matter) })),
  'matter.add': write(
    z.strictObject(fields).omit({ meetingOn: true, settledOn: true }),
    written.extend({ id }),
  ),
  'matter.edit': write(z.strictObject({ id, fields: z.strictObject(fields).partial() }), written),
  'matter.remove': write(z.strictObject({ ids }), written),
};
