/** The numbers of a plot as a table: what a keyboard and a screen reader have in its place. Each opens its rows. */
import type { Opening, PlotData } from './plots.ts';

interface Props {
  readonly data: PlotData;
  readonly onOpen: (opening: Opening) => void;
}

export function DataTable({ data, onOpen }: Props) {
  return (
    <div className="board-table">
      <table className="plain-table" aria-label={data.title}>
        <thead>
          <tr>
            <th scope="col">{data.head}</th>
            {data.series.map(({ name }) => (
              <th key={name} scope="col" className="figure">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, i) => (
            <tr key={i}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, j) => (
                <td key={j} className="figure">
                  {cell === null ? (
                    <span aria-label="还没有到">—</span>
                  ) : (
                    <button
                      type="button"
                      className="board-number"
                      aria-label={`${row.name} ${data.series[j]?.name ?? ''} ${cell.text}，查看明细`}
                      onClick={() => onOpen(cell.opens)}
                    >
                      {cell.text}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
