/** A plot under its title, with its numbers as a table on the other side of a switch. */
import { Button } from 'antd';
import { memo, useState } from 'react';
import { DataTable } from './DataTable.tsx';
import { Plot } from './Plot.tsx';
import type { Opening, PlotData } from './plots.ts';

interface Props {
  readonly data: PlotData;
  readonly onOpen: (opening: Opening) => void;
}

export const Panel = memo(function Panel({ data, onOpen }: Props) {
  const [table, setTable] = useState(false);
  const empty = data.rows.length === 0;
  return (
    <section className={`pane board-panel board-panel-${data.id}`} aria-label={data.title}>
      <header>
        <h2>{data.title}</h2>
        {data.note === undefined ? null : <span className="board-note">{data.note}</span>}
        <Button
          size="small"
          aria-pressed={table}
          disabled={empty}
          title={table ? '看图' : '看数据表：每个数字都可以打开明细'}
          onClick={() => setTable((shown) => !shown)}
        >
          数据表
        </Button>
      </header>
      {empty ? (
        <p className="dashboard-none">没有可列的内容。</p>
      ) : table ? (
        <DataTable data={data} onOpen={onOpen} />
      ) : (
        <Plot data={data} onOpen={onOpen} />
      )}
    </section>
  );
});
