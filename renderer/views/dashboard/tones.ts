/**
 * Colours of the plots. Each differs from its neighbours in lightness and in pattern too, so that bars are told apart
 * in black and white; on paper they are greys from the start.
 */
import type { StackPart } from '../../../shared/dashboard/parts.ts';

export type Tone =
  StackPart | 'before' | 'now' | 'issues' | 'measures' | 'regulations' | 'sanctions' | 'money';

type Pattern = 'plain' | 'slanted' | 'dotted' | 'crossed' | 'lying';

interface Ink {
  readonly fill: string;
  readonly grey: string;
  readonly pattern: Pattern;
  /** Of the numbers on it. */
  readonly text: string;
  readonly greyText: string;
}

const dark = { text: '#fff', greyText: '#fff' };
const light = { text: '#1f2733', greyText: '#000' };

const inks: Readonly<Record<Tone, Ink>> = {
  closed: { fill: '#2c4a6e', grey: '#4a4a4a', pattern: 'plain', ...dark },
  chain: { fill: '#5d86b3', grey: '#8a8a8a', pattern: 'slanted', ...dark, greyText: '#000' },
  ready: { fill: '#9fc0df', grey: '#b9b9b9', pattern: 'dotted', ...light },
  mostly_done: { fill: '#a9cfae', grey: '#d4d4d4', pattern: 'lying', ...light },
  in_progress: { fill: '#f1cf86', grey: '#f1f1f1', pattern: 'crossed', ...light },
  not_started: { fill: '#ffffff', grey: '#ffffff', pattern: 'plain', ...light },
  before: { fill: '#c4cfdc', grey: '#e2e2e2', pattern: 'slanted', ...light },
  now: { fill: '#2c4a6e', grey: '#4a4a4a', pattern: 'plain', ...dark },
  issues: { fill: '#2c4a6e', grey: '#4a4a4a', pattern: 'plain', ...dark },
  measures: { fill: '#b06a00', grey: '#8a8a8a', pattern: 'slanted', ...dark },
  regulations: { fill: '#2c4a6e', grey: '#4a4a4a', pattern: 'plain', ...dark },
  sanctions: { fill: '#f1cf86', grey: '#f1f1f1', pattern: 'crossed', ...light },
  money: { fill: '#5d86b3', grey: '#8a8a8a', pattern: 'slanted', ...dark },
};

const half = Math.PI / 4;
const patterns: Readonly<Record<Exclude<Pattern, 'plain'>, object>> = {
  slanted: { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -half },
  crossed: { dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: half },
  lying: { dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: 0 },
  dotted: {
    symbol: 'circle',
    symbolSize: 0.7,
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [5, 0],
  },
};

export interface Style {
  readonly color: string;
  readonly text: string;
  readonly border: string;
  /** As ECharts takes it; null for a plain surface. */
  readonly decal: ({ readonly color: string } & Record<string, unknown>) | null;
}

export function styleOf(tone: Tone, paper: boolean): Style {
  const { fill, grey, pattern, text, greyText } = inks[tone];
  const onDark = (paper ? greyText : text) === '#fff';
  return {
    color: paper ? grey : fill,
    text: paper ? greyText : text,
    border: paper ? '#000' : '#5f6b7c',
    decal:
      pattern === 'plain'
        ? null
        : {
            symbol: 'rect',
            ...patterns[pattern],
            color: onDark ? 'rgba(255,255,255,.55)' : `rgba(31,39,51,${paper ? '.75' : '.3'})`,
          },
  };
}

const swatches: Readonly<Record<Pattern, (line: string) => string>> = {
  plain: () => 'none',
  slanted: (line) => `repeating-linear-gradient(-45deg, ${line} 0 2px, transparent 2px 6px)`,
  crossed: (line) => `repeating-linear-gradient(45deg, ${line} 0 1px, transparent 1px 5px)`,
  lying: (line) => `repeating-linear-gradient(0deg, ${line} 0 1px, transparent 1px 4px)`,
  dotted: (line) => `radial-gradient(${line} 1px, transparent 1.4px) 0 0 / 4px 4px`,
};

/** The same for a sign of the legend. */
export function swatchOf(tone: Tone, paper: boolean): { background: string; borderColor: string } {
  const { color, border, decal } = styleOf(tone, paper);
  const image = swatches[inks[tone].pattern](decal?.color ?? '');
  return { background: image === 'none' ? color : `${image}, ${color}`, borderColor: border };
}
