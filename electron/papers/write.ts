/** One paper into one file, in any of its forms: what saving, batches, releases and the command line all go through. */
import { writeFile } from 'node:fs/promises';
import { keptRelease } from '../../db/releases/index.ts';
import { storeOf } from '../../db/store.ts';
import type { PaperDoc, PaperQuery } from '../../shared/contract/types.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { Context, PaperPages } from '../context.ts';
import { WRITE_DOCX, WRITE_PAPER_XLSX, WRITE_SUMMARY } from '../jobs/kinds.ts';
import type {
  WriteDocxPayload,
  WritePaperXlsxPayload,
  WriteSummaryPayload,
  WrittenBook,
} from '../jobs/kinds.ts';
import { paperDoc } from './docs.ts';

export type PaperTools = Pick<Context, 'session' | 'jobs' | 'desk' | 'logError'>;
export type PaperForm = 'pdf' | 'xlsx' | 'docx';

export interface WrittenPaper {
  /** What would be cut off on paper, in words with its place. */
  readonly cut: readonly string[];
}

/** Of the child that writes one workbook or document. */
const CHILD_MS = 10 * 60_000;

/** A document with more rows needs more memory than the pool's children may take (2,000 rows of 11 cells: 530 MB). */
const LONG = 1500;
const rowsOf = ({ sections }: PaperDoc): number =>
  sections
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + (block.block === 'table' ? block.rows.length : 0), 0);

/**
 * Writes a paper under the name it is given (a temporary one: the caller puts the finished file in its place).
 * @throws Refusal of the paper's own reads, `paper_form_missing`, of the disk
 */
export async function writePaper(
  tools: PaperTools,
  query: PaperQuery,
  form: PaperForm,
  file: string,
): Promise<WrittenPaper> {
  if (query.paper === 'release') {
    await writeFile(file, await releasedBytes(tools, query.release, form));
    return { cut: [] };
  }
  if (form === 'pdf') {
    const { bytes, cut } = await paperPages(tools, query);
    await writeFile(file, bytes);
    return { cut };
  }
  const doc = await paperDoc(tools, query);
  if (!doc.forms.includes(form)) throw new Refusal('paper_form_missing', { form, name: doc.title });
  const pictures = await picturesOf(tools, query, doc);
  if (form === 'docx') {
    const payload: WriteDocxPayload = { doc, pictures, file };
    if (rowsOf(doc) <= LONG) await inChild(tools, WRITE_DOCX, payload);
    else valueOf(await tools.jobs.start(WRITE_DOCX, payload).finished);
    return { cut: [] };
  }
  if (query.paper === 'summary') {
    const ledger = tools.session.beside();
    const { month, edition } = query;
    const payload: WriteSummaryPayload = {
      ...{ ledger, month, pictures, file },
      ...(edition === undefined ? {} : { edition }),
    };
    // In a child of its own: of a large ledger it needs more memory than the pool's children may take.
    const { cut } = valueOf(await tools.jobs.start(WRITE_SUMMARY, payload).finished) as WrittenBook;
    return { cut };
  }
  const payload: WritePaperXlsxPayload = { doc, pictures, file };
  const { cut } = (await inChild(tools, WRITE_PAPER_XLSX, payload)) as WrittenBook;
  return { cut };
}

/**
 * A paper's pages as they are printed, seen and saved; of a release, the bytes that were kept.
 * @throws Refusal
 */
export async function paperPages(tools: PaperTools, query: PaperQuery, first = false): Promise<PaperPages> {
  if (query.paper === 'release')
    return { bytes: await releasedBytes(tools, query.release, 'pdf'), cut: [], fonts: [] };
  return tools.desk.paperPages(query, await paperDoc(tools, query), first);
}

function releasedBytes({ session }: PaperTools, release: number, form: PaperForm): Promise<Uint8Array> {
  const { read, file } = session.ledger();
  return storeOf(file).read(keptRelease(read, release, form).sha256);
}

/** Of the documents that are kept (docs.ts): workbook and document of a paper show the same pictures. */
const pictured = new WeakMap<PaperDoc, Promise<readonly Uint8Array[]>>();

async function picturesOf(
  { desk }: PaperTools,
  query: PaperQuery,
  doc: PaperDoc,
): Promise<readonly Uint8Array[]> {
  if (!doc.sections.some(({ blocks }) => blocks.some(({ block }) => block === 'chart'))) return [];
  const pictures = pictured.get(doc) ?? desk.paperPictures(query);
  pictured.set(doc, pictures);
  try {
    return await pictures;
  } catch (error) {
    pictured.delete(doc);
    throw error;
  }
}

/** By the pool's children, which stay warm from one paper of many to the next. */
async function inChild({ jobs }: PaperTools, kind: string, payload: unknown): Promise<unknown> {
  return valueOf(await jobs.pool.run(kind, payload, { milliseconds: CHILD_MS }));
}
