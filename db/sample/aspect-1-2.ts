import {
  applied,
  august,
  began,
  closed,
  done,
  issue,
  july,
  june,
  measure,
  mostly,
  paper,
  reviewed,
  verified,
} from './say.ts';
import type { SampleHeading } from './types.ts';

/** 一、（二） 3 issues, 7 measures. */
export const heading12: SampleHeading = {
  kind: 'heading',
  number: '（二）',
  title: '产业投资与金融服务协同不够紧密',
  children: [
    issue(
      '投资项目储备不足，与主责主业结合不紧',
      '集团近两年可供选择的投资项目较少，部分资金投向与主责主业关联度不高，项目投出后未按规定开展后评价。',
      {
        key: '1-2-1',
        number: '1.',
        lead: 'qian',
        unit: 'invest',
        assisting: ['fund'],
        measures: [
          measure(
            '一是',
            '建立投资项目储备库',
            '明确入库标准和动态调整办法，首批入库项目不少于8个，主责主业项目占比不低于七成。',
            {
              demand: 'dated',
              deadline: '2024.9.10',
              assignee: 'yan',
              events: [began('2024-04-15')],
              progress: [
                june('完成入库标准初稿，从3个产业方向收集意向项目17个。'),
                july('入库标准经7月29日党委会研究原则同意，首批筛选9个项目进入尽职调查。'),
                august('9个项目中已有6个完成尽职调查，5个项目的信息录入储备库。', {
                  delayReason: '3个项目的合作方未能按时提供完整的财务资料。',
                  nextStep: '9月6日前完成补充尽职调查，9月10日前完成首批项目入库。',
                }),
              ],
              evidence: [paper('投资项目储备库入库标准', '示国运投〔2024〕18号', '2024-08-05')],
            },
          ),
          measure(
            '二是',
            '坚持按季度开展投向分析',
            '每季度分析存量和新增投资的行业分布、主业占比和收益情况，对偏离主业的提出调整意见。',
            {
              demand: 'ongoing',
              deadline: '2024年底前，并长期坚持',
              assignee: 'yan',
              events: [began('2024-05-08'), mostly('2024-07-19')],
              progress: [
                june('确定投向分析的12项指标，完成2022年以来投资数据的整理。'),
                july('7月19日印发上半年投向分析报告，主责主业投资占比为68%，较上年末提高7个百分点。'),
                august('分析指标已纳入投资管理台账，待三季度报告试运行后固化为制度。'),
              ],
              evidence: [paper('上半年投资投向分析报告', '示国运投〔2024〕16号', '2024-07-22')],
            },
          ),
          measure(
            '三是',
            '开展存量投资项目后评价',
            '选取5个投资满三年的项目委托专业机构开展后评价，评价结论作为后续投资决策的依据。',
            {
              demand: 'dated',
              deadline: '2024年12月底前',
              unit: 'audit',
              assisting: ['invest', 'fund'],
              assignee: 'jin',
              events: [],
              progress: [
                june('5个拟评价项目已经选定并列入下半年审计计划，评价工作尚未启动。', {
                  delayReason: '评价机构比选需待年度预算调整批复后进行。',
                  nextStep: '预算批复后10个工作日内发布比选公告。',
                }),
              ],
              evidence: [],
            },
          ),
        ],
      },
    ),
    issue(
      '对外担保的保后管理存在薄弱环节',
      '部分在保业务保后检查间隔过长，个别项目反担保资料缺失，被担保企业经营变化未能及时掌握。',
      {
        key: '1-2-2',
        number: '2.',
        lead: 'zhou',
        unit: 'guarantee',
        assisting: ['risk'],
        measures: [
          measure(
            '一是',
            '全面排查在保业务',
            '对全部在保业务的合同、反担保措施和被担保企业经营状况逐笔核查，发现问题当即补正。',
            {
              demand: 'immediate',
              deadline: '立行立改',
              assignee: 'bai',
              events: [began('2024-03-07'), done('2024-03-29')],
              progress: [
                june(
                  '3月29日完成排查，覆盖在保业务63笔，4笔缺失的反担保资料已补齐；6月初复核时没有发现新增问题。',
                ),
              ],
              evidence: [paper('在保业务排查情况报告', '示例担保〔2024〕7号', '2024-04-01')],
            },
          ),
          measure(
            '二是',
            '修订融资担保业务管理办法',
            '细化保前调查、保中审批、保后检查的责任分工，明确保后检查每季度不少于一次。',
            {
              demand: 'dated',
              deadline: '2024.5.15',
              assisting: ['finance', 'risk'],
              assignee: 'bai',
              events: [began('2024-04-02'), done('2024-05-10')],
              progress: [
                june('修订后的《融资担保业务管理办法》5月10日印发，6月初已按新要求完成二季度保后检查63笔。'),
              ],
              evidence: [paper('《融资担保业务管理办法》', '示国运〔2024〕31号', '2024-05-11')],
            },
          ),
        ],
        closing: [
          applied('bai', '2024-06-05', '排查发现的资料缺失已补齐，办法已修订并执行，申请销号。'),
          reviewed('2024-06-06', '排查报告、补正资料和制度文本齐全，同意。'),
          verified('2024-06-07', '抽取6笔业务核对反担保资料，均已到位，同意。'),
          closed('2024-06-11', '同意销号，保后检查要按季度落实。'),
        ],
      },
    ),
    issue(
      '基金投后管理链条不完整',
      '基金投资重立项、轻投后，对已投项目的经营数据收集不及时，退出预案不完备，风险信号未能及时传递。',
      {
        key: '1-2-3',
        number: '3.',
        lead: 'qian',
        unit: 'fund',
        assisting: ['invest', 'risk'],
        measures: [
          measure(
            '一是',
            '修订投后管理办法',
            '明确投后管理责任人、数据报送时限和重大事项报告程序，增加退出预案和风险处置章节。',
            {
              demand: 'dated',
              deadline: '2024年7月15日前',
              assignee: 'min',
              events: [began('2024-05-06'), done('2024-07-12')],
              progress: [
                june('修订稿完成两轮征求意见，采纳建议9条，新增“退出管理”一章。'),
                july('《投后管理办法》7月12日印发，各项目投后管理责任人同步到岗。'),
              ],
              evidence: [paper('《投后管理办法》', '示国运〔2024〕52号', '2024-07-12')],
            },
          ),
          measure(
            '二是',
            '坚持已投项目分级跟踪',
            '按正常、关注、预警三级管理已投项目，关注类每季走访一次，预警类每月走访一次并报告处置意见。',
            {
              demand: 'ongoing',
              deadline: '长期',
              assignee: 'min',
              events: [began('2024-05-20')],
              established: '2024-07-10',
              progress: [
                june('对14个已投项目完成首次分级，其中关注类3个、预警类1个，6月走访4个项目。'),
                july('预警类项目经走访并追加担保后调整为关注类，7月10日分级跟踪台账投入使用。'),
              ],
              evidence: [paper('已投项目分级跟踪台账', '基金投后2024-009', '2024-07-11')],
            },
          ),
        ],
        closing: [
          applied('min', '2024-07-16', '制度已修订，分级跟踪已常态运行，申请销号。'),
          reviewed('2024-07-17', '台账、走访记录与措施要求一致，同意。'),
          verified('2024-07-19', '核实预警类项目处置过程有据可查，同意。'),
          closed('2024-07-23', '同意销号。'),
        ],
      },
    ),
  ],
};
