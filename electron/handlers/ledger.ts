/** The ledger's file: state, folder, making, opening, moving, checking; its history and settings. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesNamed, type Ledger } from '../../db/index.ts';
import type { ledgerCalls } from '../../shared/contract/ledger.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { moveLedger } from '../moveLedger.ts';
import { LEDGER_FILE } from '../session.ts';
import { verdict, verifyLedger } from '../verifyLedger.ts';

type Names = Extract<keyof typeof ledgerCalls, `ledger.${string}`>;

export const ledgerHandlers: Family<Names, Context> = {
  'ledger.state': (_, { session }) => session.state(),
  'ledger.pickFolder': async (_, { desk, tokens }) => {
    const path = await desk.pickFolder('ledger');
    if (path === null) return { folder: null };
    return {
      folder: { token: tokens.addFolder(path), path, holdsLedger: existsSync(join(path, LEDGER_FILE)) },
    };
  },
  'ledger.create': async ({ folder, sample }, { session, tokens }) => {
    const file = folder === null ? session.suggestedFile() : join(tokens.folder(folder), LEDGER_FILE);
    if (!sample) return valueOf(await session.create(file));
    // The sample's texts are loaded by who asks for them.
    const { loadSample } = await import('../../db/loadSample.ts');
    const fill = (ledger: Ledger): void => void ledger.write({ action: 'sample.create' }, loadSample);
    return valueOf(await session.create(file, fill));
  },
  'ledger.open': ({ folder, readOnly }, { session, tokens }) =>
    valueOf(session.open(join(tokens.folder(folder), LEDGER_FILE), readOnly ?? false)),
  'ledger.move': ({ folder }, context) => ({
    job: moveLedger(context, join(context.tokens.folder(folder), LEDGER_FILE)).id,
  }),
  'ledger.retry': ({ readOnly }, { session }) => session.openRemembered(readOnly ?? false),
  'ledger.reveal': (_, { session, desk }) => {
    // Also of a ledger that did not open: what lies beside it may be just what is looked for.
    const folder =
      session.current === null ? session.state().problem?.detail?.['folder'] : dirname(session.current.file);
    if (typeof folder !== 'string') throw new Refusal('no_ledger');
    desk.showFolder(folder);
    return {};
  },
  'ledger.verify': ({ files }, context) => ({ job: verifyLedger(context, files).id }),
  'ledger.verified': ({ job }, { session, verified }) =>
    verdict(session.current?.read ?? null, verified.of(job)),
  'ledger.files': (_, { session }) => filesNamed(session.ledger().read),
};
