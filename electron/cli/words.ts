/** Chinese sentences for the codes that may come back. The window has its own; these stand on one line. */
import { argumentSentence } from '../../shared/argumentWords.ts';
import { faultWords, sentenceOf as sentenceOfFault } from '../../shared/returns/faultWords.ts';
import type { Failure } from '../../shared/result.ts';
import { missingLines } from './closing.ts';
import { noticeErrors } from './notice-words.ts';

const sentences: Readonly<Record<string, string>> = {
  ...noticeErrors,
  internal: '程序出现意外错误，本次操作没有改动台账',
  unknown_call: '程序各部分版本不一致，请重新构建',
  bad_arguments: '填写的内容不符合要求',
  not_supported: '命令行不支持这项操作，请在窗口中进行',
  cancelled: '操作已取消，没有改动任何内容',
  timeout: '操作时间过长，已停止，没有改动任何内容',
  out_of_memory: '内存不足，操作已停止，没有改动任何内容',
  job_failed: '任务没有完成，没有改动任何内容，请重试',
  job_kind_unknown: '程序各部分版本不一致，请重新构建',
  job_unknown: '这项任务已经结束或不存在',

  no_ledger: '没有打开台账',
  folder_missing: '找不到台账所在的文件夹，请检查 --db 后的路径，或用 init 新建',
  ledger_missing: '找不到台账文件，请检查 --db 后的路径，或用 init 新建',
  ledger_exists: '这个台账文件已经存在，没有改动它',
  ledger_in_use: '台账正被另一个程序使用，请先关闭它再写入；查看不受影响',
  ledger_busy: '台账正忙，请稍后重试',
  ledger_not_database: '这个文件不是台账，没有改动它',
  ledger_foreign: '这个文件是别的程序的数据库，没有改动它',
  ledger_empty_file: '这个台账文件是空的，没有改动它',
  ledger_damaged: '台账文件已损坏，没有改动它；请先复制一份留存，再从备份恢复',
  ledger_newer: '台账由更新版本的程序建立，没有改动它；请升级程序',
  ledger_older_read_only: '台账由较早版本的程序建立，须先以可写方式打开一次完成升级',
  ledger_read_only: '台账是只读的，不能修改；请检查文件和文件夹的权限',
  ledger_disk_error: '磁盘读写出错，本次操作已撤回；请检查磁盘并尽快备份台账',
  ledger_copy_damaged: '复制出的台账没有通过检查，原台账未动',
  ledger_migration_failed: '台账没有升级成功，原有内容完好，没有改动它；请备份台账文件后再试',
  network_share: '台账不能放在网络共享文件夹，请用本机磁盘',
  disk_full: '磁盘空间不足，本次操作已撤回，原有内容完好',

  paper_copy_number: '份号要填六位数字，如 000012；不用的留空',
  paper_secret_form: '密级要写成“秘密★1年”这样，不涉密的留空',
  paper_signs_repeated: '签署栏里有重复的名称',
  letter_missing: '这个月没有发给这个单位的督办函件，请核对月份和单位名称（也可写文号）',
  unit_not_late: '这个单位没有超期或滞后的措施，没有编号',
  measure_not_late: '所选措施已不在超期或滞后之列，没有编号',

  evidence_without_file: '这份佐证材料只有文号或位置，没有存入文件',
  evidence_twice: '这条措施已有这份文件',
  evidence_too_many: '一次存入的文件过多，其余没有存入，请分批',
  blank_missing: '没有这份上级表格',
  blank_name_taken: '已有同名的上级表格，请换一个名称',
  blank_layout_empty: '还没有选定要填写的栏目',
  blank_not_xlsx: '这种格式的表格不能直接填写，请另存为 .xlsx 后再选用',
  blank_not_editable: '这份表格的结构特殊，不能稳妥地填写，没有写出文件',
  blank_row_taken: '表样中开始填写的那一行已有内容，请改从第一个空行填起',
  blank_place_twice: '同一个位置要填两样内容，没有写出文件',
  blank_place_outside: '填写的位置超出了表格的范围，没有写出文件',
  blank_not_as_filled: '填写后的核对没有通过，没有写出文件，请重试',
  archive_empty: '没有可以归档的佐证材料',
  file_changed: '文件在复制过程中变了，请确认没有程序正在写它，再重试',
  file_empty: '文件是空的，不能作为佐证材料',
  file_not_regular: '这不是普通文件，不能存入',
  file_is_shortcut: '这是快捷方式，请存入原文件',
  file_is_temporary: '这是系统或办公软件的临时文件，没有存入',
  link_broken: '链接指向的文件不存在',
  link_to_folder: '文件夹里的链接指向另一个文件夹，没有跟随',
  folder_empty: '文件夹里没有文件',
  folder_too_deep: '文件夹层次过深，其中的文件没有存入',
  file_too_large_for_disk:
    '目标磁盘的格式（如 FAT32）容不下这么大的单个文件，请换成 NTFS 或 exFAT 格式的磁盘',
  file_not_opened_for_safety: '这种文件可能会运行程序，为安全起见不直接打开',
  no_program_for_file: '系统中没有能打开这种文件的程序',
  original_unreadable: '台账中存档的文件读不出来，请检查磁盘',
  preview_too_large: '文件过大，不能在窗口中预览',
  target_too_deep: '目标文件夹的路径过长，请选择层次较浅的文件夹',

  file_missing: '找不到文件',
  file_unreadable: '文件打不开，请检查权限，并先在其他程序中关闭它',
  font_unusable: '这个文件不能用作字体，请选择 .ttf、.otf 或 .ttc 字体文件',
  font_too_large: '字体文件过大',
  file_is_folder: '这是文件夹，不是文件',
  file_token_unknown: '文件选择已失效',
  folder_unknown: '文件夹选择已失效',
  target_locked: '要写的文件正被其他程序打开，请先关闭它',
  target_unwritable: '文件写不进去，请检查文件夹是否存在、有没有写入权限',
  target_bad_name: '文件名或路径太长，或者含有不能用的字符，请换一个',
  target_is_folder: '同名的文件夹已存在，请换一个文件名',
  target_is_ledger: '这个文件名是台账文件，不能被覆盖，请换一个文件名',
  no_printer: '没有可用的打印机',
  printer_gone: '找不到所选的打印机',
  print_failed: '打印没有完成',
  pdf_failed: 'PDF 没有生成，请重试',
  paper_failed: '文书页面没有生成',
  paper_form_missing: '这种文书没有这种格式的文件',
  docx_not_as_written: '写出的文档没有通过核对，没有保存；请重试，或换一个文件夹',
  xlsx_not_as_written: '写出的工作簿没有通过核对，没有保存；请重试，或换一个文件夹',

  measure_of_other_issue: '措施不属于这个问题，请核对编号，或只写措施',
  clue_concluded_before_received: '办结日期早于收到日期，请核对',
  outcome_pair_same: '这两件已认定为同一件，请先取消重复认定',
  outcome_pair_unclear: '请指明同一类中的两件，并写明以哪一件为准',
  outcome_no_repeat: '这一件没有被认定为重复',

  imported_before: '这份文件已经导入过，没有重复导入',
  in_use: '还在使用，不能移除',
  hand_over_to_self: '不能移交给本人',
  person_left: '这位领导已经离任，请选择在任的领导',
  check_gone: '这些事项已经不再是矛盾，无需免于处理',
  on_before_previous: '日期早于上一次变动的日期',
  on_before_ready: '申请日期早于最后一条措施完成或列入方案的日期',
  on_after_application: '完成日期不能改到原来申请销号的日期之后',
  node_has_children: '下面还有内容，不能移除',
  node_has_history: '该内容已有记录，不能移除',
  narrative_blank: '月报文字不能为空',
  figure_missing: '没有这个数字',
  known_at_too_early: '那时还没有这本台账，请写晚一些的时间',
  known_at_no_round: '那时台账里还没有巡察轮次，请写晚一些的时间',
  known_at_before_migration: '那时的记载已无法还原：此后台账随程序升级改过格式',
  unit_name_taken: '已有同名单位',
  unit_into_itself: '单位不能并入自己',
  import_not_first_content: '该轮次已有问题，不能再带入已销号的问题；请导入为新的轮次',
  unit_merged_before: '该单位已并入其他单位，请对并入后的单位操作',
  row_missing: '没有这个编号，请用 tree 查看',
  issue_of_other_round: '这个问题属于另一个巡察轮次，请先切换到那个轮次',
  matter_month_before_round: '提请月份早于本轮次，请改写 --month',
  matter_month_in_future: '提请月份还没有到，最晚为今天所在的月份',
  matter_meeting_before_month: '会议日期早于提请的月份，请核对 --meeting',
  matter_decision_without_meeting: '填会议决定要先填会议日期（--meeting）',
  matter_settled_undecided: '还没有会议决定，不能登记落实，请先写 --meeting 和 --decision',
  matter_settled_before_meeting: '落实日期早于会议日期，请核对 --settled',
  round_missing: '没有这个巡察轮次，请先导入通报或方案，或新建轮次',
  stated_totals_missing:
    '当前轮次还没有登记文件所载总数，请先用 set-stated 登记（没有写明的写 --none），再换轮次',

  issue_in_chain: '问题正在销号流程中，问题和措施不能改动；确需改动的先退回（step 编号 back）',
  issue_closed: '问题已销号，问题和措施不能改动；确需继续整改的先重启（reopen）',
  issue_not_closed: '问题还没有销号，回头看和重启只对已销号的问题',
  issue_withdrawn: '问题已撤销，不能办理或改动',
  issue_not_withdrawn: '问题没有被撤销',
  measure_not_complete: '措施本来就没有完成，不能退回',
  measure_change_required: '重启时至少要退回一条已完成的措施（--measure）或新增一条措施（--add）',
  not_ready: '还不能申请销号：至少要有一条措施已启动，全部措施完成',
  application_incomplete: '申请条件还不齐',
  not_in_chain: '问题不在销号流程中，没有可退回或撤回的申请',
  step_not_next: '这一环节现在不能办理，请按顺序办理',
  steps_invalid: '销号环节设置不正确：要从申请开始，到审定结束',
  actor_required: '要写办理人（--who）',
  opinion_required: '要写办理意见（--opinion）',
  measure_withdrawn: '该措施已撤销，不能改动',
  measure_not_withdrawn: '该措施没有被撤销',
  state_unchanged: '措施已是这个状态，没有改动',
  state_unknown: '不认识这个整改状态',
  on_invalid: '没有这个日期',
  month_in_future: '月份还没有到：进展最晚登记到今天所在的月份',
  on_in_future: '日期不能晚于今天',
  reason_required: '要写原因（--reason）',
  body_required: '要写批准机构（--body）',
  demand_not_ongoing: '只有整改要求为“长期坚持”的措施才能建立长效机制',
  already_established: '该措施已经建立长效机制',
  not_established: '该措施没有建立长效机制',
  deadline_not_understood: '没有看懂整改期限',
  deadline_no_such_day: '期限：日历上没有这一天',
  deadline_ambiguous: '期限有几种读法，请写明年月日',
  deadline_year_unlikely: '期限的年份不像是对的',
  deadline_is_a_state: '这里要写期限，写的是整改状态',
  deadline_needs_day: '没有写明到哪一天',
  deadline_needs_feedback_day: '期限要从反馈之日算起，但本轮次没有登记反馈日期',
  deadline_needs_round_end: '期限要按集中整改期算，但本轮次没有登记反馈日期',
  deadline_working_days: '期限按工作日计算，此处没有工作日历，请写明日期',
  deadline_incomplete: '延期要写全年月日，不能推断',
  extension_needs_day: '没有写明延到哪一天',
  extension_not_later: '新期限不晚于现在的期限；期限写错了的，请直接修改整改期限',
  measure_complete: '该措施已经完成，不必延期',
  period_not_understood: '没有看懂阶段的时限，可写 1个月、15个工作日、集中整改期满后1个月',
  stage_in_use: '该阶段已有完成日期、文号或备注，不能移除',

  nothing_to_undo: '没有可撤销的操作',
  nothing_to_redo: '没有可恢复的操作',
  undo_stops_at_migration: '再往前是台账建立或升级，不能撤销',
  undo_stops_at_release: '再往前是印发月报：月报已印发，不能撤销；可出更正版',
  month_before_round: '这个月还没有内容，本轮次在它之后才有记录',
  release_month_future: '这个月还没有到，不能印发',
  release_reason_missing: '本月月报已经印发，更正版要用 --reason 写明更正原因',
  ledger_changed_meanwhile: '印发过程中台账一直有变化，没有印发，请稍后再试',
  release_missing: '没有这一版月报，可用 releases 查看已印发的月报',
  release_form_missing: '这一版没有存下这种格式的文件',
  undo_stops_at_creation: '再往前是台账建立，不能撤销',
  undo_no_longer_fits: '相关内容与记录不符，不能撤销；请用 verify 检查',
};

