import { describe, expect, it } from 'vitest';
import { menuColumns } from '../../electron/menu-entries.ts';
import { allCommands } from '../../renderer/commands/all.ts';
import { canonicalChord, chordOf, showChord } from '../../renderer/commands/keys.ts';
import {
  ambiguousKeys,
  commandFor,
  registerCommands,
  runCommand,
  useCommandStore,
} from '../../renderer/commands/registry.ts';
import type { Command } from '../../renderer/commands/registry.ts';

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: '编辑',
  run: () => undefined,
  ...more,
});
const key = (
  name: string,
  held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', true>> = {},
) => ({
  key: name,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('chords', () => {
  it('have one form, however they are written', () => {
    expect(canonicalChord('shift+ctrl+p')).toBe('Ctrl+Shift+P');
    expect(canonicalChord('Ctrl++')).toBe('Ctrl++');
    expect(canonicalChord('+')).toBe('+');
    expect(canonicalChord('F2')).toBe('F2');
    expect(() => canonicalChord('Hyper+X')).toThrow(/modifier/);
    expect(() => canonicalChord('')).toThrow(/No key/);
  });

  it('are read from events as they are written', () => {
    expect(chordOf(key('z', { ctrlKey: true }))).toBe('Ctrl+Z');
    expect(chordOf(key('Z', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+Z');
    expect(chordOf(key('?', { shiftKey: true }))).toBe('?');
    expect(chordOf(key('+', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl++');
    expect(chordOf(key(' '))).toBe('Space');
    expect(chordOf(key('F10', { shiftKey: true }))).toBe('Shift+F10');
    expect(chordOf(key('Control', { ctrlKey: true }))).toBeNull();
  });

  it('are none while an input method composes', () => {
    expect(chordOf({ ...key('Enter'), isComposing: true })).toBeNull();
    expect(chordOf({ ...key('Process'), keyCode: 229 })).toBeNull();
    expect(chordOf({ ...key('a', { ctrlKey: true }), keyCode: 229 })).toBeNull();
  });

  it('are shown in words', () => {
    expect(showChord('Ctrl+ArrowUp')).toBe('Ctrl+↑');
    expect(showChord('Space')).toBe('空格');
  });
});

describe('the commands of the window', () => {
  it('have no ambiguous keys', () => {
    expect(ambiguousKeys(allCommands)).toEqual([]);
  });

  it('have ids of their own, and titles', () => {
    expect(new Set(allCommands.map((each) => each.id)).size).toBe(allCommands.length);
    for (const each of allCommands) expect(each.title, each.id).not.toBe('');
  });

  it('hold every entry of the menus but those of the summary, with the same key', () => {
    const entries = menuColumns({ packaged: true })
      .flatMap((column) => column.entries)
      .filter((entry) => typeof entry === 'object' && 'command' in entry);
    expect(entries.length).toBeGreaterThan(10);
    for (const entry of entries) {
      if (entry.command.startsWith('paper.')) continue;
      const found = allCommands.find((each) => each.id === entry.command);
      expect(found, entry.command).toBeDefined();
      if (entry.key !== undefined) {
        const wanted = entry.key.replace('CmdOrCtrl', 'Ctrl');
        expect(found?.keys, entry.command).toContain(wanted);
      }
    }
  });
});

describe('the registry', () => {
  it('finds two commands that would answer the same key', () => {
    const twice = [command('a', { keys: ['Ctrl+S'] }), command('b', { keys: ['ctrl+s'] })];
    expect(ambiguousKeys(twice)).toEqual([['Ctrl+S', 'a', 'b']]);
    const overWindow = [command('a', { keys: ['F2'] }), command('b', { keys: ['F2'], place: 'tree' })];
    expect(ambiguousKeys(overWindow)).toHaveLength(1);
    const apart = [
      command('a', { keys: ['F2'], place: 'checklist' }),
      command('b', { keys: ['F2'], place: 'tree' }),
    ];
    expect(ambiguousKeys(apart)).toEqual([]);
  });

  it('refuses ambiguous keys and ids that stand already, and leaves nothing of them behind', () => {
    const leave = registerCommands([command('first', { keys: ['Ctrl+S'] })]);
    expect(() => registerCommands([command('second', { keys: ['Ctrl+S'] })])).toThrow(/Ambiguous/);
    expect(() => registerCommands([command('first')])).toThrow(/stands already/);
    expect([...useCommandStore.getState().commands.keys()]).toEqual(['first']);
    leave();
    expect(useCommandStore.getState().commands.size).toBe(0);
  });

  it('runs what can be run now and nothing else', () => {
    const ran: string[] = [];
    const leave = registerCommands([
      command('can', { run: () => void ran.push('can') }),
      command('cannot', { when: () => false, run: () => void ran.push('cannot') }),
    ]);
    expect(runCommand('can')).toBe(true);
    expect(runCommand('cannot')).toBe(false);
    expect(runCommand('unknown')).toBe(false);
    leave();
    expect(ran).toEqual(['can']);
  });

  it('gives a key to the part that has the focus', () => {
    const both = [
      command('a', { keys: ['F2'], place: 'checklist' }),
      command('b', { keys: ['F2'], place: 'tree' }),
      command('c', { keys: ['F1'] }),
    ];
    expect(commandFor('F2', 'tree', both)?.id).toBe('b');
    expect(commandFor('F2', 'window', both)).toBeUndefined();
    expect(commandFor('F1', 'tree', both)?.id).toBe('c');
  });
});
