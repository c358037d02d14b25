/** The line between two panes: dragged, or moved by arrow keys. */
import { useRef } from 'react';
import { isComposing } from '../../app/composing.ts';
import { remOf, useTextSize } from '../../store/layout.ts';

interface Props {
  readonly label: string;
  /** Width of the pane in rem. */
  readonly value: number;
  /** Side of the window on which the pane stands. */
  readonly side: 'left' | 'right';
  readonly onChange: (rem: number) => void;
}

export function Splitter({ label, value, side, onChange }: Props) {
  const rem = remOf[useTextSize()];
  const from = useRef<{ x: number; value: number } | null>(null);
  const sign = side === 'left' ? 1 : -1;
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={14}
      aria-valuemax={48}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, value };
      }}
      onPointerMove={(event) => {
        const start = from.current;
        if (start !== null) onChange(start.value + (sign * (event.clientX - start.x)) / rem);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === 'ArrowLeft') onChange(value - sign);
        else if (event.key === 'ArrowRight') onChange(value + sign);
        else return;
        event.preventDefault();
      }}
    />
  );
}
