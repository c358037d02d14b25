import { toChineseNumeral } from '../../shared/numerals.ts';

const FORMAL: ReadonlyMap<string, string> = new Map(
  [...'零一二三四五六七八九十百千'].map((c, i) => [c, [...'零壹贰叁肆伍陆柒捌玖拾佰仟'][i] ?? c]),
);
const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];
const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
  ] as const),
  ...([
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

/**
 * A counter as a list level of a document prints it. `format` is Word's name of the number format (ST_NumberFormat);
 * one that is not known counts in digits; null for levels without a number (bullet, none).
 */
export function formatNumber(value: number, format: string): string | null {
  switch (format) {
    case 'none':
    case 'bullet':
      return null;
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'koreanCounting':
      return value < 1 ? '〇' : toChineseNumeral(value);
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
    case 'japaneseLegal':
      return [...toChineseNumeral(Math.max(value, 0))]
        .map((c) => FORMAL.get(c) ?? c)
        .join('')
        .replace(/^拾/, '壹拾');
    case 'ideographDigital':
    case 'taiwaneseDigital':
      return [...String(value)].map((c) => '〇一二三四五六七八九'.charAt(Number(c))).join('');
    case 'ideographTraditional':
      return STEMS[(value - 1) % 10] ?? String(value);
    case 'ideographZodiac':
      return BRANCHES[(value - 1) % 12] ?? String(value);
    case 'ideographEnclosedCircle':
      return enclosed(value, 10, 0x3280) ?? toChineseNumeral(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return circled(value);
    case 'decimalEnclosedParen':
      return enclosed(value, 20, 0x2474) ?? `(${value})`;
    case 'decimalEnclosedFullstop':
      return enclosed(value, 20, 0x2488) ?? `${value}.`;
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(value)].map((c) => String.fromCharCode(0xff10 + Number(c))).join('');
    case 'decimalZero':
      return value < 10 ? `0${value}` : String(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerLetter':
      return letters(value);
    case 'numberInDash':
      return `- ${value} -`;
    default:
      return String(value);
  }
}

function enclosed(value: number, last: number, first: number): string | null {
  return value >= 1 && value <= last ? String.fromCharCode(first + value - 1) : null;
}

function circled(value: number): string {
  if (value > 20 && value <= 35) return String.fromCharCode(0x3251 + value - 21);
  if (value > 35 && value <= 50) return String.fromCharCode(0x32b1 + value - 36);
  return enclosed(value, 20, 0x2460) ?? String(value);
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let out = '';
  for (const [size, name] of ROMAN)
    while (rest >= size) {
      out += name;
      rest -= size;
    }
  return out;
}

/** 27 → aa, 28 → bb, as Word counts on. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value);
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}