/** Is there a sentence for this code? For the test that none was forgotten. */
export function isWorded(code: string): boolean {
  return Object.hasOwn(sentences, code) || Object.hasOwn(faultWords, code);
}

function sentenceOf(failure: Failure): string {
  if (failure.code === 'bad_arguments') return argumentSentence(failure);
  if (Object.hasOwn(sentences, failure.code)) return sentences[failure.code] ?? '';
  return sentenceOfFault(failure) || '操作没有完成';
}

/** For standard error: code, sentence and the facts that tell where on one line, below it what an application lacks. */
export function wordFailure(failure: Failure): string {
  const facts = Object.entries(failure.detail ?? {})
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `${name}=${String(value)}`);
  const line = `${failure.code}: ${sentenceOf(failure)}${facts.length === 0 ? '' : `（${facts.join('，')}）`}`;
  return [line, ...missingLines(failure.detail?.['missing'])].join('\n');
}

export const HELP = `整改台账 命令行

用法： npm run -s ledger -- --db 台账文件 命令 [选项]

命令：
  init [--sample]                         新建台账（--sample：写入示例台账）
  import-notice 文件 [--dry-run] [--month 月] [--feedback 日] [--round 轮次]
                                          导入整改通报或方案（.txt、.docx）
  tree [--round 轮次]                     列出方面、问题、措施及其编号
  stats [--round 轮次]                    各项总数
  rounds                                  巡察轮次
  set-measure 编号 --state 状态 [--on 日] [--reason 原因]
  add-progress 编号 --month 月 --text 进展 [--delay 原因] [--next 下一步]
  no-evidence 编号 --reason 原因          说明为何没有佐证材料
  establish 编号 [--on 日] [--off]        建立长效机制（--off：取消）
  summary --month 月 [--xlsx 文件]        计算月报（--xlsx：存为 Excel）
  paper 种类 [--month 月] [--issue 问题] [--unit 单位] [--size a3] --pdf 文件 | --xlsx 文件 | --docx 文件
                                          写出一份文书：summary 月报、problems 问题清单、tasks 任务清单、
                                          duties 责任清单、ledger 整改台账、roll-call 报送情况、progress 整改进展
                                          情况通报（以上用 --month）、closing 对账销号单、dossier 一问题一档案
                                          （用 --issue）、reminder 督办函件（用 --month 和 --unit）
  release-month 月 [--reason 原因]        印发月报（已印发过的，写明更正原因，作为新的一版）
  releases                                列出已印发的月报
  log [--limit 条数]                      变更记录，最新的在前
  set-stated [--round 轮次] [--aspects 数] [--issues 数] [--measures 数] [--closed 数] [--open 数] | --none
                                          登记文件所载总数（--none：没有写明）
  import-ledger 文件 [--dry-run] [--month 月] [--feedback 日] [--round 轮次]
                                          把原有的整改台账导入为最初内容（含历次进展、销号日期）
  send-forms --month 月 --out 文件夹      向各单位生成当月报送表（以 .zip 结尾：存为一个压缩包）
  import-returns 文件... [--month 月] [--dry-run] [--accept clean|none]
                                          导入报送表（文件、文件夹、压缩包，可多个；--dry-run：只判读，
                                          不留下任何内容；--accept clean：无疑问的直接写入台账，其余待核对）
  batches                                 导入批次
  undo-batch 批次                         撤销一个导入批次
  answer 批次 --out 文件夹                生成退回各单位的标注件
  checks [--kind 事项] [--waived] [--fail] 核对台账中的矛盾（--waived：已免于处理的；--fail：有未处理的则退出码为 1）
  step 编号 next --who 办理人 [--on 日] [--opinion 意见]
                                          办理销号的下一环节（申请、审核、复核、审定）
  step 编号 back --who 办理人 --reason 原因 [--on 日] [--withdraw]
                                          退回（--withdraw：撤回申请）
  recheck 编号 --result passed|failed --who 办理人 [--on 日] [--opinion 意见] [--reason 原因] [--measure 措施]...
                                          登记回头看（不通过：重启问题，写 --reason）
  reopen 编号 --reason 原因 [--who 办理人] [--on 日] [--measure 措施]... [--state 状态] [--add 新措施]...
                                          重启已销号的问题（没有指定措施的，退回全部已完成的措施）
  withdraw 编号 --reason 原因 --body 批准机构 [--on 日]
                                          撤销措施或问题（i 开头的编号是问题）
  replace 编号 --title 新措施 --reason 原因 --body 批准机构 [--deadline 期限] [--on 日]
                                          用一条新措施替换原措施
  board                                   销号看板：各问题在哪一环节、已有多久
  as-of 日 [--known-at 时间]              这一天的各项数字（按生效日期；--known-at "2024-06-30 18:00"：
                                          只按当时台账的记载；只写日期为当天结束时）
  outcomes 类别                           整改成效：regulation 建章立制、sanction 问责处理、recovery 收回挽回、
                                          clue 问题线索（不含姓名）
  outcome add 类别 [--title 名称] [--number 文号] [--kind 种类] [--people 人数] [--money 金额] [--on 日]
      [--issue 问题] [--measure 措施] [--note 备注]
                                          登记一件整改成效（没有日期的，计入今天所在的月份）
  matter list                             提请研究事项：待研究、已研究待落实、已落实
  matter add --title 事项 --month 月 [--issues 问题,问题]
  matter edit 编号 [--title 事项] [--month 月] [--issues 问题,问题] [--meeting 会议日期] [--decision 决定]
      [--follow-up 落实情况] [--settled 落实完成日期]
                                          登记、修改提请研究事项
  extend 编号... --to 期限 --reason 原因 --by 批准机构 [--on 日]
                                          延长整改期限（可写多条措施；原定期限保留）
  agenda [--days 天数]                    超期的、近期到期的、待办的（默认看 15 天）
  calendar --year 年                      这一年的节假日和调休
  calendar --holiday 日 [--name 名称] | --workday 日 [--name 名称] | --clear 日
                                          登记放假、上班，或删去自填的
  undo / redo                             撤销、恢复最近一步
  evidence add 措施 文件... [--title 名称]  把文件存入台账，作为措施的佐证材料（可多个，文件夹指其中的文件）
  evidence ref 措施 --title 名称 [--ref 文号]
                                          登记只有文号或存放位置的佐证材料
  evidence list 措施|问题                 列出佐证材料（问题要写成 i5 的样子）
  evidence export [--issue 问题] --out 文件夹|文件.zip
                                          按编号的文件夹写出佐证材料，附归档目录
  verify [--files]                        检查台账是否完整（--files：同时核对全部存档文件，需要较长时间）
  help                                    本说明

通用选项：
  --json         标准输出只有一个 JSON 对象
  --today 日     以这一天为今天（测试用）

编号：方面 h1，问题 i5，措施 m12（由 tree 列出；种类明确时可只写数字）。日：2024-08-31；月：2024-08。
状态：not_started 未启动，in_progress 整改中，mostly_done 基本完成，done 已完成。
退出码：0 成功，1 请求被拒绝，2 用法不对。
`;
