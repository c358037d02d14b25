/** What a picture may be as large as: the text area of its section, with room for its title. */
import type { PaperSection } from '../../../shared/contract/types.ts';
import { sheetOf, textArea } from '../../../shared/papers/sheets.ts';
import type { Ground } from './chart.ts';

/** Pixels of a page's drawing in a millimetre. */
export const PX_PER_MM = 96 / 25.4;
/** Title and the space around a picture. */
const BESIDE = 70;

export function groundOf(section: PaperSection): Ground {
  const { width, height } = textArea(sheetOf(section));
  return { width: Math.floor(width * PX_PER_MM), height: Math.floor(height * PX_PER_MM) - BESIDE };
}
