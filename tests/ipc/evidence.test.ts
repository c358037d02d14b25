/** Evidence through the door: real files in, looked at, checked, moved along, written out; what is refused and why. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { storeOf } from '../../db/store.ts';
import { verify } from '../../db/index.ts';
import { clearCopies } from '../../electron/evidence/openCopy.ts';
import { jobEnd, openTestProgram } from './program.ts';
import type { TestProgram } from './program.ts';

let program: TestProgram;
let inbox = '';
let measure = 0;
beforeEach(async () => {
  program = openTestProgram('2024-09-01');
  inbox = join(program.folder, '待存 材料');
  mkdirSync(inbox);
  await ask('ledger.create', { folder: null, sample: true });
  measure = await freeMeasure();
});
afterEach(() => {
  program.close();
  clearCopies();
  if (program.errors.length > 0) throw new Error(`logged: ${program.errors.map(String).join('; ')}`);
});

async function ask<K extends CallName>(name: K, args: Args<K>): Promise<Reply<K>> {
  const result = await program.dispatcher.call(name, args);
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  return result.value;
}
async function failureOf<K extends CallName>(name: K, args: Args<K>) {
  const result = await program.dispatcher.call(name, args);
  return result.ok ? null : result.error;
}
const codeOf = async <K extends CallName>(name: K, args: Args<K>): Promise<string> =>
  (await failureOf(name, args))?.code ?? 'ok';

async function rowsOf() {
  const { ids } = await ask('checklist.find', wholeChecklist);
  return (await ask('checklist.rows', { ids: [...ids] })).rows;
}
async function freeMeasure(): Promise<number> {
  const row = (await rowsOf()).find((one) => !one.frozen && one.withdrawnOn === null);
  if (row === undefined) throw new Error('the sample has no open measure');
  return row.id;
}

function file(name: string, content: string | Uint8Array = `内容 ${name}`): string {
  const path = join(inbox, name);
  writeFileSync(path, content);
  return path;
}
const token = (path: string): string => program.context.tokens.addPlace(path).token;
const ledgerFile = (): string => program.context.session.ledger().file;
const store = () => storeOf(ledgerFile());
/** All files of the store, whole or half. */
const stored = (): string[] =>
  existsSync(store().folder)
    ? readdirSync(store().folder, { recursive: true })
        .map(String)
        .filter((name) => statSync(join(store().folder, name)).isFile())
    : [];
const hash = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function done(job: string): Promise<void> {
  const end = await jobEnd(program, job);
  if (end.status !== 'done') throw new Error(`${end.kind}: ${JSON.stringify(end.error ?? end.status)}`);
}
async function add(paths: readonly string[], to = measure): Promise<Reply<'evidence.added'>> {
  const { job } = await ask('evidence.add', { measure: to, files: paths.map(token) });
  await done(job);
  return ask('evidence.added', { job });
}
const evidenceOf = async (id = measure) => (await ask('measure.get', { id })).evidence;

async function verified(files: boolean): Promise<Reply<'ledger.verified'>> {
  const { job } = await ask('ledger.verify', { files });
  await done(job);
  return ask('ledger.verified', { job });
}

