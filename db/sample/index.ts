import { headings } from './headings.ts';
import { clues, matters, recoveries, regulations, sanctions } from './outcomes.ts';
import { persons, round, stages, units } from './round.ts';
import type { SampleLedger } from './types.ts';

export type * from './types.ts';

/**
 * The sample ledger as it stands at the end of 2024-08: an invented group with 4 aspects, 10 sub-headings,
 * 28 issues and 93 measures; 25 issues closed, 3 open. Every name, number and event in it is made up.
 */
export const sampleLedger: SampleLedger = {
  round,
  stages,
  units,
  persons,
  headings,
  regulations,
  sanctions,
  recoveries,
  clues,
  matters,
};
