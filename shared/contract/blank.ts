/** Blank values of shapes that callers fill in part. */
import type { ChecklistQuery, StatedTotalsShape } from './types.ts';

/** Papers that state no total at all. */
export const nothingStated: StatedTotalsShape = {
  aspects: null,
  issues: null,
  measures: null,
  closed: null,
  open: null,
  cluesReceived: null,
  cluesConcluded: null,
  regulationsNew: null,
  regulationsRevised: null,
  sanctions: [],
  recoveries: [],
};

/** The whole round in the order of the tree: no words typed, no filter set. */
export const wholeChecklist: ChecklistQuery = {
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
