/** Every paper of ledgers worked on at random: in its shape, nothing empty, nothing of the program's own words. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import {
  addIssueByHand,
  addMeasureByHand,
  changePlan,
  createRound,
  readSettings,
} from '../../../db/index.ts';
import type { Ledger } from '../../../db/index.ts';
import { revisionOf } from '../../../db/connection.ts';
import { addLateLetters, lateUnits } from '../../../db/papers/late.ts';
import { addReminder } from '../../../db/returns/reminders.ts';
import { currentRoundId } from '../../../db/rounds.ts';
import { paperDoc } from '../../../shared/contract/paperDoc.ts';
import type { PaperDoc, PaperQuery } from '../../../shared/contract/types.ts';
import { reminderKinds } from '../../../shared/lists.ts';
import { clearAway, codeOf, newLedger, TODAY, write } from '../makeLedger.ts';
import { acts, backToFirstRound, perform, sampleCopy } from '../randomWork.ts';
import { docOf } from './paperHand.ts';

afterEach(clearAway);

const MONTH = '2024-08';

function queries(ledger: Ledger, month: string): PaperQuery[] {
  const issues = ledger.read.pluck<number>(
    'SELECT id FROM issues WHERE round_id = ?',
    currentRoundId(ledger.read) ?? 0,
  );
  const letters = ledger.read.pluck<number>('SELECT id FROM reminders');
  return [
    ...letters.map((reminder) => ({ paper: 'reminder' as const, reminder })),
    ...(['summary', 'problems', 'tasks', 'duties', 'rollCall', 'progress'] as const).map((paper) => ({
      ...{ paper, month },
    })),
    ...(['a4', 'a3'] as const).map((size) => ({ paper: 'ledger' as const, month, size })),
    ...issues.flatMap((issue) => (['closing', 'dossier'] as const).map((paper) => ({ paper, issue }))),
  ];
}

/** Words of the program, and marks that nothing stands between or before. */
const SLIP =
  /undefined|null|NaN|\[object|Infinity|，，|。。|、、|，。|；。|：。|（）|“”|的0个方面|0个责任单位/u;

/** A letter to every unit that is late with its measures, and one about a return to every unit. */
function sendLetters(ledger: Ledger, month: string): void {
  const late = lateUnits(ledger.read, month, TODAY, readSettings(ledger.read));
  const kindAt = (at: number) => reminderKinds[at % reminderKinds.length] ?? 'reminder';
  write(ledger, (db) => {
    const letters = late.units.map(({ unit }, at) => ({ unit: unit.id, kind: kindAt(at) }));
    addLateLetters(db, { ...late, revision: revisionOf(db) }, letters);
    for (const [at, unit] of db.pluck<number>('SELECT id FROM units ORDER BY id').entries())
      addReminder(db, { unit, month, kind: kindAt(at) });
  });
}

type Block = PaperDoc['sections'][number]['blocks'][number];

/** What is wrong with a paper, in words. */
function slips(doc: PaperDoc): string[] {
  const wrong: string[] = [];
  const parsed = paperDoc.safeParse(doc);
  if (!parsed.success) wrong.push(parsed.error.message);
  if (doc.title.trim() === '') wrong.push('a paper without a title');
  for (const note of doc.notes) if (SLIP.test(note) || note.trim() === '') wrong.push(`note: ${note}`);
  for (const { blocks } of doc.sections) {
    if (blocks.length === 0) wrong.push('an empty section');
    blocks.forEach((block, at) => wrong.push(...slipsOf(block, blocks[at + 1], doc)));
  }
  return wrong;
}

function slipsOf(block: Block, next: Block | undefined, doc: PaperDoc): string[] {
  const words = JSON.stringify(block, (name, value: unknown) =>
    name === 'figure' || name === 'values' ? undefined : value,
  );
  const found = SLIP.exec(words);
  const wrong =
    found === null ? [] : [`${found[0]} in ${words.slice(Math.max(0, found.index - 40), found.index + 40)}`];
  const blank = (text: string): void => {
    if (text.trim() === '') wrong.push(`blank ${block.block}`);
  };
  switch (block.block) {
    case 'table':
      for (const { cells } of block.rows)
        if (cells.length !== block.columns.length) wrong.push(`a row of ${cells.length} cells`);
      if (block.rows.length === 0) blank(block.empty ?? '');
      break;
    case 'text':
      blank(block.runs.map(({ text }) => text).join(''));
      break;
    case 'facts':
      if (block.pairs.length === 0) wrong.push('no facts');
      for (const { label, value } of block.pairs) if (value === '') wrong.push(`nothing said of ${label}`);
      break;
    case 'heading':
      blank(block.text);
      // An issue without measures is a heading alone in the public notice; the clerk is told.
      if (!doc.notes.some((note) => note.startsWith('没有整改措施的问题')))
        if (next === undefined || (next.block === 'heading' && next.level <= block.level))
          wrong.push(`nothing below ${block.text}`);
      break;
    case 'title':
      block.lines.forEach(blank);
      break;
    default:
      if ('text' in block) blank(block.text);
  }
  return wrong;
}

/** @param month one that may lie before what random work has left of the round */
function wrongIn(ledger: Ledger, month: string): string[] {
  return queries(ledger, month).flatMap((query) => {
    if (codeOf(() => docOf(ledger.read, query)) === 'month_before_round') return [];
    return slips(docOf(ledger.read, query)).map((slip) => `${JSON.stringify(query)} ${slip}`);
  });
}

test('of any ledger and month they are whole, and say nothing that no clerk would write', () => {
  fc.assert(
    fc.property(acts(30), fc.constantFrom('2024-08', '2024-05', '2024-09', '2025-01'), (work, month) => {
      const ledger = sampleCopy();
      for (const one of work) perform(ledger, one);
      backToFirstRound(ledger);
      sendLetters(ledger, month);
      expect(wrongIn(ledger, month)).toEqual([]);
      ledger.close();
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test('of a ledger that holds nothing, or issues of nobody and without measures, likewise', () => {
  const ledger = newLedger();
  expect(codeOf(() => docOf(ledger.read, { paper: 'summary', month: MONTH }))).toBe('round_missing');
  write(ledger, (db) =>
    createRound(db, {
      ...{ title: '第一轮', organisation: '', inspectedBy: '', feedbackOn: null, months: 6 },
    }),
  );
  expect(wrongIn(ledger, MONTH)).toEqual([]);
  write(ledger, (db) => {
    addIssueByHand(db, null, { title: '没有措施的问题' });
    const issue = addIssueByHand(db, null, { title: '措施全部撤销的问题' });
    const measure = addMeasureByHand(db, issue, null, { title: '修订制度' });
    changePlan(db, [measure], 'withdrawn', { reason: '合并', body: '党委会', on: '2024-08-31' });
  });
  expect(wrongIn(ledger, MONTH)).toEqual([]);
  const { sections } = docOf(ledger.read, { paper: 'summary', month: MONTH });
  const text = sections
    .flatMap(({ blocks }) => blocks.flatMap((block) => (block.block === 'text' ? block.runs : [])))
    .map((run) => run.text)
    .join('');
  expect(text).toContain('2个问题未明确方面；2个问题未明确责任单位；2个问题未明确责任领导。');
});

test('a month before everything the round tells of is refused, by summary and notice as by the lists', () => {
  const ledger = sampleCopy();
  for (const paper of ['summary', 'progress', 'problems', 'rollCall'] as const)
    expect(
      codeOf(() => docOf(ledger.read, { paper, month: '2024-01' })),
      paper,
    ).toBe('month_before_round');
});
