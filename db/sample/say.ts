import type {
  SampleClosing,
  SampleEvent,
  SampleEvidence,
  SampleIssue,
  SampleMeasure,
  SampleProgress,
} from './types.ts';

// Short words for writing the sample by hand. Each gives a plain object and computes nothing but its shape,
// so that a measure of the sample reads on a page like a row of a ledger.

type Late = { delayReason: string; nextStep: string };

/** A measure. `more` is what follows the title in the plan; the full text is both, title first. */
export function measure(
  number: string,
  title: string,
  more: string,
  facts: Omit<SampleMeasure, 'number' | 'title' | 'text'>,
): SampleMeasure {
  return { number, title, text: `${title}。${more}`, ...facts };
}

/** An issue; `facts` holds its key, marker, who answers for it, its measures and its closing chain. */
export function issue(
  title: string,
  text: string,
  facts: Omit<SampleIssue, 'kind' | 'title' | 'text'>,
): SampleIssue {
  return { kind: 'issue', title, text, ...facts };
}

export function began(on: string): SampleEvent {
  return { to: 'in_progress', on };
}

export function mostly(on: string): SampleEvent {
  return { to: 'mostly_done', on };
}

export function done(on: string): SampleEvent {
  return { to: 'done', on };
}

/** A step back to 整改中, which always carries its reason. */
export function setBack(on: string, reason: string): SampleEvent {
  return { to: 'in_progress', on, reason };
}

export function june(text: string, late?: Late): SampleProgress {
  return { month: '2024-06', text, ...late };
}

export function july(text: string, late?: Late): SampleProgress {
  return { month: '2024-07', text, ...late };
}

export function august(text: string, late?: Late): SampleProgress {
  return { month: '2024-08', text, ...late };
}

/** A paper as evidence: what it is, its document or file number, the day it was put on file. */
export function paper(title: string, reference: string, addedOn: string): SampleEvidence {
  return { title, reference, addedOn };
}

export function applied(actor: string, on: string, opinion: string): SampleClosing {
  return { step: 'applied', actor, on, opinion };
}

/** Reviewed by the head of the rectification office. */
export function reviewed(on: string, opinion: string): SampleClosing {
  return { step: 'reviewed', actor: 'xu', on, opinion };
}

/** Verified by the secretary of the discipline committee. */
export function verified(on: string, opinion: string): SampleClosing {
  return { step: 'verified', actor: 'zhao', on, opinion };
}

/** Closed by the party secretary. */
export function closed(on: string, opinion: string): SampleClosing {
  return { step: 'closed', actor: 'zhang', on, opinion };
}

/** Sent back by the head of the rectification office; `reason` says what is missing. */
export function sentBack(on: string, reason: string): SampleClosing {
  return { step: 'sent_back', actor: 'xu', on, opinion: reason };
}
