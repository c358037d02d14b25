/** A refusal in place: what is wrong and what to do, with a button to try again where that makes sense. */
import type { Failure } from '../../shared/result.ts';
import { wordFailure } from '../words/errors.ts';

export function FailureNote({
  failure,
  onRetry,
}: {
  readonly failure: Failure;
  readonly onRetry?: () => void;
}) {
  const { title, advice } = wordFailure(failure);
  return (
    <div className="failure-note" role="alert">
      <strong>{title}</strong>
      <div>{advice}</div>
      {onRetry === undefined ? null : (
        <button type="button" className="button" onClick={onRetry}>
          重试
        </button>
      )}
    </div>
  );
}
