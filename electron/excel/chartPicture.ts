/** The place of a chart's picture on a sheet: a row of its own height, so that no page break goes through it. */
import type { RowPlan } from './plan.ts';
import { columnPixels, MAX_HEIGHT } from './rowHeight.ts';

/** Kept free around the picture, in pixels. */
const ROOM = 12;
const PIXELS_PER_POINT = 96 / 72;
/** Where the width and height of a PNG stand. */
const PNG_WIDTH = 16;
const PNG_HEIGHT = 20;

/** Pixels in which a picture is shown: as wide as the columns, no higher than a row can be, its shape kept. */
export function pictureHeight(
  png: Uint8Array,
  widths: readonly number[],
): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(PNG_WIDTH), view.getUint32(PNG_HEIGHT)];
  const across = widths.reduce((sum, one) => sum + columnPixels(one), 0) - ROOM;
  const scale = Math.min(across / width, (MAX_HEIGHT * PIXELS_PER_POINT - ROOM) / height, 1);
  return { width: Math.floor(width * scale), height: Math.floor(height * scale) };
}

export function pictureRow(height: number): RowPlan {
  return { style: 'text', cells: [], height: Math.min(MAX_HEIGHT, (height + ROOM) / PIXELS_PER_POINT) };
}
