/** Reading a notice of five megabytes, against splitting it into lines and trying one pattern on each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readNotice } from '../../electron/notice/read.ts';
import type { Measured } from './report.ts';
import { inTurns } from './stats.ts';

const SIZE = 5e6;
const MARKER =
  /^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]|（\d+）|[一二三四五六七八九十]+是)/u;

export async function measureNotice(fixtures: string): Promise<Measured[]> {
  const notice = readFileSync(join(fixtures, 'notice', '28-issues.txt'), 'utf8');
  const once = Buffer.byteLength(notice);
  const text = `${notice}\n`.repeat(Math.ceil(SIZE / once));
  const bytes = Buffer.from(text);
  let measures = 0;
  let marked = 0;
  const { median, ratio } = await inTurns(5, {
    read: () => {
      const reading = readNotice(bytes, 'notice.txt');
      if (!reading.ok) throw new Error(`the notice was refused: ${reading.error.code}`);
      measures = reading.value.counted.measures;
    },
    floor: () => {
      marked = bytes
        .toString('utf8')
        .split(/\r?\n/u)
        .filter((line) => MARKER.test(line)).length;
    },
  });
  if (measures === 0 || marked === 0) throw new Error('nothing was read');
  const speed = (ms: number): number => bytes.length / 1e6 / (ms / 1000);
  const small = await inTurns(20, { read: () => readNotice(Buffer.from(notice), 'notice.txt') });
  return [
    {
      part: 'notice',
      what: `text of ${(bytes.length / 1e6).toFixed(1)} MB to tree (${measures} measures)`,
      value: speed(median.read),
      unit: 'MB/s',
      against: { what: 'lines and one pattern', value: speed(median.floor), ratio: ratio.read },
    },
    { part: 'notice', what: 'the notice itself (28 issues)', value: small.median.read, unit: 'ms' },
  ];
}
