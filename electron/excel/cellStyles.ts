/** How cells look, by the kind of their row and of what they hold. */
import type { Style } from 'exceljs';
import { NO_RATE } from './plan.ts';
import type { Cell, RowStyle } from './plan.ts';

/** Size of a row's letters, in points. */
export const POINTS: Readonly<Record<RowStyle, number>> = {
  title: 18,
  subtitle: 11,
  section: 13,
  sub: 12,
  text: 12,
  seal: 12,
  note: 10,
  head: 11,
  body: 10.5,
  group: 10.5,
  total: 10.5,
  sign: 11,
};

const FONTS: Readonly<Record<RowStyle, string>> = {
  title: '方正小标宋简体',
  subtitle: '仿宋',
  section: '黑体',
  sub: '楷体',
  text: '仿宋',
  seal: '仿宋',
  note: '仿宋',
  head: '黑体',
  body: '仿宋',
  group: '黑体',
  total: '黑体',
  sign: '仿宋',
};

type Shown = Exclude<Cell['as'], 'formula'> | 'dots' | 'words';
const FORMATS: Readonly<Record<Shown, string>> = {
  text: '@',
  count: '0',
  rate: '0.00%',
  yuan: '#,##0.00',
  day: 'yyyy-mm-dd',
  dots: 'yyyy.m.d',
  words: 'yyyy"年"m"月"d"日"',
};

export interface StyleBook {
  /** @param cut the row is higher than a row can be: its texts begin at the top */
  of(row: RowStyle, cell: Cell | null, cut: boolean): Partial<Style>;
}

/** One style object for each kind of cell: the writer keeps each object once in the file. */
export function styleBook(): StyleBook {
  const made = new Map<string, Partial<Style>>();
  return {
    of(row, cell, cut) {
      const as = shownAs(cell);
      const centred =
        as !== 'text' || cell?.value === NO_RATE || (cell?.as === 'text' && cell.place !== undefined);
      const label = cell?.as === 'text' && cell.place === 'label';
      const key = `${row} ${as} ${centred} ${label} ${cut}`;
      let style = made.get(key);
      if (style === undefined) {
        style = styleOf(row, as, { centred, label, cut });
        made.set(key, style);
      }
      return style;
    },
  };
}

function shownAs(cell: Cell | null): Shown {
  if (cell === null) return 'text';
  if (cell.as === 'formula') return cell.of;
  return cell.as === 'day' ? (cell.written ?? 'day') : cell.as;
}

const THIN = { style: 'thin', color: { argb: 'FF7F7F7F' } } as const;
const BOX = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const GREY = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } } as const;

interface Place {
  readonly centred: boolean;
  readonly label: boolean;
  readonly cut: boolean;
}

function styleOf(row: RowStyle, as: Shown, { centred, label, cut }: Place): Partial<Style> {
  const font = { name: label ? '黑体' : FONTS[row], size: POINTS[row] };
  const base = {
    font,
    numFmt: FORMATS[as],
    alignment: {
      vertical: cut ? ('top' as const) : ('middle' as const),
      // A number that is too wide for its column would be shown as ####: it is set smaller.
      ...(as === 'text' ? { wrapText: true } : { shrinkToFit: true }),
      horizontal: horizontalOf(row, centred),
    },
  };
  switch (row) {
    case 'head':
      return { ...base, border: BOX, fill: GREY };
    case 'body':
    case 'group':
    case 'total':
      return { ...base, border: BOX, ...(label ? { fill: GREY } : {}) };
    default:
      return base;
  }
}

function horizontalOf(row: RowStyle, centred: boolean): 'left' | 'center' | 'right' {
  switch (row) {
    case 'title':
    case 'subtitle':
    case 'head':
      return 'center';
    case 'seal':
      return 'right';
    case 'body':
    case 'total':
      return centred ? 'center' : 'left';
    default:
      return 'left';
  }
}
