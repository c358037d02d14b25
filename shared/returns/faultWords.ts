/**
 * What hinders sending out and taking in: code → [what is wrong, what to do]. Said in the window, on the command line and
 * in what it prints of a file that was not taken in. Facts are put in as fillWords says.
 */
import { fillWords } from '../fillWords.ts';
import type { Failure } from '../result.ts';

export const faultWords: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  // Files that are no workbooks, or none that can be read
  book_empty_file: ['文件是空的', '里面没有任何内容，多半是复制或下载中断造成的。请报送单位重新发送。'],
  book_is_pdf: ['这是 PDF 文件，不是表格', 'PDF 里的数据无法导入。请报送单位发来 Excel 或 WPS 表格文件。'],
  book_is_document: [
    '这是文字文档或演示文稿，不是表格',
    '请报送单位按报送表填写后发来表格文件（.xlsx、.xls、.et）。',
  ],
  book_is_image: ['这是图片，不是表格', '照片和截图无法导入。请报送单位发来表格文件。'],
  book_is_archive: [
    '这是压缩包（压缩包里的压缩包，或 RAR、7z 格式）',
    '请先解压，再导入里面的表格文件。只有 .zip 可以直接导入。',
  ],
  book_is_web_page: [
    '这是网页格式的文件，不是真正的表格',
    '有些系统导出的“Excel”其实是网页。请用 Excel 或 WPS 打开后，另存为 .xlsx 再导入。',
  ],
  book_encrypted: ['文件设了打开密码', '程序不能读取加密文件。请打开后取消密码，另存后再导入。'],
  book_damaged: [
    '文件已损坏，无法读出[（{part}）]',
    '请用 Excel 或 WPS 打开试试，能打开的另存为新文件再导入；打不开的请报送单位重新发送。',
  ],
  book_too_large: ['文件过大', '超过了能导入的大小。请删去表中的图片和多余内容，另存后再导入。'],
  book_bomb: [
    '文件内部结构异常，为安全起见没有打开',
    '解压后大得不正常，或含有异常的定义。请勿打开此文件，请报送单位重新制作。',
  ],
  book_too_many_cells: [
    '表中内容过多',
    '有内容的单元格超过 300 万个。请只保留要报送的工作表，另存后再导入。',
  ],
  book_too_many_merges: [
    '合并单元格过多[（工作表“{sheet}”）]',
    '超过 2 万处。请取消不必要的合并，另存后再导入。',
  ],
  book_absurd_area: [
    '有的设置铺满了整张表[（工作表“{sheet}”，{area}）]',
    '合并单元格、数据有效性或名称的范围大得不正常。请把这些设置限定在有数据的区域，另存后再导入。',
  ],
  book_no_sheet: ['文件中没有工作表', '请确认发来的是填好的表格，必要时请报送单位重新发送。'],
  book_sheet_lost: ['工作表“{sheet}”的内容不在文件里', '文件不完整。请用 Excel 或 WPS 打开后另存，再导入。'],
  book_unknown_encoding: [
    '看不出文件用的是什么文字编码',
    '请用 Excel 或 WPS 打开，确认文字正常后另存为 .xlsx 再导入。',
  ],
  book_unreadable: [
    '不是能识别的表格文件',
    '可能格式太旧或不是表格。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。',
  ],
  book_timeout: [
    '文件太复杂，读取超时',
    '超过 20 秒没有读完，已停止。请删去不需要的工作表和内容，另存后再导入。',
  ],
  book_out_of_memory: [
    '文件太复杂，读取时内存不够',
    '已停止读取。请删去不需要的工作表和内容，另存后再导入。',
  ],
  book_crashed: [
    '文件读不出来',
    '读取程序因这个文件中断，其他文件不受影响。请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。',
  ],

  // What was handed over
  inbox_missing: ['找不到文件', '它可能已被移动、改名，或U盘已拔出。请重新选择。'],
  inbox_in_use: ['文件正被别的程序占用', '请先在 Excel 或 WPS 中关闭它，再导入。'],
  inbox_unreadable: [
    '文件读不出来[（{cause}）]',
    '可能没有读取权限，或U盘、硬盘有问题。请复制到本机后再导入。',
  ],
  inbox_not_a_file: ['这不是普通文件', '请选择表格文件、文件夹或 .zip 压缩包。'],
  inbox_lock_file: ['这是打开表格时产生的临时文件', '没有内容可导入。请选择同名的表格文件本身。'],
  inbox_empty_folder: ['里面没有可以导入的文件', '文件夹或压缩包是空的，请确认选对了。'],
  inbox_too_deep: ['文件夹层次过深', '超过 {limit} 层的没有查看。请把表格文件移到上层文件夹再导入。'],
  inbox_too_many: ['一次导入的文件过多', '只取了前 {limit} 个，其余没有查看。请分批导入。'],
  inbox_changed: ['文件在读取过程中变了', '请确认没有程序正在写它，然后重新导入。'],
  inbox_archive_too_large: ['压缩包里的文件合计过大', '超出部分没有读取。请解压后分批导入。'],

  // On the way
  already_imported: [
    '这份文件已经导入过[（{on}，批次 {batch}）]',
    '内容完全相同，不再重复导入。如需重新导入，请先撤销该批次。',
  ],
  same_file_twice: ['与另一份文件内容完全相同[：{name}]', '同一份内容只收一次，请确认是否发错了文件。'],
  original_missing: [
    '找不到存档的原文件',
    '台账文件夹中的“files”文件夹不完整。请从备份恢复，或找到原文件重新存入（报送表可请单位重新发送）。',
  ],
  original_altered: [
    '存档的原文件被改动过',
    '它与存入时不一致，不能再用。请从备份恢复，或找到原文件重新存入（报送表可请单位重新发送）。',
  ],
  file_changed: ['文件在保存过程中变了', '请确认没有程序正在写它，然后重新导入。'],
  store_copy_damaged: ['存档文件没有完整复制', '原台账没有改动，仍在原处使用。请检查目标磁盘后重试。'],
  sheet_missing: ['文件中没有这个工作表[“{sheet}”]', '请重新选择工作表。'],
  ledger_moved: ['台账在比对之后有了改动', '请先重新比对，核对后再确认导入。'],
  ledger_busy_writing: ['台账正在写入或正在导入', '请等状态栏中的任务结束后再试。'],
  zip_too_large: ['文件合计过大，放不进一个压缩包', '请改为存到文件夹。'],
  forms_nothing_to_send: [
    '没有要发送报送表的单位',
    '本月没有未销号问题的责任单位和配合单位。请先在台账中填写责任单位。',
  ],
  form_of_other_ledger: [
    '这份报送表不是本台账发出的',
    '行标识属于另一本台账。请确认打开的是正确的台账，或请报送单位用本台账发出的表填写。',
  ],
  form_newer: ['这份报送表由更新版本的程序生成', '请先升级程序，再导入。'],
  no_table_found: [
    '没有找到报送表格',
    '文件里没有认得出的表头和数据。请确认发来的是报送表，必要时请报送单位用发出的表填写。',
  ],
  undo_stops_at_forms: ['不能再往前撤销', '再往前是发出报送表，表已在各单位手中。如发错，请重新发出一份。'],
  undo_stops_at_number: ['不能再往前撤销', '再往前是编出督办函件的文号，文号不能收回。如编错，请另编一份。'],
  number_taken: ['文号已经用过[：{number}]', '请换一个文号。'],
  extension_without_day: ['申请里没有写明延到哪一天', '不能批准。请先核对报送表中的“申请延期至”。'],
  request_decided: ['这条延期申请已经办理过', '请刷新后查看办理结果。'],
  batch_missing: ['没有这一批次', '它可能已被撤销，请在批次列表中查看。'],
  batch_undone: ['这一批次已经整批撤销', '不能再处理。需要时请重新导入。'],
  nothing_decided: ['还没有决定采纳或保留任何内容', '没有可以写入台账的，请先在核对中决定。'],
  file_not_in_review: ['这个文件不在核对中', '它可能已搁置、已撤销，或者没有读出来。'],
  file_changed_meanwhile: ['这个文件刚刚重新比对过', '请看过新的结果后再决定。'],
  file_committed: ['这个文件已有内容写入台账', '不能搁置。需要时请撤销整个批次。'],
  row_not_matched: ['这一行还没有对应到措施', '请先指定对应的措施。'],
  cell_not_decidable: ['这一格没有需要决定的差异', '内容与台账相同或没有填写，不必决定。'],
  cell_forbidden: ['这一格是该单位不能填的内容', '不能采纳，只能告知报送单位。'],
  cell_unreadable: ['这一格的内容看不懂', '不能直接采纳，请改成正确的值。'],
  cell_committed: ['这一格已经写入台账', '要改请在台账里改，或撤销该批次。'],
  cell_decided_twice: ['同一批次里两个文件对同一格的说法不同[（文件“{file}”，{cell}）]', '请保留其中一个。'],
  value_not_readable: ['这个值不符合该栏的要求', '请检查后重新填写。'],
  measure_not_of_unit: ['这条措施不由该单位负责或配合', '不能对应，请另选一条。'],
  day_without_done: ['填了完成日期，状态却不是“已完成”', '请先决定状态，或不采纳这个日期。'],
  unit_unknown: ['还不知道这个文件是哪个单位的', '请先指定单位。'],
  forms_moved: ['编好的报送表编号已被占用', '没有登记发出。请重新生成报送表。'],
  ledger_empty_import: ['没有认出任何问题', '没有写入台账。请检查栏目对应是否正确，或确认选对了文件。'],
  nothing_to_answer: [
    '这一批次没有可以退回的标注件',
    '只有读过并比对过的文件才能标注；没有读出来的和还没认清单位、月份的不能。',
  ],
};

/** Both sentences of a failure in one line; '' for a code that has none here. */
export function sentenceOf(failure: Failure): string {
  const words = Object.hasOwn(faultWords, failure.code) ? faultWords[failure.code] : undefined;
  return words === undefined ? '' : `${fillWords(words[0], failure)}。${fillWords(words[1], failure)}`;
}
