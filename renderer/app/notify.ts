/** Short messages at the foot of the window. Any code may call these; `Toasts` shows them. */
import { create } from 'zustand';
import type { Failure } from '../../shared/result.ts';
import { failureOf } from '../door.ts';
import { wordFailure } from '../words/errors.ts';

export type Tone = 'done' | 'info' | 'failure';
export interface ToastAction {
  readonly title: string;
  run(): void;
}
export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly title: string;
  /** What to do, beneath the title; empty when there is nothing to add. */
  readonly advice: string;
  readonly action: ToastAction | null;
  /** A later message of the same slot takes the place of this one. */
  readonly slot: string | null;
}

interface ToastStore {
  readonly toasts: readonly Toast[];
}
export const useToasts = create<ToastStore>(() => ({ toasts: [] }));

/** How long a message stays, in milliseconds; a failure stays until it is read away or others push it out. */
const STAY: Readonly<Record<Tone, number | null>> = { done: 4000, info: 6000, failure: 15000 };
const AT_MOST = 4;
let lastId = 0;

function show(
  tone: Tone,
  title: string,
  advice: string,
  action: ToastAction | null,
  slot: string | null = null,
): number {
  lastId += 1;
  const toast: Toast = { id: lastId, tone, title, advice, action, slot };
  useToasts.setState(({ toasts }) => {
    // The same message twice says nothing new: the later one takes its place.
    const others = toasts.filter(
      (each) => (each.title !== title || each.advice !== advice) && (slot === null || each.slot !== slot),
    );
    return { toasts: [...others, toast].slice(-AT_MOST) };
  });
  const stay = STAY[tone];
  if (stay !== null) window.setTimeout(() => dismissToast(toast.id), stay);
  return toast.id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));
}

/** @param slot messages of one slot replace each other (undo and redo in a row) */
export function notifySuccess(
  title: string,
  action: ToastAction | null = null,
  slot: string | null = null,
): void {
  show('done', title, '', action, slot);
}

export function notifyInfo(title: string, advice = '', action: ToastAction | null = null): void {
  show('info', title, advice, action);
}

/** Shows a refusal in Chinese: what is wrong and what to do. Takes a Failure or whatever was caught. */
export function notifyFailure(problem: unknown): void {
  const failure = isFailure(problem) ? problem : failureOf(problem);
  const { title, advice } = wordFailure(failure);
  show('failure', title, advice, null);
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && !(value instanceof Error) && 'code' in value;
}
