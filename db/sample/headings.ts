import { heading11 } from './aspect-1-1.ts';
import { heading12 } from './aspect-1-2.ts';
import { heading13 } from './aspect-1-3.ts';
import { heading21 } from './aspect-2-1.ts';
import { heading22 } from './aspect-2-2.ts';
import { heading23 } from './aspect-2-3.ts';
import { heading31 } from './aspect-3-1.ts';
import { heading32 } from './aspect-3-2.ts';
import { heading33 } from './aspect-3-3.ts';
import { heading41 } from './aspect-4-1.ts';
import type { SampleHeading } from './types.ts';

/** The four aspects with 3, 3, 3 and 1 sub-headings. */
export const headings: SampleHeading[] = [
  {
    kind: 'heading',
    number: '一、',
    title: '落实上级决策部署有落差，服务全市发展大局的作用发挥不充分',
    children: [heading11, heading12, heading13],
  },
  {
    kind: 'heading',
    number: '二、',
    title: '全面从严治党责任传导逐级弱化，关键环节监督存在空档',
    children: [heading21, heading22, heading23],
  },
  {
    kind: 'heading',
    number: '三、',
    title: '党的建设基础工作抓得不够牢，干部人才工作缺少系统安排',
    children: [heading31, heading32, heading33],
  },
  {
    kind: 'heading',
    number: '四、',
    title: '上轮巡察整改成果巩固不够，财务管理类问题时有反复',
    children: [heading41],
  },
];
