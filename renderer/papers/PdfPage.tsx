/** One page of a PDF, drawn when it comes in sight and given back when it is far. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';

interface PdfPageProps {
  readonly document: PDFDocumentProxy;
  /** From 1. */
  readonly number: number;
  /** Height by width, until the page itself says it. */
  readonly ratio: number;
  readonly className: string;
  readonly style?: CSSProperties;
  /** Changes when the page is to be drawn in another size. */
  readonly size?: number;
  readonly children?: ReactNode;
}

export function PdfPage({ document, number, ratio, className, style, size = 0, children }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [shape, setShape] = useState(ratio);
  useEffect(() => {
    if (frame.current === null) return;
    const watch = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), {
      root: frame.current.closest('[data-pages]'),
      rootMargin: '100% 0px',
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div
      className={className}
      ref={frame}
      data-page={number}
      style={{ ...style, aspectRatio: String(1 / shape) }}
    >
      {near ? <Drawn document={document} number={number} size={size} onShape={setShape} /> : null}
      {children}
    </div>
  );
}

interface DrawnProps {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  readonly size: number;
  readonly onShape: (ratio: number) => void;
}

function Drawn({ document, number, size, onShape }: DrawnProps) {
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
        // Drawn aside first: the canvas on screen keeps the last picture until the next one is whole.
        const fresh = window.document.createElement('canvas');
        fresh.width = Math.floor(viewport.width);
        fresh.height = Math.floor(viewport.height);
        const drawing = page.render({ canvas: fresh, viewport });
        cancel = () => drawing.cancel();
        await drawing.promise;
        if (!alive) return;
        target.width = fresh.width;
        target.height = fresh.height;
        target.getContext('2d')?.drawImage(fresh, 0, 0);
        target.dataset['drawn'] = 'true';
      } catch {
        if (alive) setBroken(true);
      }
    })();
    return () => {
      alive = false;
      cancel();
    };
  }, [document, number, size, onShape]);
  return broken ? (
    <p className="preview-none">第 {number} 页显示不出来。</p>
  ) : (
    <canvas ref={canvas} aria-label={`第 ${number} 页`} />
  );
}
