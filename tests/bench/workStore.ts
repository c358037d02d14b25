/** The store of evidence: a file of a gigabyte taken in and checked, and a start with many files in the store. */
import { createHash, randomFillSync } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { storeFolderOf } from '../../db/store.ts';
import type { Measured } from './report.ts';
import { openDoor } from './returnsDoor.ts';
import { oneStart } from './start.ts';
import type { Program } from './start.ts';
import { inTurns, median } from './stats.ts';

const part = 'work';
const GIGABYTE = 1 << 30;
const CHUNK = 1 << 22;
const ROUNDS = 3;
const FILES = 20_000;
const STARTS = 5;

/** Bytes that no disk packs. */
function writeLarge(file: string): void {
  const buffer = randomFillSync(Buffer.alloc(CHUNK));
  const to = openSync(file, 'w');
  for (let at = 0; at < GIGABYTE; at += CHUNK) {
    buffer.writeUInt32LE(at / CHUNK);
    writeSync(to, buffer);
  }
  fsyncSync(to);
  closeSync(to);
}

function flushed(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}

function hashOf(file: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK);
  const from = openSync(file, 'r');
  for (let got = readSync(from, buffer); got > 0; got = readSync(from, buffer))
    hash.update(buffer.subarray(0, got));
  closeSync(from);
  return hash.digest('hex');
}

/** @param ledger a ledger of its own, small, in a folder of its own */
export async function measureStore(ledger: string): Promise<Measured[]> {
  const folder = dirname(ledger);
  const large = join(folder, 'large.bin');
  const copy = join(folder, 'copy.bin');
  writeLarge(large);
  const sha256 = hashOf(large);
  const kept = join(storeFolderOf(ledger), sha256.slice(0, 2), sha256);
  const door = openDoor(ledger, folder);
  try {
    const [measure = 0] = door.session
      .ledger()
      .read.pluck<number>(
        'SELECT m.id FROM measures m WHERE m.issue_id NOT IN (SELECT issue_id FROM closing_events)',
      );
    const rows: Measured[] = [];
    const taking = await inTurns(ROUNDS, {
      // Taken back, so that each time it comes anew.
      before() {
        rmSync(kept, { force: true });
        rmSync(copy, { force: true });
      },
      async take() {
        const { job } = await door.call('evidence.add', { measure, files: [door.token(large)] });
        await door.done(job);
      },
      hash: () => hashOf(large),
      copy() {
        copyFileSync(large, copy);
        flushed(copy);
      },
    });
    rows.push({
      ...{ part, what: '1 GB taken into the store by a child: read, hashed, written, flushed', unit: 'ms' },
      value: taking.median.take,
      against: { what: 'cp and flush', value: taking.median.copy, ratio: taking.ratio.take },
      bound: { of: 'ratio', most: 3 },
    });
    rmSync(copy, { force: true });
    const checking = await inTurns(ROUNDS, {
      async verify() {
        const { job } = await door.call('ledger.verify', { files: true });
        await door.done(job);
        const { ok, bytes } = await door.call('ledger.verified', { job: job ?? '' });
        if (!ok || bytes !== GIGABYTE) throw new Error(`verify: ${ok}, ${bytes} bytes`);
      },
      hash: () => hashOf(kept),
    });
    rows.push({
      ...{ part, what: '1 GB checked in the store by a child, with the ledger', unit: 'ms' },
      value: checking.median.verify,
      against: { what: 'its SHA-256', value: checking.median.hash, ratio: checking.ratio.verify },
      bound: { of: 'ratio', most: 2 },
    });
    return rows;
  } finally {
    door.close();
    for (const file of [large, copy, kept]) rmSync(file, { force: true });
  }
}

/** Small files under names as the store gives them. */
export function fillStore(ledger: string): void {
  const store = storeFolderOf(ledger);
  for (let n = 0; n < FILES; n += 1) {
    const sha256 = createHash('sha256').update(String(n)).digest('hex');
    const folder = join(store, sha256.slice(0, 2));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, sha256), `${n}`);
  }
}

/** @param full the same ledger as `empty` has, beside a store of many files */
export async function measureStoreStart(full: Program, empty: Program): Promise<Measured[]> {
  const times: { full: number; empty: number }[] = [];
  for (let round = 0; round <= STARTS; round += 1) {
    const taken = {
      full: (await oneStart(full, false)).tree,
      empty: (await oneStart(empty, false)).tree,
    };
    if (round > 0) times.push(taken);
  }
  return [
    {
      ...{ part, what: `start with ${FILES} files in the store`, unit: 'ms' },
      value: median(times.map((each) => each.full)),
      against: {
        what: 'without',
        value: median(times.map((each) => each.empty)),
        ratio: median(times.map((each) => each.full / each.empty)),
      },
      bound: { of: 'ratio', most: 1.1 },
    },
  ];
}
