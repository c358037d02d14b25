/** A side pane that lies over the list when the window is too small for it. */
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { isComposing } from '../../app/composing.ts';
import { Icon } from '../../ui/Icon.tsx';

interface Props {
  readonly side: 'left' | 'right';
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Drawer({ side, label, onClose, children }: Props) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => {
      if (before instanceof HTMLElement && document.contains(before)) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <section
      className={`drawer drawer-${side}`}
      aria-label={label}
      onKeyDown={(event) => {
        if (isComposing(event) || event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <button
        ref={close}
        type="button"
        className="drawer-close button button-icon"
        aria-label={`关闭${label}`}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
      {children}
    </section>
  );
}
