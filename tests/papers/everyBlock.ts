/** A paper with one of every block, so that nothing a renderer must know is left out. */
import type { PaperDoc } from '../../shared/contract/types.ts';
import { landscape, portrait } from '../../shared/papers/blocks.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    cells: [
      `一（一）${i + 1}`,
      `第${i + 1}条措施：修订采购管理办法，明确审批权限，开展一次专题培训并建立台账。`,
      { text: String(i * 3), figure: `issues:${i}` },
      i % 2 === 0 ? '已完成' : '整改中',
    ],
  }));

const columns = [
  { title: '编号', share: 14 },
  { title: '整改措施', share: 56 },
  { title: '数量', share: 10, middle: true },
  { title: '状态', share: 14, middle: true },
];

export const everyBlock: PaperDoc = {
  title: '样例文书',
  forms: ['xlsx', 'docx'],
  revision: 7,
  notes: [],
  differing: 1,
  sections: [
    portrait([
      { block: 'marks', copy: '000012', secret: '秘密★1年', urgency: '特急' },
      { block: 'letterhead', text: '示例集团有限公司委员会文件' },
      { block: 'number', text: '示发〔2024〕12号' },
      { block: 'title', lines: ['关于巡察整改情况的', '报告'] },
      { block: 'meta', text: '（截至2024年8月31日）' },
      { block: 'recipient', text: '集团党委：' },
      {
        block: 'text',
        runs: [
          { text: '截至2024年8月31日，巡察反馈的4个方面' },
          { text: '28', figure: 'issues:all' },
          { text: '个问题，已完成整改' },
          { text: '26', figure: 'issues:closed', differs: '25' },
          { text: '个。' },
        ],
      },
      { block: 'heading', level: 1, text: '一、总体情况' },
      { block: 'heading', level: 2, text: '（一）整改进展' },
      { block: 'heading', level: 3, text: '1.已完成的问题' },
      {
        block: 'text',
        runs: [
          {
            text: '党的建设得到加强，制度体系逐步健全，采购、投资、财务等重点领域的管理漏洞得到堵塞，职工反映强烈的问题得到解决。',
          },
        ],
      },
      { block: 'table', title: '本月新完成措施', columns, rows: rows(6) },
      {
        block: 'table',
        columns,
        rows: [],
        empty: '没有超期的措施。',
      },
      {
        block: 'facts',
        pairs: [
          { label: '责任单位', value: '财务部' },
          { label: '牵头领导', value: '张三' },
          { label: '问题', value: '采购管理不规范，部分项目未按规定招标。', wide: true },
        ],
      },
      {
        block: 'chart',
        chart: {
          kind: 'stacked',
          title: '各方面整改进度',
          unit: '个',
          categories: ['落实重大决策部署', '全面从严治党', '基层党组织建设', '整改落实'],
          series: [
            { name: '已销号', values: [9, 6, 7, 3] },
            { name: '未销号', values: [1, 1, 1, 0] },
          ],
          text: '落实重大决策部署：已销号9个，未销号1个；其余见表。',
        },
      },
      {
        block: 'chart',
        chart: {
          kind: 'lines',
          title: '未销号问题变化',
          unit: '个',
          categories: ['5月', '6月', '7月', '8月'],
          series: [{ name: '未销号', values: [28, 16, 7, 3] }],
          text: '未销号问题由28个降至3个。',
        },
      },
      { block: 'annexes', items: ['巡察整改台账', '问题清单'] },
      { block: 'seal', lines: ['巡察整改办公室', '2024年8月31日'] },
      {
        block: 'places',
        places: [
          { name: '审核', opinion: '同意', who: '李四', on: '2024年8月20日' },
          { name: '审定', opinion: '', who: '', on: '' },
        ],
      },
      { block: 'note', text: '注：金额单位为元。' },
      { block: 'signs', places: ['填报人', '审核人', '分管领导', '日期'] },
    ]),
    landscape(
      [
        { block: 'annexMark', text: '附件' },
        { block: 'title', lines: ['巡察整改台账'] },
        {
          block: 'table',
          columns,
          rows: [{ cells: ['一、落实重大决策部署方面（60条措施）', '', '', ''], group: true }, ...rows(60)],
        },
        { block: 'signs', places: ['填报人', '审核人', '分管领导', '日期'] },
      ],
      'a3',
    ),
  ],
};
