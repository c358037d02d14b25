/** A part of the month's summary worded by the clerk, through the door: kept, watched, undone, given back. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import type { Summary } from '../../shared/contract/types.ts';
import { openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

const AUGUST = '2024-08';
let program: TestProgram;
beforeEach(() => {
  program = openTestProgram('2024-08-31');
});
afterEach(() => {
  program.close();
  expect(program.errors).toEqual([]);
});

async function ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> {
  const result = await program.dispatcher.call(name, args);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function codeOf<K extends CallName>(name: K, args: Args<K>): Promise<string> {
  const result = await program.dispatcher.call(name, args);
  return result.ok ? 'ok' : result.error.code;
}

async function overall(month = AUGUST): Promise<Summary['narrative'][number]> {
  const [first] = (await ask('summary.compute', { month })).narrative;
  if (first === undefined) throw new Error('no narrative');
  return first;
}
const differing = ({ runs }: Summary['narrative'][number]) =>
  runs.flatMap((run) => (run.differs === undefined ? [] : [[run.name, run.text, run.differs]]));
const set = (text: string | null, month = AUGUST) => ask('narrative.set', { month, part: 'overall', text });

test('words are kept for their month and part, a changed figure is told; undo and null give the composed ones', async () => {
  await ask('ledger.create', { folder: null, sample: true });
  const composed = await overall();
  const { revision } = await set(composed.text.replace('已完成整改25个', '整改到位26个'));
  const edited = await overall();
  expect(edited).toMatchObject({ edited: true, composed: composed.runs });
  expect(edited.text).toContain('整改到位26个');
  expect(differing(edited)).toEqual([['closed', '26', '25']]);
  expect(edited.runs.find((run) => run.name === 'closed')?.figure).toBe('issues:closed');

  const doc = await ask('paper.doc', { query: { paper: 'summary', month: AUGUST } });
  expect(doc.differing).toBe(1);
  expect(doc.revision).toBe(revision);
  // Another month and the other parts are as they were.
  expect((await overall('2024-07')).edited).toBe(false);
  const parts = (await ask('summary.compute', { month: AUGUST })).narrative;
  expect(parts.filter((p) => p.edited).map((p) => p.part)).toEqual(['overall']);

  await ask('history.undo', {});
  expect(await overall()).toEqual(composed);
  await ask('history.redo', {});
  expect(await overall()).toEqual(edited);
  const { steps } = await ask('history.steps', { limit: 10 });
  expect(steps[0]).toMatchObject({ action: 'narrative.set' });

  await set(null);
  expect(await overall()).toEqual(composed);
});

test('when the ledger moves, what was worded stays and its figures that moved are told', async () => {
  await ask('ledger.create', { folder: null, sample: true });
  const { text } = await overall();
  await set(`${text}以上情况已向党委报告。`);
  expect(differing(await overall())).toEqual([]);
  const { overdue } = await ask('summary.compute', { month: AUGUST });
  const late = new Set(overdue.map((line) => line.id));
  const open = await ask('summary.rows', { month: AUGUST, key: 'measures:incomplete' });
  const measure = open.rows.find((row) => !late.has(row.id));
  if (measure === undefined) throw new Error('no measure');
  await ask('measure.setState', { ids: [measure.id], state: 'done', on: '2024-08-30' });
  const after = await overall();
  expect(differing(after)).toEqual([['newlyDone', '5', '6']]);
  expect(after.text.endsWith('以上情况已向党委报告。')).toBe(true);
  await set(after.text.replace('新完成措施5条', '新完成措施6条'));
  expect(differing(await overall())).toEqual([]);
});

test('nothing is refused as nothing; the composed words typed again are the composed ones; too long is refused', async () => {
  await ask('ledger.create', { folder: null, sample: true });
  const composed = await overall();
  expect(await codeOf('narrative.set', { month: AUGUST, part: 'overall', text: ' \n' })).toBe(
    'narrative_blank',
  );
  expect(await codeOf('narrative.set', { month: AUGUST, part: 'overall', text: '长'.repeat(4001) })).toBe(
    'bad_arguments',
  );
  await set('本月情况见附件。');
  expect(await overall()).toMatchObject({ text: '本月情况见附件。', runs: [{ text: '本月情况见附件。' }] });
  await set(composed.text);
  expect(await overall()).toEqual(composed);
});
