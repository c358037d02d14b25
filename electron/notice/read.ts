import { linesOf, textBlocks } from '../../shared/notice/lines.ts';
import { parseBlocks } from '../../shared/notice/parse.ts';
import type { NoticeReading } from '../../shared/notice/types.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { decodeText } from './decode.ts';
import { readDocx, type Document } from './docx.ts';
import { loadNoticeFile, noticeFileLimit, sha256 } from './file.ts';
import { sniff } from './sniff.ts';

export type ReadNotice = NoticeReading & { readonly sha256: string; readonly name: string };

/** Bytes → paragraphs and tables; what the bytes are is seen from themselves. Errors: as sniff, decodeText and readDocx. */
function takeApart(bytes: Uint8Array, name: string): Result<Document> {
  if (bytes.length === 0) return fail('notice_empty');
  if (bytes.length > noticeFileLimit)
    return fail('notice_too_large', { bytes: bytes.length, limit: noticeFileLimit });
  const content = sniff(bytes, name);
  if (!content.ok) return content;
  if (content.value === 'docx') return readDocx(bytes);
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const lines = linesOf(text.value);
  return ok({ blocks: textBlocks(lines), lines });
}

/** A notice or plan from the bytes of a .txt or .docx file. Errors: every code of `noticeErrorCodes` that speaks of content. */
export function readNotice(bytes: Uint8Array, name: string): Result<ReadNotice> {
  const document = takeApart(bytes, name);
  if (!document.ok) return document;
  const reading = parseBlocks(document.value.blocks, document.value.lines);
  return reading.ok ? ok({ ...reading.value, sha256: sha256(bytes), name }) : reading;
}

/** The same from a path. `limit`: most bytes that are read. Errors: every code of `noticeErrorCodes`. */
export async function readNoticeFile(
  path: string,
  opts: { limit?: number } = {},
): Promise<Result<ReadNotice & { readonly bytes: number }>> {
  const file = await loadNoticeFile(path, opts.limit);
  if (!file.ok) return file;
  const reading = readNotice(file.value.bytes, file.value.name);
  return reading.ok ? ok({ ...reading.value, bytes: file.value.bytes.length }) : reading;
}
