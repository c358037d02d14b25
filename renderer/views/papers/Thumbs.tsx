/** The pages in small at the side: a click or the arrow keys go to one, the present one is marked. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef } from 'react';
import { isComposing } from '../../app/composing.ts';
import { PdfPage } from '../../papers/PdfPage.tsx';

interface ThumbsProps {
  readonly document: PDFDocumentProxy;
  readonly sizes: readonly (readonly [number, number])[];
  /** From 1. */
  readonly current: number;
  readonly onGo: (page: number) => void;
}

export function Thumbs({ document, sizes, current, onGo }: ThumbsProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.children[current - 1]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const move = (event: React.KeyboardEvent): void => {
    if (isComposing(event)) return;
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: current - 1,
      ArrowDown: current + 1,
      PageUp: current - 5,
      PageDown: current + 5,
      Home: 1,
      End: sizes.length,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    const page = Math.max(1, Math.min(sizes.length, target));
    onGo(page);
    list.current?.children[page - 1]?.querySelector('button')?.focus();
  };
  return (
    <ol className="papers-thumbs" ref={list} aria-label="页面缩略图" data-pages onKeyDown={move}>
      {sizes.map(([width, height], at) => (
        <li key={at}>
          <button
            type="button"
            aria-label={`第 ${at + 1} 页`}
            aria-current={at + 1 === current ? 'page' : undefined}
            tabIndex={at + 1 === current ? 0 : -1}
            onClick={() => onGo(at + 1)}
          >
            <PdfPage
              document={document}
              number={at + 1}
              ratio={height / width}
              className={width > height ? 'papers-thumb papers-thumb-wide' : 'papers-thumb'}
            />
            <span>{at + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
