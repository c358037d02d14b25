/** Kinds of contradictions (核对), the closed list, and how much each weighs. The rules stand in db/checks. */
export const checkKinds = [
  'done_without_day',
  'day_in_future',
  'closed_with_open_measures',
  'deadline_before_feedback',
  'deadline_not_understood',
  'extension_before_first',
  'unit_merged_still_named',
  'person_left_still_leads',
  'counted_differs',
  'done_without_evidence',
  'imported_closed',
  'deadline_inferred',
  'same_fact_twice',
  'measure_twice',
  'issue_without_lead',
  'issue_without_unit',
  'issue_without_measures',
  'text_unchanged',
  'regulation_without_number',
  'day_before_round',
  'unit_without_anything',
  'clock_set_back',
  'calendar_not_covered',
] as const;
export type CheckKind = (typeof checkKinds)[number];

/** 须更正: something stands wrong. 请核实: something lacks or is doubtful. 提示: allowed, but worth a look. */
export const checkTones = ['wrong', 'doubtful', 'hint'] as const;
export type CheckTone = (typeof checkTones)[number];

export const toneOf: Readonly<Record<CheckKind, CheckTone>> = {
  done_without_day: 'wrong',
  day_in_future: 'wrong',
  closed_with_open_measures: 'wrong',
  deadline_before_feedback: 'wrong',
  deadline_not_understood: 'wrong',
  extension_before_first: 'wrong',
  unit_merged_still_named: 'wrong',
  person_left_still_leads: 'wrong',
  counted_differs: 'doubtful',
  done_without_evidence: 'doubtful',
  imported_closed: 'doubtful',
  deadline_inferred: 'doubtful',
  same_fact_twice: 'doubtful',
  measure_twice: 'doubtful',
  issue_without_lead: 'doubtful',
  issue_without_unit: 'doubtful',
  issue_without_measures: 'doubtful',
  text_unchanged: 'doubtful',
  regulation_without_number: 'doubtful',
  day_before_round: 'hint',
  unit_without_anything: 'hint',
  clock_set_back: 'hint',
  calendar_not_covered: 'hint',
};

/** A step recorded so many seconds before an earlier one: the computer's clock was set back. */
export const CLOCK_BACK_SECONDS = 3600;
