/** The clerk's own old ledger as first content: read by a child, corrected on its grid, written as one batch. */
import { importedBefore, importLedger } from '../../db/index.ts';
import type { LedgerImport, LedgerImported } from '../../db/importLedger.ts';
import type { Written } from '../../db/index.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { rollCallCalls } from '../../shared/contract/rollCall.ts';
import { ledgerCounts, ledgerOutline } from '../../shared/ledgerImport/outline.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import { WRITE_LEDGER } from '../jobs/kinds.ts';
import type { FoundLedger, WriteLedgerPayload } from '../jobs/kinds.ts';
import { excerptOfBook } from '../returns/excerpt.ts';
import { readAgain, startReading } from '../returns/readLedger.ts';
import { keptBook } from '../returns/rejudge.ts';
import { defined } from './defined.ts';
import { mutable } from './returns.ts';

type Names = Extract<keyof typeof rollCallCalls, `ledgerImport.${string}`>;

function preview({ session }: Context, found: FoundLedger): Reply<'ledgerImport.preview'> {
  const { name, sha256, recognised, tree } = found;
  return mutable({
    ...{ name, sha256, recognised },
    counted: ledgerCounts(tree),
    tree: ledgerOutline(tree),
    problems: tree.problems,
    importedBefore: importedBefore(session.ledger().read, sha256),
  });
}

export const ledgerImportHandlers: Family<Names, Context> = {
  'ledgerImport.read': ({ file }, context) => ({ job: startReading(context, context.tokens.file(file)).id }),
  'ledgerImport.preview': ({ job }, context) => preview(context, context.ledgers.of(job)),
  'ledgerImport.map': async ({ job, chosen }, context) =>
    preview(context, await readAgain(context, job, defined(chosen))),
  'ledgerImport.place': ({ job, ...place }, context) => {
    const found = context.ledgers.of(job);
    return excerptOfBook(context, keptBook(context, found), {
      ...place,
      sheet: place.sheet ?? found.recognised.sheet,
    });
  },
  'ledgerImport.commit': ({ job, month, target }, context) => {
    const { name, sha256, tree } = context.ledgers.of(job);
    const operator = context.session.ledger().operator();
    return commit(context, { tree, source: { name, sha256 }, month, operator, target });
  },
};

/** Measures that are written here; more would hold the program up. */
const HERE = 200;

async function commit(
  { session, jobs }: Context,
  given: LedgerImport,
): Promise<Reply<'ledgerImport.commit'>> {
  if (ledgerCounts(given.tree).measures <= HERE) {
    const { value, revision } = await session.write(
      { action: 'ledgerImport.commit', detail: { name: given.source.name, month: given.month } },
      (db) => importLedger(db, given),
    );
    return { revision, ...value };
  }
  const { finished } = jobs.run('ledgerImport.commit', async (voice) => {
    const { value, revision } = await session.delegate((task) => {
      const payload: WriteLedgerPayload = { ...task, given };
      return voice.alone(WRITE_LEDGER, payload) as Promise<Written<LedgerImported>>;
    });
    voice.stands();
    // The step stands in the ledger; only what it counted was lost with the child.
    if (value === null) throw new Refusal('job_failed');
    return { revision, ...value };
  });
  return valueOf(await finished);
}
