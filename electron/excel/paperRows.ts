/** Blocks of a paper as rows of a sheet. Words and figures are those of the document; nothing is counted here. */
import type { PaperBlock } from '../../shared/contract/types.ts';
import type { Grid, PaperTable, Span } from './paperGrid.ts';
import { counted, text } from './plan.ts';
import type { Cell, RowPlan, RowStyle } from './plan.ts';
import { columnKind, typedCell } from './typedCell.ts';
import { piecesOf } from './textPieces.ts';

type Of<B extends PaperBlock['block']> = Extract<PaperBlock, { block: B }>;

/** Two full-width blanks begin a paragraph. */
const INDENT = '　　';

/** Rows of a block; tables and charts have their own functions, because a sheet may be made of them. */
export function blockRows(block: Exclude<PaperBlock, { block: 'table' | 'chart' }>, grid: Grid): RowPlan[] {
  switch (block.block) {
    case 'marks':
      return [block.copy, block.secret, block.urgency].flatMap((one) => lineRows('note', one, grid));
    case 'letterhead':
      return lineRows('title', block.text, grid);
    case 'number':
    case 'meta':
      return lineRows('subtitle', block.text, grid);
    case 'title':
      return block.lines.flatMap((line) => lineRows('title', line, grid));
    case 'recipient':
      return lineRows('text', block.text, grid);
    case 'heading':
      return lineRows(block.level === 1 ? 'section' : 'sub', block.text, grid);
    case 'text':
      return paragraphRows(block.runs.map((run) => run.text).join(''), grid);
    case 'facts':
      return factRows(block, grid);
    case 'annexes':
      return block.items.flatMap((item, i) =>
        lineRows('text', block.items.length === 1 ? `附件：${item}` : `附件${i + 1}：${item}`, grid),
      );
    case 'seal':
      return block.lines.flatMap((line) => lineRows('seal', line, grid));
    case 'signs':
      return [signsRow(block.places, grid)];
    case 'places':
      return placeRows(block, grid);
    case 'annexMark':
    case 'note':
      return lineRows('note', block.text, grid);
  }
}

/** A line over the whole width; none for ''. One that is longer than a row can be goes on in the next. */
export function lineRows(style: RowStyle, line: string, grid: Pick<Grid, 'widths'>): RowPlan[] {
  const last = grid.widths.length - 1;
  return piecesOf(line, grid.widths, style).map((piece) => ({
    style,
    cells: [text(piece)],
    ...(last > 0 ? { merges: [[0, last]] } : {}),
  }));
}

export function paragraphRows(words: string, grid: Pick<Grid, 'widths'>): RowPlan[] {
  return lineRows('text', words === '' ? '' : `${INDENT}${words}`, grid);
}

/** Head, rows (or what is said in place of them). @param spans where its columns lie */
export function tableRows(table: PaperTable, spans: readonly Span[], grid: Grid): RowPlan[] {
  const { columns, rows } = table;
  const texts = rows.map(({ cells }) => cells.map((cell) => (typeof cell === 'string' ? cell : cell.text)));
  const kinds = columns.map(({ title, middle }, i) =>
    columnKind(
      title,
      texts.filter((_, r) => rows[r]?.group !== true).map((row) => row[i] ?? ''),
      middle ?? false,
    ),
  );
  const head = laid(
    'head',
    columns.map(({ title }) => text(title)),
    spans,
    grid,
  );
  if (rows.length === 0) {
    const said = table.empty ?? '';
    return said === '' ? [head] : [head, ...lineRows('body', said, grid)];
  }
  return [
    head,
    ...rows.flatMap(({ total, group }, r) =>
      group === true
        ? lineRows('group', texts[r]?.[0] ?? '', grid)
        : laid(
            total === true ? 'total' : 'body',
            columns.map(({ middle }, i) =>
              typedCell(texts[r]?.[i] ?? '', kinds[i] ?? { figures: false, days: false }, middle ?? false),
            ),
            spans,
            grid,
          ),
    ),
  ];
}

