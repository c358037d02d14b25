/** The demo's returns: forms out to every unit, files of three kinds back in, reviewed, committed, a receipt on paper. */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import type { Month } from '../../shared/month.ts';

export type Call = <K extends CallName>(name: K, args: Args<K>) => Promise<Reply<K>>;

export interface DemoTools {
  readonly call: Call;
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly picture: (name: string) => Promise<void>;
  /** Shows a screen by its command. */
  readonly show: (screen: string) => void;
  /** Presses the first button that says this, and waits until it is there. */
  readonly press: (words: string) => Promise<void>;
}

/** A table of a unit's own making, as text; one cell can't be understood. */
const OWN_TABLE = [
  '填报单位：投资管理部,,,,',
  '编号,整改举措,整改状态,工作开展情况,完成时间',
  '5-1,建立投资项目储备库,已完成,9个项目全部完成尽职调查并录入储备库。,2024.8.30',
  '5-2,坚持按季度开展投向分析,完成90%,投向分析指标已试运行一个月。,',
].join('\r\n');

export async function monthOfReturns(tools: DemoTools, month: Month): Promise<void> {
  const { call, folder, say, picture, show, press } = tools;
  const forms = join(folder, 'forms');
  const back = join(folder, 'back');
  for (const each of [forms, back]) {
    rmSync(each, { recursive: true, force: true });
    mkdirSync(each);
  }
  process.env['LEDGER_ANSWER_FOLDER'] = forms;
  const sent = await outcome(
    'sent',
    (await call('forms.send', { month, units: null, as: 'folder' })).job,
    call,
  );
  say(`${sent.files} report forms written into ${forms}`);

  const form = readdirSync(forms).find((name) => name.includes('审计工作部'));
  if (form === undefined) throw new Error('a unit of the sample got no form');
  copyFileSync(join(forms, form), join(back, form));
  writeFileSync(join(back, '投资管理部8月.csv'), OWN_TABLE);
  writeFileSync(join(back, '风险控制部（扫描件）.pdf'), '%PDF-1.4\n%%EOF\n');
  const names = readdirSync(back);
  process.env['LEDGER_ANSWER_RETURNS'] = names.map((name) => join(back, name)).join(delimiter);
  const { files } = await call('returns.pickFiles', {});
  const tokens = files.map(({ token }) => token);
  const taken = await outcome('taken', (await call('returns.take', { files: tokens, month })).job, call);
  const { batch } = taken;
  if (batch === null) throw new Error('nothing was taken in');
  for (const { file, unit, classes, refused } of taken.files) {
    const changed = `${classes.theirs} changed, ${classes.problem} not understood`;
    say(`${file}: ${refused === null ? `${unit ?? 'unit asked'}, ${changed}` : `refused ${refused.code}`}`);
  }
  show('view.returns');
  await picture('returns');
  await press('核对');
  await picture('review');

  const filter = { classes: ['theirs' as const] };
  await call('returns.decide', { batch, all: { filter, choice: 'accept' } });
  const { revision } = await call('returns.review', { batch });
  const done = await outcome('committed', (await call('returns.commit', { batch, revision })).job, call);
  const receipt = await call('returns.receipt', { batch });
  const { accepted, open } = receipt.counts;
  if (accepted === 0 || accepted !== done.cells) throw new Error('the receipt counts otherwise');
  say(`batch ${batch} committed: ${accepted} cells accepted, ${open} left in review`);
  const paper = join(folder, 'receipt.pdf');
  rmSync(paper, { force: true });
  process.env['LEDGER_ANSWER_PDF'] = paper;
  await call('paper.savePaper', { paper: 'receipt', batch });
  await press('返回');
  await picture('returns-committed');
}

type Outcome = Reply<'returns.outcome'>;

/** Waits for a job's end, and answers the job. */
export async function ended(what: string, job: string | null, call: Call): Promise<string> {
  if (job === null) throw new Error('a dialog was not answered');
  for (;;) {
    const { status, error } = await call('job.state', { id: job });
    if (status === 'done') return job;
    if (status !== 'running') throw new Error(`${what} did not come about: ${JSON.stringify(error)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a job came to. */
async function outcome<K extends Outcome['kind']>(
  kind: K,
  job: string | null,
  call: Call,
): Promise<Extract<Outcome, { kind: K }>> {
  const came = await call('returns.outcome', { job: await ended(kind, job, call) });
  if (came.kind !== kind) throw new Error(`${came.kind} instead of ${kind}`);
  return came as Extract<Outcome, { kind: K }>;
}
