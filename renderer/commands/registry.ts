/**
 * One command object serves menu, key, palette, toolbar and help. Commands are registered by the part of the
 * window that can carry them out, and leave with it.
 */
import { create } from 'zustand';
import { canonicalChord } from './keys.ts';

export type CommandGroup = '文件' | '编辑' | '查看' | '转到' | '台账' | '帮助';
/** Where a command's keys act: everywhere, or only while the focus is in that part. */
export type KeyPlace = 'window' | 'tree' | 'checklist';

export interface Command {
  /** `area.verb`, the same id that a menu entry sends. */
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Chords; the first one is shown. */
  readonly keys?: readonly string[];
  readonly place?: KeyPlace;
  /** Further words by which the palette finds it. */
  readonly words?: string;
  /** Keys act even while a text field has the focus (off unless said: text comes first). */
  readonly inText?: boolean;
  /** Left out of the palette (movement keys and the like). */
  readonly hidden?: boolean;
  /** Whether it can be done now; a command that can't is shown greyed and does nothing. */
  readonly when?: () => boolean;
  readonly run: () => void | Promise<void>;
}

interface CommandStore {
  readonly commands: ReadonlyMap<string, Command>;
}
export const useCommandStore = create<CommandStore>(() => ({ commands: new Map() }));

/** Two commands that would answer the same key in the same place: `[chord, one id, other id]`. */
export function ambiguousKeys(commands: Iterable<Command>): [string, string, string][] {
  const taken = new Map<string, { id: string; place: KeyPlace }[]>();
  const found: [string, string, string][] = [];
  for (const command of commands) {
    const place = command.place ?? 'window';
    for (const key of command.keys ?? []) {
      const chord = canonicalChord(key);
      const others = taken.get(chord) ?? [];
      for (const other of others) {
        // A key of the whole window is everywhere, so no part may use it for something else.
        if (other.place === place || other.place === 'window' || place === 'window') {
          found.push([chord, other.id, command.id]);
        }
      }
      others.push({ id: command.id, place });
      taken.set(chord, others);
    }
  }
  return found;
}

/** Adds commands. @throws on an id that stands already, or on keys that would be ambiguous */
export function registerCommands(added: readonly Command[]): () => void {
  const commands = new Map(useCommandStore.getState().commands);
  for (const command of added) {
    if (commands.has(command.id)) throw new Error(`Command stands already: ${command.id}`);
    commands.set(command.id, command);
  }
  const [clash] = ambiguousKeys(commands.values());
  if (clash !== undefined) throw new Error(`Ambiguous key ${clash.join(' ')}`);
  useCommandStore.setState({ commands });
  return () => {
    useCommandStore.setState((store) => {
      const rest = new Map(store.commands);
      // Only one's own object: the same id may have been registered anew meanwhile.
      for (const command of added) if (rest.get(command.id) === command) rest.delete(command.id);
      return { commands: rest };
    });
  };
}

export function canRun(command: Command): boolean {
  return command.when?.() ?? true;
}

/** Runs a command by id; false when it is unknown or can't be done now. */
export function runCommand(id: string): boolean {
  const command = useCommandStore.getState().commands.get(id);
  if (command === undefined || !canRun(command)) return false;
  void command.run();
  return true;
}

/** The command that a chord means in a place, if any. */
export function commandFor(chord: string, place: KeyPlace, commands: Iterable<Command>): Command | undefined {
  for (const command of commands) {
    const where = command.place ?? 'window';
    if (where !== 'window' && where !== place) continue;
    if ((command.keys ?? []).some((key) => canonicalChord(key) === chord)) return command;
  }
  return undefined;
}
