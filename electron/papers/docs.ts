/** Documents of papers. The last ones are kept: first page, whole, pictures and files of one paper are composed once. */
import { revisionOf } from '../../db/connection.ts';
import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import type { Context } from '../context.ts';
import { answer } from '../questions.ts';
import type { Session } from '../session.ts';

interface Kept {
  readonly key: string;
  readonly doc: Promise<PaperDoc>;
}

const AT_MOST = 3;
const kept = new WeakMap<Session, Kept[]>();

/** @throws Refusal of the paper's own reads */
export async function paperDoc(
  context: Pick<Context, 'session' | 'jobs'>,
  query: PaperQuery,
): Promise<PaperDoc> {
  const ask = (): Promise<PaperDoc> => answer(context, 'paper.doc', { query });
  // What lies in reviews changes without a step of the ledger.
  if (query.paper === 'rollCall') return ask();
  const { session } = context;
  const { read, file } = session.ledger();
  const key = JSON.stringify([file, revisionOf(read), session.today(), query]);
  const known = (kept.get(session) ?? []).filter((each) => each.key !== key);
  const doc = kept.get(session)?.find((each) => each.key === key)?.doc ?? ask();
  kept.set(session, [{ key, doc }, ...known].slice(0, AT_MOST));
  try {
    return await doc;
  } catch (error) {
    kept.set(
      session,
      (kept.get(session) ?? []).filter((each) => each.doc !== doc),
    );
    throw error;
  }
}
