/** The checklist as it first shows: everything of the current round, in the order of the tree. */
import type { ChecklistQuery } from '../../shared/contract/types.ts';

export const plainQuery: ChecklistQuery = {
  scope: null,
  find: '',
  states: [],
  demands: [],
  lamps: [],
  leads: [],
  units: [],
  only: [],
  sort: 'tree',
  descending: false,
  group: 'none',
};
