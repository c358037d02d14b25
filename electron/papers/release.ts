/**
 * 印发 as a job: the month's summary composed, written in its three forms, kept in the store, and recorded in one step.
 * All of it is made at one revision of the ledger, or made again. Until it is recorded nothing of it is named anywhere.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNamed } from '../../db/index.ts';
import { recordRelease, refuseRelease, releaseOfId } from '../../db/releases/index.ts';
import { storeOf } from '../../db/store.ts';
import type { Kept } from '../../db/store.ts';
import type { Release } from '../../shared/contract/types.ts';
import type { Month } from '../../shared/day.ts';
import { Refusal } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import { whileTemporary } from '../files/temporaries.ts';
import { COMPOSE_RELEASE } from '../jobs/kinds.ts';
import type { ComposedRelease, ComposeReleasePayload } from '../jobs/kinds.ts';
import type { Started, Voice } from '../jobs/jobs.ts';
import { writePaper } from './write.ts';

const FORMS = ['pdf', 'xlsx', 'docx'] as const;
/** Composing, three forms, keeping, recording. */
const STEPS = 6;
const ATTEMPTS = 3;
const COMPOSE_MS = 10 * 60_000;

interface Asked {
  readonly month: Month;
  readonly reason: string;
}

/**
 * Starts the job; what it made is kept in `released`.
 * @throws Refusal `ledger_read_only`, `no_ledger`, and as `refuseRelease`
 */
export function makeRelease(context: Context, asked: Asked): Started<Release> {
  const { session, jobs, released } = context;
  const ledger = session.ledger();
  if (ledger.readOnly) throw new Refusal('ledger_read_only');
  refuseRelease(ledger.read, asked, session.today());
  return jobs.run('release.make', (voice) =>
    session.occupy(async () => {
      const made = await release(context, asked, voice);
      released.keep(voice.id, made);
      return made;
    }),
  );
}

async function release(context: Context, asked: Asked, voice: Voice): Promise<Release> {
  for (let attempt = 1; ; attempt += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'release-'));
    try {
      return await whileTemporary(folder, async () => {
        const made = await filesOf(context, asked, folder, voice);
        const id = await keepAndRecord(context, asked, made, voice);
        return releaseOfId(context.session.ledger().read, id);
      });
    } catch (error) {
      const moved = error instanceof Refusal && error.failure.code === 'ledger_changed_meanwhile';
      if (!moved || attempt === ATTEMPTS) throw error;
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  }
}

interface Made extends ComposedRelease {
  /** Paths of what was written. */
  readonly files: Readonly<Record<'content' | (typeof FORMS)[number], string>>;
}

/** Writes everything into a folder. @throws Refusal `ledger_changed_meanwhile` when it is not all of one revision */
async function filesOf(context: Context, asked: Asked, folder: string, voice: Voice): Promise<Made> {
  const { session } = context;
  const today = session.today();
  const content = join(folder, 'content.json');
  voice.progress('compose', 0, STEPS);
  const payload: ComposeReleasePayload = { ledger: session.beside(), ...asked, file: content };
  // In a child of its own: of a large ledger it needs more memory than the pool's children may take.
  const composed = (await voice.alone(COMPOSE_RELEASE, payload, COMPOSE_MS)) as ComposedRelease;
  const { edition } = composed;
  const query = { paper: 'summary' as const, month: asked.month, ...(edition > 1 ? { edition } : {}) };
  const files = { content, pdf: '', xlsx: '', docx: '' };
  // Looked at after each: what can't be kept any more is not made to its end.
  const check = (): void => {
    voice.check();
    if (session.ledger().revision() !== composed.revision || session.today() !== today)
      throw new Refusal('ledger_changed_meanwhile');
  };
  for (const [i, form] of FORMS.entries()) {
    check();
    voice.progress(form, i + 1, STEPS);
    files[form] = join(folder, `summary.${form}`);
    await writePaper(context, query, form, files[form]);
  }
  check();
  return { ...composed, files };
}

async function keepAndRecord(context: Context, asked: Asked, made: Made, voice: Voice): Promise<number> {
  const { session, jobs } = context;
  const { file, read } = session.ledger();
  const store = storeOf(file);
  const fresh: string[] = [];
  const keep = async (path: string): Promise<Kept> => {
    const kept = await store.take(path, { part: store.part(), between: () => voice.check() });
    if (kept.fresh) fresh.push(kept.sha256);
    return kept;
  };
  try {
    voice.progress('keep', STEPS - 2, STEPS);
    const files = {
      content: await keep(made.files.content),
      pdf: await keep(made.files.pdf),
      xlsx: await keep(made.files.xlsx),
      docx: await keep(made.files.docx),
    };
    voice.check();
    voice.progress('record', STEPS - 1, STEPS);
    const { edition, asOf, figures, revision } = made;
    const detail = { month: asked.month, edition };
    const { value } = await session.write({ action: 'release.make', detail }, (db) =>
      recordRelease(db, { ...asked, edition, asOf, figures, revision, files }),
    );
    voice.stands();
    return value;
  } catch (error) {
    // Another job may be about to name the same content: then it stays, and does no harm.
    const alone = jobs.list().every((job) => job.status !== 'running' || job.id === voice.id);
    if (alone) for (const sha256 of fresh) if (!isNamed(read, sha256)) store.withdraw(sha256);
    throw error;
  }
}
