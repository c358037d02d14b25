/**
 * Font files that the clerk chose, loaded into the page under the names that stand first in the chains. What can't be
 * loaded is remembered with its file's name, and the chain goes on without it.
 */
import { create } from 'zustand';
import type { Reply } from '../../shared/contract/index.ts';
import { paperFontRoles } from '../../shared/papers/fontRoles.ts';
import type { PaperFontRole } from '../../shared/papers/fontRoles.ts';
import { call } from '../door.ts';

type Chosen = Reply<'paperFont.list'>['fonts'][number];

/** First names of the chains of paper.css. */
export const ownFamilies: Readonly<Record<PaperFontRole, string>> = {
  title: '公文标题',
  heading: '公文黑体',
  subheading: '公文楷体',
  body: '公文正文',
};

export interface ChosenFont {
  readonly name: string;
  /** Loaded, and with Chinese characters in it. */
  readonly usable: boolean;
}

interface FontsStore {
  readonly chosen: Readonly<Partial<Record<PaperFontRole, ChosenFont>>>;
}

/** What is chosen, once it has been asked. */
export const useChosenFonts = create<FontsStore>(() => ({ chosen: {} }));

/** What stands in the page for each part: its face, null where the file was no use. */
const faces = new Map<PaperFontRole, { readonly stamp: string; readonly face: FontFace | null }>();
let asked: Promise<void> | null = null;

/** Loads what is chosen; once, unless `again`, where the clerk may have changed something since. */
export function loadChosenFonts(again = false): Promise<void> {
  if (again || asked === null) asked = load();
  return asked;
}

async function load(): Promise<void> {
  const answer = await call('paperFont.list', {});
  const list = answer.ok ? answer.value.fonts : [];
  const chosen: Partial<Record<PaperFontRole, ChosenFont>> = {};
  for (const role of paperFontRoles) {
    const font = list.find((each) => each.role === role);
    const usable = await put(role, font);
    if (font !== undefined) chosen[role] = { name: font.name, usable };
  }
  useChosenFonts.setState({ chosen });
}

async function put(role: PaperFontRole, font: Chosen | undefined): Promise<boolean> {
  const before = faces.get(role);
  const stamp = font?.stamp ?? '';
  if (before?.stamp === stamp) return before.face !== null;
  if (before !== undefined && before.face !== null) document.fonts.delete(before.face);
  const face = stamp === '' ? null : await faceOf(role, stamp);
  faces.set(role, { stamp, face });
  return face !== null;
}

async function faceOf(role: PaperFontRole, stamp: string): Promise<FontFace | null> {
  const face = new FontFace(ownFamilies[role], `url("/fonts/${role}?${stamp}")`);
  try {
    await face.load();
  } catch {
    return null;
  }
  document.fonts.add(face);
  if (hasChinese(ownFamilies[role])) return face;
  document.fonts.delete(face);
  return null;
}

const SAMPLE = '国的整改';
const SIDE = 32;

/** What may come after; two that look different, should the clerk have chosen one of them. */
const NEXT = ["'SimSun', 'Noto Serif CJK SC', serif", "'SimHei', 'Noto Sans CJK SC', sans-serif"];

/** A font without a character lets the next one draw it: then all looks as if it were not there. */
function hasChinese(family: string): boolean {
  return NEXT.some((next) => drawn(`${SIDE}px "${family}", ${next}`) !== drawn(`${SIDE}px ${next}`));
}

function drawn(font: string): string | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE * SAMPLE.length;
  canvas.height = SIDE * 1.5;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.font = font;
  context.fillText(SAMPLE, 0, SIDE);
  return canvas.toDataURL();
}
