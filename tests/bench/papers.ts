/** What leaves the office on paper or as files: a month's set, previews, batches, releases, at two sizes of ledger. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { copyHome, sampleHome } from './ledgers.ts';
import { measureSet, targetOf } from './papersForms.ts';
import { ISSUES, MEASURES, papersLedger, UNITS } from './papersLedger.ts';
import { measureBatch, measureRelease, withMemory } from './papersMany.ts';
import { officeOf, pressOf } from './papersOffice.ts';
import type { Office } from './papersOffice.ts';
import { measurePreview, measureShown } from './papersShown.ts';
import type { Measured } from './report.ts';
import { seen, watch } from './seen.ts';
import type { Program } from './start.ts';
import { withWindow } from './window.ts';

interface Bench {
  readonly root: string;
  readonly folder: string;
  readonly program: (name: string, app: string) => Program;
  readonly say: (text: string) => void;
}

const part = 'papers';
/** Issues whose closing papers are in a month's set. */
const SAMPLED = 28;
/** Papers of a batch: four times as many as those whose memory they are held against. */
const BATCH = 200;
const SETTLE = 4000;

export async function measurePapers({ root, folder, program, say }: Bench): Promise<Measured[]> {
  const rows: Measured[] = [];
  const small = sampleHome(join(folder, 'papersSample'));
  const large = copyHome(join(folder, 'papersLarge'), papersLedger(join(root, 'out', 'bench'), root));
  const sizes = [
    { size: `${issuesOf(small).length} issues`, name: 'papersSample', file: small },
    { size: `${ISSUES} issues, ${MEASURES} measures, ${UNITS} units`, name: 'papersLarge', file: large },
  ];
  for (const { size, name, file } of sizes) {
    const place = join(folder, `${name}-out`);
    const many = join(place, 'many');
    mkdirSync(many, { recursive: true });
    const base = program(name, root);
    const env: NodeJS.ProcessEnv = {
      ...base.env,
      LEDGER_ANSWER_FOLDER: many,
      LEDGER_ANSWER_PDF: targetOf(place, 'pdf'),
      LEDGER_ANSWER_XLSX: targetOf(place, 'xlsx'),
      LEDGER_ANSWER_DOCX: targetOf(place, 'docx'),
    };
    const issues = issuesOf(file);
    await withWindow({ ...base, env }, async (page, app) => {
      await page.locator('.tree-row').first().waitFor();
      await rest(SETTLE);
      await watch(page, app);
      const office = officeOf(page, app);
      const press = await pressOf(office);
      const paused = async (work: () => Promise<Measured[]>): Promise<void> => {
        await seen(page, app);
        rows.push(...(await work()), ...(await pauses(office)));
      };
      const at = { office, press, folder: place };
      await paused(() =>
        withMemory(office, `${size}: the month's set`, () =>
          measureSet(at, size, issues.slice(0, SAMPLED), say),
        ),
      );
      say(`${size}: previews …`);
      await paused(() => measurePreview(office, size));
      if (file === large) await paused(() => measureShown(office, size));
      say(`${size}: batch and release …`);
      await paused(() => measureBatch(office, size, issues.slice(0, BATCH), many));
      await paused(() => measureRelease(office, size, 2));
    });
  }
  return rows;
}

function issuesOf(file: string): number[] {
  const db = new Database(file, { readonly: true });
  const ids = db.prepare('SELECT id FROM issues ORDER BY id').pluck().all() as number[];
  db.close();
  return ids;
}

async function pauses({ page, app }: Office): Promise<Measured[]> {
  const { pauses: found } = await seen(page, app);
  return [
    {
      ...{
        part,
        what: '… longest pause of the main process meanwhile',
        value: found[0]?.ms ?? 0,
        unit: 'ms',
      },
      bound: { of: 'value', most: 50 },
    },
    {
      ...{ part, what: '… … without waiting for a processor', unit: 'ms' },
      value: Math.max(0, ...found.map(({ ms, waited }) => ms - (waited ?? 0))),
    },
  ];
}
