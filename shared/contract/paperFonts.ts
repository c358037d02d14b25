/** Font files that the clerk chose for the parts of a paper; of this PC, not of the ledger. */
import { z } from 'zod';
import { paperFontRoles } from '../papers/fontRoles.ts';
import { nothing, shell } from './define.ts';

const role = z.enum(paperFontRoles);
const font = z.strictObject({
  role,
  /** Of the file as it was chosen. */
  name: z.string(),
  /** Changes with the file; '' when the program's copy is gone. Loaded from `/fonts/<role>`. */
  stamp: z.string(),
});

export const paperFontCalls = {
  'paperFont.list': shell(nothing, z.strictObject({ fonts: z.array(font) })),
  /** Asks for a file (.ttf, .otf, .ttc) and keeps a copy; null when the clerk cancelled. */
  'paperFont.choose': shell(z.strictObject({ role }), z.strictObject({ font: font.nullable() })),
  'paperFont.drop': shell(z.strictObject({ role }), nothing),
};
