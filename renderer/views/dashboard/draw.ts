/**
 * Draws plots: the only file that loads the chart library. It comes in pieces, and its first use is a bar of nothing, so
 * that no single task of the window is long.
 */
import type { EChartsCoreOption } from 'echarts/core';

/** Row and series of the bar that was pressed. */
type Pick = (row: number, series: number) => void;

export interface Drawn {
  resize(): void;
  dispose(): void;
}

export interface Pen {
  /** The frame of a plot, empty: its first half. */
  begin(place: HTMLElement): Begun;
}

export interface Begun extends Drawn {
  /** What it shows. `later`: in the next frame, else at once, as a paper needs it. */
  show(option: EChartsCoreOption, onPick: Pick | null, later: boolean): void;
}

let pen: Promise<Pen> | null = null;

/** The pen, fetched when it is first asked for. `rest` lets the window breathe between the pieces. */
export function loadPen(rest: () => Promise<void>): Promise<Pen> {
  pen ??= load(rest).catch((error: unknown) => {
    pen = null;
    throw error;
  });
  return pen;
}

async function load(rest: () => Promise<void>): Promise<Pen> {
  const { init, use: add } = await import('echarts/core');
  await rest();
  const { SVGRenderer } = await import('echarts/renderers');
  const { GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, AriaComponent } =
    await import('echarts/components');
  await rest();
  const { BarChart, LineChart } = await import('echarts/charts');
  const { LabelLayout } = await import('echarts/features');
  await rest();
  add([SVGRenderer, GridComponent, BarChart]);
  await rest();
  add([TooltipComponent, LegendComponent, MarkLineComponent, AriaComponent, LineChart, LabelLayout]);
  const made: Pen = {
    begin(place) {
      const chart = init(place, null, { renderer: 'svg' });
      return {
        show(option, onPick, later) {
          chart.setOption(option, { lazyUpdate: later });
          if (onPick === null) return;
          chart.on('click', ({ componentType, dataIndex, seriesIndex }) => {
            if (componentType === 'series' && typeof dataIndex === 'number')
              onPick(dataIndex, seriesIndex ?? 0);
          });
        },
        resize: () => chart.resize(),
        dispose: () => chart.dispose(),
      };
    },
  };
  await rest();
  const place = document.createElement('div');
  Object.defineProperties(place, { clientWidth: { value: 40 }, clientHeight: { value: 40 } });
  const first = made.begin(place);
  await rest();
  first.show(
    {
      animation: false,
      xAxis: { type: 'category', data: ['1'], show: false },
      yAxis: { show: false },
      series: [{ type: 'bar', data: [1] }],
    },
    null,
    false,
  );
  await rest();
  first.dispose();
  return made;
}
