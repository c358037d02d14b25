/** The ways into a ledger, for the start screen: each asks main, takes the new state over, or hands back a refusal. */
import { useCallback, useState } from 'react';
import type { Failure, Result } from '../../../shared/result.ts';
import type { LedgerState } from '../../../shared/contract/types.ts';
import { call } from '../../door.ts';
import { takeLedgerState } from '../../store/ledger.ts';

export interface PickedFolder {
  readonly token: string;
  readonly path: string;
  readonly holdsLedger: boolean;
}

/** Null when the clerk cancelled. */
export async function pickFolder(): Promise<Result<PickedFolder | null>> {
  const picked = await call('ledger.pickFolder', {});
  return picked.ok ? { ok: true, value: picked.value.folder } : picked;
}

export interface Opening {
  /** What is under way, as a sentence; null when nothing is. */
  readonly busy: string | null;
  readonly failure: Failure | null;
  /** Runs one way in; a second one while the first is under way is ignored. */
  readonly run: (words: string, way: () => Promise<Result<LedgerState | null>>) => Promise<void>;
  readonly setFailure: (failure: Failure | null) => void;
}

export function useOpening(): Opening {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    async (words: string, way: () => Promise<Result<LedgerState | null>>) => {
      if (busy !== null) return;
      setBusy(words);
      setFailure(null);
      const result = await way();
      setBusy(null);
      if (!result.ok) {
        setFailure(result.error);
        return;
      }
      if (result.value !== null) takeLedgerState(result.value);
    },
    [busy],
  );
  return { busy, failure, run, setFailure };
}

export function createLedger(folder: string | null, sample: boolean): Promise<Result<LedgerState>> {
  return call('ledger.create', { folder, sample });
}

/** Picks a folder and opens the ledger in it. */
export async function openOther(): Promise<Result<LedgerState | null>> {
  const picked = await pickFolder();
  if (!picked.ok) return picked;
  if (picked.value === null) return { ok: true, value: null };
  if (!picked.value.holdsLedger) {
    return { ok: false, error: { code: 'no_ledger_in_folder', detail: { folder: picked.value.path } } };
  }
  return call('ledger.open', { folder: picked.value.token });
}

/** Picks a folder for a new ledger and makes it there. */
export async function createElsewhere(): Promise<Result<LedgerState | null>> {
  const picked = await pickFolder();
  if (!picked.ok) return picked;
  if (picked.value === null) return { ok: true, value: null };
  if (picked.value.holdsLedger) {
    return { ok: false, error: { code: 'ledger_exists', detail: { folder: picked.value.path } } };
  }
  return createLedger(picked.value.token, false);
}
