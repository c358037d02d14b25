/** What parent and child of a job say to each other, and what a child process is to the parent. */
import type { Failure } from '../../shared/result.ts';

export type ToChild =
  { readonly type: 'start'; readonly kind: string; readonly payload: unknown } | { readonly type: 'cancel' };

export type FromChild =
  | { readonly type: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly error: Failure }
  | { readonly type: 'cancelled' }
  /** An error nobody foresaw; its stack goes to the log. */
  | { readonly type: 'broken'; readonly stack: string };

export interface JobLimits {
  /** Whole run, in milliseconds. */
  readonly milliseconds: number;
  /** V8's heap, in MB: the child ends itself beyond it. */
  readonly heapMb: number;
  /** Resident memory of the whole child, in MB: the parent ends it beyond that. */
  readonly residentMb: number;
}

/** One child process, whichever way it was started. Its exit is told exactly once. */
export interface Child {
  send(message: ToChild): void;
  kill(): void;
  onMessage(listener: (message: FromChild) => void): void;
  /** `outOfMemory`: the child said on its error stream that its heap was full. */
  onExit(listener: (exit: { code: number | null; outOfMemory: boolean }) => void): void;
  /** Resident bytes now; null when the system does not tell. */
  residentBytes(): number | null;
}

export interface JobHost {
  launch(limits: JobLimits): Child;
}

/** V8's last words, on every platform. */
export const OUT_OF_MEMORY = /heap out of memory|OOM error|out of memory/i;
