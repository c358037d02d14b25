/** A month with the one before and the one after it a click away; the keys are commands of the window. */
import { Button } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly onStep: (by: 1 | -1) => void;
  /** There is nothing after this month. */
  readonly last?: boolean;
  /** The field that chooses the month. */
  readonly children: ReactNode;
}

export function MonthSteps({ onStep, last = false, children }: Props) {
  return (
    <>
      <Button aria-label="上一个月" title="上一个月（Alt+PageUp）" onClick={() => onStep(-1)}>
        ‹
      </Button>
      {children}
      <Button
        aria-label="下一个月"
        title="下一个月（Alt+PageDown）"
        disabled={last}
        onClick={() => onStep(1)}
      >
        ›
      </Button>
    </>
  );
}
