/**
 * A PDF in the window: drawn page by page onto plain canvases by a library in a worker. No plugin, no script of the
 * file's own, nothing fetched from outside; pages are drawn when they come in sight and given back when they are far.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { Waiting } from '../../../app/Waiting.tsx';
import { openPdf } from '../../../papers/pdf.ts';

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
      tabIndex={0}
      role="document"
      aria-label={`${title}，共 ${document.numPages} 页`}
    >
      {Array.from({ length: document.numPages }, (_, index) => (
        <Page key={index + 1} document={document} number={index + 1} ratio={ratio} />
      ))}
    </div>
  );
}

interface PageProps {
  readonly document: PDFDocumentProxy;
  /** From 1. */
  readonly number: number;
  readonly ratio: number;
}

function Page({ document, number, ratio }: PageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [shape, setShape] = useState(ratio);
  useEffect(() => {
    if (frame.current === null) return;
    const watch = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), {
      root: frame.current.parentElement,
      rootMargin: '100% 0px',
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div className="pdf-page" ref={frame} style={{ aspectRatio: String(1 / shape) }}>
      {near ? <Drawn document={document} number={number} onShape={setShape} /> : null}
      <span className="pdf-number">
        {number} / {document.numPages}
      </span>
    </div>
  );
}

function Drawn({
  document,
  number,
  onShape,
}: Pick<PageProps, 'document' | 'number'> & { readonly onShape: (ratio: number) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let alive = true;
    let cancel = (): void => undefined;
    void (async () => {
      try {
        const page = await document.getPage(number);
        const target = canvas.current;
        if (!alive || target === null) return;
        const plain = page.getViewport({ scale: 1 });
        onShape(plain.height / plain.width);
        const scale = (target.clientWidth / plain.width) * window.devicePixelRatio;
        const viewport = page.getViewport({ scale });
        target.width = Math.floor(viewport.width);
        target.height = Math.floor(viewport.height);
        const drawing = page.render({ canvas: target, viewport });
        cancel = () => drawing.cancel();
        await drawing.promise;
        if (alive) target.dataset['drawn'] = 'true';
      } catch {
        if (alive) setBroken(true);
      }
    })();
    return () => {
      alive = false;
      cancel();
    };
  }, [document, number, onShape]);
  return broken ? (
    <p className="preview-none">第 {number} 页显示不出来。</p>
  ) : (
    <canvas ref={canvas} aria-label={`第 ${number} 页`} />
  );
}
