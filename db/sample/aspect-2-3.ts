import { applied, began, closed, done, issue, june, measure, paper, reviewed, verified } from './say.ts';
import type { SampleHeading } from './types.ts';

/** 二、（三） 2 issues, 5 measures. */
export const heading23: SampleHeading = {
  kind: 'heading',
  number: '（三）',
  title: '落实中央八项规定精神仍有松动',
  children: [
    issue(
      '个别所属企业违规发放补贴',
      '示例商贸公司2022年自行设立节日值守补贴，未经审批连续发放两年，集团职能部门审核把关不严。',
      {
        key: '2-3-1',
        number: '1.',
        lead: 'zhao',
        unit: 'trade',
        assisting: ['hr', 'finance'],
        measures: [
          measure(
            '一是',
            '立即停止发放自设补贴',
            '全面停发未经批准的补贴项目，封存发放名册，由人力资源部核定今后可以发放的项目。',
            {
              demand: 'immediate',
              deadline: '立行立改',
              assignee: 'su',
              events: [began('2024-03-06'), done('2024-03-08')],
              progress: [june('补贴自3月8日起停发；6月初查阅4月、5月工资表，没有变相发放的情况。')],
              evidence: [paper('关于停止发放节日值守补贴的通知', '示例商贸〔2024〕4号', '2024-03-08')],
            },
          ),
          measure(
            '二是',
            '全额清退并倒查审批责任',
            '按人核算违规发放金额，限期清退入账，同时对各所属企业津贴补贴发放情况开展自查。',
            {
              demand: 'dated',
              deadline: '2024年5月底前',
              assisting: ['hr', 'discipline'],
              assignee: 'su',
              events: [began('2024-03-11'), done('2024-05-17')],
              progress: [
                june(
                  '涉及的23人共清退11.24万元，5月15日全部入账；1名负责人受到诫勉，2名经办人员受到教育提醒；其他企业5月17日完成自查，没有发现同类问题。',
                ),
              ],
              evidence: [
                paper('违规补贴清退入账凭证', '财凭2024-0515-02', '2024-05-16'),
                paper('津贴补贴自查情况汇总表', '示国运人〔2024〕14号', '2024-05-20'),
              ],
            },
          ),
        ],
        closing: [
          applied('su', '2024-06-04', '补贴已停发，违规款项已全额清退，责任人员已处理，申请销号。'),
          reviewed('2024-06-05', '清退名册与入账凭证一致，同意。'),
          verified('2024-06-06', '查阅近两月工资表，未见变相发放，同意。'),
          closed('2024-06-07', '同意销号，要引以为戒。'),
        ],
      },
    ),
    issue(
      '业务接待审批报销不规范',
      '部分接待没有事前审批，公函和接待清单缺失，个别接待超出标准，财务审核时未予退回。',
      {
        key: '2-3-2',
        number: '2.',
        lead: 'zhou',
        unit: 'finance',
        assisting: ['office'],
        measures: [
          measure(
            '一是',
            '修订业务接待管理办法',
            '明确接待对象、标准、陪餐人数和审批权限，规定没有公函、审批单和清单的一律不予报销。',
            {
              demand: 'dated',
              deadline: '2024年4月底前',
              unit: 'office',
              assisting: ['finance'],
              assignee: 'he',
              events: [began('2024-03-12'), done('2024-04-30')],
              progress: [
                june(
                  '《业务接待管理办法》4月30日印发，5月起接待审批单改为线上流转，截至6月中旬办理38笔，退回4笔。',
                ),
              ],
              evidence: [paper('《业务接待管理办法》', '示国运〔2024〕29号', '2024-04-30')],
            },
          ),
          measure(
            '二是',
            '对近两年接待费用逐单复核',
            '由财务管理部会同综合办公室逐单核对审批、公函和标准，超标准部分由责任人退回。',
            {
              demand: 'immediate',
              deadline: '立行立改',
              assisting: ['office'],
              assignee: 'cao',
              events: [began('2024-03-07'), done('2024-04-02')],
              progress: [
                june(
                  '复核接待单据316份，超标准支出1.48万元于4月1日退回，4月2日对5名审核、经办人员进行了教育提醒；6月复查未发现遗漏。',
                ),
              ],
              evidence: [paper('业务接待费用复核底稿', '财核2024-005', '2024-04-03')],
            },
          ),
          measure(
            '三是',
            '坚持接待事项定期公示',
            '每季度在内部公示接待次数、人数和金额，接受职工监督，对疑问事项当月核实答复。',
            {
              demand: 'ongoing',
              deadline: '长期坚持',
              unit: 'office',
              assisting: ['finance', 'discipline'],
              assignee: 'he',
              events: [began('2024-04-08')],
              established: '2024-06-12',
              progress: [
                june(
                  '4月首次公示一季度接待情况，6月12日将公示内容、时间和答复要求写入综合办公室工作规程，没有收到疑问反映。',
                ),
              ],
              evidence: [paper('接待公示工作规程', '示国运办〔2024〕23号', '2024-06-12')],
            },
          ),
        ],
        closing: [
          applied('cao', '2024-06-17', '超标准支出已退回，新办法和公示制度已执行，申请销号。'),
          reviewed('2024-06-18', '复核底稿、退款凭证和公示记录完整，同意。'),
          verified('2024-06-20', '抽查新办法施行后的报销单12份，附件齐全，同意。'),
          closed('2024-06-24', '同意销号。'),
        ],
      },
    ),
  ],
};
