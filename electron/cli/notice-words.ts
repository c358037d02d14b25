import type { NoticeErrorCode } from '../../shared/notice/codes.ts';

/** Why a file is no notice; every code of the reader has its sentence. */
export const noticeErrors: Readonly<Record<NoticeErrorCode, string>> = {
  not_a_notice: '没有认出问题和整改措施，这不像整改通报或方案；没有写入任何内容',
  notice_empty: '文件是空的；没有写入任何内容',
  notice_too_large: '文件过大，不像通报；没有写入任何内容',
  notice_not_found: '找不到文件',
  notice_is_folder: '这是文件夹，不是文件',
  notice_not_a_file: '这不是普通文件',
  notice_unreadable: '文件打不开，请检查权限',
  notice_in_use: '文件正被其他程序使用，请先关闭它',
  notice_changed: '读取时文件被改动，请重试',
  notice_is_binary: '这不是文本或 Word 文档',
  notice_unknown_encoding: '认不出文本的编码，请另存为 UTF-8 或 GB18030',
  notice_is_doc: '旧式 Word 文档（.doc）请先另存为 .docx',
  notice_is_wps: 'WPS 文档（.wps）请先另存为 .docx',
  notice_is_pdf: 'PDF 不能导入，请用 .docx 或 .txt',
  notice_is_workbook: '工作簿不能当作通报导入，请用 .docx 或 .txt',
  notice_is_slides: '演示文稿不能导入，请用 .docx 或 .txt',
  notice_is_image: '图片不能导入，请用 .docx 或 .txt',
  notice_is_archive: '压缩包请先解开',
  notice_is_rtf: 'RTF 文档请先另存为 .docx',
  notice_is_other_document: '这种文档请先另存为 .docx',
  notice_is_web_page: '网页请先把正文存为 .txt',
  notice_is_encrypted: '文档有密码，请先去掉密码再导入',
  notice_damaged: '文档已损坏，打不开',
};
