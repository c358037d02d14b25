/** Names for the shapes of the contract, for those who handle them. */
import type { z } from 'zod';
import type * as l from './ledger.ts';
import type * as n from './notice.ts';
import type * as s from './summary.ts';
import type * as t from './tree.ts';
import type * as w from './words.ts';

export type StatedTotalsShape = z.output<typeof w.statedTotals>;
export type OutlineNode = z.output<typeof t.outlineNode>;
export type MeasureRow = z.output<typeof t.measureRow>;
export type MeasureDetail = z.output<typeof t.measureDetail>;
export type IssueDetail = z.output<typeof t.issueDetail>;
export type HeadingDetail = z.output<typeof t.headingDetail>;
export type ChecklistQuery = z.output<typeof t.checklistQuery>;
export type MeasurePatch = z.output<typeof t.measurePatch>;
export type IssuePatch = z.output<typeof t.issuePatch>;
export type Round = z.output<typeof l.round>;
export type LedgerSettings = z.output<typeof l.settings>;
export type LedgerState = z.output<typeof l.ledgerState>;
export type DryRun = z.output<typeof n.dryRun>;
export type Summary = z.output<typeof s.summary>;
export type Figure = z.output<typeof s.figure>;
export type IssueLine = z.output<typeof s.issueLine>;
export type MeasureLine = z.output<typeof s.measureLine>;
export type AnnexRow = z.output<typeof s.annexRow>;
export type FigureRows = z.output<typeof s.figureRows>;
