/** Outcomes as ledgers of their own. Names in sanctions leave this room only when they are asked for. */
import { basename } from 'node:path';
import {
  addOutcome,
  decideDifferent,
  decideSame,
  editOutcome,
  listOutcomes,
  outcomeBook,
  outcomesOfIssue,
  removeOutcome,
  sanctionNames,
  separateOutcome,
  shownPairs,
} from '../../db/outcomes/index.ts';
import type { outcomeCalls } from '../../shared/contract/outcomes.ts';
import type { OutcomeFields } from '../../shared/contract/types.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import { familyWords } from '../../shared/outcomes/words.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { sanctionWords } from '../../shared/words.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { replaceFile } from '../files/atomic.ts';
import { WRITE_OUTCOMES } from '../jobs/kinds.ts';
import type { WriteOutcomesPayload } from '../jobs/kinds.ts';
import { answer } from '../questions.ts';
import { makingStep, reading, step } from './steps.ts';

const noInitials = (): string => '';

/** Pairs on screen at once; the others follow as these are decided. */
const PAIRS = 200;

export const outcomeHandlers: Family<keyof typeof outcomeCalls, Context> = {
  'outcome.overview': (asked, context) => answer(context, 'outcome.overview', asked),
  'outcome.list': async (query, context) => {
    // Only who finds by words pays for the tables of pinyin, and the start never does.
    const initials =
      query.find.trim() === '' ? noInitials : (await import('../../shared/initials.ts')).pinyinInitials;
    const { db, ledger, today } = reading(context);
    return { revision: ledger.revision(), ...listOutcomes(db, query, today, initials) };
  },
  'outcome.ofIssue': ({ issue }, context) => {
    const { db, ledger, today } = reading(context);
    return { revision: ledger.revision(), rows: outcomesOfIssue(db, issue, today) };
  },
  'outcome.add': ({ fields }, context) =>
    makingStep(context, 'outcome.add', { name: nameOf(fields) }, (db) => addOutcome(db, fields)),
  'outcome.edit': ({ id, fields }, context) =>
    step(context, 'outcome.edit', { name: nameOf(fields) }, (db) => editOutcome(db, id, fields)),
  'outcome.remove': async ({ family, id }, { session }) => {
    const { value, revision } = await session.write({ action: 'outcome.remove', detail: { family } }, (db) =>
      removeOutcome(db, family, id),
    );
    return { revision, heir: value };
  },
  'outcome.names': ({ id }, context) => ({ names: sanctionNames(reading(context).db, id) }),
  'outcome.pairs': (_, context) => {
    const { db, ledger, today } = reading(context);
    return { revision: ledger.revision(), pairs: shownPairs(db, today, PAIRS) };
  },
  'outcome.decide': ({ family, first, second, verdict, primary }, context) =>
    step(context, 'outcome.decide', { family, verdict }, (db) => {
      if (verdict === 'different') decideDifferent(db, family, [first, second]);
      else if (primary === undefined) throw new Refusal('outcome_pair_unclear');
      else decideSame(db, family, [first, second], primary);
    }),
  'outcome.separate': ({ family, id }, context) =>
    step(context, 'outcome.separate', { family }, (db) => separateOutcome(db, family, id)),
  'outcome.export': async ({ family, names }, context) => {
    const { db, today } = reading(context);
    const book = outcomeBook(db, family, today, names);
    const called = family === 'all' ? '' : `-${familyWords[family]}`;
    const target = await context.desk.pickTarget('xlsx', `整改成效${called}-${today}.xlsx`);
    if (target === null) return { file: null };
    await replaceFile(target, async (file) => {
      const payload: WriteOutcomesPayload = { book, file };
      valueOf(await context.jobs.start(WRITE_OUTCOMES, payload).finished);
    });
    return { file: basename(target) };
  },
};

/** What a step of the history calls the outcome. Names of people are never part of it. */
function nameOf(fields: OutcomeFields): string {
  switch (fields.family) {
    case 'regulation':
    case 'clue':
      return fields.title;
    case 'sanction':
      return `${sanctionWords[fields.kind]}${fields.people}人`;
    case 'recovery':
      return recoveryName(fields.kind);
  }
}
