import { Refusal } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';

/** The value of a result; a failure goes on as a Refusal, which the dispatcher turns back into data. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refusal(
    result.error.code,
    result.error.detail === undefined ? undefined : { ...result.error.detail },
  );
}
