/** How cells look, and the style part made of it: each look stands once in a file. */

export interface Look {
  readonly font: string;
  /** In points. */
  readonly size: number;
  readonly bold?: boolean;
  /** 'RRGGBB'. */
  readonly color?: string;
  readonly fill?: string;
  /** The fill is hatched with this colour: cells that are nobody's to fill here. */
  readonly hatch?: string;
  readonly border?: 'box' | 'under';
  /** Number format; '@' is text, which stays text whatever it begins with. */
  readonly format: string;
  readonly across: 'left' | 'center' | 'right';
  readonly down?: 'top' | 'center';
  /** Texts run over empty neighbours instead of breaking into lines. */
  readonly overflow?: boolean;
  /** Can be typed into while the sheet is protected. */
  readonly open?: boolean;
}

/** Formats that every program knows by number; others are spelled out in the file. */
export const KNOWN_FORMATS: Readonly<Record<string, number>> = {
  General: 0,
  '0': 1,
  '0.00': 2,
  '#,##0.00': 4,
  '@': 49,
};
const FIRST_OWN_FORMAT = 176;

/** Numbers of looks by use; `xml` gives the part once all of them are known. */
export class Looks {
  readonly #made: Look[] = [];
  readonly #numbers = new Map<Look, number>();

  /** Number of a look (object), for the `s` of cells. */
  of(look: Look): number {
    let number = this.#numbers.get(look);
    if (number === undefined) {
      // 0 is the look of cells that have none.
      number = this.#made.push(look);
      this.#numbers.set(look, number);
    }
    return number;
  }

  /** @param dxfs looks of conditional formats, as elements */
  xml(dxfs: readonly string[] = []): string {
    const fonts = listOf();
    const fills = listOf();
    const borders = listOf();
    const formats: string[] = [];
    // The first font decides how wide a character of a column's width is; every program has it or one as wide.
    fonts.of('<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>');
    fills.of('<fill><patternFill patternType="none"/></fill>');
    fills.of('<fill><patternFill patternType="gray125"/></fill>');
    borders.of('<border><left/><right/><top/><bottom/><diagonal/></border>');
    const xfs = this.#made.map((look) => {
      let format = KNOWN_FORMATS[look.format];
      if (format === undefined) {
        if (!formats.includes(look.format)) formats.push(look.format);
        format = FIRST_OWN_FORMAT + formats.indexOf(look.format);
      }
      return xfXml(look, {
        format,
        font: fonts.of(fontXml(look)),
        fill: fills.of(fillXml(look)),
        border: borders.of(borderXml(look)),
      });
    });
    const own = formats.map(
      (code, i) =>
        `<numFmt numFmtId="${FIRST_OWN_FORMAT + i}" formatCode="${code.replace(/"/g, '&quot;')}"/>`,
    );
    return (
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (own.length === 0 ? '' : `<numFmts count="${own.length}">${own.join('')}</numFmts>`) +
      `<fonts count="${fonts.all.length}">${fonts.all.join('')}</fonts>` +
      `<fills count="${fills.all.length}">${fills.all.join('')}</fills>` +
      `<borders count="${borders.all.length}">${borders.all.join('')}</borders>` +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${xfs.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
      `${xfs.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
      `<dxfs count="${dxfs.length}">${dxfs.join('')}</dxfs>` +
      '<tableStyles count="0"/></styleSheet>'
    );
  }
}

function listOf() {
  const all: string[] = [];
  return {
    all,
    of(xml: string): number {
      const at = all.indexOf(xml);
      return at === -1 ? all.push(xml) - 1 : at;
    },
  };
}

/** A cell format, by the numbers of what it is made of. */
export function xfXml(
  look: Look,
  ids: { readonly format: number; readonly font: number; readonly fill: number; readonly border: number },
): string {
  const wrap = look.overflow === true ? '' : ' wrapText="1"';
  return (
    `<xf numFmtId="${ids.format}" fontId="${ids.font}" fillId="${ids.fill}" borderId="${ids.border}" xfId="0"` +
    ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">' +
    `<alignment horizontal="${look.across}" vertical="${look.down ?? 'center'}"${wrap}/>` +
    `<protection locked="${look.open === true ? 0 : 1}"/></xf>`
  );
}

export function fontXml({ font, size, bold, color }: Look): string {
  return (
    `<font>${bold === true ? '<b/>' : ''}<sz val="${size}"/>` +
    `${color === undefined ? '' : `<color rgb="FF${color}"/>`}<name val="${font}"/><charset val="134"/></font>`
  );
}

export function fillXml({ fill, hatch }: Pick<Look, 'fill' | 'hatch'>): string {
  if (fill === undefined) return '<fill><patternFill patternType="none"/></fill>';
  return hatch === undefined
    ? `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`
    : `<fill><patternFill patternType="lightUp"><fgColor rgb="FF${hatch}"/><bgColor rgb="FF${fill}"/></patternFill></fill>`;
}

export function borderXml({ border }: Look): string {
  const side = (name: string, there: boolean) =>
    there ? `<${name} style="thin"><color rgb="FF8C8C8C"/></${name}>` : `<${name}/>`;
  const box = border === 'box';
  return (
    `<border>${side('left', box)}${side('right', box)}${side('top', box)}` +
    `${side('bottom', border !== undefined)}<diagonal/></border>`
  );
}
