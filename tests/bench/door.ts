/** The ledger of 100,000 measures through the dispatcher, without a window, against plain SQL for the same result. */
import Database from 'better-sqlite3';
import { createDispatcher } from '../../electron/door/dispatcher.ts';
import type { Context } from '../../electron/context.ts';
import { handlers } from '../../electron/handlers/index.ts';
import { createSession, filePlace } from '../../electron/session.ts';
import type { Args, CallName, Reply } from '../../shared/contract/index.ts';
import { wholeChecklist } from '../../shared/contract/blank.ts';
import { TODAY } from './ledgers.ts';
import type { Measured } from './report.ts';
import { inTurns, timed } from './stats.ts';
import type { Word } from './window.ts';

const ROUNDS = 9;
const BOUND = { of: 'value', most: 50 } as const;

type Call = <K extends CallName>(name: K, args: Args<K>) => Promise<Reply<K>>;

/**
 * @param file a ledger of its own, which is written to
 * @param bare a copy whose log triggers are dropped, for what the same writes cost without a log
 * @param words what is looked for; the number of hits is filled in
 */
export async function measureDoor(
  file: string,
  bare: string,
  words: readonly Omit<Word, 'found'>[],
): Promise<{ rows: Measured[]; words: Word[] }> {
  const fails = (where: string, error: unknown): string => {
    throw new Error(where, { cause: error });
  };
  const session = createSession({
    place: filePlace(file),
    today: () => TODAY,
    operator: '经办人',
    version: '',
    logError: fails,
  });
  const dispatcher = createDispatcher(handlers, { session } as Context, {
    checkReplies: 'cheap',
    logError: fails,
  });
  const call: Call = async (name, args) => {
    const result = await dispatcher.call(name, args);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
    return result.value;
  };
  const opening = await timed(() => session.openRemembered());
  const plain = new Database(bare);
  try {
    const rows: Measured[] = [
      { part: 'ledger', what: 'opening the file, checks included', value: opening, unit: 'ms' },
    ];
    rows.push(await readings(call, plain));
    const found: Word[] = [];
    for (const { what, word } of words) {
      const { row, count } = await finding(call, plain, what, word);
      rows.push(row);
      found.push({ what, word, found: count });
    }
    rows.push(...(await ticking(call, plain)));
    return { rows, words: found };
  } finally {
    session.close();
    plain.close();
  }
}

async function readings(call: Call, plain: Database.Database): Promise<Measured> {
  const rows = plain.prepare(
    'SELECT m.id, m.issue_id, m.state, m.demand, m.done_on, m.deadline_on FROM measures m',
  );
  const issues = plain.prepare(
    'SELECT id, heading_id, position, number, title FROM issues ORDER BY position',
  );
  let nodes = 0;
  const { median, ratio } = await inTurns(5, {
    outline: async () => (nodes = (await call('tree.outline', {})).nodes.length),
    floor: () => [rows.all(), issues.all()],
  });
  return {
    part: 'ledger',
    what: `tree of ${nodes} nodes with counts and lamps`,
    value: median.outline,
    unit: 'ms',
    against: { what: 'its rows by SQL', value: median.floor, ratio: ratio.outline },
  };
}

async function finding(
  call: Call,
  plain: Database.Database,
  what: string,
  word: string,
): Promise<{ row: Measured; count: number }> {
  const scan = plain
    .prepare('SELECT measure_id FROM measure_index WHERE instr(words, ?) > 0 ORDER BY round_id, ord')
    .pluck();
  let count = 0;
  let hits = 0;
  const { median, ratio } = await inTurns(ROUNDS, {
    find: async () => (count = (await call('checklist.find', { ...wholeChecklist, find: word })).ids.length),
    floor: () => (hits = scan.all(word).length),
  });
  if (count !== hits) throw new Error(`${word}: ${count} found, ${hits} by SQL`);
  const row: Measured = {
    part: 'ledger',
    what: `find ${what} (${count} found)`,
    value: median.find,
    unit: 'ms',
    against: { what: 'instr over the same words', value: median.floor, ratio: ratio.find },
    bound: BOUND,
  };
  return { row, count };
}

/** Measures that are not done and whose issue was never in the chain. */
const OPEN = `SELECT id FROM measures WHERE state = 'in_progress' AND issue_id NOT IN (SELECT issue_id FROM closing_events) LIMIT ?`;

async function ticking(call: Call, plain: Database.Database): Promise<Measured[]> {
  const ids = plain
    .prepare(OPEN)
    .pluck()
    .all(2 * ROUNDS + 2) as number[];
  const update = plain.prepare("UPDATE measures SET state = 'done', done_on = ? WHERE id = ?");
  const event = plain.prepare(
    `INSERT INTO measure_events (measure_id, kind, from_state, to_state, effective_on, recorded_at)
      VALUES (?, 'state', 'in_progress', 'done', ?, ?)`,
  );
  const both = plain.transaction((id: number) => {
    update.run(TODAY, id);
    event.run(id, TODAY, new Date().toISOString());
  });
  // The tables of pinyin load with the first write of a session; the warming round pays for them here.
  const tick = await inTurns(2 * ROUNDS, {
    tick: (round) => call('measure.setState', { ids: [ids[round] ?? 0], state: 'done' }),
    floor: (round) => both.immediate(ids[round] ?? 0),
  });
  const undo = await inTurns(ROUNDS, { undo: () => call('history.undo', {}) });
  return [
    {
      part: 'ledger',
      what: 'tick committed, with log and search words',
      value: tick.median.tick,
      unit: 'ms',
      against: { what: 'the two rows alone', value: tick.median.floor, ratio: tick.ratio.tick },
      bound: BOUND,
    },
    { part: 'ledger', what: 'undo of a tick', value: undo.median.undo, unit: 'ms', bound: BOUND },
  ];
}
