import type { BookSource, ListPayload, WrittenFile } from '../jobs/kinds.ts';
import { listIncoming } from '../returns/inbox.ts';
import type { Incoming } from '../returns/inbox.ts';
import { openBook } from './book.ts';

/** What lies in files, folders and archives; even their lists may be hostile. */
export function listBody({ paths }: ListPayload): Promise<Incoming[]> {
  return listIncoming(paths);
}

/** Size and SHA-256 of a file. @throws Refusal as `openBook` */
export async function hashBody(source: BookSource): Promise<WrittenFile> {
  const { sha256, bytes } = await openBook(source);
  return { sha256, bytes: bytes.length };
}
