/** What became of a file, as the command line prints it and the dialog of taking in lists it. */
import type { Reply } from '../../shared/contract/index.ts';
import type { Failure } from '../../shared/result.ts';
import { cellClasses, rowClasses } from '../../shared/returns/types.ts';
import type { Judged } from '../../shared/returns/types.ts';
import { sentenceOf } from '../../shared/returns/faultWords.ts';

type JudgedFile = Extract<Reply<'returns.outcome'>, { kind: 'taken' }>['files'][number];

/**
 * @param sha256 '' when the file could not be read
 * @param units names by id
 */
export function judgedFile(
  { name, refused, recognised, counts, problems }: Judged,
  sha256: string,
  units: ReadonlyMap<number, string>,
): JudgedFile {
  const unit = recognised?.unit.id ?? null;
  return {
    file: name,
    sha256,
    unit: unit === null ? null : (units.get(unit) ?? null),
    month: recognised?.month.month ?? null,
    kind: recognised?.kind ?? null,
    rows: counts?.rows ?? 0,
    classes: counts?.classes ?? none(cellClasses),
    rowClasses: counts?.rowClasses ?? none(rowClasses),
    problems: [...problems],
    refused: refused === null ? null : wordedRefusal(refused),
  };
}

function wordedRefusal(refused: Failure): { code: string; text: string } {
  return { code: refused.code, text: sentenceOf(refused) };
}

function none<K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
}
