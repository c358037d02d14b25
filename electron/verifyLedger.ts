/** Checking a ledger, with or without its kept files, in a child that only reads. */
import type { Reply } from '../shared/contract/index.ts';
import type { ReadDb } from '../db/index.ts';
import { releaseFileName } from '../db/releases/index.ts';
import type { Context } from './context.ts';
import { LONG_MS } from './evidence/takeIn.ts';
import { VERIFY_LEDGER } from './jobs/kinds.ts';
import type { Verified, VerifyPayload } from './jobs/kinds.ts';
import type { Started } from './jobs/jobs.ts';

/** @throws Refusal `no_ledger` */
export function verifyLedger({ session, jobs, verified }: Context, files: boolean): Started<Verified> {
  const payload: VerifyPayload = { ...session.beside(), files };
  return jobs.run('ledger.verify', (voice) =>
    session.occupy(async () => {
      const found = (await voice.alone(VERIFY_LEDGER, payload, LONG_MS)) as Verified;
      verified.keep(voice.id, found);
      return found;
    }),
  );
}

/** What was found, kept files named as the clerk knows them. */
export function verdict(db: ReadDb | null, { problems, files, bytes }: Verified): Reply<'ledger.verified'> {
  return {
    ok: problems.length === 0,
    problems: problems.map((problem) =>
      problem.table === 'files' && problem.row !== null && db !== null
        ? { ...problem, about: nameOf(db, problem.row) }
        : { ...problem },
    ),
    files,
    bytes,
  };
}

/** 材料名称（措施所属问题）, or the file's name in a return or of a released month; '' when nothing names it any more. */
function nameOf(db: ReadDb, file: number): string {
  const evidence = db.get<{ title: string; measure: string }>(
    `SELECT v.title, i.number || i.title AS measure FROM evidence v JOIN measures m ON m.id = v.measure_id
      JOIN issues i ON i.id = m.issue_id WHERE v.file_id = ? ORDER BY v.id LIMIT 1`,
    file,
  );
  if (evidence !== undefined) return `${evidence.title}（${evidence.measure}）`;
  const submitted = db.get<{ name: string | null }>(
    'SELECT file_name AS name FROM submissions WHERE file_id = ? LIMIT 1',
    file,
  );
  return submitted?.name ?? releaseFileName(db, file) ?? '';
}
