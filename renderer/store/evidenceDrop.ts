/** Where files that are being dragged would become evidence: a measure's row in the checklist, or its detail. */
import { rows } from './checklist.ts';
import { canWrite, selectMeasure } from './ledger.ts';
import { takeDropped } from './evidence.ts';
import { notifyFailure } from '../app/notify.ts';

export interface EvidenceTarget {
  readonly measure: number;
  readonly title: string;
  /** Its issue is in the chain or closed: nothing can be added. */
  readonly frozen: boolean;
  /** What is marked while files are held over it. */
  readonly element: Element;
}

/** The measure under a dragged file; null elsewhere, and where nothing can be written. */
export function evidenceTarget(over: EventTarget | null): EvidenceTarget | null {
  if (!(over instanceof Element) || !canWrite()) return null;
  const detail = over.closest<HTMLElement>('[data-evidence]');
  if (detail !== null) {
    const { evidence, evidenceTitle, evidenceFrozen } = detail.dataset;
    return {
      measure: Number(evidence),
      title: evidenceTitle ?? '',
      frozen: evidenceFrozen === 'true',
      element: detail,
    };
  }
  const row = over.closest<HTMLElement>('[data-row]');
  const id = Number(row?.dataset['row']);
  const held = rows.get(id);
  if (row === null || held === undefined) return null;
  return { measure: id, title: `${held.number}${held.title}`, frozen: held.frozen, element: row };
}

/** Keeps what was dropped there, and shows the measure it now belongs to. */
export function dropOn(target: EvidenceTarget, files: readonly File[]): void {
  if (files.length === 0) return;
  if (target.frozen) {
    notifyFailure({ code: 'frozen' });
    return;
  }
  selectMeasure(target.measure);
  void takeDropped(target.measure, files);
}
