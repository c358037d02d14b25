/**
 * Which of the official fonts this PC has. The standard's fonts may not be given away with a program, so each role has
 * a chain of what may stand in, and the screen says what was used.
 */
import { useEffect, useMemo } from 'react';
import type { PaperFontRole as FontRole } from '../../shared/papers/fontRoles.ts';
import { loadChosenFonts, ownFamilies, useChosenFonts } from './chosenFonts.ts';

/** The same chains as in paper.css, which draws with them; a file that the clerk chose goes before all. */
export const fontChains: Readonly<Record<FontRole, readonly string[]>> = {
  title: [
    ownFamilies.title,
    '方正小标宋简体',
    'FZXiaoBiaoSong-B05S',
    '华文中宋',
    'STZhongsong',
    '宋体',
    'SimSun',
    'Noto Serif CJK SC',
  ],
  heading: [ownFamilies.heading, '黑体', 'SimHei', 'Noto Sans CJK SC', 'Noto Sans SC'],
  subheading: [ownFamilies.subheading, '楷体_GB2312', '楷体', 'KaiTi', '华文楷体', 'STKaiti', 'LXGW WenKai'],
  body: [
    ownFamilies.body,
    '仿宋_GB2312',
    'FangSong_GB2312',
    '仿宋',
    'FangSong',
    '华文仿宋',
    'STFangsong',
    'FandolFang',
  ],
};

/** How many of a chain's first names are the clerk's choice or the font the standard asks for, under its several names. */
const PROPER: Readonly<Record<FontRole, number>> = { title: 3, heading: 3, subheading: 4, body: 5 };

export const roleWords: Readonly<Record<FontRole, string>> = {
  title: '标题（小标宋）',
  heading: '一级标题（黑体）',
  subheading: '二级标题（楷体）',
  body: '正文（仿宋）',
};

export interface FontReport {
  readonly role: FontRole;
  /** Null: none of the chain is there, the system's own serif is used. Of a chosen file its name. */
  readonly used: string | null;
  readonly proper: boolean;
  /** Name of the file that the clerk chose, usable or not; null without one. */
  readonly file: string | null;
}

/** Digits and Latin letters differ in width from font to font, Chinese characters do not. */
const SAMPLE = 'mmmwwwiiilll0123456789';

/** Whether a font is installed: text set in it is not as wide as in both fallbacks. */
function installed(family: string, context: CanvasRenderingContext2D): boolean {
  return ['monospace', 'serif'].some((fallback) => {
    context.font = `72px ${fallback}`;
    const plain = context.measureText(SAMPLE).width;
    context.font = `72px "${family}", ${fallback}`;
    return context.measureText(SAMPLE).width !== plain;
  });
}

/** What is used for each role on this PC. */
export function reportFonts(): FontReport[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return [];
  return (Object.keys(fontChains) as FontRole[]).map((role) => {
    const own = useChosenFonts.getState().chosen[role];
    const file = own?.name ?? null;
    if (own?.usable === true) return { role, used: own.name, proper: true, file };
    const at = fontChains[role].findIndex((family) => installed(family, context));
    return { role, used: fontChains[role][at] ?? null, proper: at >= 0 && at < PROPER[role], file };
  });
}

/** Titles in a stand-in font are set heavy, as the real one is. */
export function markStandIns(element: Element): void {
  mark(element);
  void loadChosenFonts().then(() => mark(element));
}

function mark(element: Element): void {
  const title = reportFonts().find((font) => font.role === 'title');
  element.classList.toggle('paper-title-stand-in', title === undefined || !title.proper);
}

/** The same, told again when a chosen font has been loaded. */
export function useFontReport(): FontReport[] {
  const chosen = useChosenFonts((store) => store.chosen);
  useEffect(() => void loadChosenFonts(), []);
  // Measured anew when another font is chosen.
  return useMemo(() => (chosen === undefined ? [] : reportFonts()), [chosen]);
}
