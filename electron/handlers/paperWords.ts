/** What the office says on its papers, and papers to units whose measures are late. */
import { addLateLetters } from '../../db/papers/late.ts';
import { paperSettings } from '../../db/papers/ground.ts';
import { setPaperSettings } from '../../db/papers/settings.ts';
import type { paperCalls } from '../../shared/contract/papers.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { answer } from '../questions.ts';
import { reading, step } from './steps.ts';

type Names = Extract<keyof typeof paperCalls, `reminder.${string}` | 'paper.settings' | 'paper.setSettings'>;

export const paperWordHandlers: Family<Names, Context> = {
  'paper.settings': (_, context) => paperSettings(reading(context).db),
  'paper.setSettings': ({ settings }, context) =>
    step(context, 'paper.setSettings', {}, (db) => setPaperSettings(db, settings)),

  'reminder.late': (asked, context) => answer(context, 'reminder.late', asked),
  'reminder.forLate': async ({ unit, month, kind, measures, demand }, context) => {
    // Asked before the write: of a large ledger a child answers.
    const late = await answer(context, 'reminder.late', { month });
    const { value, revision } = await context.session.write(
      { action: 'reminder.forLate', detail: { month, kind, papers: 1 } },
      (db) => addLateLetters(db, late, [{ unit, kind, measures, demand }]),
    );
    return { revision, id: value[0] ?? 0 };
  },
  'reminder.forLateUnits': async ({ month, letters, demand }, context) => {
    const late = await answer(context, 'reminder.late', { month });
    const { value, revision } = await context.session.write(
      { action: 'reminder.forLate', detail: { month, papers: letters.length } },
      (db) =>
        addLateLetters(
          db,
          late,
          letters.map((letter) => ({ ...letter, demand })),
        ),
    );
    return { revision, ids: value };
  },
};
