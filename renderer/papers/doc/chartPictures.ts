/** The pictures of a paper as PNG, for its .docx and .xlsx: the same drawing as on the page, three dots to the pixel. */
import type { PaperDoc } from '../../../shared/contract/types.ts';
import { loadPen } from '../../views/dashboard/draw.ts';
import type { Pen } from '../../views/dashboard/draw.ts';
import { optionOf, piecesOf } from './chart.ts';
import type { Ground, Piece } from './chart.ts';
import { groundOf } from './ground.ts';

type Chart = Parameters<typeof optionOf>[0];

/** 288 dots to the inch: sharp on an office printer. */
const SCALE = 3;

/**
 * One PNG for each chart block, in their order, base64. Without the title, as wide as the text area of its section at 96
 * pixels to the inch times three. @throws when the drawing fails
 */
export async function chartPictures(doc: PaperDoc): Promise<string[]> {
  const charts = doc.sections.flatMap((section) =>
    section.blocks.flatMap((block) =>
      block.block === 'chart' ? [{ chart: block.chart, ground: groundOf(section) }] : [],
    ),
  );
  if (charts.length === 0) return [];
  const pen = await loadPen(() => Promise.resolve());
  const pictures: string[] = [];
  for (const { chart, ground } of charts) pictures.push(await picture(chart, ground, pen));
  return pictures;
}

async function picture(chart: Chart, ground: Ground, pen: Pen): Promise<string> {
  const pieces = piecesOf(chart, ground);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(ground.width * SCALE);
  canvas.height = Math.round(pieces.reduce((sum, { height }) => sum + height, 0) * SCALE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  let top = 0;
  for (const piece of pieces) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn(chart, piece, ground, pen))}`;
    await image.decode();
    context.drawImage(image, 0, top, ground.width, piece.height);
    top += piece.height;
  }
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

/** The drawing of one piece as text of an SVG file, made in a place that is in no page. */
function drawn(chart: Chart, piece: Piece, ground: Ground, pen: Pen): string {
  const place = document.createElement('div');
  Object.defineProperties(place, {
    clientWidth: { value: ground.width },
    clientHeight: { value: piece.height },
  });
  const begun = pen.begin(place);
  try {
    begun.show(optionOf(chart, piece, ground), null, false);
    const svg = place.querySelector('svg');
    if (svg === null) throw new Error('nothing was drawn');
    // As pixels of the file itself, whatever the drawing asks to be scaled to.
    svg.setAttribute('width', String(ground.width * SCALE));
    svg.setAttribute('height', String(piece.height * SCALE));
    svg.setAttribute('viewBox', `0 0 ${ground.width} ${piece.height}`);
    return new XMLSerializer().serializeToString(svg);
  } finally {
    begun.dispose();
  }
}
