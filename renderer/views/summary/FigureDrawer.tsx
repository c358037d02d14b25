/** The rows behind a figure of the month. */
import type { Month } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { FigureRowsDrawer } from '../parts/FigureRows.tsx';

interface FigureDrawerProps {
  readonly month: Month;
  /** Key of the figure; null: closed. */
  readonly figure: string | null;
  readonly onClose: () => void;
}

export function FigureDrawer({ month, figure, onClose }: FigureDrawerProps) {
  const rows = useCall('summary.rows', figure === null ? null : { month, key: figure });
  return (
    <FigureRowsDrawer
      open={figure !== null}
      onClose={onClose}
      found={rows.value}
      total={rows.value?.rows.length}
      failure={rows.failure}
      onRetry={rows.reload}
      rest="全部明细见工作簿。"
    />
  );
}
