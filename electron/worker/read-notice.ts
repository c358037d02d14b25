import { createHash } from 'node:crypto';
import { parseNotice } from '../../shared/notice/parse.ts';
import type { FoundNotice, ReadNoticePayload } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';
import { readNoticeFile } from '../notice/read.ts';
import { valueOf } from '../../shared/result.ts';

/** Reads a notice from a file or from pasted text. Its failures are those of the readers. */
export async function readNoticeBody(payload: ReadNoticePayload, voice: JobVoice): Promise<FoundNotice> {
  voice.progress('read', 0, 1);
  await voice.pause();
  if ('text' in payload) {
    const sha256 = createHash('sha256').update(payload.text, 'utf8').digest('hex');
    return { reading: valueOf(parseNotice(payload.text)), name: '', sha256 };
  }
  const { sha256, name, bytes: _, ...reading } = valueOf(await readNoticeFile(payload.path));
  await voice.pause();
  voice.progress('read', 1, 1);
  return { reading, name, sha256 };
}