describe('taking in', () => {
  it('copies into the store and records in one step, which can be undone and done again', async () => {
    const before = (await ask('ledger.state', {})).open?.revision ?? 0;
    const held = (await evidenceOf()).length;
    const { added, refused } = await add([file('会议纪要.docx', '甲'), file('台账.v2.xlsx', '乙')]);
    expect(refused).toEqual([]);
    expect(added.map(({ name, known }) => [name, known])).toEqual([
      ['会议纪要.docx', false],
      ['台账.v2.xlsx', false],
    ]);
    const list = (await evidenceOf()).slice(held);
    expect(list).toMatchObject([
      { title: '会议纪要', fileName: '会议纪要.docx', bytes: 3, sha256: hash('甲'), addedOn: '2024-09-01' },
      { title: '台账.v2', fileName: '台账.v2.xlsx', reference: '' },
    ]);
    expect(readFileSync(store().path(hash('甲')), 'utf8')).toBe('甲');
    expect((await ask('ledger.state', {})).open?.revision).toBe(before + 1);
    await ask('history.undo', {});
    expect((await evidenceOf()).length).toBe(held);
    // The log names them still: they stay, and the step can be done again.
    expect(stored()).toHaveLength(2);
    await ask('history.redo', {});
    expect((await evidenceOf()).slice(held)).toEqual(list);
    expect(await verified(true)).toMatchObject({ ok: true, files: 2, bytes: 6 });
  });

  it('keeps the same content once, and not twice for one measure', async () => {
    const first = file('一.pdf', '同一份');
    const same = file('二.pdf', '同一份');
    expect((await add([first])).added).toMatchObject([{ known: false }]);
    const again = await add([same, file('三.pdf', '另一份')]);
    expect(again.refused).toMatchObject([
      { name: '二.pdf', code: 'evidence_twice', detail: { title: '一' } },
    ]);
    expect(again.added).toMatchObject([{ name: '三.pdf' }]);
    const other = (await rowsOf()).find((row) => !row.frozen && row.id !== measure)?.id ?? 0;
    expect((await add([same], other)).added).toMatchObject([{ known: true }]);
    expect(stored()).toHaveLength(2);
  });

  it('takes what it can and says of the others why not', async () => {
    const folder = join(inbox, '一批材料');
    mkdirSync(join(folder, '深一层'), { recursive: true });
    for (const name of ['.DS_Store', 'Thumbs.db', '~$纪要.docx', '好.txt', join('深一层', '里面.txt')])
      writeFileSync(join(folder, name), name);
    const elsewhere = file('原文件.txt', '链接所指');
    symlinkSync(elsewhere, join(folder, '链接.txt'));
    symlinkSync(join(inbox, '没有'), join(folder, '断.txt'));
    symlinkSync(inbox, join(folder, '绕圈'));
    writeFileSync(join(folder, '捷径.lnk'), 'L');
    writeFileSync(join(folder, '空.txt'), '');
    execFileSync('mkfifo', [join(inbox, '管道')]);
    symlinkSync(elsewhere, join(inbox, '直接的链接.txt'));
    mkdirSync(join(inbox, '空文件夹'));
    const { added, refused } = await add([
      folder,
      join(inbox, '管道'),
      join(inbox, '已经没有了.txt'),
      file('~$锁.docx'),
      join(inbox, '直接的链接.txt'),
      join(inbox, '空文件夹'),
    ]);
    expect(added.map(({ name }) => name)).toEqual(['好.txt', '里面.txt', '链接.txt']);
    expect(refused.map(({ name, code }) => [name, code])).toEqual([
      ['一批材料/捷径.lnk', 'file_is_shortcut'],
      ['一批材料/断.txt', 'link_broken'],
      ['一批材料/空.txt', 'file_empty'],
      ['一批材料/绕圈', 'link_to_folder'],
      ['管道', 'file_not_regular'],
      ['已经没有了.txt', 'file_missing'],
      ['~$锁.docx', 'file_is_temporary'],
      ['空文件夹', 'folder_empty'],
      ['直接的链接.txt', 'evidence_twice'],
    ]);
  });

  it('keeps any name as it came', async () => {
    const names = [
      '🧾收据👨‍👩‍👧.pdf',
      'CON.txt',
      'nul',
      '末尾的点..',
      '反斜\\杠和:冒号?*.txt',
      `${'长'.repeat(80)}.pdf`,
      'a\u202Efdp.exe',
      '.隐藏不算.txt',
      `${'x'.repeat(251)}.txt`,
    ];
    const { added } = await add(names.map((name, index) => file(name, `${index}`)));
    expect(added.map(({ name }) => name)).toEqual(names.filter((name) => !name.startsWith('.')));
    const titles = (await evidenceOf()).slice(-added.length).map(({ title }) => title);
    expect(titles.every((title) => title.length > 0 && title.length <= 200)).toBe(true);
    expect(titles[1]).toBe('CON');
  });

  it('of a measure that is frozen copies nothing', async () => {
    const frozen = (await rowsOf()).find((row) => row.frozen)?.id ?? 0;
    const code = await codeOf('evidence.add', { measure: frozen, files: [token(file('一.txt'))] });
    expect(['issue_in_chain', 'issue_closed']).toContain(code);
    expect(await codeOf('evidence.add', { measure: 999_999, files: [token(file('一.txt'))] })).toBe(
      'row_missing',
    );
    expect(stored()).toEqual([]);
  });

  it('asks for room before it copies', async () => {
    const path = file('十几个吉字节.mp4', '');
    // Longer than any disk has room; nothing of it is on the disk.
    truncateSync(path, 12 * 2 ** 40);
    const { job } = await ask('evidence.add', { measure, files: [token(path), token(file('小.txt'))] });
    const end = await jobEnd(program, job);
    expect(end).toMatchObject({
      status: 'failed',
      error: { code: 'disk_full', detail: { needed: '12 TB' } },
    });
    expect(stored()).toEqual([]);
  });

  it('given up leaves nothing of it, in the store and in the ledger', async () => {
    const large = file('大.bin', '');
    truncateSync(large, 3 * 2 ** 30);
    const before = (await ask('ledger.state', {})).open?.revision;
    const { job } = await ask('evidence.add', {
      measure,
      files: [token(file('小.txt', '小')), token(large)],
    });
    while (stored().filter((name) => name.endsWith('.part')).length === 0 || !store().has(hash('小')))
      await new Promise((resolve) => setTimeout(resolve, 5));
    await ask('job.cancel', { id: job });
    expect((await jobEnd(program, job)).status).toBe('cancelled');
    expect(stored()).toEqual([]);
    expect((await ask('ledger.state', {})).open?.revision).toBe(before);
    expect(await codeOf('evidence.added', { job })).toBe('job_unknown');
  });

  it('is edited and taken away, and says what has no file', async () => {
    const { added } = await add([file('旧名.txt')]);
    const id = added[0]?.id ?? 0;
    await ask('evidence.edit', { id, title: '新名', reference: '×发〔2024〕1号' });
    expect((await evidenceOf()).at(-1)).toMatchObject({
      title: '新名',
      reference: '×发〔2024〕1号',
      fileName: '旧名.txt',
    });
    await ask('measure.addEvidence', { id: measure, title: '只有文号', reference: '2号' });
    const reference = (await evidenceOf()).at(-1)?.id ?? 0;
    expect(await codeOf('evidence.open', { id: reference })).toBe('evidence_without_file');
    await ask('evidence.remove', { id });
    expect(await codeOf('evidence.open', { id })).toBe('row_missing');
    expect(stored()).toHaveLength(1);
  });
});

