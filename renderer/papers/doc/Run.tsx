/** A piece of text: on screen a figure opens its rows, and one that no longer agrees with the ledger says so. */
import { useContext } from 'react';
import type { PaperRun } from '../../../shared/contract/types.ts';
import { Hands } from './hands.ts';

export function Run({ run: { text, figure, differs } }: { readonly run: PaperRun }) {
  const { onFigure } = useContext(Hands);
  const title = differs === undefined ? undefined : differing(text, differs);
  if (figure !== undefined && onFigure !== null) {
    return (
      <button
        type="button"
        className={differs === undefined ? 'paper-figure' : 'paper-figure doc-differs'}
        data-figure={figure}
        title={title ?? '查看对应明细'}
        onClick={() => onFigure(figure)}
      >
        {text}
      </button>
    );
  }
  if (differs !== undefined && onFigure !== null) {
    return (
      <mark className="doc-differs" title={title}>
        {text}
      </mark>
    );
  }
  return <>{text}</>;
}

function differing(text: string, ledger: string): string {
  return ledger === ''
    ? `文中改为“${text}”，台账中现在没有这个数`
    : `文中写的是“${text}”，台账现为“${ledger}”，两者不一致`;
}
