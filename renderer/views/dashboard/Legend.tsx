/** What the patterns of lying bars mean: one row above all blocks of a plot. */
import type { PlotData } from './plots.ts';
import { swatchOf } from './tones.ts';

export function Legend({ data, paper = false }: { readonly data: PlotData; readonly paper?: boolean }) {
  return (
    <ul className="board-legend" aria-label="图例">
      {data.series.map(({ name, tone }) => (
        <li key={name}>
          <span className="board-swatch" style={swatchOf(tone, paper)} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}
