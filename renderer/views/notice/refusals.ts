/** Why a file was not read, in the clerk's words: what it is, and how to get at its text. */
import type { Failure } from '../../../shared/result.ts';
import type { NoticeErrorCode } from '../../../shared/notice/types.ts';
import { wordFailure } from '../../words/errors.ts';
import type { WordedFailure } from '../../words/errors.ts';

const saveAs = '请用 WPS 或 Word 打开它，另存为 .docx 后再导入；也可以复制正文，粘贴到下面的框里。';

const refusals: Readonly<Record<NoticeErrorCode, readonly [string, string]>> = {
  not_a_notice: [
    '没有认出问题和整改措施',
    '这个文件不像整改通报或整改方案，没有写入任何内容。请确认选对了文件；正文若是从别处复制的，可以粘贴进来再试。',
  ],
  notice_empty: ['文件里没有文字', '请确认选对了文件。扫描件里只有图片，需要先识别成文字。'],
  notice_too_large: ['文件过大', '通报和方案一般不超过几兆。请确认选对了文件，或者只复制正文粘贴进来。'],
  notice_not_found: ['找不到文件', '它可能被移动、改名，或者U盘已拔出。请重新选择。'],
  notice_is_folder: ['这是一个文件夹', '请打开文件夹，选择其中的通报或方案文件。'],
  notice_not_a_file: ['这不是普通文件', '请重新选择 .txt 或 .docx 文件。'],
  notice_unreadable: ['文件读不出来', '请确认有读取权限、磁盘或U盘连接正常，然后重试。'],
  notice_in_use: ['文件正被其他程序占用', '请先在 WPS 或 Word 中关闭它，然后重试。'],
  notice_changed: ['读取过程中文件发生了变化', '请先保存并关闭该文件，然后重试。'],
  notice_is_binary: ['这不是文字文件', '只能导入 .txt 和 .docx。请确认选对了文件。'],
  notice_unknown_encoding: [
    '文字编码认不出来',
    '请用记事本打开它，另存为 UTF-8 编码后再导入；也可以复制正文粘贴进来。',
  ],
  notice_is_doc: ['这是旧版 Word 文件（.doc）', saveAs],
  notice_is_wps: ['这是旧版 WPS 文件（.wps）', saveAs],
  notice_is_pdf: ['这是 PDF 文件', '请打开它，全选并复制正文，粘贴到下面的框里；扫描件需要先识别成文字。'],
  notice_is_workbook: ['这是电子表格', '请把表格复制到 Word 文档中存为 .docx 后导入，或者复制内容粘贴进来。'],
  notice_is_slides: ['这是演示文稿', '请导入通报或方案的正文文件，或者复制文字粘贴进来。'],
  notice_is_image: ['这是图片', '图片里的文字读不出来，请先识别成文字。'],
  notice_is_archive: ['这是压缩包', '请先解压，再选择其中的 .txt 或 .docx 文件。'],
  notice_is_rtf: ['这是 RTF 文件', saveAs],
  notice_is_other_document: ['这是其他格式的文档', saveAs],
  notice_is_web_page: ['这是网页文件', '请用浏览器打开它，复制正文，粘贴到下面的框里。'],
  notice_is_encrypted: ['文档加了密码', '请用 WPS 或 Word 打开它，取消密码保护，保存后再导入。'],
  notice_damaged: [
    '文档已损坏',
    '请用 WPS 或 Word 打开修复，另存一份后再导入；打不开的，请向来文单位重新要一份。',
  ],
};

/** Wording of any refusal met while reading or writing a notice. */
export function wordRefusal(failure: Failure): WordedFailure {
  if (failure.code === 'imported_before') {
    const on = failure.detail?.['on'];
    const batch = failure.detail?.['batch'];
    return {
      title: '这份文件已经导入过',
      advice: importedSentence(typeof batch === 'number' ? batch : null, typeof on === 'string' ? on : null),
    };
  }
  const words = Object.hasOwn(refusals, failure.code) ? refusals[failure.code as NoticeErrorCode] : undefined;
  return words === undefined ? wordFailure(failure) : { title: words[0], advice: words[1] };
}

export function importedSentence(batch: number | null, on: string | null): string {
  const when = on === null ? '' : `${on} `;
  const which = batch === null ? '' : `（第 ${batch} 批）`;
  return `${when}已导入同样内容的文件${which}，没有重复写入。需要重新导入的，请先撤销那一次导入。`;
}
