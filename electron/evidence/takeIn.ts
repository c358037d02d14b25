/**
 * Evidence in: files are copied into the store one by one, each by a child, then one step records all that were taken.
 * One that can't be taken does not keep the others. Given up before the step, nothing is left in the store or the ledger.
 */
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { addEvidenceFiles, isNamed, refuseFrozenMeasure } from '../../db/index.ts';
import { storeOf } from '../../db/store.ts';
import type { Store } from '../../db/store.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { Failure } from '../../shared/result.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { Context } from '../context.ts';
import { KEEP_FILE, LIST_EVIDENCE } from '../jobs/kinds.ts';
import type { KeepFilePayload, KeptEvidence } from '../jobs/kinds.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { inOrder } from '../returns/inOrder.ts';
import { requireRoom } from './copyOut.ts';
import type { FoundEvidence } from './incoming.ts';
import { titleOf, wellFormed } from './names.ts';

/** What a job of taking in came to. */
type EvidenceTaken = Reply<'evidence.added'>;

/** A stick may be slow and a file large; who does not want to wait cancels. */
export const LONG_MS = 24 * 3_600_000;

interface Taken {
  readonly found: FoundEvidence;
  readonly kept: KeptEvidence;
}

/** @throws Refusal `no_ledger`, `ledger_read_only`, `issue_in_chain`, `issue_closed`, `row_missing`: before anything is copied */
export function takeEvidence(
  context: Context,
  measure: number,
  paths: readonly string[],
  title: string | null = null,
): Started<EvidenceTaken> {
  const { jobs, session, taken } = context;
  const ledger = session.ledger();
  if (ledger.readOnly) throw new Refusal('ledger_read_only');
  refuseFrozenMeasure(ledger.read, measure);
  return jobs.run('evidence.add', (voice) =>
    session.occupy(async () => {
      const came = await take(context, { measure, paths, title }, voice);
      taken.keep(voice.id, came);
      return came;
    }),
  );
}

interface Asked {
  readonly measure: number;
  readonly paths: readonly string[];
  /** Of a single file; null: as it is called. */
  readonly title: string | null;
}

async function take(context: Context, asked: Asked, voice: Voice): Promise<EvidenceTaken> {
  const { jobs, session } = context;
  const { file, read } = session.ledger();
  const store = storeOf(file);
  voice.progress('list', 0, 0);
  const found = valueOf(
    await jobs.pool.run(
      LIST_EVIDENCE,
      { paths: asked.paths },
      { signal: voice.signal, milliseconds: LONG_MS },
    ),
  ) as FoundEvidence[];
  await requireRoom(
    dirname(file),
    found.reduce((sum, one) => sum + one.bytes, 0),
  );
  const taken: Taken[] = [];
  const refused: EvidenceTaken['refused'] = [];
  try {
    for await (const [one, kept] of copyAll(context, { file, store, found }, voice)) {
      if ('code' in kept) refused.push({ name: wellFormed(one.shown), ...mutable(kept) });
      else taken.push({ found: one, kept });
    }
    voice.check();
    const recorded = await record(context, asked, taken);
    voice.stands();
    recorded.forEach(({ id, heldAs }, index) => {
      const name = taken[index]?.found.shown ?? '';
      if (id === null) refused.push({ name, code: 'evidence_twice', detail: { name, title: heldAs ?? '' } });
    });
    const added = recorded.flatMap(({ id, known }, index) =>
      id === null ? [] : [{ id, name: taken[index]?.found.name ?? '', known }],
    );
    return { added, refused };
  } catch (error) {
    // Another job may be about to name the same content: then it stays, and does no harm.
    const alone = jobs.list().every((job) => job.status !== 'running' || job.id === voice.id);
    if (alone)
      for (const { kept } of taken)
        if (kept.fresh && !isNamed(read, kept.sha256)) store.withdraw(kept.sha256);
    throw error;
  }
}

interface Copying {
  /** The ledger's file. */
  readonly file: string;
  readonly store: Store;
  readonly found: readonly FoundEvidence[];
}

async function* copyAll(
  { jobs }: Context,
  { file, store, found }: Copying,
  voice: Voice,
): AsyncGenerator<readonly [FoundEvidence, KeptEvidence | Failure]> {
  const total = found.reduce((sum, one) => sum + one.bytes, 0);
  const copied = new Map<FoundEvidence, number>();
  const tell = (one: FoundEvidence, bytes: number): void => {
    copied.set(one, Math.min(bytes, one.bytes));
    voice.progress(
      'copy',
      [...copied.values()].reduce((sum, each) => sum + each, 0),
      total,
    );
  };
  const copy = async (one: FoundEvidence): Promise<readonly [FoundEvidence, KeptEvidence | Failure]> => {
    if (one.refused !== null) return [one, one.refused];
    const payload: KeepFilePayload = { ledger: file, path: one.path, part: store.part() };
    const result = await jobs.pool.run(KEEP_FILE, payload, {
      signal: voice.signal,
      progress: (_, bytes) => tell(one, bytes),
      milliseconds: LONG_MS,
    });
    tell(one, one.bytes);
    if (result.ok) return [one, result.value as KeptEvidence];
    // A child that was ended leaves what it was writing.
    await rm(payload.part, { force: true, maxRetries: 10, retryDelay: 50 });
    return [one, result.error];
  };
  for await (const [one, kept] of inOrder(found, copy)) {
    if ('code' in kept && (kept.code === 'cancelled' || forAll.has(kept.code)))
      throw new Refusal(kept.code, { ...kept.detail });
    yield [one, kept];
  }
}

/** What ails the ledger's own disk ails every file. */
const forAll: ReadonlySet<string> = new Set(['disk_full', 'ledger_read_only', 'ledger_disk_error']);

async function record({ session }: Context, asked: Asked, taken: readonly Taken[]) {
  if (taken.length === 0) return [];
  const files = taken.map(({ found, kept }) => ({
    sha256: kept.sha256,
    bytes: kept.bytes,
    name: wellFormed(found.name),
    title: asked.title ?? titleOf(found.name),
  }));
  const { measure } = asked;
  const detail = { count: files.length, title: files[0]?.title ?? basename(asked.paths[0] ?? '') };
  const { value } = await session.write({ action: 'evidence.add', detail }, (db) =>
    addEvidenceFiles(db, measure, files, db.today),
  );
  return value;
}

/** The contract's shapes are mutable, a failure's detail is not; the object itself is the same. */
function mutable({ code, detail }: Failure): { code: string; detail?: Record<string, unknown> } {
  return detail === undefined ? { code } : { code, detail: { ...detail } };
}
