/**
 * A PDF's pages drawn by a library in a worker: no plug-in, no script of the file's own, nothing fetched from outside.
 */
import { getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Written there by build/vite/pdf.ts. */
const BESIDE = new URL('pdf/', document.baseURI).href;

export interface OpenedPdf {
  /** @throws what the library says of a file it can't read */
  readonly document: Promise<PDFDocumentProxy>;
  /** Ends the worker; what is still being drawn is given up. */
  close(): void;
}

/** @param bytes stay as they are: the library is given a copy */
export function openPdf(bytes: Uint8Array): OpenedPdf {
  const port = new Worker(`${BESIDE}worker.mjs`, { type: 'module' });
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data: new Uint8Array(bytes),
    worker,
    cMapUrl: `${BESIDE}cmaps/`,
    standardFontDataUrl: `${BESIDE}standard_fonts/`,
    wasmUrl: `${BESIDE}wasm/`,
    useWasm: false,
    enableXfa: false,
    verbosity: 0,
  });
  return {
    document: task.promise,
    close: () => void task.destroy().finally(() => port.terminate()),
  };
}
