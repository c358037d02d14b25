/** The door over a real ledger: making, opening, moving, every reading call on the sample, writes, undo, refusals. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { jobEnd, openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

let program: TestProgram;
beforeEach(() => {
  program = openTestProgram('2024-09-01');
});
afterEach(() => {
  program.close();
  // Whatever was refused was foreseen: nothing may have gone to the log.
  if (program.errors.length > 0) throw new Error(`logged: ${program.errors.map(String).join('; ')}`);
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

async function verified(): Promise<Reply<'ledger.verified'>> {
  const { job } = await ask('ledger.verify', { files: true });
  expect((await jobEnd(program, job)).status).toBe('done');
  return ask('ledger.verified', { job });
}

async function folderToken(path: string): Promise<string> {
  program.answers['folder'] = path;
  const { folder } = await ask('ledger.pickFolder', {});
  return folder?.token ?? '';
}

describe('without a ledger', () => {
  it('says so, and where a new one would lie', async () => {
    const state = await ask('ledger.state', {});
    expect(state).toMatchObject({ open: null, problem: null, today: '2024-09-01', operator: '测试员' });
    expect(state.suggestedFolder).toBe(join(program.folder, 'ledger'));
  });
  it('ledger.verify is refused', async () => {
    expect(await codeOf('ledger.verify', { files: false })).toBe('no_ledger');
  });
  it.each(['round.list', 'ledger.files', 'history.undo', 'unit.list', 'ledger.reveal'] as const)(
    '%s is refused',
    async (name) => {
      expect(await codeOf(name, {})).toBe('no_ledger');
    },
  );
  it('a picked folder is a token and its path for the eye', async () => {
    program.answers['folder'] = null;
    expect(await ask('ledger.pickFolder', {})).toEqual({ folder: null });
    program.answers['folder'] = program.folder;
    const { folder } = await ask('ledger.pickFolder', {});
    expect(folder).toMatchObject({ path: program.folder, holdsLedger: false });
    expect(await codeOf('ledger.open', { folder: program.folder })).toBe('folder_unknown');
    expect(await codeOf('ledger.open', { folder: folder?.token ?? '' })).toBe('ledger_missing');
  });
});

describe('the ledger file', () => {
  it('is made, remembered, and opened by the next start', async () => {
    const made = await ask('ledger.create', { folder: null, sample: false });
    expect(made.open).toMatchObject({ folder: join(program.folder, 'ledger'), readOnly: false });
    const settings = JSON.parse(readFileSync(join(program.folder, 'settings.json'), 'utf8')) as object;
    expect(settings).toEqual({ ledgerFolder: join(program.folder, 'ledger') });
    program.context.session.close();
    expect((await ask('ledger.state', {})).open).toBeNull();
    expect((await ask('ledger.retry', {})).open?.file).toBe(made.open?.file);
  });

  it('tried again while it is open stays open', async () => {
    await ask('ledger.create', { folder: null, sample: false });
    expect(await ask('ledger.retry', {})).toMatchObject({ problem: null, open: { readOnly: false } });
    expect(await ask('ledger.retry', { readOnly: true })).toMatchObject({ open: { readOnly: true } });
    expect(await codeOf('operator.set', { name: '某某' })).toBe('ledger_read_only');
    expect(await ask('ledger.retry', {})).toMatchObject({ problem: null, open: { readOnly: false } });
    expect(await codeOf('operator.set', { name: '某某' })).toBe('ok');
  });

  it('whose first content can not be written is not left behind', async () => {
    const file = join(program.folder, 'half', 'ledger.db');
    const made = program.context.session.create(file, () => {
      throw new Error('the sample does not fit');
    });
    await expect(made).rejects.toThrow('does not fit');
    expect(readdirSync(join(program.folder, 'half'))).toEqual([]);
    expect((await ask('ledger.state', {})).open).toBeNull();
  });

  it('stays open when the settings can not be written', async () => {
    mkdirSync(join(program.folder, 'settings.json'));
    writeFileSync(join(program.folder, 'settings.json', 'x'), '');
    expect((await ask('ledger.create', { folder: null, sample: false })).open).not.toBeNull();
    expect(program.errors).toHaveLength(1);
    program.errors.length = 0;
  });

  it('is not made twice in one folder', async () => {
    await ask('ledger.create', { folder: null, sample: false });
    expect(await codeOf('ledger.create', { folder: null, sample: false })).toBe('ledger_exists');
    expect((await ask('ledger.state', {})).open).not.toBeNull();
  });

  it('is moved by a checked copy; the old file stays', async () => {
    const before = await ask('ledger.create', { folder: null, sample: true });
    const target = join(program.folder, '新位置');
    mkdirSync(target);
    const { job } = await ask('ledger.move', { folder: await folderToken(target) });
    expect((await jobEnd(program, job)).status).toBe('done');
    const after = await ask('ledger.state', {});
    expect(after.open?.folder).toBe(target);
    expect(after.open?.revision).toBe(before.open?.revision);
    expect(existsSync(before.open?.file ?? '')).toBe(true);
    expect(await verified()).toEqual({ ok: true, problems: [], files: 0, bytes: 0 });
    const stats = await ask('round.stats', {});
    expect(stats.measures).toBe(93);
    expect(await codeOf('ledger.move', { folder: await folderToken(target) })).toBe('ledger_exists');
    expect((await ask('ledger.state', {})).open?.folder).toBe(target);
  });

  it('in use elsewhere is refused for writing and may be looked at', async () => {
    const made = await ask('ledger.create', { folder: null, sample: true });
    const other = openTestProgram('2024-09-01');
    try {
      other.answers['folder'] = made.open?.folder ?? '';
      const picked = await other.dispatcher.call('ledger.pickFolder', {});
      const folder = picked.ok ? (picked.value.folder?.token ?? '') : '';
      expect(picked).toMatchObject({ value: { folder: { holdsLedger: true } } });
      expect(await other.dispatcher.call('ledger.open', { folder })).toMatchObject({
        ok: false,
        error: { code: 'ledger_in_use' },
      });
      const seen = await other.dispatcher.call('ledger.open', { folder, readOnly: true });
      expect(seen).toMatchObject({ ok: true, value: { open: { readOnly: true } } });
      expect(await other.dispatcher.call('history.undo', {})).toMatchObject({
        error: { code: 'ledger_read_only' },
      });
      // The looker sees what the writer does.
      await ask('operator.set', { name: '接班人' });
      expect(await other.dispatcher.call('ledger.state', {})).toMatchObject({
        value: { operator: '接班人' },
      });
    } finally {
      other.close();
    }
    expect(other.errors).toEqual([]);
  });

  it.each([
    ['text', 'This is no ledger, but long enough to be read as a page. '.repeat(40), 'ledger_not_database'],
    ['nothing', '', 'ledger_empty_file'],
  ])('that holds %s is refused and left as it is', async (_, content, code) => {
    const folder = join(program.folder, 'ledger');
    mkdirSync(folder);
    const file = join(folder, 'ledger.db');
    writeFileSync(file, content);
    expect(await codeOf('ledger.open', { folder: await folderToken(folder) })).toBe(code);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('that can not be opened at the start is the state’s problem, and can be tried again', async () => {
    const made = await ask('ledger.create', { folder: null, sample: false });
    const file = made.open?.file ?? '';
    program.context.session.close();
    const whole = readFileSync(file);
    writeFileSync(file, 'x'.repeat(5000));
    const state = await ask('ledger.retry', {});
    expect(state).toMatchObject({ open: null, problem: { code: 'ledger_not_database' } });
    expect(state.problem?.detail).toMatchObject({ folder: join(program.folder, 'ledger') });
    writeFileSync(file, whole);
    expect(await ask('ledger.retry', {})).toMatchObject({ problem: null, open: { file } });
  });

  it('of another program is not touched', async () => {
    const folder = join(program.folder, 'other');
    mkdirSync(folder);
    const foreign = new Database(join(folder, 'ledger.db'));
    foreign.exec('CREATE TABLE things (a)');
    foreign.close();
    const before = statSync(join(folder, 'ledger.db')).mtimeMs;
    expect(await codeOf('ledger.open', { folder: await folderToken(folder) })).toBe('ledger_foreign');
    expect(statSync(join(folder, 'ledger.db')).mtimeMs).toBe(before);
  });

  it('from a newer program is refused by name', async () => {
    const made = await ask('ledger.create', { folder: null, sample: false });
    program.context.session.close();
    const db = new Database(made.open?.file ?? '');
    db.pragma('user_version = 999');
    db.close();
    expect(await ask('ledger.retry', {})).toMatchObject({
      open: null,
      problem: { code: 'ledger_newer', detail: { version: 999 } },
    });
  });
});

describe('the sample through the door', () => {
  beforeEach(async () => {
    await ask('ledger.create', { folder: null, sample: true });
  });

  it('has the figures of its notice', async () => {
    const stats = await ask('round.stats', {});
    expect(stats).toMatchObject({
      aspects: 4,
      headings: 14,
      subheadings: 10,
      issues: 28,
      measures: 93,
      issuesClosed: 25,
    });
  });

  it('answers every reading call as the contract says', async () => {
    const all = { scope: null, find: '', states: [], demands: [], lamps: [], leads: [], units: [], only: [] };
    const found = await ask('checklist.find', { ...all, sort: 'tree', descending: false, group: 'issue' });
    expect(found.ids).toBeInstanceOf(Int32Array);
    expect(found.ids).toHaveLength(93);
    expect(found.groups.reduce((sum, group) => sum + group.count, 0)).toBe(93);
    const rows = await ask('checklist.rows', { ids: [...found.ids] });
    expect(rows.rows.map((row) => row.id)).toEqual([...found.ids]);
    for (const row of rows.rows) await ask('measure.get', { id: row.id });
    const outline = await ask('tree.outline', {});
    for (const node of outline.nodes) {
      await ask(node.kind === 'issue' ? 'issue.get' : 'heading.get', { id: node.id });
    }
    const tree = await ask('tree.all', {});
    expect(tree.nodes).toHaveLength(14 + 28 + 93);
    await ask('round.list', {});
    await ask('unit.list', {});
    await ask('person.list', {});
    await ask('settings.get', {});
    await ask('history.steps', { limit: 100 });
    await ask('history.log', { limit: 100_000 });
    const { months } = await ask('summary.months', {});
    expect(months).toContain('2024-08');
    const summary = await ask('summary.compute', { month: '2024-08' });
    expect(summary.overall.issues.value).toBe(28);
    for (const line of [...summary.overall.byState, { figure: summary.overall.closed }]) {
      const opened = await ask('summary.rows', { month: '2024-08', key: line.figure.key });
      expect(opened.rows).toHaveLength(line.figure.rows);
    }
    expect(await codeOf('summary.rows', { month: '2024-08', key: '__proto__' })).toBe('figure_missing');
  });

  async function tickable(): Promise<number> {
    const query = { scope: null, find: '', demands: [], lamps: [], leads: [], units: [], only: [] };
    const found = await ask('checklist.find', {
      ...query,
      states: ['in_progress', 'mostly_done'],
      sort: 'tree',
      descending: false,
      group: 'none',
    });
    const { rows } = await ask('checklist.rows', { ids: [...found.ids] });
    const row = rows.find((one) => !one.frozen);
    if (row === undefined) throw new Error('nothing to tick');
    return row.id;
  }

  it('tells of every write what changed, and a write that changes nothing keeps the revision', async () => {
    const id = await tickable();
    program.changes.length = 0;
    const first = await ask('measure.setState', { ids: [id], state: 'done', on: '2024-08-31' });
    expect(program.changes).toHaveLength(1);
    expect(program.changes[0]).toMatchObject({ revision: first.revision });
    expect(program.changes[0]?.tables).toEqual(expect.arrayContaining(['measures', 'measure_events']));
    expect(program.changes[0]?.issues).toHaveLength(1);
    const again = await ask('measure.setState', { ids: [id], state: 'done' });
    expect(again.revision).toBe(first.revision);
    expect(program.changes).toHaveLength(1);
    await ask('measure.addProgress', { id, month: '2024-08', text: '已完成。' });
    expect(program.changes[1]).toMatchObject({ months: ['2024-08'] });
  });

  it('undoes and does again, across a restart', async () => {
    const id = await tickable();
    await ask('measure.setState', { ids: [id], state: 'done', on: '2024-08-31' });
    program.context.session.close();
    const state = await ask('ledger.retry', {});
    expect(state.open?.undo).toMatchObject({
      action: 'measure.setState',
      detail: { count: 1, state: 'done' },
    });
    const undone = await ask('history.undo', {});
    expect(undone.step.action).toBe('measure.setState');
    expect((await ask('measure.get', { id })).state).not.toBe('done');
    expect((await ask('ledger.state', {})).open?.redo).toMatchObject({ action: 'measure.setState' });
    await ask('history.redo', {});
    expect((await ask('measure.get', { id })).state).toBe('done');
    expect(await codeOf('history.redo', {})).toBe('nothing_to_redo');
    expect(await verified()).toEqual({ ok: true, problems: [], files: 0, bytes: 0 });
  });

  it('refuses what the rules refuse, and then nothing is written', async () => {
    const id = await tickable();
    const before = (await ask('ledger.state', {})).open?.revision;
    expect(await codeOf('measure.setState', { ids: [id], state: 'done', on: '2024-09-02' })).toBe(
      'on_in_future',
    );
    expect(await codeOf('measure.setState', { ids: [id, 9999], state: 'done' })).toBe('row_missing');
    expect(await codeOf('measure.edit', { ids: [id], patch: { leadId: 9999 } })).toBe('row_missing');
    expect((await ask('ledger.state', {})).open?.revision).toBe(before);
    expect((await ask('measure.get', { id })).state).not.toBe('done');
  });

  it('takes titles as long as real notices have them', async () => {
    const id = await tickable();
    await ask('measure.edit', { ids: [id], patch: { title: '长'.repeat(1500) } });
    expect((await ask('measure.get', { id })).title).toHaveLength(1500);
    expect(await codeOf('measure.edit', { ids: [id], patch: { title: '长'.repeat(2001) } })).toBe(
      'bad_arguments',
    );
    expect(await codeOf('measure.edit', { ids: [id], patch: { title: '  ' } })).toBe('bad_arguments');
  });

  it('writes a paper as a whole workbook, and asks where', async () => {
    const paper = { query: { paper: 'problems', month: '2024-08' }, form: 'xlsx' } as const;
    program.answers['xlsx'] = null;
    expect(await ask('paper.save', paper)).toEqual({ file: null, cut: [] });
    const target = join(program.folder, '清单.xlsx');
    program.answers['xlsx'] = target;
    expect(await ask('paper.save', paper)).toMatchObject({ file: '清单.xlsx' });
    expect(readFileSync(target).subarray(0, 2).toString('latin1')).toBe('PK');
    program.answers['xlsx'] = join(program.folder, 'gone', '清单.xlsx');
    expect(await codeOf('paper.save', paper)).toBe('target_unwritable');
    expect(existsSync(join(program.folder, 'gone'))).toBe(false);
  });

  it('keeps preferences, clipboard and zoom', async () => {
    await ask('prefs.set', { columns: ['title'], last: { issue: 3 } });
    await ask('prefs.set', { last: null });
    expect(await ask('prefs.get', {})).toEqual({ columns: ['title'] });
    await ask('clipboard.write', { text: '一\t二' });
    await ask('window.zoom', { percent: 125 });
    expect(program.answers).toMatchObject({ clipboard: '一\t二', zoom: '125' });
    await ask('ledger.reveal', {});
    expect(program.answers['shown']).toBe(join(program.folder, 'ledger'));
  });
});

describe('a notice through the door', () => {
  const NOTICE = [
    '关于巡察整改进展情况的通报',
    '根据统一部署，现将整改进展情况通报如下。反馈1个方面2个问题，制定措施3条。',
    '一、党的建设方面',
    '（一）组织生活不够严格',
    '1.关于“学习制度落实不到位”问题',
    '一是修订学习制度。已印发执行。二是开展专题培训。已办培训两期。',
    '2.关于“台账记录不完整”问题',
    '一是补齐会议记录。已全部补齐。',
  ].join('\n');

  async function read(source: Args<'notice.read'>): Promise<string> {
    const { job } = await ask('notice.read', source);
    expect(await jobEnd(program, job)).toMatchObject({ status: 'done', kind: 'notice.read' });
    return job;
  }

  it('is read as a job, committed as one batch, refused a second time, undone as one step', async () => {
    await ask('ledger.create', { folder: null, sample: false });
    const file = join(program.folder, '通报.txt');
    writeFileSync(file, NOTICE);
    program.answers['notice'] = file;
    const picked = await ask('file.pickNotice', {});
    expect(picked.file).toMatchObject({ name: '通报.txt' });
    const job = await read({ file: picked.file?.token ?? '' });
    const found = await ask('notice.reading', { job });
    expect(found).toMatchObject({ name: '通报.txt', importedBefore: null });
    expect(found.reading.counted).toMatchObject({ aspects: 1, issues: 2, measures: 3 });
    const written = await ask('notice.commit', {
      job,
      nodes: found.reading.nodes,
      month: '2024-08',
      target: { newRound: { title: '第一轮', feedbackOn: '2024-02-01', months: 6 } },
    });
    expect(written.counted).toMatchObject({ issues: 2, measures: 3 });
    const second = await ask('notice.reading', { job });
    expect(second.importedBefore).toEqual({ batch: written.batch, on: '2024-09-01' });
    expect(
      await codeOf('notice.commit', {
        job,
        nodes: found.reading.nodes,
        month: '2024-08',
        target: { round: written.roundId },
      }),
    ).toBe('imported_before');
    await ask('history.undo', {});
    expect((await ask('round.list', {})).rounds).toEqual([]);
    expect((await ask('notice.reading', { job })).importedBefore).toBeNull();
  });

  it('is read from pasted text, too, also before a ledger is there', async () => {
    const job = await read({ text: NOTICE });
    expect(await ask('notice.reading', { job })).toMatchObject({ name: '', importedBefore: null });
    const other = await read({ text: `${NOTICE}\n` });
    // Only the last reading is kept.
    expect(await codeOf('notice.reading', { job })).toBe('job_unknown');
    expect(await codeOf('notice.reading', { job: other })).toBe('ok');
  });

  it('that is none fails the job with its reason', async () => {
    const { job } = await ask('notice.read', { text: '今天天气很好。' });
    expect(await jobEnd(program, job)).toMatchObject({ status: 'failed', error: { code: 'not_a_notice' } });
    expect(await codeOf('notice.reading', { job })).toBe('job_unknown');
    const gone = join(program.folder, 'gone.txt');
    writeFileSync(gone, NOTICE);
    program.answers['notice'] = gone;
    const picked = await ask('file.pickNotice', {});
    rmSync(gone);
    const read2 = await ask('notice.read', { file: picked.file?.token ?? '' });
    expect(await jobEnd(program, read2.job)).toMatchObject({ error: { code: 'notice_not_found' } });
  });
});
