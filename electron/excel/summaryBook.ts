import type { SummaryRowSets } from '../../db/summary/rowSheets.ts';
import type { PaperChart, Summary } from '../../shared/contract/types.ts';

/** What a month's workbook is made of. */
export interface SummaryBook {
  readonly summary: Summary;
  /** Number of a correction, told in its title. */
  readonly edition?: number;
  readonly rows: SummaryRowSets;
  /** Places to sign below every sheet. */
  readonly signs: readonly string[];
  readonly charts: readonly PaperChart[];
  /** PNGs of the charts, in their order; fewer or none: the figures stand alone. */
  readonly pictures: readonly Uint8Array[];
}
