/**
 * The Chinese words for every code of the domain, used by screens, papers and workbooks. Wording of refusals is not
 * here: it belongs to whoever shows them.
 */
import type {
  ClosingEvent,
  ClosingStep,
  Demand,
  IssueState,
  Lamp,
  LagReason,
  MeasureState,
  PlanChangeKind,
  ProposalState,
  RecoveryKind,
  RegulationKind,
  ReminderKind,
  ReopenGround,
  SanctionKind,
  StageKind,
  Timeliness,
} from './lists.ts';

export const measureStateWords: Readonly<Record<MeasureState, string>> = {
  not_started: '未启动',
  in_progress: '整改中',
  mostly_done: '基本完成',
  done: '已完成',
};

/** Said of an ongoing measure that counts as complete. */
export const establishedWord = '已建立长效机制';

export const demandWords: Readonly<Record<Demand, string>> = {
  immediate: '立行立改',
  dated: '限期整改',
  ongoing: '长期坚持',
};

export const issueStateWords: Readonly<Record<IssueState, string>> = {
  not_started: '未启动',
  in_progress: '整改中',
  mostly_done: '基本完成',
  ready: '待申请',
  applied: '已申请',
  reviewed: '已审核',
  verified: '已复核',
  closed: '已销号',
};

export const closingStepWords: Readonly<Record<ClosingStep, string>> = {
  applied: '申请',
  reviewed: '审核',
  verified: '复核',
  closed: '审定',
};

export const closingEventWords: Readonly<Record<ClosingEvent, string>> = {
  ...closingStepWords,
  sent_back: '退回',
  application_withdrawn: '撤回申请',
  recheck_passed: '回头看通过',
  reopened: '重启',
  imported_closed: '导入销号',
};

export const reopenGroundWords: Readonly<Record<ReopenGround, string>> = {
  recheck: '回头看',
  other: '其他原因',
};

export const planChangeWords: Readonly<Record<PlanChangeKind, string>> = {
  added: '新增',
  withdrawn: '撤销',
  replaced: '替换',
  restored: '恢复',
};

export const proposalStateWords: Readonly<Record<ProposalState, string>> = {
  pending: '待确认',
  accepted: '已采纳',
  refused: '未采纳',
};

export const sanctionWords: Readonly<Record<SanctionKind, string>> = {
  talk_reminder: '谈话提醒',
  education_reminder: '教育提醒',
  criticism: '批评教育',
  admonishment: '诫勉',
  party_discipline: '党纪处分',
  administrative_discipline: '政务处分',
  organisational: '组织处理',
  judicial: '移送司法',
};

export const regulationWords: Readonly<Record<RegulationKind, string>> = {
  new: '新制定',
  revised: '修订',
  abolished: '废止',
};

export const recoveryWords: Readonly<Record<RecoveryKind, string>> = {
  returned: '收回清退违规资金',
  loss_recovered: '挽回其他经济损失',
  other: '其他',
};

export const reminderWords: Readonly<Record<ReminderKind, string>> = {
  notice: '督办通知单',
  reminder: '提醒函',
  warning: '告诫书',
};

export const stageWords: Readonly<Record<StageKind, string>> = {
  feedback_meeting: '反馈会',
  feedback: '反馈意见',
  plan: '整改方案',
  democratic_meeting: '专题民主生活会',
  concentrated: '集中整改',
  report: '整改情况报告',
  leader_report: '主要负责人组织落实情况报告',
  publication: '公开',
  follow_up: '后续整改',
  follow_up_report: '后续整改报告',
  recheck: '回头看',
};

export const timelinessWords: Readonly<Record<Timeliness, string>> = {
  not_counted: '不计',
  done_day_unknown: '日期不明',
  done_no_deadline: '无期限完成',
  done_on_time: '按期完成',
  done_late: '逾期完成',
  ongoing: '长期坚持',
  no_deadline: '未定期限',
  overdue: '超期',
  due_soon: '临期',
  normal: '正常',
};

/** A lamp is spoken by its timeliness. */
export const lampWords: Readonly<Record<Lamp, string>> = {
  off: timelinessWords.not_counted,
  question_tick: timelinessWords.done_day_unknown,
  grey_tick: timelinessWords.done_no_deadline,
  green_tick: timelinessWords.done_on_time,
  amber_tick: timelinessWords.done_late,
  blue: timelinessWords.ongoing,
  grey: timelinessWords.no_deadline,
  red: timelinessWords.overdue,
  amber: timelinessWords.due_soon,
  green: timelinessWords.normal,
};

export const lagWord = '滞后';

export const lagReasonWords: Readonly<Record<LagReason, string>> = {
  due_soon_not_started: '临期未启动',
  no_progress: '长时间无新进展',
};

/** Row of a table for what has no unit or no lead. */
export const unassignedWord = '未明确';
/** A done measure with neither evidence nor a reason for none. */
export const evidenceMissingWord = '缺佐证';
/** A deadline whose missing part was proposed by the program, until confirmed. */
export const inferredWord = '推断';
/** Newly counted, though its day lies in an earlier month. */
export const backDatedWord = '补记';
