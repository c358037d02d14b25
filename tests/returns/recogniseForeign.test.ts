import { describe, expect, it } from 'vitest';
import { layouts } from './recogniseLayouts.ts';
import { book, fieldsOf, recognised, rowsOf, unmapped } from './recogniseSupport.ts';

describe.each(layouts)('layout: $name', (layout) => {
  const workbook = book(layout.grid);
  const found = recognised(workbook, layout.file);

  it('columns', () => {
    expect(fieldsOf(found)).toEqual(layout.fields);
    expect(unmapped(found)).toEqual(layout.unmapped);
  });

  it('heading rows and rows of data', () => {
    expect(found.head).toEqual(layout.head);
    expect(rowsOf(workbook, layout.file).map((row) => row.row + 1)).toEqual(layout.rows);
    for (const column of found.columns) expect(column.of).toBe(layout.rows.length);
  });

  it('unit and month, asked when nothing says them', () => {
    expect(found.kind).toBe('foreign');
    expect([found.unit.id, found.month.month]).toEqual([layout.unit, layout.month]);
    expect(found.asks).toEqual([
      ...(layout.unit === null ? ['unit'] : []),
      ...(layout.month === null ? ['month'] : []),
    ]);
  });
});