/** The figures of a chart: a row a category, a column a series; a line a category where the sheet is too narrow. */
export function chartRows({ chart }: Of<'chart'>, grid: Grid): RowPlan[] {
  const { categories, series, unit } = chart;
  if (series.length + 1 > grid.widths.length) {
    return categories.flatMap((category, i) =>
      lineRows(
        'note',
        `${category}：${series.map((s) => `${s.name}${s.values[i] ?? '—'}${unit}`).join('，')}`,
        grid,
      ),
    );
  }
  const spans = grid.spansOf([2, ...series.map(() => 1)]);
  const heads = ['', ...series.map(({ name }) => `${name}（${unit}）`)];
  return [
    laid(
      'head',
      heads.map((one) => text(one)),
      spans,
      grid,
    ),
    ...categories.map((category, i) =>
      laid(
        'body',
        [text(category), ...series.map(({ values }) => valueCell(values[i] ?? null))],
        spans,
        grid,
      ),
    ),
  ];
}

function valueCell(value: number | null): Cell | null {
  if (value === null) return null;
  return Number.isInteger(value) ? counted(value) : text(String(value), 'middle');
}

/** Labels with what they say, two a line. */
function factRows({ pairs }: Of<'facts'>, grid: Grid): RowPlan[] {
  const rows: RowPlan[] = [];
  if (grid.widths.length < 4)
    return pairs.flatMap((one) => lineRows('body', `${one.label}：${one.value}`, grid));
  const [label, value, label2, value2] = grid.spansOf([16, 34, 16, 34]);
  if (label === undefined || value === undefined || label2 === undefined || value2 === undefined) return [];
  const wide: Span = [value[0], value2[1]];
  let waiting: Of<'facts'>['pairs'][number] | null = null;
  const put = (one: Of<'facts'>['pairs'][number], spans: readonly Span[], other?: typeof one) =>
    rows.push(
      laid(
        'body',
        [one, ...(other === undefined ? [] : [other])].flatMap((pair) => [
          text(pair.label, 'label'),
          text(pair.value),
        ]),
        spans,
        grid,
      ),
    );
  for (const pair of pairs) {
    if (pair.wide === true) {
      if (waiting !== null) put(waiting, [label, wide]);
      waiting = null;
      put(pair, [label, wide]);
    } else if (waiting === null) waiting = pair;
    else {
      put(waiting, [label, value, label2, value2], pair);
      waiting = null;
    }
  }
  if (waiting !== null) put(waiting, [label, wide]);
  return rows;
}

/** Boxes to sign in, side by side: name, opinion with room for a signature, who and when. */
function placeRows({ places }: Of<'places'>, grid: Grid): RowPlan[] {
  if (places.length > grid.widths.length) {
    return places.flatMap(({ name, opinion, who, on }) =>
      lineRows('body', `${name}：${opinion}　　签名：${who}　　日期：${on}`, grid),
    );
  }
  const spans = grid.spansOf(places.map(() => 1));
  const row = (style: RowStyle, of: (place: (typeof places)[number]) => string): RowPlan =>
    laid(
      style,
      places.map((place) => text(of(place))),
      spans,
      grid,
    );
  return [
    row('head', (place) => place.name),
    {
      ...row('body', (place) => place.opinion),
      ...(places.every((p) => p.opinion === '') ? { height: 48 } : {}),
    },
    row('body', (place) => `签名：${place.who}`),
    row('body', (place) => `日期：${place.on}`),
  ];
}

/** The row to sign. Where there are fewer columns than places, several stand in one. */
export function signsRow(places: readonly string[], grid: Grid): RowPlan {
  const columns = Math.min(places.length, grid.widths.length);
  const texts = Array.from({ length: columns }, (_, i) =>
    places
      .slice(Math.ceil((i * places.length) / columns), Math.ceil(((i + 1) * places.length) / columns))
      .map((place) => `${place}：`)
      .join('　　　　　'),
  );
  return laid(
    'sign',
    texts.map((one) => text(one)),
    grid.spansOf(texts.map(() => 1)),
    grid,
  );
}

function laid(style: RowStyle, given: readonly (Cell | null)[], spans: readonly Span[], grid: Grid): RowPlan {
  const cells: (Cell | null)[] = grid.widths.map(() => null);
  given.forEach((cell, i) => {
    const span = spans[i];
    if (span !== undefined) cells[span[0]] = cell;
  });
  const merges = spans.filter(([first, last]) => last > first);
  return { style, cells, ...(merges.length === 0 ? {} : { merges }) };
}
