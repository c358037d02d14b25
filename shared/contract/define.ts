import { z } from 'zod';

/**
 * How a call is declared: the schemas of its arguments and its reply, and its kind. `read` sees the ledger's last
 * revision, `write` is one step of the change log, `shell` needs no open ledger (dialogs, preferences, jobs).
 */
export function read<A extends z.ZodType, R extends z.ZodType>(args: A, reply: R) {
  return { kind: 'read', args, reply } as const;
}
export function write<A extends z.ZodType, R extends z.ZodType>(args: A, reply: R) {
  return { kind: 'write', args, reply } as const;
}
export function shell<A extends z.ZodType, R extends z.ZodType>(args: A, reply: R) {
  return { kind: 'shell', args, reply } as const;
}

/** A call without arguments takes an empty object, so that unknown keys are refused here too. */
export const nothing = z.strictObject({});
/** A write's plain answer: which revision the ledger has after it. Unchanged ledgers keep theirs. */
export const written = z.strictObject({ revision: z.int() });
