/** When a measure is complete: the one rule that states, closing and timeliness share. */
import type { Demand, MeasureState } from './lists.ts';

/** What the rule must know of a measure, as it stands on the day asked. */
export interface MeasureFacts {
  readonly state: MeasureState;
  readonly demand: Demand;
  /** 已建立长效机制. Counts only while the demand is ongoing. */
  readonly established: boolean;
}

/** Complete = done, or 长期坚持 and established. */
export function measureComplete(m: MeasureFacts): boolean {
  return m.state === 'done' || (m.demand === 'ongoing' && m.established);
}

/** Ongoing, established and not done: counted beside the done ones, so that complete = done + established. */
export function measureEstablished(m: MeasureFacts): boolean {
  return m.state !== 'done' && m.demand === 'ongoing' && m.established;
}
