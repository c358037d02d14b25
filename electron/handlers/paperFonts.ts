/** Font files for papers, chosen by the clerk. */
import type { paperFontCalls } from '../../shared/contract/paperFonts.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

export const paperFontHandlers: Family<keyof typeof paperFontCalls, Context> = {
  'paperFont.list': (_, { desk }) => ({ fonts: desk.fonts.chosen() }),
  'paperFont.choose': async ({ role }, { desk }) => {
    const path = await desk.pickFont();
    return { font: path === null ? null : await desk.fonts.choose(role, path) };
  },
  'paperFont.drop': ({ role }, { desk }) => {
    desk.fonts.drop(role);
    return {};
  },
};
