import { fail, type Result } from '../../shared/result.ts';
import { openPackage } from './package.ts';

/** What a file is, by its bytes: names lie. 'docx' and 'text' can be read, everything else is refused by name. */
export type Content = Result<'docx' | 'text'>;

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['25504446', 'notice_is_pdf'],
  ['89504e47', 'notice_is_image'],
  ['ffd8ff', 'notice_is_image'],
  ['47494638', 'notice_is_image'],
  ['49492a00', 'notice_is_image'],
  ['4d4d002a', 'notice_is_image'],
  ['7b5c727466', 'notice_is_rtf'],
  ['526172211a07', 'notice_is_archive'],
  ['377abcaf271c', 'notice_is_archive'],
  ['1f8b08', 'notice_is_archive'],
  ['53514c69746520666f726d6174', 'notice_is_binary'],
  ['4d5a90', 'notice_is_binary'],
  ['7f454c46', 'notice_is_binary'],
];

/** `name` only decides between old formats that share one container. */
export function sniff(bytes: Uint8Array, name: string): Content {
  const start = hex(bytes.subarray(0, 16));
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known !== undefined) return fail(known[1]);
  if (start.startsWith('424d') && bytes.length > 26 && bytes[14] === 40) return fail('notice_is_image');
  if (start.startsWith('52494646') && ascii(bytes, 8, 4) === 'WEBP') return fail('notice_is_image');
  if (start.startsWith('d0cf11e0a1b11ae1')) return ole(bytes, name);
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return zip(bytes);
  if (isWebPage(bytes)) return fail('notice_is_web_page');
  return { ok: true, value: 'text' };
}

/** OLE2: old Office files, and new ones under a password. Its directory names its streams in UTF-16. */
function ole(bytes: Uint8Array, name: string): Content {
  const has = (stream: string): boolean => indexOf(bytes, utf16(stream)) >= 0;
  if (has('EncryptedPackage') || has('EncryptionInfo')) return fail('notice_is_encrypted');
  if (has('Workbook') || has('Book')) return fail('notice_is_workbook');
  if (has('PowerPoint Document')) return fail('notice_is_slides');
  if (has('WordDocument')) return fail(/\.wps$/i.test(name) ? 'notice_is_wps' : 'notice_is_doc');
  if (/\.docx?$/i.test(name)) return fail('notice_is_doc');
  if (/\.wps$/i.test(name)) return fail('notice_is_wps');
  if (/\.(?:xls|et)$/i.test(name)) return fail('notice_is_workbook');
  return fail('notice_is_binary');
}

function zip(bytes: Uint8Array): Content {
  const opened = openPackage(bytes, (entry) => entry === 'mimetype');
  if (!opened.ok) return opened;
  const { names, parts } = opened.value;
  const under = (folder: string): boolean => [...names].some((n) => n.startsWith(folder));
  if (names.has('word/document.xml') || (under('word/') && names.has('[Content_Types].xml')))
    return { ok: true, value: 'docx' };
  if (under('xl/')) return fail('notice_is_workbook');
  if (under('ppt/')) return fail('notice_is_slides');
  const mime = new TextDecoder().decode(parts.get('mimetype') ?? new Uint8Array());
  if (mime.includes('spreadsheet')) return fail('notice_is_workbook');
  if (mime.includes('presentation')) return fail('notice_is_slides');
  if (mime.includes('opendocument') || names.has('OFD.xml')) return fail('notice_is_other_document');
  if (names.has('[Content_Types].xml')) return { ok: true, value: 'docx' };
  return fail('notice_is_archive');
}

/** A page saved from a browser, not a text that mentions one. */
function isWebPage(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 1024))
    .replace(/^[^<]{0,4}/, '')
    .trimStart();
  return /^(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html[\s>])/i.test(head);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]));
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(wanted);
}
