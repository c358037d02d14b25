/** Kinds of jobs with what they are given and what they answer. */
import type { Summary } from '../../shared/contract/types.ts';
import type { NoticeReading } from '../../shared/notice/types.ts';
import type { BesideTask } from '../session.ts';

export const READ_NOTICE = 'notice.read';
export type ReadNoticePayload = { readonly path: string } | { readonly text: string };
export interface FoundNotice {
  readonly reading: NoticeReading;
  /** File name without folders; '' for pasted text. */
  readonly name: string;
  /** Hex, of the file's bytes or of the pasted text as UTF-8. */
  readonly sha256: string;
}

export const WRITE_SUMMARY = 'summary.xlsx';
export interface WriteSummaryPayload {
  readonly summary: Summary;
  /** A temporary name; the parent puts the finished file in its place. */
  readonly file: string;
}

/** Undoes or does again one large step. Answers `Written<Step>`. */
export const TURN_HISTORY = 'history.turn';
export interface TurnHistoryPayload extends BesideTask {
  readonly way: 'undo' | 'redo';
}
