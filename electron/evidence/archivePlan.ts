/** Where each piece of evidence lies in an archive: numbered folders, safe names, paths that Windows can open. Pure. */
import type { ArchiveLine } from '../../db/index.ts';
import { Refusal } from '../../shared/result.ts';
import { safeName } from './names.ts';

export interface ArchivePlace {
  readonly line: ArchiveLine;
  /** Folders with '/' between, without one at the end. */
  readonly folder: string;
  /** Null for a reference and for a recorded reason. */
  readonly name: string | null;
}

/** Windows bounds a path to 260 characters; some are left to whoever copies the archive a little deeper. */
const MOST = 240;
/** What the parts would like to have: aspect, issue, measure, file. */
const WISHED = { aspect: 26, issue: 46, measure: 34, file: 90 } as const;
const LEAST = { aspect: 8, issue: 10, measure: 8, file: 20 } as const;
const SEPARATORS = 3;

/**
 * @param base length of the path, with its last separator, at which the archive is to lie
 * @throws Refusal `target_too_deep` when not even the shortest names would fit there
 */
export function planArchive(lines: readonly ArchiveLine[], base: number): ArchivePlace[] {
  const widths = widthsFor(MOST - base - SEPARATORS);
  const aspects = new Numbers();
  const issues = new Numbers();
  const measures = new Numbers();
  const files = new Numbers();
  return lines.map((line) => {
    // Every part begins with a number that is given once in its folder: whatever is cut off, no two are alike.
    const aspect = aspects.of('', line.aspect);
    const issue = issues.of(line.aspect, String(line.issueId));
    const measure = measures.of(String(line.issueId), String(line.measureId));
    const folder = [
      part(padded(aspect), line.aspect === '' ? '未列方面' : line.aspect, widths.aspect),
      part(padded(issue), line.issue, widths.issue),
      part(`措施${measure}`, line.measure, widths.measure),
    ].join('/');
    const name = line.fileName === null ? null : part(padded(files.next(folder)), line.fileName, widths.file);
    return { line, folder, name };
  });
}

const padded = (number: number): string => String(number).padStart(2, '0');

const part = (number: string, words: string, most: number): string => safeName(`${number} ${words}`, most);

type Widths = { readonly [K in keyof typeof WISHED]: number };

function widthsFor(room: number): Widths {
  const wished = Object.values(WISHED).reduce((sum, each) => sum + each, 0);
  const least = Object.values(LEAST).reduce((sum, each) => sum + each, 0);
  if (room < least) throw new Refusal('target_too_deep');
  if (room >= wished) return WISHED;
  // What is there beyond the least is shared out as it was wished for.
  const share = (room - least) / (wished - least);
  const width = (of: keyof typeof WISHED): number => LEAST[of] + Math.floor((WISHED[of] - LEAST[of]) * share);
  return { aspect: width('aspect'), issue: width('issue'), measure: width('measure'), file: width('file') };
}

/** Numbers from 1 within a folder, the same one for the same thing. */
class Numbers {
  readonly #given = new Map<string, Map<string, number>>();

  of(within: string, what: string): number {
    const known = this.#given.get(within) ?? new Map<string, number>();
    this.#given.set(within, known);
    const number = known.get(what) ?? known.size + 1;
    known.set(what, number);
    return number;
  }

  next(within: string): number {
    const known = this.#given.get(within)?.size ?? 0;
    return this.of(within, String(known));
  }
}
