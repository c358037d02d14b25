/** A small panel beside what opened it. Closes on Esc, on a press outside, and when the window changes. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { isComposing } from '../app/composing.ts';

interface Props {
  /** Element beside which it stands; gets the focus back. */
  readonly anchor: Element;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** As wide as what opened it at least. */
  readonly wide?: boolean;
}

const GAP = 4;
const EDGE = 8;

/** Where a panel of a size stands: below its anchor, above when there is more room, never outside the window. */
export function placeBeside(
  anchor: { left: number; top: number; bottom: number },
  panel: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const below = window.height - anchor.bottom - GAP - EDGE;
  const fitsBelow = panel.height <= below || below >= anchor.top - GAP - EDGE;
  const top = fitsBelow ? anchor.bottom + GAP : anchor.top - GAP - panel.height;
  return {
    left: Math.max(EDGE, Math.min(anchor.left, window.width - panel.width - EDGE)),
    top: Math.max(EDGE, Math.min(top, window.height - panel.height - EDGE)),
  };
}

export function Popover({ anchor, label, onClose, children, wide = false }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);

  useLayoutEffect(() => {
    const box = panel.current?.getBoundingClientRect();
    if (box === undefined) return;
    setPlace(
      placeBeside(anchor.getBoundingClientRect(), box, {
        width: window.innerWidth,
        height: window.innerHeight,
      }),
    );
  }, [anchor]);

  // What is hidden can't take the focus: it is given once the panel stands at its place.
  const placed = place !== null;
  useEffect(() => {
    if (!placed) return;
    const wanted = panel.current?.querySelector<HTMLElement>('[data-autofocus]');
    const first = wanted ?? panel.current?.querySelector<HTMLElement>('input, button, [tabindex="0"]');
    first?.focus({ preventScroll: true });
  }, [placed]);

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      const target = event.target as Node;
      if (panel.current?.contains(target) === true || anchor.contains(target)) return;
      onClose();
    };
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('resize', onClose);
    };
  }, [anchor, onClose]);

  return createPortal(
    <div
      ref={panel}
      className="popover"
      role="dialog"
      aria-label={label}
      style={{
        left: place?.left ?? 0,
        top: place?.top ?? 0,
        visibility: place === null ? 'hidden' : 'visible',
        ...(wide ? { minWidth: anchor.getBoundingClientRect().width } : {}),
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        event.stopPropagation();
        if (event.key === 'Escape') {
          event.preventDefault();
          onClose();
          if (anchor instanceof HTMLElement) anchor.focus();
        }
      }}
    >
      {children}
    </div>,
    document.body,
  );
}

/** A button that opens a panel. `children` gets the function that closes it. */
export function PopoverButton(props: {
  readonly label: ReactNode;
  readonly title: string;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly children: (close: () => void) => ReactNode;
}) {
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState(false);
  const shut = useCallback(() => {
    setOpen(false);
  }, []);
  const close = useCallback(() => {
    setOpen(false);
    button?.focus();
  }, [button]);
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className={props.className ?? 'button'}
        title={props.title}
        disabled={props.disabled === true}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {props.label}
      </button>
      {open && button !== null ? (
        <Popover anchor={button} label={props.title} onClose={shut}>
          {props.children(close)}
        </Popover>
      ) : null}
    </>
  );
}
