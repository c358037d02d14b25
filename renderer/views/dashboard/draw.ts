/** Draws plots: the only file that loads the chart library, fetched when the first plot is drawn. */
import { BarChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  LineChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  AriaComponent,
  LabelLayout,
  SVGRenderer,
]);

/** Row and series of the bar that was pressed. */
type Pick = (row: number, series: number) => void;

export interface Drawn {
  resize(): void;
  dispose(): void;
}

export type Draw = (place: HTMLElement, option: EChartsCoreOption, onPick: Pick | null) => Drawn;

export const draw: Draw = (place, option, onPick) => {
  const chart = init(place, null, { renderer: 'svg' });
  chart.setOption(option);
  if (onPick !== null) {
    chart.on('click', ({ componentType, dataIndex, seriesIndex }) => {
      if (componentType === 'series' && typeof dataIndex === 'number') onPick(dataIndex, seriesIndex ?? 0);
    });
  }
  return {
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
};
