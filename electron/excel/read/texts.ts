/** Texts of cells: what the file escapes or hides becomes what a person sees. */

/** What stands for a picture in a cell (WPS writes it as a formula). */
export const PICTURE = '〔图片〕';

/** Control characters that no cell shows. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// oxlint-disable-next-line no-control-regex
const ODD = /[\0-\u0008\u000b-\u001f\ufffe\uffff]/;

/** One kind of line end, no control characters, a mark for a picture. */
export function cleanText(text: string): string {
  if (text.startsWith('=') && /^=(?:_xlfn\.)?DISPIMG\(/i.test(text)) return PICTURE;
  if (!ODD.test(text)) return text;
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(CONTROL, '');
}
