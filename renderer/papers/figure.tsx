/** A figure on the paper: on screen it opens the rows it counts, printed it is a number. */
import { createContext, useContext } from 'react';
import type { Figure as FigureValue } from '../../shared/contract/types.ts';
import { formatYuan } from '../../shared/money.ts';

/** Opens a figure's rows; null on paper, where nothing can be opened. */
export const OpenFigure = createContext<((figure: FigureValue) => void) | null>(null);

interface FigureProps {
  readonly of: FigureValue;
  /** Money is kept in fen and shown in yuan. */
  readonly money?: boolean;
}

export function Figure({ of, money = false }: FigureProps) {
  const open = useContext(OpenFigure);
  const shown = money ? formatYuan(of.value) : String(of.value);
  if (open === null || of.rows === 0) return <>{shown}</>;
  return (
    <button
      type="button"
      className="paper-figure"
      data-figure={of.key}
      title="查看对应明细"
      onClick={() => {
        open(of);
      }}
    >
      {shown}
    </button>
  );
}
