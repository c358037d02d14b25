/**
 * References of a workbook when rows are put in: everything below moves down, and areas that end with the rows that are
 * filled grow with them. Formulas are looked through for references only (ECMA-376 part 1, 18.17.2), texts in quotes left alone.
 */

/** Rows (from 1) from `at` on move down by `by`. Areas that begin above and end at `at − 1` within the filled rows grow. */
export interface Shift {
  readonly at: number;
  readonly by: number;
  /** First filled row. */
  readonly first: number;
}

const REFERENCE =
  /"(?:[^"]|"")*"|(?:('(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(?:(\$?[A-Z]{1,3}\$?)([1-9]\d{0,6})(?::(\$?[A-Z]{1,3}\$?)([1-9]\d{0,6}))?|(\$?)([1-9]\d{0,6}):(\$?)([1-9]\d{0,6}))(?![\p{L}\p{N}_(.!])/gu;

const row = (r: number, { at, by }: Shift): number => (r >= at ? r + by : r);
/** Last row of an area. */
const end = (top: number, bottom: number, shift: Shift): number =>
  bottom === shift.at - 1 && bottom >= shift.first && top <= shift.first
    ? bottom + shift.by
    : row(bottom, shift);

/**
 * A formula (or the text of a defined name) after the shift.
 * @param own whether references without a sheet's name mean the sheet that is filled
 */
export function shiftFormula(formula: string, sheet: string, own: boolean, shift: Shift): string {
  return formula.replace(
    REFERENCE,
    (
      whole: string,
      named: string | undefined,
      column: string | undefined,
      first: string | undefined,
      lastColumn: string | undefined,
      last: string | undefined,
      dollar: string | undefined,
      top: string | undefined,
      lastDollar: string | undefined,
      bottom: string | undefined,
      ...rest: unknown[]
    ) => {
      if (whole.startsWith('"')) return whole;
      const before =
        typeof rest[1] === 'string' && typeof rest[0] === 'number' ? rest[1][rest[0] - 1] : undefined;
      // The tail of a longer name (LOG10, Q1结果) is no reference.
      if (before !== undefined && /[\p{L}\p{N}_.$']/u.test(before)) return whole;
      const meant = named === undefined ? own : bare(named) === sheet;
      if (!meant) return whole;
      const head = named === undefined ? '' : `${named}!`;
      if (column !== undefined && first !== undefined) {
        const from = Number(first);
        if (lastColumn === undefined || last === undefined) return `${head}${column}${row(from, shift)}`;
        return `${head}${column}${row(from, shift)}:${lastColumn}${end(from, Number(last), shift)}`;
      }
      const from = Number(top);
      return `${head}${dollar ?? ''}${row(from, shift)}:${lastDollar ?? ''}${end(from, Number(bottom), shift)}`;
    },
  );
}

/** A formula as it stands so many rows further down: references go along, unless a dollar holds their row. */
export function formulaBelow(formula: string, rows: number): string {
  return formula.replace(REFERENCE, (whole: string, ...groups: unknown[]) => {
    const [at, all] = groups.slice(-2);
    const before = typeof all === 'string' && typeof at === 'number' ? all[at - 1] : undefined;
    if (whole.startsWith('"') || (before !== undefined && /[\p{L}\p{N}_.$']/u.test(before))) return whole;
    const bang = whole.lastIndexOf('!') + 1;
    const down = (_: string, column: string, dollar: string, r: string) =>
      `${column}${dollar}${dollar === '$' ? r : Number(r) + rows}`;
    return whole.slice(0, bang) + whole.slice(bang).replace(/(\$?[A-Z]{1,3}|^|(?<=:))(\$?)(\d+)/g, down);
  });
}

function bare(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/** One or several areas between spaces (`A1:B2 C3`), as merges, validations and formats name them. */
export function shiftAreas(areas: string, shift: Shift): string {
  return areas.replace(
    /([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?/g,
    (_, left: string, top: string, right: string | undefined, bottom: string | undefined) => {
      const from = Number(top);
      if (right === undefined || bottom === undefined) return `${left}${row(from, shift)}`;
      return `${left}${row(from, shift)}:${right}${end(from, Number(bottom), shift)}`;
    },
  );
}
