/** What the window can show of a piece of evidence by itself. */
import { open, readFile } from 'node:fs/promises';
import { evidenceFile } from '../../db/index.ts';
import type { EvidenceFile } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import { Refusal } from '../../shared/result.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { Context } from '../context.ts';
import { systemCode } from '../files/atomic.ts';
import { decodeText } from '../notice/decode.ts';
import { wellFormed } from './names.ts';

/** A picture larger than this is opened with the system's program: the page would stand still over it. */
export const MOST_BYTES = 50 * 1024 * 1024;
/** Of a text, in bytes read and characters shown. */
const TEXT_BYTES = 1 << 20;
const TEXT_CHARACTERS = 200_000;

type Preview = Reply<'evidence.preview'>;

/** By the first bytes: names lie. */
const PICTURES: readonly (readonly [type: string, begins: (head: Buffer) => boolean])[] = [
  ['image/png', (head) => head.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))],
  ['image/jpeg', (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff],
  ['image/gif', (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6))],
  [
    'image/webp',
    (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  ],
  [
    'image/bmp',
    (head) => head.toString('latin1', 0, 2) === 'BM' && head.length >= 26 && head.readUInt32LE(10) < 2000,
  ],
];

/** @throws Refusal `row_missing`, `evidence_without_file`, `original_missing`, `original_unreadable` */
export async function previewOf({ session }: Context, id: number): Promise<Preview> {
  const { read, file: ledger } = session.ledger();
  const file = evidenceFile(read, id);
  const head = await beginningOf(storeOf(ledger).path(file.sha256), file);
  const about = { name: file.name, bytes: file.bytes, sha256: file.sha256, text: '', cut: false };
  const picture = PICTURES.find(([, begins]) => begins(head));
  if (picture !== undefined) return { ...about, kind: 'image', type: picture[0] };
  if (head.toString('latin1', 0, 1024).includes('%PDF-'))
    return { ...about, kind: 'pdf', type: 'application/pdf' };
  const cut = file.bytes > head.length;
  const text = decodeText(cut ? wholeCharacters(head) : head);
  if (!text.ok) return { ...about, kind: 'none', type: '' };
  return {
    ...about,
    kind: 'text',
    type: 'text/plain',
    text: wellFormed(text.value.slice(0, TEXT_CHARACTERS)),
    cut: cut || text.value.length > TEXT_CHARACTERS,
  };
}

/** Cut off at the last line's end, so that no character is cut in two, whatever the encoding. */
function wholeCharacters(head: Buffer): Buffer {
  const end = head.lastIndexOf(0x0a);
  return end > 0 ? head.subarray(0, end + 1) : head;
}

async function beginningOf(path: string, file: EvidenceFile): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(Math.min(TEXT_BYTES, file.bytes));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw lost(error, file);
  }
}

/** The bytes of a picture. @throws Refusal `preview_too_large`, and as `previewOf` */
export async function pictureBytes({ session }: Context, id: number): Promise<Uint8Array> {
  const { read, file: ledger } = session.ledger();
  const file = evidenceFile(read, id);
  if (file.bytes > MOST_BYTES)
    throw new Refusal('preview_too_large', { bytes: file.bytes, limit: MOST_BYTES });
  try {
    const bytes = await readFile(storeOf(ledger).path(file.sha256));
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    throw lost(error, file);
  }
}

function lost(error: unknown, { name }: EvidenceFile): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  return new Refusal(code === 'ENOENT' || code === 'ENOTDIR' ? 'original_missing' : 'original_unreadable', {
    name,
  });
}
