/** Every closed list of the domain: the codes kept in the ledger. Their Chinese words stand in `words.ts`. */

export const measureStates = ['not_started', 'in_progress', 'mostly_done', 'done'] as const;
export type MeasureState = (typeof measureStates)[number];

export const demands = ['immediate', 'dated', 'ongoing'] as const;
export type Demand = (typeof demands)[number];

/** Derived, never stored: four states of an open issue, three in the chain, and closed. */
export const issueStates = [
  'not_started',
  'in_progress',
  'mostly_done',
  'ready',
  'applied',
  'reviewed',
  'verified',
  'closed',
] as const;
export type IssueState = (typeof issueStates)[number];

/** Where an issue stands in its closing cycle: open, in the chain, or closed. */
export const closureStates = ['open', 'applied', 'reviewed', 'verified', 'closed'] as const;
export type ClosureState = (typeof closureStates)[number];

/** Steps of the closing chain, named by the state they lead to. A round may leave out the two in the middle. */
export const closingSteps = ['applied', 'reviewed', 'verified', 'closed'] as const;
export type ClosingStep = (typeof closingSteps)[number];

/** Everything that can be recorded about an issue's closing. */
export const closingEvents = [
  ...closingSteps,
  'sent_back',
  'application_withdrawn',
  'recheck_passed',
  'reopened',
  'imported_closed',
] as const;
export type ClosingEvent = (typeof closingEvents)[number];

/** Why a closed issue is reopened. */
export const reopenGrounds = ['recheck', 'other'] as const;
export type ReopenGround = (typeof reopenGrounds)[number];

/** Changes of the plan; `restored` takes a withdrawn measure back in. */
export const planChangeKinds = ['added', 'withdrawn', 'replaced', 'restored'] as const;
export type PlanChangeKind = (typeof planChangeKinds)[number];

export const proposalStates = ['pending', 'accepted', 'refused'] as const;
export type ProposalState = (typeof proposalStates)[number];

export const sanctionKinds = [
  'talk_reminder',
  'education_reminder',
  'criticism',
  'admonishment',
  'party_discipline',
  'administrative_discipline',
  'organisational',
  'judicial',
] as const;
export type SanctionKind = (typeof sanctionKinds)[number];

export const regulationKinds = ['new', 'revised', 'abolished'] as const;
export type RegulationKind = (typeof regulationKinds)[number];

export const recoveryKinds = ['returned', 'loss_recovered', 'other'] as const;
export type RecoveryKind = (typeof recoveryKinds)[number];

export const reminderKinds = ['notice', 'reminder', 'warning'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

export const stageKinds = [
  'feedback_meeting',
  'feedback',
  'plan',
  'democratic_meeting',
  'concentrated',
  'report',
  'leader_report',
  'publication',
  'follow_up',
  'follow_up_report',
  'recheck',
] as const;
export type StageKind = (typeof stageKinds)[number];

/** Timeliness of a measure on a day: computed, never stored. The order is that of the rules in `timeliness.ts`. */
export const timelinessKinds = [
  'not_counted',
  'done_day_unknown',
  'done_no_deadline',
  'done_on_time',
  'done_late',
  'ongoing',
  'no_deadline',
  'overdue',
  'due_soon',
  'normal',
] as const;
export type Timeliness = (typeof timelinessKinds)[number];

/** One lamp for each timeliness: colour of the sign, with `_tick` for measures that are complete. */
export const lamps = [
  'off',
  'question_tick',
  'grey_tick',
  'green_tick',
  'amber_tick',
  'blue',
  'grey',
  'red',
  'amber',
  'green',
] as const;
export type Lamp = (typeof lamps)[number];

export const lagReasons = ['due_soon_not_started', 'no_progress'] as const;
export type LagReason = (typeof lagReasons)[number];
