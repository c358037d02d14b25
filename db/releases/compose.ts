/** What releasing a month would keep, and what it would tell before. Nothing is written here. */
import { statSync } from 'node:fs';
import type { LedgerSettings, Release, ReleaseChange } from '../../shared/contract/types.ts';
import type { Day, Month } from '../../shared/day.ts';
import { previousMonth } from '../../shared/month.ts';
import { changedValues, changesBetween } from '../../shared/releases/changes.ts';
import type { Edition } from '../../shared/releases/changes.ts';
import { CONTENT_VERSION, figuresOf } from '../../shared/releases/content.ts';
import type { ReleaseContent, ReleaseFigures } from '../../shared/releases/content.ts';
import { freeze } from '../../shared/releases/freeze.ts';
import { canRelease, reasonGiven, releaseWarnings } from '../../shared/releases/guards.ts';
import { Refusal, valueOf } from '../../shared/result.ts';
import { periodOf } from '../../shared/summary/period.ts';
import { listChecks } from '../checks/index.ts';
import { type ReadDb, revisionOf } from '../connection.ts';
import { paperGround } from '../papers/ground.ts';
import { summaryPaper } from '../papers/summary.ts';
import { roundIdOr } from '../rounds.ts';
import { storeOf } from '../store.ts';
import { computedSummary } from '../summary/index.ts';
import { recordedMonths } from '../summary/readFacts.ts';
import { contentBytes, releaseContent, valuesOfRelease } from './content.ts';
import { keptForms, lastEdition, listReleases } from './rows.ts';

/** Some 20,000 measures. */
const COMPARED_AT_MOST = 40_000_000;

export interface ReleaseGround {
  readonly db: ReadDb;
  readonly today: Day;
  readonly settings: LedgerSettings;
  /** Beside which the store lies. */
  readonly ledgerFile: string;
}

export interface Composed {
  readonly content: ReleaseContent;
  readonly figures: ReleaseFigures;
  readonly revision: number;
}

/** @throws Refusal `round_missing`, `month_before_round`, `release_month_future`, `release_reason_missing` */
export function refuseRelease(
  db: ReadDb,
  { month, reason }: { readonly month: Month; readonly reason: string },
  today: Day,
): void {
  const round = roundIdOr(db, undefined);
  valueOf(canRelease({ month, today, first: recordedMonths(db, round)?.first ?? null }));
  valueOf(reasonGiven((lastEdition(db, round, month)?.edition ?? 0) + 1, reason));
}

/** The month's next edition as the ledger stands. @throws Refusal as `refuseRelease` */
export function composeRelease(ground: ReleaseGround, month: Month, reason: string): Composed {
  const { db, today } = ground;
  refuseRelease(db, { month, reason }, today);
  const { edition, figures, before } = edited(ground, month);
  const last = lastEdition(db, roundIdOr(db, undefined), month);
  return {
    content: {
      version: CONTENT_VERSION,
      month,
      edition: (last?.edition ?? 0) + 1,
      releasedOn: today,
      asOf: edition.summary.asOf,
      reason: reason.trim(),
      ...edition,
      changes: changesFrom(db, last, before, edition),
    },
    figures,
    revision: revisionOf(db),
  };
}

/** The last edition; what is too large to be held beside the ledger is compared by its figures alone. */
type Before = Edition | 'lost' | 'large';

interface Edited {
  readonly edition: Edition;
  readonly figures: ReleaseFigures;
  readonly before: Before;
}

function edited(ground: ReleaseGround, month: Month): Edited {
  const { db, today, settings, ledgerFile } = ground;
  const computed = computedSummary(db, month, today, settings);
  const last = lastEdition(db, roundIdOr(db, undefined), month);
  const correction = last === null ? {} : { edition: last.edition + 1 };
  const doc = summaryPaper(paperGround(db, today, settings), { paper: 'summary', month, ...correction });
  return {
    edition: { summary: computed.summary, doc, ...freeze(computed) },
    figures: figuresOf(computed.sets),
    before: last === null ? 'lost' : beforeOf(db, ledgerFile, last.id),
  };
}

function changesFrom(db: ReadDb, last: Release | null, before: Before, now: Edition): ReleaseChange[] {
  if (last === null) return [];
  if (before === 'large') return changedValues(valuesOfRelease(db, last.id), now);
  if (before !== 'lost') return changesBetween(before, now);
  const lost = { what: `第${last.edition}版的存档内容`, before: '已缺失或被改动', after: '只能比较数字' };
  return [lost, ...changedValues(valuesOfRelease(db, last.id), now)];
}

function beforeOf(db: ReadDb, ledgerFile: string, release: number): Before {
  if (contentBytes(db, release) > COMPARED_AT_MOST) return 'large';
  try {
    return releaseContent(db, ledgerFile, release);
  } catch (error) {
    if (error instanceof Refusal) return 'lost';
    throw error;
  }
}

export interface ReleasePreview {
  readonly edition: number;
  readonly asOf: Day;
  readonly refusal: string | null;
  readonly warnings: string[];
  readonly changes: ReleaseChange[];
}

/** What releasing the month now would make and tell. @throws Refusal `round_missing` */
export function previewRelease(ground: ReleaseGround, month: Month): ReleasePreview {
  const { db, today, settings, ledgerFile } = ground;
  const round = roundIdOr(db, undefined);
  const last = lastEdition(db, round, month);
  const edition = (last?.edition ?? 0) + 1;
  const { asOf } = periodOf(month, today, settings.cutoffDay);
  const can = canRelease({ month, today, first: recordedMonths(db, round)?.first ?? null });
  if (!can.ok) return { edition, asOf, refusal: can.error.code, warnings: [], changes: [] };
  const { edition: now, before } = edited(ground, month);
  const changes = changesFrom(db, last, before, now);
  const others = new Set(listReleases(db).map((release) => release.month));
  const base = previousMonth(month);
  return {
    edition,
    asOf,
    refusal: null,
    warnings: [
      ...releaseWarnings({
        month,
        today,
        cutoffDay: settings.cutoffDay,
        edition,
        differing: now.doc.differing,
        contradictions: listChecks(db, { kinds: [], waived: false, offset: 0, limit: 1 }, today).open,
        missing: last === null ? [] : missingFiles(ledgerFile, last, before === 'lost'),
        changes: changes.length,
        baseNotReleased:
          others.size > 0 && !others.has(base) && [...others].some((m) => m < base) ? base : null,
        later: [...others].filter((other) => other > month).toReversed(),
      }),
      ...now.doc.notes,
    ],
    changes,
  };
}

const formWords = { pdf: 'PDF', xlsx: 'Excel', docx: 'Word' } as const;

/** By name and size only: reading them is the work of checking the ledger. */
function missingFiles(ledgerFile: string, last: Release, contentLost: boolean): string[] {
  const store = storeOf(ledgerFile);
  const lost = keptForms(last).filter(
    ({ sha256, bytes }) => statSync(store.path(sha256), { throwIfNoEntry: false })?.size !== bytes,
  );
  return [...lost.map(({ form }) => formWords[form]), ...(contentLost ? ['数据'] : [])];
}
