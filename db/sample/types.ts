/**
 * Shape of the sample ledger: an invented group, written by hand, that a loader turns into a real ledger.
 * Days are 'YYYY-MM-DD', months 'YYYY-MM', money whole fen. Keys are local to the sample; the loader gives ids.
 */

/** Kinds of stage, in the order in which a round runs through them. */
export type SampleStageKind =
  | 'feedback_meeting'
  | 'feedback'
  | 'plan'
  | 'democratic_meeting'
  | 'concentrated'
  | 'report'
  | 'leader_report'
  | 'publication'
  | 'follow_up'
  | 'follow_up_report'
  | 'recheck';

export type SampleDemand = 'immediate' | 'dated' | 'ongoing';
export type SampleState = 'not_started' | 'in_progress' | 'mostly_done' | 'done';

/** Steps of the closing chain in the order they are taken, without the way back. */
export type SampleChainStep = 'applied' | 'reviewed' | 'verified' | 'closed';
export type SampleClosingStep = SampleChainStep | 'sent_back';

export type SampleRegulationKind = 'new' | 'revised' | 'abolished';
export type SampleSanctionKind =
  | 'talk_reminder'
  | 'education_reminder'
  | 'criticism'
  | 'admonishment'
  | 'party_discipline'
  | 'administrative_discipline'
  | 'organisational'
  | 'judicial';

/** Kinds of money are an open list in the field, so they are kept in the words the office uses. */
export type SampleRecoveryKind = '收回清退违规资金' | '挽回其他经济损失';

/** Totals as the round's papers state them; they stand beside the counted ones and enter no count. */
export interface SampleStated {
  aspects: number;
  issues: number;
  measures: number;
  closed: number;
  open: number;
  cluesReceived: number;
  cluesConcluded: number;
  regulationsNew: number;
  regulationsRevised: number;
  sanctions: { kind: SampleSanctionKind; people: number }[];
  recoveries: { kind: SampleRecoveryKind; fen: number }[];
}

export interface SampleRound {
  title: string;
  group: string;
  inspectedBy: string;
  /** Day of the feedback; every issue of the round is adopted on it. */
  feedbackOn: string;
  /** Length of the concentrated rectification in months. */
  months: number;
  closingSteps: SampleChainStep[];
  stated: SampleStated;
}

export interface SampleStage {
  kind: SampleStageKind;
  title: string;
  dueOn: string;
  doneOn?: string;
  /** Paper of the stage with its number. */
  paper?: string;
  note?: string;
}

export interface SampleUnit {
  key: string;
  /** Name on the day `from`; later names stand in `renames`. */
  name: string;
  kind: 'department' | 'subsidiary';
  from: string;
  renames?: { on: string; name: string }[];
  mergedInto?: { on: string; unit: string };
}

export interface SamplePerson {
  key: string;
  name: string;
  post: string;
  /** Member of the leadership: may be a lead. */
  leader: boolean;
  unit?: string;
}

/** A change of a measure's state; the history starts from not_started. A step back carries its reason. */
export interface SampleEvent {
  to: SampleState;
  on: string;
  reason?: string;
}

export interface SampleProgress {
  month: string;
  text: string;
  /** Why the measure is late, asked of the unit only when it is. */
  delayReason?: string;
  nextStep?: string;
}

export interface SampleEvidence {
  title: string;
  /** Document number or file number. */
  reference: string;
  addedOn: string;
}

export interface SampleMeasure {
  /** Marker as printed: 一是, 二是 … */
  number: string;
  /** First sentence of `text`, without its full stop. */
  title: string;
  text: string;
  demand: SampleDemand;
  /** The deadline in the words of the plan. */
  deadline: string;
  /** Lead, unit, assisting units: only where they differ from the issue's. */
  lead?: string;
  unit?: string;
  assisting?: string[];
  assignee?: string;
  events: SampleEvent[];
  /** Day on which an ongoing measure was established as lasting practice. */
  established?: string;
  progress: SampleProgress[];
  evidence: SampleEvidence[];
  noEvidenceReason?: string;
}

export interface SampleClosing {
  step: SampleClosingStep;
  /** Key of the person who acted. */
  actor: string;
  on: string;
  /** The opinion; of a step back, its reason. */
  opinion: string;
}

export interface SampleIssue {
  kind: 'issue';
  /** Aspect, sub-heading and issue by position, as '2-1-2'. */
  key: string;
  /** Marker as printed: 1., 2. … */
  number: string;
  title: string;
  /** What was found wrong. */
  text: string;
  lead: string;
  unit: string;
  assisting?: string[];
  measures: SampleMeasure[];
  closing?: SampleClosing[];
}

export interface SampleHeading {
  kind: 'heading';
  /** Marker as printed: 一、 or （一）. */
  number: string;
  title: string;
  children: (SampleHeading | SampleIssue)[];
}

export interface SampleRegulation {
  key: string;
  kind: SampleRegulationKind;
  title: string;
  number: string;
  on: string;
  issue: string;
  /** Key of the regulation that this row repeats under another issue; it counts once, there. */
  duplicateOf?: string;
}

export interface SampleSanction {
  kind: SampleSanctionKind;
  people: number;
  on: string;
  issue: string;
}

export interface SampleRecovery {
  kind: SampleRecoveryKind;
  fen: number;
  on: string;
  issue: string;
}

export interface SampleClue {
  title: string;
  receivedOn: string;
  concludedOn?: string;
  result?: string;
}

/** A matter put before the party committee; one that is still to come has no decision. */
export interface SampleMatter {
  title: string;
  issues: string[];
  /** Month of the summary in which it was submitted. */
  month: string;
  meetingOn?: string;
  decision?: string;
  followUp?: string;
}

export interface SampleLedger {
  round: SampleRound;
  stages: SampleStage[];
  units: SampleUnit[];
  persons: SamplePerson[];
  headings: SampleHeading[];
  regulations: SampleRegulation[];
  sanctions: SampleSanction[];
  recoveries: SampleRecovery[];
  clues: SampleClue[];
  matters: SampleMatter[];
}
