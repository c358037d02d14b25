/**
 * Failures are data: every call that may be refused answers a Result. Codes are closed and documented in
 * `shared/errors.ts`; wording belongs to whoever shows them.
 */
export interface Failure {
  readonly code: string;
  /** Facts the wording needs (a file's name, a line, a bound). Plain JSON values only. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: string, detail?: Record<string, unknown>): { ok: false; error: Failure } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}

/** A refusal thrown inside a transaction body so that it rolls back; the dispatcher turns it into a Result. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(code: string, detail?: Record<string, unknown>) {
    super(code);
    this.name = 'Refusal';
    this.failure = detail === undefined ? { code } : { code, detail };
  }
}

/**
 * The value of a result; a failure goes on as a Refusal, which the dispatcher turns back into data.
 * @param about further facts for the wording, such as which measure hindered a bulk change
 */
export function valueOf<T>(result: Result<T>, about?: Record<string, unknown>): T {
  if (result.ok) return result.value;
  const { code, detail } = result.error;
  throw new Refusal(code, detail === undefined && about === undefined ? undefined : { ...detail, ...about });
}
