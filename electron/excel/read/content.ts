/** What a file is, by its first bytes and, of a container, by what lies in it: names lie. */
import { Refusal } from '../../../shared/result.ts';

/** `ole` may be .xls or .et, `zip` .xlsx, .xlsm, .xlsb, .et or .ods, `text` a .csv. */
export type Content = 'zip' | 'ole' | 'text';

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['25504446', 'book_is_pdf'],
  ['89504e47', 'book_is_image'],
  ['ffd8ff', 'book_is_image'],
  ['47494638', 'book_is_image'],
  ['49492a00', 'book_is_image'],
  ['4d4d002a', 'book_is_image'],
  ['7b5c727466', 'book_is_document'],
  ['526172211a07', 'book_is_archive'],
  ['377abcaf271c', 'book_is_archive'],
  ['1f8b08', 'book_is_archive'],
  // What office networks in China encrypt files with while they lie on disk.
  ['255453442d4865616465722d', 'book_encrypted'],
  // SYLK and DIF: tables as text in forms of their own, which would pass for a .csv.
  ['49443b50', 'book_unreadable'],
  ['5441424c450d0a', 'book_unreadable'],
];

/** @throws Refusal `book_empty_file`, `book_is_pdf`, `book_is_image`, `book_is_document`, `book_is_archive`, `book_is_web_page`, `book_encrypted`, `book_unreadable` */
export function contentOf(bytes: Uint8Array): Content {
  if (bytes.length === 0 || isBlank(bytes)) throw new Refusal('book_empty_file');
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.length)).toString('hex');
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known !== undefined) throw new Refusal(known[1]);
  if (start.startsWith('424d') && bytes.length > 26 && bytes[14] === 40) throw new Refusal('book_is_image');
  if (start.startsWith('52494646') && latin1(bytes, 8, 12) === 'WEBP') throw new Refusal('book_is_image');
  if (start.startsWith('d0cf11e0a1b11ae1')) return 'ole';
  if (/^504b(?:0304|0506)/.test(start)) return 'zip';
  if (latin1(bytes, 0, 64).includes('E-SafeNet')) throw new Refusal('book_encrypted');
  if (isMarkup(bytes)) throw new Refusal('book_is_web_page');
  return 'text';
}

/** Downloads that broke off are often zeros or spaces only. */
function isBlank(bytes: Uint8Array): boolean {
  for (const b of bytes) if (b !== 0 && b !== 32 && b !== 9 && b !== 10 && b !== 13) return false;
  return true;
}

/** A web page, or the XML of a table, saved under the name of a workbook. */
function isMarkup(bytes: Uint8Array): boolean {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  const head = latin1(bytes, 0, 4096).replaceAll('\0', wide ? '' : '\0');
  if (/^\s*(?:MIME-Version:|From: <Saved by|Content-Type: multipart\/related)/i.test(head)) return true;
  return /^[^<a-z0-9]{0,8}<(?:\?xml|!doctype|!--|html|head|meta|body|table|style|script|div)[\s>-]/i.test(
    head,
  );
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', from, to);
}
