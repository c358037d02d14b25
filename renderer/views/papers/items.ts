/** What a kind of papers can be of: issues, the month's letters, released editions. */
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import type { Month } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import type { Failure } from '../../../shared/result.ts';
import { reminderWords } from '../../../shared/words.ts';
import { useCall } from '../../door.ts';
import { useOutline } from '../../store/outline.ts';
import type { Which } from './kinds.ts';

export interface Item {
  readonly id: number;
  readonly label: string;
  /** Beneath the label. */
  readonly more: string;
}

export interface Items {
  readonly items: readonly Item[];
  readonly loaded: boolean;
  readonly failure: Failure | null;
}

export function useItems(which: Which, month: Month): Items {
  const issues = useOutline((store) => store.nodes);
  const loaded = useOutline((store) => store.loaded);
  const reminders = useCall('paper.reminders', which === 'reminder' ? { month } : null, {
    tables: ['reminders', 'rounds', 'unit_names'],
  });
  const releases = useCall('release.list', which === 'release' ? {} : null, {
    tables: ['releases', 'rounds'],
  });
  switch (which) {
    case 'month':
      return { items: [], loaded: true, failure: null };
    case 'issue': {
      const headings = new Map(issues.map((node) => [`${node.kind}${node.id}`, node] as const));
      const items = issues
        .filter(({ kind }) => kind === 'issue')
        .map(({ id, parent, number, title }) => {
          const above = parent === null ? undefined : headings.get(`heading${parent}`);
          return {
            id,
            label: `${number} ${title}`.trim(),
            more: `${above?.number ?? ''}${above?.title ?? ''}`,
          };
        });
      return { items, loaded, failure: null };
    }
    case 'reminder':
      return {
        items: (reminders.value?.reminders ?? []).map(({ id, kind, unit, number, on }) => ({
          id,
          label: `${reminderWords[kind]}：${unit}`,
          more: `${number}　${dayLabel(on)}`,
        })),
        loaded: reminders.value !== undefined,
        failure: reminders.failure,
      };
    case 'release':
      return {
        items: (releases.value?.releases ?? []).map(({ id, month: of, edition, releasedOn }) => ({
          id,
          label: `${monthLabel(of)}月报${edition === 1 ? '' : `（第${edition}版）`}`,
          more: `${dayLabel(releasedOn)}印发`,
        })),
        loaded: releases.value !== undefined,
        failure: releases.failure,
      };
  }
}

export function matches({ label, more }: Item, find: string): boolean {
  const words = find.trim().split(/\s+/u);
  return words.every((word) => label.includes(word) || more.includes(word));
}

/** What is printed each month as one set, in the order in which it lies on the table. */
export const monthlySet = (month: Month): readonly PaperQuery[] => [
  { paper: 'summary', month },
  { paper: 'problems', month },
  { paper: 'tasks', month },
  { paper: 'duties', month },
  { paper: 'ledger', month, size: 'a4' },
  { paper: 'rollCall', month },
];
