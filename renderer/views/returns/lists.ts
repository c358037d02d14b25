/** The lists beside the roll-call: batches that were taken in, and requests that wait for a decision. */
import { useEffect } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { Batch, ExtensionRequest } from '../../../shared/contract/types.ts';
import { listen, useCall } from '../../door.ts';
import type { CallState } from '../../door.ts';
import { extensionTables } from '../../store/extensions.ts';

export function useBatches(): CallState<Reply<'returns.batches'>> {
  const answer = useCall('returns.batches', {});
  const { reload } = answer;
  // A review is not a change of the ledger: it has an event of its own.
  useEffect(() => listen('review', reload), [reload]);
  return answer;
}

export function useRequests(): CallState<Reply<'extension.requests'>> {
  return useCall('extension.requests', {}, { tables: extensionTables });
}

/** Workbooks that came in; notices have their own place in the history. */
export function importedBatches(answer: CallState<Reply<'returns.batches'>>): readonly Batch[] {
  const batches = (answer.value ?? answer.last)?.batches ?? [];
  return batches.filter((batch) => batch.kind === 'return' || batch.kind === 'ledger');
}

export function waitingRequests(answer: CallState<Reply<'extension.requests'>>): readonly ExtensionRequest[] {
  return ((answer.value ?? answer.last)?.requests ?? []).filter((each) => each.state === 'pending');
}
