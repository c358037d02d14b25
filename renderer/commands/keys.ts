/** Key chords: written as `Ctrl+Shift+P`, compared in one canonical form. */
import { isComposing } from '../app/composing.ts';

interface KeyEvent {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing?: boolean;
  readonly keyCode?: number;
}

const MODIFIERS = ['Ctrl', 'Alt', 'Shift'] as const;

/** `shift+ctrl+p` → `Ctrl+Shift+P`. @throws on an empty chord or an unknown modifier */
export function canonicalChord(chord: string): string {
  // `Ctrl++` is Ctrl with the plus sign.
  const plus = chord === '+' || chord.endsWith('++');
  const parts = (plus ? chord.slice(0, -2) : chord).split('+').map((part) => part.trim());
  const key = plus ? '+' : parts.pop();
  if (key === undefined || key === '') throw new Error(`No key in chord: ${chord}`);
  const held = new Set(
    parts
      .filter((part) => !plus || part !== '')
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase()),
  );
  for (const each of held) {
    if (!(MODIFIERS as readonly string[]).includes(each))
      throw new Error(`Unknown modifier in chord: ${chord}`);
  }
  const named = key.length === 1 ? key.toUpperCase() : key;
  return [...MODIFIERS.filter((modifier) => held.has(modifier)), named].join('+');
}

/** The chord of a key event; null for a key of the input method, a bare modifier or a dead key. */
export function chordOf(event: KeyEvent): string | null {
  if (isComposing(event)) return null;
  const { key } = event;
  if (['Control', 'Shift', 'Alt', 'Meta', 'Dead', 'Process', 'Unidentified', ''].includes(key)) return null;
  const named = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const held = [];
  if (event.ctrlKey || event.metaKey) held.push('Ctrl');
  if (event.altKey) held.push('Alt');
  // Shift is part of a sign such as `?` already, but not of a letter or a named key.
  if (event.shiftKey && (key.length > 1 || key === ' ' || named !== named.toLowerCase())) held.push('Shift');
  return [...held, named].join('+');
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '回车',
  Space: '空格',
  Escape: 'Esc',
  Delete: 'Delete',
  ContextMenu: '菜单键',
};
/** A chord as keys for the screen: `Ctrl+ArrowUp` → `Ctrl+↑`. */
export function showChord(chord: string): string {
  return chord
    .split('+')
    .map((part) => SHOWN[part] ?? part)
    .join('+');
}

/** Elements in which typing belongs to the text: plain keys and native undo are theirs. */
export function isTextField(target: unknown): boolean {
  if (typeof HTMLElement === 'undefined' || !(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range', 'color'].includes(target.type)
  );
}
