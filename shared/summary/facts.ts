/**
 * What the monthly summary is computed from: plain facts of one round, each with the day it took effect (`on`).
 * No column of the present stands here that a day could change; what was true on a day is asked of the events.
 * The order of the lists carries no meaning (`position` does), and equal days are told apart by `seq`, the order
 * in which they were typed.
 */
import type { Day, Month } from '../day.ts';
import type { StatedTotalsShape } from '../contract/types.ts';
import type { ClosingEvent, Demand, MeasureState, RegulationKind, SanctionKind } from '../lists.ts';

export interface Dated {
  readonly on: Day;
  /** Order of recording among events of one day. */
  readonly seq: number;
}

export interface HeadingFact {
  readonly id: number;
  readonly parentId: number | null;
  /** Place among the headings and issues below one parent. */
  readonly position: number;
  readonly number: string;
  readonly title: string;
}

export interface ClosingFact extends Dated {
  readonly step: ClosingEvent;
}

/** An issue taken out of the plan, or back into it. */
export interface IssuePlanFact extends Dated {
  readonly kind: 'withdrawn' | 'restored';
}

export interface IssueFact {
  readonly id: number;
  readonly headingId: number | null;
  readonly position: number;
  readonly number: string;
  readonly title: string;
  readonly leadId: number | null;
  readonly unitId: number | null;
  readonly adoptedOn: Day;
  /** Out of the plan from this day on as it stands now; on an earlier day the events below say more. */
  readonly withdrawnOn: Day | null;
  /** Every withdrawal and restoring. An issue that lacks them went, if it did, on `withdrawnOn`. */
  readonly plan?: readonly IssuePlanFact[];
  readonly closing: readonly ClosingFact[];
}

export type MeasureEventFact = Dated &
  (
    | {
        readonly kind: 'state';
        readonly to: MeasureState;
        /** Done by this day, and nobody knows since when: it came in so. */
        readonly dayUnknown?: true;
      }
    | { readonly kind: 'established' | 'unestablished' | 'withdrawn' | 'restored' }
  );

export interface ExtensionFact extends Dated {
  /** Null: extended to no definite day. */
  readonly date: Day | null;
  readonly raw: string;
}

export interface ProgressFact {
  readonly month: Month;
  readonly seq: number;
  readonly text: string;
  readonly delayReason: string;
  readonly nextStep: string;
  /** Reported by a unit that only assists: its own progress, not the measure's. 0 or 1 as the ledger keeps it. */
  readonly assisting?: number | undefined;
}

export interface MeasureFact {
  readonly id: number;
  readonly issueId: number;
  readonly position: number;
  readonly number: string;
  readonly title: string;
  readonly demand: Demand;
  /** Own lead and unit; null: the issue's. */
  readonly leadId: number | null;
  readonly unitId: number | null;
  readonly adoptedOn: Day;
  /** The first deadline, in words and as understood. */
  readonly deadlineRaw: string;
  readonly dueOn: Day | null;
  readonly extensions: readonly ExtensionFact[];
  readonly events: readonly MeasureEventFact[];
  readonly progress: readonly ProgressFact[];
}

export interface UnitFact {
  readonly id: number;
  readonly names: readonly { readonly from: Day; readonly name: string }[];
  readonly mergedInto: number | null;
  readonly mergedOn: Day | null;
}

export interface PersonFact {
  readonly id: number;
  readonly name: string;
  /** Dated names of one who changed it, oldest first. */
  readonly names?: readonly { readonly from: Day; readonly name: string }[] | undefined;
}

interface OutcomeFact {
  readonly id: number;
  readonly issueId: number | null;
  /** Its own day; else the month in which it was first reported. */
  readonly on: Day | null;
  readonly reportedMonth: Month | null;
  readonly duplicateOf: number | null;
}

export interface RegulationFact extends OutcomeFact {
  readonly kind: RegulationKind;
  readonly title: string;
  readonly number: string;
}

export interface SanctionFact extends OutcomeFact {
  readonly kind: SanctionKind;
  readonly people: number;
}

export interface RecoveryFact extends OutcomeFact {
  readonly kind: string;
  readonly fen: number;
}

export interface ClueFact {
  readonly id: number;
  readonly title: string;
  readonly receivedOn: Day;
  readonly concludedOn: Day | null;
  /** The clue that this one repeats. */
  readonly duplicateOf: number | null;
}

export interface MatterFact {
  readonly id: number;
  readonly title: string;
  readonly issueIds: readonly number[];
  readonly month: Month;
  readonly meetingOn: Day | null;
  readonly decision: string;
  readonly followUp: string;
  /** Day on which what was decided stood; null while it is followed up. */
  readonly settledOn: Day | null;
}

/** Last month's released edition, when there is one: the sets it counted, whatever the ledger says today. */
export interface ReleasedBase {
  readonly month: Month;
  readonly asOf: Day;
  readonly edition: number;
  readonly issues: readonly number[];
  readonly closedIssues: readonly number[];
  readonly doneMeasures: readonly number[];
  readonly establishedMeasures: readonly number[];
  readonly overdueMeasures: readonly number[];
  readonly laggingMeasures: readonly number[];
}

export interface Facts {
  readonly revision: number;
  readonly round: {
    readonly id: number;
    readonly title: string;
    readonly organisation: string;
    readonly stated: StatedTotalsShape;
  };
  readonly headings: readonly HeadingFact[];
  readonly issues: readonly IssueFact[];
  readonly measures: readonly MeasureFact[];
  readonly units: readonly UnitFact[];
  readonly persons: readonly PersonFact[];
  readonly regulations: readonly RegulationFact[];
  readonly sanctions: readonly SanctionFact[];
  readonly recoveries: readonly RecoveryFact[];
  readonly clues: readonly ClueFact[];
  readonly matters: readonly MatterFact[];
  readonly releasedBase: ReleasedBase | null;
}

/** Settings of the ledger that the summary's rules need. */
export interface SummarySettings {
  /** Day of the month at which figures are cut off; 31 = its last day. */
  readonly cutoffDay: number;
  /** Days before the deadline from which a measure is 临期. */
  readonly nearDays: number;
  /** Months without new progress after which a measure lags. */
  readonly lagMonths: number;
}
