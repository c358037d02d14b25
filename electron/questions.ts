/**
 * Questions that look through the whole round. One function each, the same on both sides: a small ledger is answered at
 * once, a large one by a child of the pool, so that the program never pauses for it.
 */
import { listChecks } from '../db/checks/index.ts';
import { revisionOf } from '../db/connection.ts';
import {
  agendaOf,
  closingBoard,
  ganttOf,
  missingOf,
  peopleLoad,
  planMonth,
  readSettings,
} from '../db/index.ts';
import type { ReadDb } from '../db/index.ts';
import { paperDocOf } from '../db/papers/index.ts';
import { lateUnits } from '../db/papers/late.ts';
import { previewRelease, releaseContent, releasedRows } from '../db/releases/index.ts';
import { outcomeRowCounts, undecidedPairs } from '../db/outcomes/index.ts';
import type { CallName, Checked, Reply } from '../shared/contract/index.ts';
import type { LedgerSettings } from '../shared/contract/types.ts';
import type { Day } from '../shared/day.ts';
import { valueOf } from '../shared/result.ts';
import { systemToday } from './clock.ts';
import type { Context } from './context.ts';
import { ASK } from './jobs/kinds.ts';
import type { AskPayload } from './jobs/kinds.ts';

interface Ground {
  readonly db: ReadDb;
  readonly today: Day;
  readonly settings: LedgerSettings;
  readonly initials: (text: string) => string;
  /** Beside which the store lies. */
  readonly ledgerFile: string;
}

/** Reads no more than a blink (some 20 ms) up to so many measures. */
const QUICK = 1000;
const CHILD_MS = 120_000;

const questions = {
  'check.list': ({ db, today }, asked) => listChecks(db, asked, today),
  // Which outcomes look alike is asked of all of them at once.
  'outcome.overview': ({ db }) => ({
    revision: revisionOf(db),
    rows: outcomeRowCounts(db),
    pairs: undecidedPairs(db).length,
  }),
  'people.load': ({ db, today, settings }, { by }) => peopleLoad(db, by, today, settings),
  'plan.month': ({ db, today, settings }, query) => planMonth(db, query, today, settings),
  'plan.gantt': ({ db, today, settings }, query) => ganttOf(db, query, today, settings),
  'plan.agenda': ({ db, today, settings }, { days }) => {
    const agenda = agendaOf(db, days, today, settings, (moment) => systemToday(new Date(moment)));
    // A day that was set for a test or a demo tells nothing about this computer's clock.
    const behind = agenda.clockBehind !== null && agenda.clockBehind > systemToday();
    return behind ? agenda : { ...agenda, clockBehind: null };
  },
  'paper.doc': ({ db, today, settings, ledgerFile }, { query }) =>
    paperDocOf(db, query, today, settings, ledgerFile),
  'release.preview': (ground, { month }) => previewRelease(ground, month),
  'release.summary': ({ db, ledgerFile }, { id }) => releaseContent(db, ledgerFile, id).summary,
  'release.rows': ({ db, ledgerFile }, { id, key }) => releasedRows(db, ledgerFile, id, key),
  'release.changes': ({ db, ledgerFile }, { id }) => ({
    changes: [...releaseContent(db, ledgerFile, id).changes],
  }),
  'reminder.late': ({ db, today, settings }, { month }) => lateUnits(db, month, today, settings),
  'closing.missing': ({ db }, { ids }) => ({ issues: missingOf(db, ids) }),
  'closing.board': ({ db, today, initials }, query) => ({
    revision: revisionOf(db),
    ...closingBoard(db, query, today, initials),
  }),
} satisfies { [K in CallName]?: (ground: Ground, args: Checked<K>) => Reply<K> };

type Question = keyof typeof questions;

/** Is it a question of this file? */
export const isQuestion = (name: string): name is Question => Object.hasOwn(questions, name);

/** What a question is answered from. Only who finds by words pays for the tables of pinyin. */
export async function groundOf(db: ReadDb, today: Day, args: object, ledgerFile: string): Promise<Ground> {
  const finds = 'find' in args && args.find !== '';
  const initials = finds ? (await import('../shared/initials.ts')).pinyinInitials : (text: string) => text;
  return { db, today, settings: readSettings(db), initials, ledgerFile };
}

/** Both sides come through here. @throws Refusal */
export function answered<K extends Question>(ground: Ground, name: K, args: Checked<K>): Reply<K> {
  const question = questions[name] as unknown as (ground: Ground, args: Checked<K>) => Reply<K>;
  return question(ground, args);
}

/** A handler's answer, at once or by a child. @throws Refusal */
export async function answer<K extends Question>(
  { session, jobs }: Pick<Context, 'session' | 'jobs'>,
  name: K,
  args: Checked<K>,
): Promise<Reply<K>> {
  const { read: db, file } = session.ledger();
  const many = (db.get<{ n: number | null }>('SELECT max(id) AS n FROM measures')?.n ?? 0) > QUICK;
  if (!many) return answered(await groundOf(db, session.today(), args, file), name, args);
  const payload: AskPayload = { ledger: session.beside(), name, args };
  return valueOf(await jobs.pool.run(ASK, payload, { milliseconds: CHILD_MS })) as Reply<K>;
}
