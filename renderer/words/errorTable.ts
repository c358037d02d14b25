import { faultWords } from '../../shared/returns/faultWords.ts';

/**
 * Code → [what is wrong, what to do]. `{fact}` comes from the failure's detail; a part in square brackets is left
 * out when its fact is missing. Refusals of a notice file are worded in its dialog (views/notice/refusals.ts).
 */
export const errorWords: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  ...faultWords,

  // The program itself
  unexpected: [
    '程序出现意外错误',
    '已停止本次操作，台账内容没有改动。请重试；仍不成功的，请重新启动程序。[（{message}）]',
  ],
  internal: ['程序出现意外错误', '本次操作已撤回，台账内容没有改动。请重试；仍不成功的，请重新启动程序。'],
  door_broken: ['程序内部连接中断', '请关闭窗口后重新启动程序；台账内容不受影响。'],
  unknown_call: ['程序各部分版本不一致', '请重新安装程序后再试。'],
  bad_arguments: ['填写的内容不符合要求', '请检查刚才填写的内容，改正后重试。'],
  sender_refused: ['请求来源不可信，已拒绝', '请重新启动程序。'],
  not_supported: ['当前环境不支持这项操作', '请在带图形界面的电脑上进行。'],
  system_too_old: ['操作系统版本过低', '请在 Windows 10 或更高版本（或较新的 Linux）上使用。'],

  // Jobs
  cancelled: ['操作已取消', '没有改动任何内容。'],
  timeout: ['操作时间过长，已停止', '没有改动任何内容。请关闭其他程序后重试，或把文件拆小再导入。'],
  out_of_memory: ['内存不足，操作已停止', '没有改动任何内容。请关闭其他程序后重试，或把文件拆小再导入。'],
  job_failed: ['任务没有完成', '没有写入任何内容，请重试。'],
  job_kind_unknown: ['程序各部分版本不一致', '请重新安装程序后再试。'],
  job_unknown: ['这项任务已经结束', '请重新开始。'],

  // The ledger file
  no_ledger: ['尚未打开台账', '请先新建台账或打开已有台账。'],
  ledger_missing: ['找不到台账文件', '请确认移动硬盘或U盘已插好，或重新选择文件夹。'],
  folder_missing: ['台账所在的文件夹不见了', '请确认移动硬盘或U盘已插好，或重新选择文件夹。'],
  no_ledger_in_folder: ['所选文件夹中没有台账', '请选择台账所在的文件夹；需要新建的，请用“新建台账”。'],
  ledger_exists: ['该文件夹中已有台账', '没有改动它。请直接打开它，或另选一个文件夹。'],
  ledger_migration_failed: ['台账升级没有成功', '已退回升级前的样子。请确认磁盘有足够空间，然后重试。'],
  ledger_in_use: ['台账正被另一个程序使用', '请先关闭另一个窗口，再重试；也可以先以只读方式查看。'],
  ledger_busy: ['台账正忙', '请稍等片刻再试。'],
  ledger_not_database: ['这个文件不是台账', '程序没有改动它。请选择正确的台账文件夹，或从备份恢复。'],
  ledger_foreign: ['这个文件是别的程序的数据', '程序没有改动它。请选择正确的台账文件夹。'],
  ledger_empty_file: ['这个台账文件是空的', '程序没有改动它。请从备份恢复，或另选文件夹新建。'],
  ledger_damaged: ['台账文件已损坏', '程序没有改动它。请先把该文件夹整个复制一份留存，再从备份恢复。'],
  ledger_newer: ['台账由更新版本的程序建立', '本程序不能打开它，文件没有改动。请安装新版本程序后再打开。'],
  ledger_older_read_only: ['台账由较早版本的程序建立', '须先在可写的磁盘上打开一次，完成升级后才能查看。'],
  ledger_read_only: ['台账是只读的', '现在只能查看，不能修改。请检查文件夹权限，或把台账复制到可写的磁盘。'],
  ledger_disk_error: ['磁盘读写出错', '本次操作已撤回。请检查磁盘或U盘连接，尽快备份台账。'],
  ledger_copy_damaged: ['复制出的台账没有通过检查', '原台账没有改动，仍在原处使用。请检查目标磁盘后重试。'],
  network_share: ['台账不能放在网络共享文件夹', '多人同时写入会损坏台账。请选择本机磁盘上的文件夹。'],
  disk_full: [
    '磁盘空间不足[：需要 {needed}，只剩 {free}]',
    '本次操作已撤回，原有内容完好。请清理磁盘空间后重试。',
  ],

  // Files and folders
  file_missing: ['找不到文件[：{name}]', '它可能被移动、改名或U盘已拔出。请重新选择文件。'],
  file_unreadable: [
    '文件打不开[：{name}]',
    '请确认有读取权限，且没有被其他程序独占（先在WPS或Word中关闭它），然后重试。',
  ],
  font_unusable: [
    '这个文件不能用作字体[：{name}]',
    '请选择 .ttf、.otf 或 .ttc 字体文件；打不开的可能已经损坏，请重新复制一份。',
  ],
  font_too_large: ['字体文件过大[：{name}]', '公文字体一般不超过 60 MB。请确认选的是字体文件。'],
  file_is_folder: ['这是文件夹，不是文件[：{name}]', '请打开文件夹，选择其中的文件。'],
  file_vanished: ['文件已不存在[：{name}]', '它可能被移动、改名或U盘已拔出。请重新选择文件。'],
  file_token_unknown: ['文件选择已失效', '请重新选择文件。'],
  folder_unknown: ['文件夹选择已失效', '请重新选择文件夹。'],
  target_locked: [
    '要写的文件正被其他程序打开[：{name}]',
    '请先在WPS、Excel或阅读器中关闭它，或换一个文件名。',
  ],
  target_unwritable: ['文件写不进去[：{name}]', '请检查文件夹是否存在、有没有写入权限，或换一个位置。'],
  target_bad_name: [
    '文件名或路径太长，或者含有不能用的字符[：{name}]',
    '请换一个短一些的文件名，不用 < > : " / \\ | ? *，或换一个浅一些的文件夹。',
  ],
  target_is_folder: ['同名的文件夹已存在[：{name}]', '请换一个文件名。'],
  target_is_ledger: ['这是台账文件，不能覆盖[：{name}]', '请换一个文件名。'],

  // The office's own words on papers, papers about late measures
  paper_copy_number: ['份号要填六位数字[：“{copy}”不是]', '如 000012；不用份号的，留空。'],
  paper_secret_form: [
    '密级写得不规范[：“{secret}”]',
    '请写“秘密★1年”“机密★长期”这样的密级和保密期限；不涉密的，留空。',
  ],
  paper_signs_repeated: [
    '签署栏里有重复的',
    '每一处签署写一个不同的名称，如 填报人、审核人、分管领导、日期。',
  ],
  letter_missing: ['没有发给这个单位的督办函件[：{unit}]', '请核对月份和单位；没有制发的，先制发督办函件。'],
  unit_not_late: ['这个单位没有超期或滞后的措施', '可能刚刚完成或延期了，没有编号。请重新打开名单再选。'],
  measure_not_late: ['所选措施已不在超期或滞后之列', '可能刚刚完成或延期了，没有编号。请重新打开名单再选。'],

  // Evidence
  evidence_without_file: ['这份佐证材料没有存入文件', '它只登记了文号或存放位置。'],
  evidence_twice: ['这条措施已有这份文件[：{name}]', '内容完全相同，名称为“{title}”，不再重复存入。'],
  evidence_too_many: ['一次存入的文件过多', '只取了前 {limit} 个，其余没有存入，请分批存入。'],
  blank_missing: ['这份上级表格已被移除', '请刷新列表后重试；移除的可用“撤销”恢复。'],
  blank_name_taken: ['已有同名的上级表格[：{name}]', '请换一个名称，或直接修改原来的那一份。'],
  blank_layout_empty: ['还没有选定要填写的栏目', '请至少给一栏或一个单元格选定填写内容。'],
  blank_not_xlsx: [
    '这种格式的表格不能直接填写[：{name}]',
    '请用WPS或Excel打开，另存为“工作簿（.xlsx）”后重新选用。',
  ],
  blank_not_editable: [
    '这份表格的结构特殊，不能稳妥地填写',
    '没有写出文件。表内如有“套用表格格式”、数组公式或跨行共用公式，请在WPS或Excel中转为普通区域、预留足够的空行，另存后重新选用。',
  ],
  blank_row_taken: [
    '表样第{row}行已有内容，不能从这一行开始填写',
    '请把“从第几行开始填”改为第一个空行，或在表样中清空该行后重新选用。',
  ],
  blank_place_twice: [
    '同一个位置要填两样内容[：{cell}]',
    '没有写出文件。请打开这份表样的设置，去掉其中一样；单个格不要放在逐行填写的区域里。',
  ],
  blank_place_outside: [
    '填写的位置超出了表格的范围[：{cell}]',
    '没有写出文件。请打开这份表样的设置，核对起始行和单个格的位置。',
  ],
  blank_not_as_filled: [
    '填写后的核对没有通过[：{cell}]',
    '没有写出文件。请重试；仍不成功的，请在表样中取消合并单元格后重新选用。',
  ],
  archive_empty: ['没有可以归档的佐证材料', '所选范围内还没有登记佐证材料，也没有无佐证的说明。'],
  file_changed: [
    '文件在复制过程中变了[：{name}]',
    '请确认没有程序正在写它（先在WPS或Word中保存并关闭），再重试。',
  ],
  file_empty: ['文件是空的[：{name}]', '空文件不能作为佐证材料，请检查是否选错了文件。'],
  file_not_regular: ['这不是普通文件[：{name}]', '请选择普通的文件。'],
  file_is_shortcut: ['这是快捷方式，不是文件本身[：{name}]', '请拖入原文件。'],
  file_is_temporary: ['这是系统或办公软件的临时文件[：{name}]', '没有存入。请关闭办公软件后存入文件本身。'],
  link_broken: ['链接指向的文件不存在[：{name}]', '请存入文件本身。'],
  link_to_folder: ['链接指向另一个文件夹[：{name}]', '没有跟随。需要时请直接拖入那个文件夹。'],
  folder_empty: ['文件夹里没有文件[：{name}]', '请检查是否选错了文件夹。'],
  folder_too_deep: ['文件夹层次过深[：{name}]', '超过 {limit} 层的没有存入。请把文件移到上层文件夹。'],
  file_too_large_for_disk: [
    '磁盘容不下这么大的单个文件[：{name}]',
    '目标磁盘是 FAT32 等格式，单个文件不能超过 4 GB。请换用 NTFS 或 exFAT 格式的磁盘，或把文件分成几份。',
  ],
  file_not_opened_for_safety: [
    '为安全起见，不直接打开这种文件[：{name}]',
    '它可能会运行程序。确需查看的，请用“另存”存到别处，经杀毒软件检查后再打开。',
  ],
  no_program_for_file: ['没有能打开这种文件的程序[：{name}]', '请先安装相应的软件，或用“另存”存到别处。'],
  original_unreadable: [
    '存档的文件读不出来[：{name}]',
    '请检查磁盘或U盘连接，再重试；仍不成功的，从备份恢复。',
  ],
  preview_too_large: ['文件过大，不能在窗口中预览', '请用“打开”，由系统中的程序显示。'],
  target_too_deep: ['目标文件夹的路径过长', 'Windows 打不开路径过长的文件。请选择层次较浅的文件夹。'],

  // Taking in
  not_a_notice: [
    '没有认出方面、问题和整改措施',
    '这个文件不像整改通报或整改方案，没有写入任何内容。请确认选对了文件，或把正文粘贴进来再试。',
  ],
  text_empty: ['没有内容', '请先粘贴通报或方案的正文。'],
  imported_before: ['这份文件已经导入过', '同一份文件不能重复导入。如需重新导入，请先撤销上次导入。'],
  import_not_first_content: [
    '该轮次已有问题，不能再带入已销号的问题',
    '请导入为新的轮次；或在表中去掉销号日期和“已销号”后再导入，之后在台账中办理销号。',
  ],

  // Outcomes
  measure_of_other_issue: ['所选措施不属于所选问题', '请重新选择措施，或只选措施、由程序带出问题。'],
  clue_concluded_before_received: ['办结日期早于收到日期', '请核对两个日期：收到日期是 {received}。'],
  outcome_pair_same: ['这两件已认定为同一件', '如认定有误，请先在列表中对重复的一件点“取消重复认定”。'],
  outcome_pair_unclear: ['没有说明以哪一件为准', '请在同一类成效中选定两件，并指明以哪一件为准。'],
  outcome_no_repeat: ['这一件没有被认定为重复', '它本来就单独计数，不需要取消重复认定。'],

  // Measures, issues, headings
  frozen: ['问题在销号流程中或已销号', '销号流程中和已销号的问题，其整改措施只能查看，不能改动。'],
  issue_not_chosen: ['还没有选定问题', '请先在左侧选中一个问题，或在清单中选中一条措施，再新增。'],
  issue_in_chain: [
    '问题正在销号流程中',
    '流程中的问题和措施不能改动。确需改动的，请先退回或撤回申请[（{title}）]。',
  ],
  issue_closed: ['问题已销号', '已销号的问题和措施不能改动。确需继续整改的，请先重启[（{title}）]。'],
  issue_not_closed: ['问题还没有销号', '回头看和重启只对已销号的问题[（{title}）]。'],
  issue_withdrawn: ['问题已撤销', '已撤销的问题及其措施不能办理或改动，需要时请先恢复问题[（{title}）]。'],
  issue_not_withdrawn: ['问题没有被撤销', '只有已撤销的问题才能恢复[（{title}）]。'],
  measure_not_complete: ['措施本来就没有完成', '重启时退回的，只能是已完成的措施[（{title}）]。'],
  measure_withdrawn: ['该措施已撤销', '已撤销的措施不能改动，需要时请先恢复。'],
  measure_not_withdrawn: ['该措施没有被撤销', '只有已撤销的措施才能恢复。'],
  measure_change_required: ['需要退回或新增措施', '重启时，至少要退回一条已完成的措施，或新增一条措施。'],
  state_unchanged: ['状态没有变化', '所选措施已是这个状态。'],
  state_unknown: ['不认识这个整改状态', '请从列表中选择。'],
  on_invalid: ['日期不存在', '请填写日历上有的日期，如 2024-08-31。'],
  month_in_future: ['月份还没有到', '进展最晚登记到今天所在的月份[（今天{today}）]。'],
  on_in_future: ['日期不能晚于今天', '生效日期最晚为今天[（{today}）]。'],
  in_use: [
    '还在使用，不能移除',
    '只有从未用到的才能移除[；用到它的有：{where}]。改了名称的请用“更名”，合并的请用“并入”。',
  ],
  hand_over_to_self: ['不能移交给本人', '请选择另一位领导。'],
  person_left: ['这位领导已经离任', '[{name}已于 {on} 离任。]请选择在任的领导。'],
  check_gone: ['这些事项已经不再是矛盾', '台账已有改动，列表已更新，无需再免于处理。'],
  on_before_previous: ['日期早于上一次变动', '生效日期不能早于上一次变动的日期[（{previousOn}）]。'],
  on_before_ready: [
    '申请日期早于措施完成或列入方案的日期',
    '全部措施列入整改方案并完成[（{readyOn}）]之后才能申请，请改申请日期，或先更正措施的完成日期。',
  ],
  on_after_application: [
    '完成日期晚于原来的申请日期',
    '该措施是以前销号的依据，完成日期不能改到当时申请[（{appliedOn}）]之后。',
  ],
  reason_required: ['需要填写原因', '从“已完成”退回、撤销或恢复措施，都要说明原因。'],
  body_required: ['需要填写批准机构', '请填写批准这项调整的会议或部门。'],
  actor_required: ['需要填写办理人', '请填写办理这一环节的领导或部门。'],
  opinion_required: ['需要填写意见', '请填写办理意见。'],
  demand_not_ongoing: ['不是长期坚持的措施', '只有整改要求为“长期坚持”的措施才能标记建立长效机制。'],
  already_established: ['已经标记建立长效机制', '无需重复标记。'],
  not_established: ['尚未标记建立长效机制', '没有可取消的标记。'],
  deadline_not_understood: [
    '没有看懂整改期限[“{raw}”]',
    '原文仍保留在框中。可写：2024-12-31、2024年12月底前、12月底前、立行立改、集中整改期内、长期坚持、2024年底前，并长期坚持。',
  ],
  deadline_no_such_day: ['日历上没有这一天[“{raw}”]', '请核对月份和日期，如 2 月没有 30 日。'],
  deadline_year_unlikely: ['年份不像是对的[“{raw}”]', '请写明四位的年份，如 2024-12-31。'],
  deadline_is_a_state: ['这里要填期限，写的是整改状态[“{raw}”]', '请填写到哪一天为止，如 2024-12-31。'],
  deadline_needs_day: ['没有写明到哪一天[“{raw}”]', '请填写到哪一天为止，如 2024-12-31。'],
  deadline_needs_feedback_day: [
    '期限要从反馈之日算起[“{raw}”]',
    '本轮次还没有登记反馈日期。请先在“轮次与时间轴”填写，或直接写明日期。',
  ],
  deadline_needs_round_end: [
    '期限要按集中整改期算[“{raw}”]',
    '本轮次还没有登记反馈日期，算不出集中整改何时结束。请先在“轮次与时间轴”填写，或直接写明日期。',
  ],
  deadline_working_days: ['期限按工作日计算[“{raw}”]', '此处没有工作日历，请直接写明日期。'],
  deadline_incomplete: [
    '延期要写明是哪一天[“{raw}”]',
    '延期是一项决定，年份不能推断，也不能只写几个月。请写全年月日，如 2025-06-30。',
  ],
  extension_needs_day: [
    '没有写明延到哪一天[“{raw}”]',
    '请写明新的期限，如 2025-06-30；可以写“2025年底前，并长期坚持”。',
  ],
  extension_not_later: [
    '新期限不晚于现在的期限[“{title}”]',
    '延期只能往后延[（现在的期限 {dueOn}）]；期限写错了的，请直接修改整改期限。',
  ],
  measure_complete: ['该措施已经完成[“{title}”]', '已完成的措施不必延期。状态填错了的，请先改回整改状态。'],
  period_not_understood: [
    '没有看懂时限[“{period}”]',
    '可写：1个月、30天、15个工作日、反馈后2个月、集中整改期内、集中整改期满后1个月。写具体日期的，请填在“应完成日期”。',
  ],
  stage_in_use: ['该阶段已有记录，不能移除[“{title}”]', '请先清空它的完成日期、文号和备注，再移除。'],
  deadline_ambiguous: ['整改期限有几种读法[“{raw}”]', '原文仍保留在框中。请写明年月日，如 2024-12-31。'],
  title_empty: ['名称不能为空', '请填写名称；不想改动的，按 Esc 放弃。'],
  text_required: ['内容不能为空', '请填写进展情况。'],
  month_invalid: ['月份不正确', '请填写如 2024-08 的月份。'],
  node_has_children: ['下面还有内容，不能移除', '请先移除下级的子类、问题或措施。'],
  node_has_history: [
    '该内容已有记录，不能移除',
    '已计入统计的内容要保留；措施不再需要的，请改用“撤销措施”。',
  ],
  row_missing: ['要找的内容已不存在', '它可能已被撤销或移除，请重新选择。'],
  issue_of_other_round: [
    '这个问题属于另一个巡察轮次',
    '请先在“轮次与时间轴”中切换到它所属的轮次，再打印它的文书。',
  ],

  // The closing chain
  not_ready: ['还不能申请销号', '至少要有一条措施已启动，全部措施完成后才能申请[（{title}）]。'],
  application_incomplete: ['申请条件还不齐', '请补齐未完成的措施和缺少的佐证材料[（{title}）]。'],
  not_in_chain: ['问题不在销号流程中', '没有可退回或撤回的申请[（{title}）]。'],
  step_not_next: ['这一环节现在不能办理', '前面的环节还没有办，或已经办过；请按顺序办理[（{title}）]。'],
  steps_invalid: ['销号环节设置不正确', '环节要从“申请”开始，到“审定”结束，中间的审核、复核可以不设。'],

  // Releasing
  undo_stops_at_release: ['不能再往前撤销', '再往前是印发月报。月报已印发，不能撤销；可出更正版。'],
  month_before_round: ['这个月还没有内容[：{month}]', '[本轮次从{first}开始才有记录。]请另选月份。'],
  release_month_future: ['这个月还没有到[：{month}]', '到了该月才能印发[（今天{today}）]。'],
  release_reason_missing: ['更正版要写明更正原因', '本月月报已经印发，请写明为什么要出更正版。'],
  ledger_changed_meanwhile: ['印发过程中台账一直有变化', '没有印发。请等导入等操作做完，再印发一次。'],
  release_missing: ['没有这一版月报', '它不在本台账中，请从已印发的月报中选择。'],
  release_form_missing: ['这一版没有存下这种格式的文件[：{form}]', '请改用另一种格式。'],

  // Rounds, units, figures, money
  matter_month_before_round: ['提请月份早于本轮次[（{month}）]', '[本轮次自{first}起。]请改选提请的月份。'],
  matter_month_in_future: ['提请月份还没有到[（{month}）]', '最晚为今天所在的月份[（今天{today}）]。'],
  matter_meeting_before_month: [
    '会议日期早于提请的月份',
    '请核对会议日期[（{on}）]和提请的月份[（{month}）]。',
  ],
  matter_decision_without_meeting: ['填了会议决定，没有填会议日期', '请先填研究这一事项的会议日期。'],
  matter_settled_undecided: ['还没有会议决定，不能登记落实', '请先填会议日期和会议决定。'],
  matter_settled_before_meeting: [
    '落实日期早于会议日期',
    '请核对落实日期[（{on}）]和会议日期[（{meeting}）]。',
  ],
  round_missing: ['还没有这个巡察轮次', '请先导入通报或方案，或在“轮次与时间轴”中新建轮次。'],
  stated_totals_missing: [
    '文件所载总数还没有登记',
    '切换轮次前，请先在“轮次与时间轴”登记本轮的文件所载总数，文件没有写的点“文件未写明”。',
  ],
  unit_name_taken: ['已有同名单位[：{name}]', '请直接选用已有单位，或换一个名称。'],
  unit_into_itself: ['单位不能并入自己', '请选择另一个单位。'],
  unit_merged_before: [
    '该单位已并入其他单位[（{on}）]',
    '并入登记错了，请用撤销（Ctrl+Z）或在操作历史中更正；并入后的单位再合并，请对并入后的单位操作。',
  ],
  narrative_blank: ['文字不能为空', '请写上文字；要用台账自动生成的文字，请按“恢复自动文字”。'],
  figure_missing: ['没有这个数字', '台账可能已经变动，请重新打开这一页。'],
  known_at_too_early: ['那时还没有这本台账', '请选择台账建立以后的时间。'],
  known_at_no_round: ['那时台账里还没有巡察轮次', '请选择晚一些的时间，即导入通报、方案之后。'],
  known_at_before_migration: [
    '那时的记载已无法还原',
    '此后台账随程序升级改过格式，只能看升级之后各时间的记载。',
  ],
  money_blank: ['金额没有填写', '请填写金额；没有的写 0。'],
  money_not_understood: ['没有看懂金额', '可写：165800、165,800元、16.58万元。'],
  money_not_whole_fen: ['金额不足一分', '请写到分为止。'],
  money_too_large: ['金额过大', '请检查单位是否写错。'],

  // Undo and redo
  nothing_to_undo: ['没有可撤销的操作', '已经到最早的一步。'],
  nothing_to_redo: ['没有可恢复的操作', '新的修改会清除此前撤销的操作。'],
  undo_stops_at_migration: ['不能再往前撤销', '再往前是台账升级，那之前的操作不能撤销。'],
  undo_stops_at_creation: ['不能再往前撤销', '已经到新建台账的那一步。'],
  undo_no_longer_fits: ['不能撤销这一步', '相关内容与记录不符。请在“设置”中检查台账，并核对备份。'],

  // Papers
  pdf_failed: ['PDF没有生成', '请重试；仍不成功的，请重新启动程序。'],
  print_failed: ['打印没有完成', '请检查打印机是否连接、有纸，然后重试；也可先存为 PDF。'],
  paper_failed: ['要打印的页面没有生成', '请先在窗口里看能否正常显示，然后重试。'],
  docx_not_as_written: ['文档没有通过核对', '没有留下文件。请检查磁盘空间后重试。'],
  no_printer: ['没有可用的打印机', '请先连接打印机，或存为 PDF。'],
  printer_gone: ['找不到所选的打印机[：{name}]', '请检查打印机是否开机、连接，或换一台打印机。'],
  paper_form_missing: ['“{name}”没有这种格式的文件', '请改存为 PDF，或其他列出的格式。'],
  xlsx_not_as_written: ['工作簿没有通过核对', '没有留下文件。请检查磁盘空间后重试。'],
};
