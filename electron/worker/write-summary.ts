import { paperDocOf } from '../../db/papers/index.ts';
import { paperSettings } from '../../db/papers/ground.ts';
import { readSettings } from '../../db/settings.ts';
import { computedSummary } from '../../db/summary/index.ts';
import { summaryRowSets } from '../../db/summary/rowSheets.ts';
import { writeRefusal } from '../files/atomic.ts';
import type { WriteSummaryPayload, WrittenBook } from '../jobs/kinds.ts';
import type { JobVoice } from '../jobs/serve.ts';
import { named, reader } from './ledger.ts';

/** Writes the month's summary as a workbook, as the ledger stands, under the temporary name it is given. */
export async function writeSummaryBody(payload: WriteSummaryPayload, voice: JobVoice): Promise<WrittenBook> {
  voice.progress('write', 0, 1);
  await voice.pause();
  const { ledger, month, edition, file, pictures = [] } = payload;
  const book = named(() => {
    const db = reader(ledger);
    const settings = readSettings(db);
    const computed = computedSummary(db, month, ledger.today, settings);
    const doc = paperDocOf(db, { paper: 'summary', month }, ledger.today, settings);
    const charts = doc.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.block === 'chart' ? [block.chart] : [])),
    );
    return {
      summary: computed.summary,
      ...(edition === undefined ? {} : { edition }),
      rows: summaryRowSets(computed),
      signs: paperSettings(db).signs,
      charts,
      pictures,
    };
  });
  await voice.pause();
  // The workbook library is large; a job that reads a notice must not wait for it.
  const { writeSummaryWorkbook } = await import('../excel/summaryWorkbook.ts');
  try {
    const cut = await writeSummaryWorkbook(book, file);
    voice.progress('write', 1, 1);
    return { cut };
  } catch (error) {
    throw writeRefusal(error, file) ?? error;
  }
}
