/**
 * Closed lists of what reading a notice may warn of and may be refused for. Wording of the errors belongs to whoever
 * shows them; a warning carries its own Chinese sentence because it quotes the text it speaks of.
 */
export const noticeWarningCodes = [
  /** The number of an item repeats (or falls behind) one before it in the same list. */
  'repeated_number',
  /** A number is missing in a list, or a list does not begin at one. */
  'skipped_number',
  /** Very common characters are missing from the text or this line; some were probably lost on the way. */
  'lost_characters',
  /** A marked item stands outside any issue; it was not taken into the tree. */
  'orphan_item',
  /** An unusually long title. */
  'long_title',
  /** A marker with nothing after it, or empty quotes. */
  'empty_title',
  /** A total that the text states is not the one counted. */
  'stated_differs',
  /** An issue under which no measure was found. */
  'issue_without_measures',
  /** An issue whose measures carry no marker: its body was taken as one measure. */
  'unmarked_measure',
  /** Progress was reported for an issue, but could not be told apart by measure. */
  'progress_unassigned',
  /** A numbered section without any issue (how the work was organised, what comes next) was left out. */
  'section_dropped',
  /** One heading embraced all others; it was left out so that the aspects stand on top. */
  'wrapper_dropped',
  /** A row of a table could not be read as an issue, a measure or a heading. */
  'row_skipped',
] as const;
export type NoticeWarningCode = (typeof noticeWarningCodes)[number];

export const noticeErrorCodes = [
  /** No issue was found in the text. */
  'not_a_notice',
  /** Nothing in the file, or only blanks. */
  'notice_empty',
  /** Larger than 50 MB (or unpacks to more than is bearable). detail: { bytes, limit } */
  'notice_too_large',
  /** No such file (any more). */
  'notice_not_found',
  /** The path is a folder. */
  'notice_is_folder',
  /** The path is neither a file nor a folder (a device, a pipe). */
  'notice_not_a_file',
  /** The file may not be read, or reading failed. detail: { cause } */
  'notice_unreadable',
  /** Another program holds the file. */
  'notice_in_use',
  /** The file changed or shrank while it was read. */
  'notice_changed',
  /** Bytes that are no text and no known document. */
  'notice_is_binary',
  /** Text in an encoding that is neither UTF-8, UTF-16 with a mark, nor GB18030. */
  'notice_unknown_encoding',
  /** An old Word document (.doc). */
  'notice_is_doc',
  /** An old WPS document (.wps). */
  'notice_is_wps',
  /** A PDF. */
  'notice_is_pdf',
  /** A workbook (.xlsx, .xls, .et). */
  'notice_is_workbook',
  /** Slides (.pptx, .ppt, .dps). */
  'notice_is_slides',
  /** A picture. */
  'notice_is_image',
  /** An archive (.zip, .rar, .7z, .gz) that is no document. */
  'notice_is_archive',
  /** Rich text (.rtf). */
  'notice_is_rtf',
  /** An OpenDocument text (.odt) or OFD. */
  'notice_is_other_document',
  /** A web page. */
  'notice_is_web_page',
  /** A .docx under a password. */
  'notice_is_encrypted',
  /** A .docx that can't be unpacked or whose parts are broken. detail: { part? } */
  'notice_damaged',
] as const;
export type NoticeErrorCode = (typeof noticeErrorCodes)[number];
