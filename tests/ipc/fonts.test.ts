/** Font files that the clerk chose for papers. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fontFor, openFontStore } from '../../electron/files/fonts.ts';
import { openTestProgram } from './program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-fonts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const font = (name: string, begins = '4f54544f'): string => {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([Buffer.from(begins, 'hex'), Buffer.from(name)]));
  return path;
};
const code = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no refusal',
    (error: { failure?: { code: string } }) => error.failure?.code ?? error,
  );

describe('chosen fonts', () => {
  it('are copied, survive a restart and their source, and go when dropped', async () => {
    const home = join(folder, 'home');
    const path = font('方正小标宋.otf');
    const bytes = readFileSync(path);
    const first = await openFontStore(home).choose('title', path);
    expect(first).toMatchObject({ role: 'title', name: '方正小标宋.otf' });
    rmSync(path);
    const store = openFontStore(home);
    expect(store.chosen()).toEqual([first]);
    const kept = fontFor('app://ledger/fonts/title?1', home) ?? '';
    expect(readFileSync(kept)).toEqual(bytes);
    store.drop('title');
    expect(store.chosen()).toEqual([]);
    expect(existsSync(kept)).toBe(false);
  });

  it('are told as chosen, without a stamp, when the copy is gone', async () => {
    const store = openFontStore(folder);
    await store.choose('body', font('仿宋.ttf', '00010000'));
    rmSync(fontFor('app://ledger/fonts/body', folder) ?? '');
    expect(store.chosen()).toEqual([{ role: 'body', name: '仿宋.ttf', stamp: '' }]);
  });

  it('are refused when they are no fonts, and what was chosen before stays', async () => {
    const store = openFontStore(folder);
    const before = await store.choose('body', font('仿宋.ttc', '74746366'));
    mkdirSync(join(folder, '文件夹'));
    expect(await code(store.choose('body', font('表.xlsx', '504b0304')))).toBe('font_unusable');
    expect(await code(store.choose('body', join(folder, '没有.ttf')))).toBe('file_missing');
    expect(await code(store.choose('body', join(folder, '文件夹')))).toMatch(
      /file_is_folder|file_unreadable/,
    );
    expect(store.chosen()).toEqual([before]);
  });

  it.each([
    'app://ledger/fonts/names.json',
    'app://ledger/fonts/../settings.json',
    'app://ledger/fonts/title/x',
    'app://evil/fonts/title',
    'app://ledger/fonts/%2e%2e%2ftitle',
    'nonsense',
  ])('%s is no font', (address) => {
    expect(fontFor(address, folder)).toBeNull();
  });

  it('are asked for, listed and dropped at the door', async () => {
    const program = openTestProgram();
    try {
      const call = (name: string, args: object) => program.dispatcher.dispatch(name, args);
      program.answers['font'] = null;
      expect(await call('paperFont.choose', { role: 'body' })).toEqual({ ok: true, value: { font: null } });
      program.answers['font'] = font('仿宋.ttf', '00010000');
      expect(await call('paperFont.choose', { role: 'body' })).toMatchObject({ ok: true });
      expect(await call('paperFont.list', {})).toMatchObject({ value: { fonts: [{ name: '仿宋.ttf' }] } });
      await call('paperFont.drop', { role: 'body' });
      expect(await call('paperFont.list', {})).toEqual({ ok: true, value: { fonts: [] } });
    } finally {
      program.close();
    }
  });
});
