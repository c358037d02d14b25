/**
 * The demo's work on issues: evidence taken in and written out as an archive, an issue applied for, sent back and closed,
 * a deadline extended, the checks, the wall sheet and the dashboard on paper.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import type { Args } from '../../shared/contract/index.ts';
import { ended } from './demoReturns.ts';
import type { DemoTools } from './demoReturns.ts';
import { DEMO_TODAY } from './home.ts';

/** Answers the issue that it closes. */
export async function workOnIssues(tools: DemoTools): Promise<number> {
  const { picture, show } = tools;
  const issue = await closeOne(tools);
  show('view.closing');
  await picture('closing');
  await extendOne(tools);
  show('view.plan');
  await picture('plan');
  await archive(tools, issue);
  show('view.outcomes');
  await picture('outcomes');
  const found = await tools.call('check.list', { kinds: [], waived: false, offset: 0, limit: 20 });
  tools.say(`checks: ${found.open} open of ${found.kinds.filter((kind) => kind.open > 0).length} kinds`);
  show('view.checks');
  await picture('checks');
  show('view.dashboard');
  await picture('dashboard');
  await onPaper(tools, 'wall-sheet.pdf', {
    paper: 'gantt',
    query: { by: 'unit', level: 'issue', complete: true, units: [], leads: [] },
  });
  await onPaper(tools, 'dashboard.pdf', { paper: 'dashboard', asOf: DEMO_TODAY, knownAt: null });
  return issue;
}

/** From what an application lacks to 审定, sent back once on the way. Answers the issue. */
async function closeOne({ call, folder, say }: DemoTools): Promise<number> {
  const board = await call('closing.board', { find: '', leads: [], units: [] });
  const card = board.columns.find(({ key }) => key === 'ready')?.cards[0];
  if (card === undefined) throw new Error('the sample has no issue that is ready');
  const lacks = async () => (await call('closing.missing', { ids: [card.id] })).issues[0]?.missing ?? [];
  const missing = await lacks();
  say(`issue ${card.id} lacks ${missing.length} for its application`);
  for (const { kind, measure } of missing) {
    if (kind !== 'evidence_missing' || measure === null) throw new Error(`unexpected: ${kind}`);
    await takeIn({ call, folder, say }, measure.id);
  }
  if ((await lacks()).length > 0) throw new Error('the application still lacks something');

  const ids = [card.id];
  const on = DEMO_TODAY;
  await call('closing.step', { ids, actor: '责任单位', on });
  await call('closing.back', { ids, as: 'sent_back', actor: '整改办', on, reason: '请补充验收结论' });
  await call('closing.step', { ids, actor: '责任单位', on, opinion: '验收结论已补充' });
  for (const actor of ['整改办', '纪检监察机构', '集团党委会'])
    await call('closing.step', { ids, actor, on, opinion: '同意' });
  const { closure, closing } = await call('issue.get', { id: card.id });
  if (closure !== 'closed') throw new Error(`issue ${card.id} is ${closure}`);
  say(`issue ${card.id} sent back once and closed: ${closing.length} events`);
  return card.id;
}

async function takeIn(
  { call, folder, say }: Pick<DemoTools, 'call' | 'folder' | 'say'>,
  measure: number,
): Promise<void> {
  const from = join(folder, 'evidence');
  rmSync(from, { recursive: true, force: true });
  mkdirSync(from);
  const files = ['验收会议纪要.txt', '现场情况说明.txt'].map((name) => join(from, name));
  for (const file of files) writeFileSync(file, '标段验收合格，资料已移交。\n');
  process.env['LEDGER_ANSWER_EVIDENCE'] = files.join(delimiter);
  const picked = await call('evidence.pick', {});
  const tokens = picked.files.map(({ token }) => token);
  const { job } = await call('evidence.add', { measure, files: tokens });
  await ended('evidence', job, call);
  const { added, refused } = await call('evidence.added', { job });
  // The second file has the same contents: of one measure they are kept once.
  if (added.length !== 1 || refused[0]?.code !== 'evidence_twice')
    throw new Error('evidence not as expected');
  say(`measure ${measure}: ${added.length} file kept, ${refused.length} refused as the same`);
}

/** Writes the closed issue's evidence out as numbered folders with their list. */
async function archive({ call, folder, say }: DemoTools, issue: number): Promise<void> {
  const place = join(folder, 'archive');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  process.env['LEDGER_ANSWER_FOLDER'] = place;
  const { job } = await call('evidence.export', { issue, as: 'folder' });
  await ended('archive', job, call);
  if (job === null) throw new Error('no archive');
  const written = await call('evidence.exported', { job });
  const [name = ''] = readdirSync(place);
  if (written.files !== 1 || !existsSync(join(place, name, '归档目录.xlsx')))
    throw new Error('the archive is not whole');
  say(`archive ${name}: ${written.files} file and the list`);
}

/** Extends what is late, by words as they stand in an approval. */
async function extendOne({ call, say }: DemoTools): Promise<void> {
  const { ids } = await call('checklist.find', { ...wholeChecklist, lamps: ['red'] });
  const [late] = ids;
  if (late === undefined) throw new Error('nothing of the sample is late');
  await call('extension.add', {
    ids: [late],
    deadline: '2024年12月底前',
    reason: '债务人破产清算，须待法院裁定',
    approvedBy: '集团党委会',
  });
  const { dueOn, extensions } = await call('measure.get', { id: late });
  if (dueOn !== '2024-12-31' || extensions !== 1) throw new Error(`extended to ${String(dueOn)}`);
  say(`measure ${late} extended to ${dueOn}`);
}

async function onPaper(
  { call, folder, say }: DemoTools,
  name: string,
  paper: Args<'paper.savePaper'>,
): Promise<void> {
  const file = join(folder, name);
  rmSync(file, { force: true });
  process.env['LEDGER_ANSWER_PDF'] = file;
  await call('paper.savePaper', paper);
  if (!existsSync(file)) throw new Error(`${name} was not written`);
  say(`written ${file}`);
}
