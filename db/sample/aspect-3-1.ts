import {
  applied,
  began,
  closed,
  done,
  issue,
  july,
  june,
  measure,
  paper,
  reviewed,
  verified,
} from './say.ts';
import type { SampleHeading } from './types.ts';

/** 三、（一） 2 issues, 6 measures. */
export const heading31: SampleHeading = {
  kind: 'heading',
  number: '（一）',
  title: '领导班子自身建设存在短板',
  children: [
    issue(
      '“三重一大”事项界定标准不够明确',
      '大额资金使用、资产处置等事项只写“较大金额”，没有具体标准；部分应当上会的事项以传签代替集体讨论。',
      {
        key: '3-1-1',
        number: '1.',
        lead: 'zhang',
        unit: 'office',
        assisting: ['finance', 'risk'],
        measures: [
          measure(
            '一是',
            '修订“三重一大”决策制度实施办法',
            '逐类列出事项名称、金额标准、决策主体和程序，明确不得以传签代替集体讨论的情形。',
            {
              demand: 'dated',
              deadline: '2024年7月10日前',
              assignee: 'he',
              events: [began('2024-04-10'), done('2024-07-05')],
              progress: [
                june('修订稿列出决策事项78项，已完成合法合规审查，待提交党委会审议。'),
                july(
                  '修订后的实施办法7月5日印发，原先口头掌握的标准同时停用，事项清单发至各部门和所属企业。',
                ),
              ],
              evidence: [paper('《“三重一大”决策制度实施办法》', '示国运党〔2024〕44号', '2024-07-05')],
            },
          ),
          measure(
            '二是',
            '明确大额资金分级审批标准',
            '按预算内、预算外分别设定审批额度，对外捐赠、大额借款一律提交集体决策。',
            {
              demand: 'dated',
              deadline: '2024年6月底前',
              lead: 'zhou',
              unit: 'finance',
              assignee: 'cao',
              events: [began('2024-04-15'), done('2024-06-26')],
              progress: [
                june('分级审批标准6月26日经董事会通过，设四级审批额度，已在资金系统中完成设置。'),
                july('7月上旬抽查资金支付120笔，审批层级全部符合新标准。'),
              ],
              evidence: [paper('资金支付分级审批标准', '示国运财〔2024〕20号', '2024-06-27')],
            },
          ),
          measure(
            '三是',
            '坚持上会议题前置审核',
            '议题上会前由综合办公室审核是否属于决策范围、材料是否完备、前置程序是否履行，不合要求的不予上会。',
            {
              demand: 'ongoing',
              deadline: '长期坚持',
              assisting: ['risk'],
              assignee: 'he',
              events: [began('2024-05-06')],
              established: '2024-07-10',
              progress: [
                june('6月审核拟上会议题31项，因材料不完备退回5项、建议合并2项。'),
                july('议题审核单7月10日起固定使用，审核记录与会议纪要一并归档。'),
              ],
              evidence: [paper('会议议题审核单及使用说明', '示国运办〔2024〕29号', '2024-07-10')],
            },
          ),
        ],
        closing: [
          applied('he', '2024-07-12', '制度、标准和审核机制均已执行，申请销号。'),
          reviewed('2024-07-15', '清单与资金标准相互衔接，材料齐全，同意。'),
          verified('2024-07-17', '查阅近期会议记录4份，无以传签代替讨论的情形，同意。'),
          closed('2024-07-19', '同意销号，班子成员要带头执行。'),
        ],
      },
    ),
    issue(
      '民主生活会批评意见辣味不足',
      '上年度民主生活会对照检查材料篇幅长、问题少，相互批评多谈工作、少谈思想，个别意见连续两年重复。',
      {
        key: '3-1-2',
        number: '2.',
        lead: 'wang',
        unit: 'party',
        measures: [
          measure(
            '一是',
            '重新梳理上年度查摆问题',
            '逐人核对上年度对照检查材料中的问题和整改承诺，未兑现的重新列入个人整改清单。',
            {
              demand: 'immediate',
              deadline: '立行立改',
              assignee: 'lv',
              events: [began('2024-03-12'), done('2024-03-25')],
              progress: [
                june(
                  '3月25日完成梳理，核对整改承诺47条，未兑现的6条已列入个人清单；6月中旬核实，6条均已落实。',
                ),
              ],
              evidence: [paper('班子成员整改承诺核对表', '党群档2024-005', '2024-03-26')],
            },
          ),
          measure(
            '二是',
            '高质量召开专题民主生活会',
            '会前广泛征求意见、逐一谈心谈话，发言提纲由党委书记审核把关，相互批评意见须点明具体事例。',
            {
              demand: 'dated',
              deadline: '2024年4月15日前',
              lead: 'zhang',
              assisting: ['office', 'discipline'],
              assignee: 'lv',
              events: [began('2024-03-18'), done('2024-04-11')],
              progress: [
                june(
                  '专题民主生活会4月11日召开，会前征求意见52条，相互批评意见64条；会后整改事项29项，截至6月中旬完成24项。',
                ),
              ],
              evidence: [paper('专题民主生活会情况报告', '示国运党〔2024〕19号', '2024-04-18')],
            },
          ),
          measure(
            '三是',
            '列席指导所属企业民主生活会',
            '由党委委员和党群工作部派员列席，对查摆不深、批评不实的当场指出，必要时要求重开。',
            {
              demand: 'dated',
              deadline: '2024年6月15日前',
              assignee: 'lv',
              events: [began('2024-04-15'), done('2024-06-13')],
              progress: [
                june(
                  '列席指导所属企业班子民主生活会8场，退回对照检查材料修改5份，6月13日全部完成，未出现需要重开的情况。',
                ),
              ],
              evidence: [paper('列席指导所属企业民主生活会记录', '党群档2024-013', '2024-06-14')],
            },
          ),
        ],
        closing: [
          applied('lv', '2024-06-19', '专题会已开好，承诺已兑现，指导已完成，申请销号。'),
          reviewed('2024-06-20', '会议材料、批评意见记录和整改清单齐全，同意。'),
          verified('2024-06-24', '未完成的5项会后整改事项均有责任人和时限，同意。'),
          closed('2024-06-26', '同意销号，会后整改事项要抓到底。'),
        ],
      },
    ),
  ],
};
