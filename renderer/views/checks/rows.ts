/** Rows of the list as they come into sight: a page at a time, asked again when the ledger moves. */
import { useRef, useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { CheckRow } from '../../../shared/contract/types.ts';
import type { CheckKind } from '../../../shared/checks/kinds.ts';
import { notifyFailure } from '../../app/notify.ts';
import { call, useCall } from '../../door.ts';
import type { CallState } from '../../door.ts';

const PAGE = 200;
/** What one waiver may take at once (the call's own bound). */
const MOST = 10_000;
const LARGE_PAGE = 1000;

export interface Asked {
  readonly kinds: readonly CheckKind[];
  readonly waived: boolean;
}

export interface FoundRows {
  readonly answer: CallState<Reply<'check.list'>>;
  readonly total: number;
  readonly rowAt: (index: number) => CheckRow | undefined;
  /** Makes sure that the rows of a stretch are there or under way. */
  readonly need: (first: number, last: number) => void;
}

interface Held {
  readonly key: string;
  readonly pages: ReadonlyMap<number, readonly CheckRow[]>;
}

/** What is being fetched of one question: one page at a time, and of those wanted meanwhile only the last ones. */
interface Fetching {
  readonly key: string;
  /** There, or on the way. */
  readonly pages: Set<number>;
  wanted: readonly number[];
  busy: boolean;
}

export function useRows({ kinds, waived }: Asked): FoundRows {
  const answer = useCall('check.list', { kinds: [...kinds], waived, offset: 0, limit: PAGE });
  const first = answer.value;
  const key = first === undefined ? '' : `${kinds.join()} ${waived} ${first.revision}`;
  const [held, setHeld] = useState<Held>({ key: '', pages: new Map() });
  const asked = useRef<Fetching>({ key: '', pages: new Set(), wanted: [], busy: false });
  // Pages of another question or of another state of the ledger are none.
  const pages = held.key === key ? held.pages : null;

  /** Who leaps through a hundred thousand rows waits for the page where he stopped, not for all that he passed. */
  const fetchNext = (mine: Fetching): void => {
    const page = mine.wanted.find((each) => !mine.pages.has(each));
    if (mine.busy || page === undefined || asked.current !== mine) return;
    mine.busy = true;
    mine.pages.add(page);
    void call('check.list', { kinds: [...kinds], waived, offset: page * PAGE, limit: PAGE }).then((reply) => {
      mine.busy = false;
      if (!reply.ok) {
        mine.pages.delete(page);
        mine.wanted = [];
        notifyFailure(reply.error);
        return;
      }
      setHeld((before) => ({
        key,
        pages: new Map(before.key === key ? before.pages : []).set(page, reply.value.rows),
      }));
      fetchNext(mine);
    });
  };
  const need = (from: number, to: number): void => {
    if (key === '') return;
    if (asked.current.key !== key) asked.current = { key, pages: new Set(), wanted: [], busy: false };
    const [low, high] = [Math.floor(from / PAGE), Math.floor(to / PAGE)];
    asked.current.wanted = Array.from({ length: high - low + 1 }, (_, index) => low + index).filter(
      (page) => page > 0,
    );
    fetchNext(asked.current);
  };
  return {
    answer,
    total: first?.total ?? 0,
    rowAt: (index) =>
      index < PAGE ? first?.rows[index] : pages?.get(Math.floor(index / PAGE))?.[index % PAGE],
    need,
  };
}

/** Keys of everything that is shown, as far as one waiver may take them. */
export async function allKeys({ kinds, waived }: Asked, total: number): Promise<string[]> {
  const keys: string[] = [];
  while (keys.length < Math.min(total, MOST)) {
    const reply = await call('check.list', {
      kinds: [...kinds],
      waived,
      offset: keys.length,
      limit: Math.min(LARGE_PAGE, MOST - keys.length),
    });
    if (!reply.ok) {
      notifyFailure(reply.error);
      break;
    }
    if (reply.value.rows.length === 0) break;
    keys.push(...reply.value.rows.map((row) => row.key));
  }
  return keys;
}
