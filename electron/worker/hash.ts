import type { BookSource, WrittenFile } from '../jobs/kinds.ts';
import { openBook } from './book.ts';

/** Size and SHA-256 of a file. @throws Refusal as `openBook` */
export async function hashBody(source: BookSource): Promise<WrittenFile> {
  const { sha256, bytes } = await openBook(source);
  return { sha256, bytes: bytes.length };
}
