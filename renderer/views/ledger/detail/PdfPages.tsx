/**
 * A PDF in the window: drawn page by page onto plain canvases by a library in a worker. No plugin, no script of the
 * file's own, nothing fetched from outside; pages are drawn when they come in sight and given back when they are far.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { Waiting } from '../../../app/Waiting.tsx';
import { openPdf } from '../../../papers/pdf.ts';
import { PdfPage } from '../../../papers/PdfPage.tsx';

const words: Readonly<Record<string, string>> = {
  PasswordException: '这个 PDF 设有打开密码，不能在窗口内显示，请用系统程序打开。',
  InvalidPDFException: '这个 PDF 内容不完整或已损坏，显示不出来。请用系统程序打开试试。',
};
const UNKNOWN = '这个 PDF 在窗口内显示不出来，请用系统程序打开。';

interface Opened {
  readonly document: PDFDocumentProxy;
  /** Height by width of each page's first guess: that of the first page. */
  readonly ratio: number;
}

export function PdfPages({ bytes, title }: { readonly bytes: Uint8Array; readonly title: string }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let alive = true;
    const pdf = openPdf(bytes);
    void (async () => {
      try {
        const document = await pdf.document;
        const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
        if (alive) setOpened({ document, ratio: height / width });
      } catch (error) {
        const name = error instanceof Error ? error.name : '';
        if (alive) setFailure(Object.hasOwn(words, name) ? (words[name] ?? UNKNOWN) : UNKNOWN);
      }
    })();
    return () => {
      alive = false;
      pdf.close();
    };
  }, [bytes]);
  if (failure !== null) return <p className="preview-none">{failure}</p>;
  if (opened === null) return <Waiting text="正在打开 PDF…" />;
  const { document, ratio } = opened;
  return (
    <div
      className="pdf-pages"
      data-pages
      tabIndex={0}
      role="document"
      aria-label={`${title}，共 ${document.numPages} 页`}
    >
      {Array.from({ length: document.numPages }, (_, index) => (
        <PdfPage key={index + 1} className="pdf-page" document={document} number={index + 1} ratio={ratio}>
          <span className="pdf-number">
            {index + 1} / {document.numPages}
          </span>
        </PdfPage>
      ))}
    </div>
  );
}
