/** The month's work on large ledgers: through the dispatcher, in the window, and the store of evidence. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyHome, sampleHome } from './ledgers.ts';
import type { Measured } from './report.ts';
import type { Program } from './start.ts';
import { measureWorkDoor } from './workDoor.ts';
import { workLedgers } from './workLedger.ts';
import { fillStore, measureStore, measureStoreStart } from './workStore.ts';
import { measureChartWindow, measureWorkWindow } from './workWindow.ts';

interface Bench {
  readonly root: string;
  /** For what is made on the way; taken away at the end. */
  readonly folder: string;
  /** A program with a folder of its own. */
  readonly program: (name: string, app: string) => Program;
  readonly say: (text: string) => void;
  /** Is this part wanted: `door`, `screens`, `store`. */
  readonly asked: (name: string) => boolean;
}

export async function measureWork({ root, folder, program, say, asked }: Bench): Promise<Measured[]> {
  const rows: Measured[] = [];
  if (asked('door') || asked('screens')) {
    say("the ledgers of the month's work …");
    const ledgers = workLedgers(join(root, 'out', 'bench'), root, say);
    if (asked('door')) rows.push(...(await measureWorkDoor(ledgers, join(folder, 'work'), say)));
    if (asked('screens')) {
      say('screens of 2,000 issues …');
      const chart = program('chart', root);
      copyHome(join(folder, 'chart'), ledgers.chart);
      rows.push(...(await measureChartWindow(chart)));
      say('screens of 10,000 issues …');
      const large = program('large', root);
      copyHome(join(folder, 'large'), ledgers.work);
      rows.push(...(await measureWorkWindow(large)));
    }
  }
  if (asked('store')) {
    say('the store of evidence …');
    const [full, empty] = [program('full', root), program('empty', root)];
    const ledger = sampleHome(join(folder, 'full'));
    sampleHome(join(folder, 'empty'));
    const own = join(folder, 'store', 'ledger.db');
    mkdirSync(join(folder, 'store'));
    copyFileSync(ledger, own);
    rows.push(...(await measureStore(own)));
    fillStore(ledger);
    rows.push(...(await measureStoreStart(full, empty)));
  }
  return rows;
}
