/** What became of a file, as the command line prints it and the dialog of taking in lists it. */
import type { Reply } from '../../shared/contract/index.ts';
import type { Failure } from '../../shared/result.ts';
import { addressOf } from '../../shared/returns/grid.ts';
import { cellClasses, rowClasses } from '../../shared/returns/types.ts';
import type { Ask, Judged, ListedProblem, Recognised } from '../../shared/returns/types.ts';
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
    problems: recognised === null ? [...problems] : [...asked(recognised), ...problems],
    refused: refused === null ? null : wordedRefusal(refused),
  };
}

/** What the clerk must say before anything is compared, told at the heading: no row of the file is passed over unseen. */
function asked({ asks, sheet, sheets, head, columns, unit, month }: Recognised): ListedProblem[] {
  const found: Readonly<Record<Ask, string>> = {
    sheet: sheets
      .filter((one) => one.looksLikeReturn || one.name === sheet)
      .map((one) => one.name)
      .join('、'),
    columns: columns
      .filter((one) => one.field === null && one.heading !== '')
      .map((one) => one.heading)
      .join('、'),
    unit: unit.found,
    month: month.found,
  };
  return asks.map((ask) => ({
    sheet,
    cell: addressOf(Math.max(0, head[0]), 0),
    code: `ask_${ask}`,
    found: found[ask].length > LISTED ? `${found[ask].slice(0, LISTED)}…` : found[ask],
    expected: EXPECTED[ask],
  }));
}

const LISTED = 200;
const EXPECTED: Readonly<Record<Ask, string>> = {
  sheet: '由经办人确认读哪一张工作表',
  columns: '由经办人确认各栏是什么',
  unit: '由经办人确认是哪个单位报送的',
  month: '由经办人确认是哪个月的',
};

function wordedRefusal(refused: Failure): { code: string; text: string } {
  return { code: refused.code, text: sentenceOf(refused) };
}

function none<K extends string>(names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
}
