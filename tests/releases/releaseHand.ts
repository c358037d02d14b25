/** Releasing by hand, as the job does it: composed, kept in the store, recorded in one step. */
import { composeRelease, listReleases, recordRelease } from '../../db/releases/index.ts';
import { readSettings } from '../../db/index.ts';
import type { Ledger } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import type { Release } from '../../shared/contract/types.ts';
import type { Month } from '../../shared/day.ts';
import { TODAY } from '../db/makeLedger.ts';

export function groundOf(ledger: Ledger, today = TODAY) {
  return { db: ledger.read, today, settings: readSettings(ledger.read), ledgerFile: ledger.file };
}

/** @param papers what stands for the three papers; their bytes are the caller's */
export async function releaseMonth(
  ledger: Ledger,
  month: Month,
  { reason = '', today = TODAY, papers = '月报' }: { reason?: string; today?: string; papers?: string } = {},
): Promise<Release> {
  const { content, figures, revision } = composeRelease(groundOf(ledger, today), month, reason);
  const store = storeOf(ledger.file);
  const bytes = (form: string) => Buffer.from(`${papers} ${month} 第${content.edition}版 ${form}`);
  const files = {
    content: await store.keep(Buffer.from(JSON.stringify(content))),
    pdf: await store.keep(bytes('pdf')),
    xlsx: await store.keep(bytes('xlsx')),
    docx: await store.keep(bytes('docx')),
  };
  const { edition, asOf } = content;
  const { value } = ledger.write({ action: 'release.make', detail: { month, edition } }, (db) =>
    recordRelease(db, { month, edition, asOf, reason, figures, revision, files }),
  );
  const made = listReleases(ledger.read).find((release) => release.id === value);
  if (made === undefined) throw new Error('the release is not there');
  return made;
}
