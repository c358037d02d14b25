/** Keys and menu entries → commands. One handler for the whole window. */
import { listen } from '../door.ts';
import { useLedger } from '../store/ledger.ts';
import { chordOf, isTextField } from './keys.ts';
import type { KeyPlace } from './registry.ts';
import { canRun, commandFor, runCommand, useCommandStore } from './registry.ts';

function placeOf(target: EventTarget | null): KeyPlace {
  const place =
    target instanceof Element ? target.closest<HTMLElement>('[data-place]')?.dataset['place'] : undefined;
  return place === 'tree' || place === 'checklist' ? place : 'window';
}

/** A dialog has the keys to itself. */
function inDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="dialog"], [role="menu"], .ant-modal-root') !== null
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const chord = chordOf(event);
  if (chord === null) return;
  const command = commandFor(chord, placeOf(event.target), useCommandStore.getState().commands.values());
  if (command === undefined) return;
  if (inDialog(event.target)) return;
  if (isTextField(event.target) && command.inText !== true) return;
  // A button that has the focus keeps Enter and Space.
  if (event.target instanceof HTMLButtonElement && (chord === 'Enter' || chord === 'Space')) return;
  event.preventDefault();
  if (canRun(command)) void command.run();
}

/** How long a menu entry waits for the screen that carries it out, in milliseconds. */
const WAIT = 5000;

/** A menu entry: run, or first go to the screen that it belongs to. */
function onMenu(id: string): void {
  const field = document.activeElement;
  if (isTextField(field) && (id === 'history.undo' || id === 'history.redo')) {
    document.execCommand(id === 'history.undo' ? 'undo' : 'redo');
    return;
  }
  if (useCommandStore.getState().commands.has(id)) {
    runCommand(id);
    return;
  }
  if (!id.startsWith('paper.')) return;
  useLedger.setState({ view: 'summary' });
  const stop = useCommandStore.subscribe((store) => {
    if (!store.commands.has(id)) return;
    end();
    runCommand(id);
  });
  const timer = window.setTimeout(() => end(), WAIT);
  const end = (): void => {
    window.clearTimeout(timer);
    stop();
  };
}

export function listenToCommands(): void {
  document.addEventListener('keydown', onKeyDown);
  listen('command', ({ id }) => {
    onMenu(id);
  });
}
