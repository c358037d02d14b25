/** A picture of figures: on paper drawn at once, on screen as soon as the chart library has come. */
import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PaperChart } from '../../../shared/contract/types.ts';
import { loadPen } from '../../views/dashboard/draw.ts';
import type { Pen } from '../../views/dashboard/draw.ts';
import { idle } from '../../views/dashboard/idle.ts';
import { optionOf, piecesOf } from './chart.ts';
import type { Ground, Piece } from './chart.ts';

/** The pen where a paper is drawn for the printer, who waits for nothing; null on screen, which fetches its own. */
export const PaperPen = createContext<Pen | null>(null);

interface Props {
  readonly chart: PaperChart;
  readonly ground: Ground;
}

export function Chart({ chart, ground }: Props) {
  const given = useContext(PaperPen);
  const [fetched, setFetched] = useState<Pen | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (given !== null) return;
    let gone = false;
    loadPen(idle).then(
      (pen) => {
        if (!gone) setFetched(pen);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
  }, [given]);
  const pen = given ?? fetched;
  return (
    <>
      {piecesOf(chart, ground).map((piece, i) => (
        <figure
          key={piece.from}
          className="doc-chart"
          role="img"
          aria-label={`${chart.title}：${chart.text}`}
        >
          {i === 0 ? (
            <figcaption>
              {chart.title}（单位：{chart.unit}）
            </figcaption>
          ) : null}
          {failed ? (
            <p className="doc-chart-failed">{chart.text}</p>
          ) : (
            <Drawing chart={chart} piece={piece} ground={ground} pen={pen} />
          )}
        </figure>
      ))}
    </>
  );
}

function Drawing({ chart, piece, ground, pen }: Props & { readonly piece: Piece; readonly pen: Pen | null }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (place.current === null || pen === null) return;
    const begun = pen.begin(place.current);
    begun.show(optionOf(chart, piece, ground), null, false);
    return begun.dispose;
  }, [chart, piece, ground, pen]);
  return <div ref={place} style={{ width: ground.width, height: piece.height }} />;
}
