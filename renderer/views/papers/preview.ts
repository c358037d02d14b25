/** A paper's real pages: the first one at once, the whole as soon as it is there, and again after a change. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useCallback, useEffect, useState } from 'react';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import type { Failure } from '../../../shared/result.ts';
import { call, failureOf, listen } from '../../door.ts';
import { openPdf } from '../../papers/pdf.ts';
import type { OpenedPdf } from '../../papers/pdf.ts';

export interface Shown {
  readonly document: PDFDocumentProxy;
  /** Width and height of each page in points; of page one alone as long as `whole` is false. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly whole: boolean;
  readonly cut: readonly string[];
  readonly fonts: readonly string[];
}

export interface PreviewState {
  readonly shown: Shown | null;
  readonly failure: Failure | null;
  readonly reload: () => void;
}

interface Held {
  readonly key: string;
  readonly shown: Shown | null;
  readonly failure: Failure | null;
}

/** Some changes come in a row. */
const REST_MS = 300;
/** Until page one is painted: the whole takes all of the processor. */
const PAINT_MS = 150;

export function usePreview(query: PaperQuery | null): PreviewState {
  const key = query === null ? '' : JSON.stringify(query);
  const [held, setHeld] = useState<Held>({ key: '', shown: null, failure: null });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((value) => value + 1), []);

  useEffect(() => {
    if (key === '') return;
    const asked = JSON.parse(key) as PaperQuery;
    let alive = true;
    let pdf: OpenedPdf | null = null;
    let running = false;
    let again = false;
    let rest: number | null = null;

    const show = async (first: boolean): Promise<boolean> => {
      const answer = await call('paper.preview', { query: asked, first });
      if (!alive) return false;
      if (!answer.ok) {
        setHeld({ key, shown: null, failure: answer.error });
        return false;
      }
      const { bytes, cut, fonts } = answer.value;
      const fresh = openPdf(bytes);
      try {
        const document = await fresh.document;
        const sizes = await sizesOf(document);
        if (!alive) {
          fresh.close();
          return false;
        }
        setHeld({ key, shown: { document, sizes, whole: !first, cut, fonts }, failure: null });
        // What is on screen is drawn from the former one until the next picture is there.
        const former = pdf;
        pdf = fresh;
        if (former !== null) window.setTimeout(() => former.close(), 2000);
        return true;
      } catch (error) {
        fresh.close();
        if (alive) setHeld({ key, shown: null, failure: failureOf(error) });
        return false;
      }
    };
    const wanted = (): boolean => again && alive;
    const whole = async (): Promise<void> => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      do {
        again = false;
        await show(false);
      } while (wanted());
      running = false;
    };
    const wholeIn = (ms: number): void => {
      if (rest !== null) window.clearTimeout(rest);
      rest = window.setTimeout(() => void whole(), ms);
    };
    void (async () => {
      if (await show(true)) wholeIn(PAINT_MS);
    })();
    const off = listen('changed', () => wholeIn(REST_MS));
    return () => {
      alive = false;
      off();
      if (rest !== null) window.clearTimeout(rest);
      pdf?.close();
    };
  }, [key, round]);

  const current = held.key === key && key !== '';
  return { shown: current ? held.shown : null, failure: current ? held.failure : null, reload };
}

async function sizesOf(document: PDFDocumentProxy): Promise<(readonly [number, number])[]> {
  const sizes: (readonly [number, number])[] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const { width, height } = (await document.getPage(at)).getViewport({ scale: 1 });
    sizes.push([width, height]);
  }
  return sizes;
}

/** A4 纵向. */
export function sheetWords([width, height]: readonly [number, number]): string {
  const short = Math.min(width, height);
  const name = Math.abs(short - 595) < 6 ? 'A4' : Math.abs(short - 842) < 6 ? 'A3' : '其他纸张';
  return `${name} ${width > height ? '横向' : '纵向'}`;
}
