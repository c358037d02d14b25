/** Rows of the list as they come into sight: a page at a time, asked again when the ledger moves. */
import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { CheckRow } from '../../../shared/contract/types.ts';
import type { CheckKind } from '../../../shared/checks/kinds.ts';
import { notifyFailure } from '../../app/notify.ts';
import { call, useCall } from '../../door.ts';
import type { CallState } from '../../door.ts';

export const PAGE = 200;
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

export function useRows({ kinds, waived }: Asked): FoundRows {
  const answer = useCall('check.list', { kinds: [...kinds], waived, offset: 0, limit: PAGE });
  const first = answer.value;
  const key = first === undefined ? '' : `${kinds.join()} ${waived} ${first.revision}`;
  const pages = useRef(new Map<number, readonly CheckRow[] | null>());
  const held = useRef(key);
  const [, drawAgain] = useState(0);
  if (held.current !== key) {
    held.current = key;
    pages.current = new Map();
  }
  useEffect(() => {
    if (first !== undefined) pages.current.set(0, first.rows);
  }, [first]);

  const need = (from: number, to: number): void => {
    for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
      if (page === 0 || key === '' || pages.current.has(page)) continue;
      const mine = pages.current;
      mine.set(page, null);
      void call('check.list', { kinds: [...kinds], waived, offset: page * PAGE, limit: PAGE }).then(
        (reply) => {
          if (!reply.ok) {
            mine.delete(page);
            notifyFailure(reply.error);
            return;
          }
          mine.set(page, reply.value.rows);
          drawAgain((n) => n + 1);
        },
      );
    }
  };
  return {
    answer,
    total: first?.total ?? 0,
    rowAt: (index) =>
      index < PAGE ? first?.rows[index] : (pages.current.get(Math.floor(index / PAGE)) ?? [])[index % PAGE],
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
