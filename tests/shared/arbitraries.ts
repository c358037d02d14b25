/** Generators that several test files of this room share. */
import * as fc from 'fast-check';
import { addDays } from '../../shared/day.ts';
import { demands, measureStates } from '../../shared/lists.ts';

/** Any day from 2000-01-01 to 2099-12-31. */
export const anyDay = fc.integer({ min: 0, max: 36_524 }).map((n) => addDays('2000-01-01', n));
/** A day within about two years of 2024, so that generated days meet often. */
export const nearDay = fc.integer({ min: -60, max: 60 }).map((n) => addDays('2024-06-15', n));
export const state = fc.constantFrom(...measureStates);
export const demand = fc.constantFrom(...demands);
export const standing = fc.record({ state, demand, established: fc.boolean(), withdrawn: fc.boolean() });
