/** Sizes without asking for them: each reading of a size makes the page lay itself out then and there. */
import type { Rect, Virtualizer } from '@tanstack/react-virtual';

let size: { readonly width: number; readonly height: number } | null = null;
let watching = false;

/** The window's inner size in CSS pixels, read once and again after it changed. */
export function viewport(): { readonly width: number; readonly height: number } {
  if (!watching) {
    watching = true;
    window.addEventListener('resize', () => {
      size = null;
    });
  }
  size ??= { width: window.innerWidth, height: window.innerHeight };
  return size;
}

/**
 * Size of a virtual list's box before it has been measured, so that its rows are drawn at once. Rather less than it
 * will be: the rows kept ready below fill the rest, and what is scrolled to is in sight for certain.
 */
export function boxAtFirst(): Rect {
  return { width: 0, height: Math.round(viewport().height * 0.7) };
}

/** Tells a virtual list the size of its box when the page has been laid out anyway. */
export function observeBox<T extends Element>(
  { scrollElement }: Virtualizer<T, Element>,
  tell: (rect: Rect) => void,
): (() => void) | undefined {
  if (scrollElement === null) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.borderBoxSize[0];
    if (box !== undefined) tell({ width: Math.round(box.inlineSize), height: Math.round(box.blockSize) });
  });
  observer.observe(scrollElement, { box: 'border-box' });
  return () => {
    observer.disconnect();
  };
}
