import fc from 'fast-check';
import type { NoticeKind, NoticeNode } from '../../shared/notice/types.ts';

/** Random trees in the words of notices, for printing in any style and reading back. */
export interface Tree {
  readonly kind: NoticeKind;
  readonly title: string;
  /** Measures: what follows the first sentence. */
  readonly rest: string;
  readonly labels: Labels | null;
  readonly children: readonly Tree[];
}
export interface Labels {
  readonly lead: string;
  readonly unit: string;
  readonly assisting: readonly string[];
  readonly deadline: string;
}

const SUBJECTS = [
  ...[
    '理论学习',
    '责任传导',
    '安全生产',
    '采购管理',
    '合同履约',
    '财务审核',
    '档案管理',
    '项目推进',
    '班子建设',
  ],
  ...['“三重一大”决策', '‘第一议题’制度执行', '党费收缴', '资产出租', '公务接待', '干部选拔', '2024年度考核'],
];
const FAILINGS = [
  '不到位',
  '不够深入',
  '不够规范',
  '流于形式',
  '存在短板',
  '有差距',
  '缺乏长效机制和谋划，监督薄弱',
];
const PLAIN_FAILINGS = ['拖延', '偏少', '随意', '打折扣', '较乱', '停留在纸面'];
const VERBS = ['完善', '加强', '开展', '规范', '落实', '建立', '推进', '深化'];
const OBJECTS = [
  ...[
    '工作机制',
    '专题培训',
    '现场检查',
    '台账管理',
    '“四责协同”',
    '审批流程，压缩环节',
    '《议事规则》',
    '谈话提醒',
  ],
  ...['3项配套制度', '第一轮内部巡查', '一体化平台建设', '问题（隐患）排查'],
];
const SENTENCES = [
  '202X年3月已印发《管理办法》，明确审批权限和办理流程。',
  '截至2024年7月底，已完成整改事项12项，投入资金2.5亿元。',
  '依据《纪律处分条例》第三条第（一）款规定，对2名人员作出处理。',
  '坚持“两手抓、两手都要硬。”的要求，已召开会议6次。',
  '已建立“检查-反馈-复核”闭环，发现并整改具体事项108个；后续将持续跟踪。',
  '1-7月开展检查3轮，5月31日完成反馈。',
  '组织专题学习9场次，覆盖一、二支部和机关党员。',
  '目前已办结。',
];
const PLAN_SENTENCES = ['明确时间节点和路线图。', '由分管负责人牵头推进。', '结果在集团范围内通报。'];
const PEOPLE = ['沈书记', '陆经理', '顾委员', '何总'];
const UNITS = ['党群工作部', '财务部', '综合办公室', '风控部', '滨江水务公司'];
const DEADLINES = [
  '2024年5月底前',
  '2024.6.30',
  '立行立改',
  '2024年底前，并长期坚持',
  '长期坚持',
  '２０２４年９月',
];

export interface Shape {
  /** Most headings above an issue, 0 to 3. Fewer may stand above some: levels are skipped. */
  readonly depth: number;
  readonly failings: 'named' | 'plain';
  readonly plan: boolean;
  readonly labels: boolean;
  readonly emptyIssues: boolean;
}

const problem = (shape: Shape): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...SUBJECTS.filter((s) => shape.failings === 'named' || !s.startsWith('“'))),
      fc.constantFrom(...(shape.failings === 'named' ? FAILINGS : PLAIN_FAILINGS)),
    )
    .map(([subject, failing]) => subject + failing);

const labels: fc.Arbitrary<Labels> = fc
  .record({
    lead: fc.constantFrom(...PEOPLE),
    units: fc.uniqueArray(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 3 }),
    deadline: fc.constantFrom(...DEADLINES),
  })
  .map(({ lead, units, deadline }) => ({ lead, unit: units[0] ?? '', assisting: units.slice(1), deadline }));

const measure = (shape: Shape): fc.Arbitrary<Tree> =>
  fc
    .tuple(
      fc.constantFrom(...VERBS),
      fc.constantFrom(...OBJECTS),
      fc.array(fc.constantFrom(...(shape.plan ? PLAN_SENTENCES : SENTENCES)), { maxLength: 3 }),
    )
    .map(([verb, object, rest]) => ({
      kind: 'measure' as const,
      title: verb + object,
      rest: rest.join(''),
      labels: null,
      children: [],
    }));

const issue = (shape: Shape): fc.Arbitrary<Tree> =>
  fc
    .record({
      title: problem(shape),
      labels: shape.labels ? labels : fc.constant(null),
      children: fc.array(measure(shape), { minLength: shape.emptyIssues ? 0 : 1, maxLength: 5 }),
    })
    .map((node) => ({ kind: 'issue' as const, rest: '', ...node }));

function level(shape: Shape, above: number): fc.Arbitrary<readonly Tree[]> {
  const issues = fc.array(issue(shape), { minLength: 1, maxLength: 4 });
  if (above === 0) return issues;
  const heading = fc
    .record({
      title: problem(shape),
      children: fc.oneof({ weight: 3, arbitrary: level(shape, above - 1) }, { weight: 1, arbitrary: issues }),
    })
    .map((node): Tree => ({ kind: 'heading', rest: '', labels: null, ...node }));
  return fc.array(heading, { minLength: 1, maxLength: 4 });
}

/** The first item goes through all levels, so that the order of first appearance shows them. */
export function trees(shape: Shape): fc.Arbitrary<readonly Tree[]> {
  return fc
    .tuple(fullBranch(shape, shape.depth), level(shape, shape.depth))
    .map(([first, rest]) => [first, ...rest]);
}

function fullBranch(shape: Shape, above: number): fc.Arbitrary<Tree> {
  if (above === 0) return issue({ ...shape, emptyIssues: false });
  return fc
    .record({ title: problem(shape), first: fullBranch(shape, above - 1), rest: level(shape, above - 1) })
    .map(({ title, first, rest }): Tree => {
      return { kind: 'heading', title, rest: '', labels: null, children: [first, ...rest] };
    });
}

export const bodyOfMeasure = (tree: Tree): string => `${tree.title}。${tree.rest}`;

/** What should be read of a tree, numbers aside. */
export interface Expected {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly progress: string | null;
  readonly lead: string | null;
  readonly unit: string | null;
  readonly assisting: readonly string[];
  readonly deadline: string | null;
  readonly children: readonly Expected[];
}

export function expected(nodes: readonly Tree[], reports: boolean): Expected[] {
  return nodes.map((tree) => ({
    kind: tree.kind,
    title: tree.title,
    progress: tree.kind === 'measure' && reports ? tree.rest || bodyOfMeasure(tree) : null,
    lead: tree.labels?.lead ?? null,
    unit: tree.labels?.unit ?? null,
    assisting: tree.labels?.assisting ?? [],
    deadline: tree.labels?.deadline ?? null,
    children: expected(tree.children, reports),
  }));
}

export function asRead(nodes: readonly NoticeNode[]): Expected[] {
  return nodes.map(({ kind, title, progress, lead, unit, assisting, deadline, children }) => ({
    kind,
    title,
    progress,
    lead,
    unit,
    assisting,
    deadline,
    children: asRead(children),
  }));
}