describe('looking', () => {
  it('opens a read-only copy under its own name, never the original', async () => {
    const { added } = await add([file('纪要：一?.txt', '正文')]);
    const id = added[0]?.id ?? 0;
    await ask('evidence.open', { id });
    const opened = program.answers['opened'] ?? '';
    expect(opened.endsWith('纪要：一_.txt')).toBe(true);
    expect(opened.startsWith(store().folder)).toBe(false);
    expect(readFileSync(opened, 'utf8')).toBe('正文');
    expect(statSync(opened).mode & 0o222).toBe(0);
    await ask('evidence.open', { id });
    expect(program.answers['opened']).toBe(opened);
    clearCopies();
    expect(existsSync(opened)).toBe(false);
    await ask('evidence.open', { id });
    expect(existsSync(program.answers['opened'] ?? '')).toBe(true);
    program.answers['cannotOpen'] = 'yes';
    expect(await codeOf('evidence.open', { id })).toBe('no_program_for_file');
  });

  it('never opens what might run, and saves it all the same', async () => {
    const names = ['a.exe', 'b.PDF.bat', 'c.lnk.vbs', 'd\u202Efdp.scr', 'e.js', 'f.hta', 'g.msi. '];
    const { added } = await add(names.map((name) => file(name)));
    expect(added).toHaveLength(names.length);
    for (const { id } of added)
      expect(await codeOf('evidence.open', { id })).toBe('file_not_opened_for_safety');
    expect(program.answers['opened']).toBeUndefined();
    const target = join(program.folder, '另存.exe');
    program.answers['file'] = target;
    expect(await ask('evidence.saveAs', { id: added[0]?.id ?? 0 })).toEqual({ file: '另存.exe' });
    expect(readFileSync(target, 'utf8')).toBe('内容 a.exe');
  });

  it('previews pictures, text in either encoding, and says so of the rest', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const gbk = Buffer.from('d5fbb8c4cca8d5cb', 'hex');
    const { added } = await add([
      file('图.jpg', png),
      file('文.txt', '整改台账'),
      file('国标.txt', gbk),
      file('文件.pdf', '%PDF-1.4 …'),
      file('表.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0])),
      file('很长.log', '一行文字\n'.repeat(200_000)),
    ]);
    const seen = await Promise.all(added.map(({ id }) => ask('evidence.preview', { id })));
    expect(seen.map(({ kind }) => kind)).toEqual(['image', 'text', 'text', 'pdf', 'none', 'text']);
    expect(seen[0]?.type).toBe('image/png');
    expect([seen[1]?.text, seen[2]?.text]).toEqual(['整改台账', '整改台账']);
    expect(seen[5]).toMatchObject({ cut: true });
    expect(seen[5]?.text.length).toBeLessThanOrEqual(200_000);
    const { bytes } = await ask('evidence.bytes', { id: added[0]?.id ?? 0 });
    expect(Buffer.from(bytes).equals(png)).toBe(true);
  });

  it('of a picture too large for the window says how large', async () => {
    const path = file('巨图.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
    truncateSync(path, 51 * 2 ** 20);
    const { added } = await add([path]);
    expect(await failureOf('evidence.bytes', { id: added[0]?.id ?? 0 })).toMatchObject({
      code: 'preview_too_large',
      detail: { bytes: 51 * 2 ** 20 },
    });
  });

  it('says at once which file is gone, and names what was altered', async () => {
    const { added } = await add([file('甲.txt'), file('乙.txt'), file('丙.txt')]);
    const [gone, altered, whole] = added.map(({ id }) => id) as [number, number, number];
    rmSync(store().path(hash('内容 甲.txt')));
    writeFileSync(store().path(hash('内容 乙.txt')), '内容 已.txt');
    expect(await ask('evidence.lost', { measure })).toEqual({ ids: [gone] });
    expect(await codeOf('evidence.open', { id: gone })).toBe('original_missing');
    expect(await codeOf('evidence.preview', { id: gone })).toBe('original_missing');
    expect(await codeOf('evidence.open', { id: altered })).toBe('original_altered');
    expect(await codeOf('evidence.open', { id: whole })).toBe('ok');
    // The same content taken in again heals what is gone.
    rmSync(store().path(hash('内容 甲.txt')), { force: true });
    const other = (await rowsOf()).find((row) => !row.frozen && row.id !== measure)?.id ?? 0;
    await add([join(inbox, '甲.txt')], other);
    expect(await ask('evidence.lost', { measure })).toEqual({ ids: [] });
  });
});

describe('verify', () => {
  it('with files finds what is missing, altered, cut off; without does not look at them', async () => {
    await add(['一', '二', '三', '四'].map((name) => file(`${name}.txt`, `${name} 的正文`)));
    const place = (name: string) => store().path(hash(`${name} 的正文`));
    rmSync(place('一'));
    writeFileSync(place('二'), '贰 的正文');
    writeFileSync(place('三'), '三');
    writeFileSync(join(store().folder, 'ff'.padEnd(8, 'x')), '没有人提到的文件');
    expect(await verified(false)).toEqual({ ok: true, problems: [], files: 0, bytes: 0 });
    const found = await verified(true);
    expect(found.ok).toBe(false);
    expect(found.files).toBe(4);
    expect(found.problems.map(({ table, kind }) => [table, kind])).toEqual([
      ['files', 'file_missing'],
      ['files', 'file_altered'],
      ['files', 'file_size_differs'],
    ]);
    expect(found.problems.map(({ about }) => about?.slice(0, 1))).toEqual(['一', '二', '三']);
    expect(await ask('ledger.files', {})).toMatchObject({ files: 4 });
  });

  it('tells of its progress by bytes and can be cancelled', async () => {
    await add([file('大.bin', Buffer.alloc(300_000_000, 7))]);
    const { job } = await ask('ledger.verify', { files: true });
    const steps = () => program.states.filter((state) => state.id === job && state.step === 'verifyFiles');
    while (steps().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await ask('job.cancel', { id: job });
    expect((await jobEnd(program, job)).status).toBe('cancelled');
    expect(steps().at(-1)?.total).toBe(300_000_000);
    expect(await codeOf('ledger.verified', { job })).toBe('job_unknown');
  });

  it('opening a ledger reads nothing of its store, however much lies there', async () => {
    await add(Array.from({ length: 40 }, (_, n) => file(`${n}.txt`)));
    program.context.session.close();
    const folder = join(program.folder, 'ledger', 'files');
    // The whole store in another place: whoever looked for a file would miss it.
    execFileSync('mv', [folder, `${folder}-away`]);
    writeFileSync(folder, '连文件夹也不是');
    const state = await ask('ledger.retry', {});
    expect(state).toMatchObject({ problem: null, open: { readOnly: false } });
    expect((await evidenceOf()).length).toBeGreaterThanOrEqual(40);
    await ask('evidence.edit', { id: (await evidenceOf()).at(-1)?.id ?? 0, title: '照常', reference: '' });
    expect(verify(program.context.session.ledger().read)).toEqual({ ok: true, problems: [] });
  });
});

describe('moving the ledger', () => {
  const target = (): string => join(program.folder, '新位置');
  async function move(): Promise<string> {
    mkdirSync(target(), { recursive: true });
    program.answers['folder'] = target();
    const { folder } = await ask('ledger.pickFolder', {});
    return (await ask('ledger.move', { folder: folder?.token ?? '' })).job;
  }

  it('takes the kept files along', async () => {
    await add([file('一.txt'), file('二.txt')]);
    const old = store();
    await done(await move());
    expect(ledgerFile()).toBe(join(target(), 'ledger.db'));
    expect(await verified(true)).toMatchObject({ ok: true, files: 2 });
    expect(readdirSync(target()).filter((name) => name.includes('.part'))).toEqual([]);
    expect(old.has(hash('内容 一.txt'))).toBe(true);
  });

  it('given up while files are copied leaves the old one in use and the new folder empty', async () => {
    const path = file('大.bin', '');
    truncateSync(path, 400 * 2 ** 20);
    await add([path]);
    const before = ledgerFile();
    const job = await move();
    const copying = () =>
      program.states.some((state) => state.id === job && state.step === 'copy' && state.done > 0);
    while (!copying()) await new Promise((resolve) => setTimeout(resolve, 5));
    // Meanwhile the ledger may be written, but nothing new is put into its store.
    const { revision } = await ask('operator.set', { name: '某某' });
    expect(revision).toBeGreaterThan(0);
    const { job: refused } = await ask('evidence.add', { measure, files: [token(file('迟.txt'))] });
    expect((await jobEnd(program, refused)).error?.code).toBe('ledger_busy_writing');
    expect(await codeOf('ledger.move', { folder: program.context.tokens.addFolder(inbox) })).toBe(
      'ledger_busy_writing',
    );
    await ask('job.cancel', { id: job });
    expect((await jobEnd(program, job)).status).toBe('cancelled');
    expect(ledgerFile()).toBe(before);
    expect(readdirSync(target())).toEqual([]);
    await add([file('照常.txt')]);
  });
});

describe('the archive', () => {
  async function exported(options: Args<'evidence.export'>): Promise<Reply<'evidence.exported'>> {
    const { job } = await ask('evidence.export', options);
    await done(job ?? '');
    return ask('evidence.exported', { job: job ?? '' });
  }
  const inside = (folder: string): string[] =>
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => statSync(join(folder, name)).isFile())
      .toSorted();

  it('is numbered folders with a list, of an issue or of the round; what is missing is said', async () => {
    const { issueId } = await ask('measure.get', { id: measure });
    await add([file('甲：一.txt'), file('CON.txt'), file('丢.txt')]);
    rmSync(store().path(hash('内容 丢.txt')));
    program.answers['folder'] = join(program.folder, '归档');
    mkdirSync(program.answers['folder']);
    const one = await exported({ issue: issueId, as: 'folder' });
    expect(one).toMatchObject({ files: 2, missing: 1, altered: 0 });
    const names = inside(one.place);
    expect(names).toContain('归档目录.xlsx');
    expect(names.filter((name) => /\/\d\d (?:甲_?：?一|CON)\.txt$/u.test(name))).toHaveLength(2);
    expect(names.every((name) => name.split('/').length === 4 || name === '归档目录.xlsx')).toBe(true);
    const whole = await exported({ issue: null, as: 'folder' });
    expect(whole.place).not.toBe(one.place);
    const again = await exported({ issue: issueId, as: 'folder' });
    expect(again.place).toBe(`${one.place}(2)`);
    // Nothing half is left beside them.
    expect(readdirSync(program.answers['folder']).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is packed with the names that it has', async () => {
    await add([file('甲.txt', '甲的正文')]);
    program.answers['zip'] = join(program.folder, '归档.zip');
    expect(await exported({ issue: null, as: 'zip' })).toMatchObject({
      files: 1,
      place: program.answers['zip'],
    });
    const listed = execFileSync('python3', [
      '-c',
      'import sys,zipfile,json;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print(json.dumps(z.namelist()))',
      program.answers['zip'],
    ]).toString();
    const names = JSON.parse(listed) as string[];
    expect(names).toContain('归档目录.xlsx');
    expect(names.some((name) => name.endsWith('/01 甲.txt'))).toBe(true);
  });

  it('refuses what has nothing, and a place that can not be written', async () => {
    program.answers['folder'] = inbox;
    const [aspect] = (await ask('tree.outline', {})).nodes;
    const { id: issue } = await ask('issue.add', { headingId: aspect?.id ?? 0, patch: { title: '新问题' } });
    expect(await codeOf('evidence.export', { issue, as: 'folder' })).toBe('archive_empty');
    await add([file('甲.txt')]);
    program.answers['folder'] = file('这是文件');
    const { job } = await ask('evidence.export', { issue: null, as: 'folder' });
    expect((await jobEnd(program, job ?? '')).error?.code).toBe('target_unwritable');
    program.answers['folder'] = null;
    expect(await ask('evidence.export', { issue: null, as: 'folder' })).toEqual({ job: null });
  });
});

describe('the dialog', () => {
  it('gives tokens for what was picked', async () => {
    const [a, b] = [file('甲.txt'), file('乙.txt')];
    program.answers['evidence'] = [a, b].join(delimiter);
    const { files } = await ask('evidence.pick', {});
    expect(files.map(({ name }) => name)).toEqual(['甲.txt', '乙.txt']);
    const { job } = await ask('evidence.add', {
      measure,
      files: files.map((one) => one.token),
      title: '统一名称',
    });
    await done(job);
    expect((await evidenceOf()).slice(-2).map(({ title }) => title)).toEqual(['统一名称', '统一名称']);
    program.answers['evidence'] = null;
    expect(await ask('evidence.pick', {})).toEqual({ files: [] });
    chmodSync(a, 0o600);
  });
});
