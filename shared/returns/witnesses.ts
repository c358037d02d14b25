/** The places of a workbook that may say whose it is and of which month. */
import { holds, type GridView } from './gridView.ts';
import { shownOf } from './grid.ts';
import type { Witness } from './identify.ts';
import { flatText } from './plainHeading.ts';
import type { Head } from './headings.ts';

/** What stands above the table, and below it: not the table itself. */
export interface Around {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

const LONGEST = 200;
/** Rows after the last data that may be signed. */
const BELOW = 6;

export function aroundTable(view: GridView, head: Head | null, lastData: number): Around {
  const above: string[] = [];
  const below: string[] = [];
  const first = head?.first ?? Infinity;
  const late = view.rows.filter((row) => row.r > lastData).slice(0, BELOW);
  const early = view.rows.slice(0, 60).filter((row) => row.r < first);
  for (const [rows, into] of [
    [early, above],
    [late, below],
  ] as const)
    for (const row of rows) {
      const texts = view.columns
        .filter((column) => holds(row.cells[column]))
        .map((column) => flatText(shownOf(row.cells[column]).slice(0, LONGEST)));
      into.push(...joinLabels(texts));
    }
  return { above, below };
}

/** A label and its value in two cells become one text. */
function joinLabels(texts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const text of texts) {
    const last = joined.length - 1;
    if (joined[last]?.endsWith(':') === true) joined[last] = `${joined[last] ?? ''}${text}`;
    else if (last >= 0 && isLabel(joined[last] ?? '') && !text.includes(':'))
      joined[last] = `${joined[last] ?? ''}:${text}`;
    else joined.push(text);
  }
  return joined;
}

const LABELS =
  '(?:填报|报送|填表|上报|整改|责任|报告|牵头)?(?:单位|部门|部室|处室)(?:名称|全称)?|(?:填报|报送|报告|所属)?(?:月份|期间|月度|时段)';

function isLabel(text: string): boolean {
  return new RegExp(`^(?:${LABELS})(?:\\([^)]{0,8}\\))?$`).test(text);
}

const UNIT =
  /(?:填报|报送|填表|上报|整改|责任|报告|牵头)?(?:单位|部门|部室|处室)(?:名称|全称)?\s*(?:\([^)]{0,8}\))?\s*:\s*([^:]*?)(?=\s+\S{2,8}:|\s{2,}|\s+(?:20\d\d|填报|报送|审核|日期|时间|联系)|$)/g;
const MONTH = /(?:填报|报送|报告|所属)?(?:月份|期间|月度|时段)\s*:\s*([^:]{2,30})/g;
const MONEY_UNIT = /^(?:人民币)?(?:万元|元|千元|亿元|人|人次|个|项|份|条|万)/;
/** When the form was filled in is not what it reports on. */
const FILLED_IN = /(?:填报|填表|报送|制表|上报|编制|打印|更新)?(?:日期|时间)\s*:\s*\S{0,20}/g;

export function unitWitnesses(around: Around, sheet: string, paths: readonly string[]): Witness[] {
  const labelled: Witness[] = [];
  const free: Witness[] = [];
  for (const text of [...around.above, ...around.below]) {
    let named = false;
    for (const m of text.matchAll(UNIT)) {
      const value = (m[1] ?? '').replace(/\(?(?:盖章|公章|签章)\)?/g, '').trim();
      if (value === '' || MONEY_UNIT.test(value)) continue;
      named = true;
      labelled.push({ how: 'text', text: value, whole: true });
    }
    if (!named && around.above.includes(text)) free.push({ how: 'text', text, whole: false });
  }
  return [...labelled, ...free, { how: 'text', text: sheet, whole: false }, ...nameWitnesses(paths)];
}

export function monthWitnesses(
  around: Around,
  sheet: string,
  headings: readonly string[],
  paths: readonly string[],
): Witness[] {
  const texts = [...around.above, ...around.below].map((text) => text.replace(FILLED_IN, ' '));
  const labelled = texts.flatMap((text) => [...text.matchAll(MONTH)].map((m) => m[1] ?? ''));
  const above = around.above.map((text) => text.replace(FILLED_IN, ' '));
  return [
    ...labelled.map((text): Witness => ({ how: 'text', text, whole: true })),
    ...above
      .filter((text) => !labelled.some((one) => text.includes(one)))
      .map((text): Witness => ({ how: 'text', text, whole: false })),
    { how: 'text', text: sheet, whole: false },
    ...headings.map((text): Witness => ({ how: 'text', text, whole: false })),
    ...nameWitnesses(paths),
  ];
}

/** The file's own name, then the folders it lies in, from the inside out. */
function nameWitnesses(paths: readonly string[]): Witness[] {
  return paths.map((text) => ({ how: 'name', text, whole: false }));
}

/** 'a.zip!八月/财务部.xlsx' → ['财务部', '八月', 'a']. */
export function pathParts(fileName: string): string[] {
  return fileName
    .split(/[/\\!]+/)
    .filter((part) => part.trim() !== '')
    .slice(-5)
    .reverse()
    .map((part) => part.replace(/\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv|zip)$/i, ''));
}

/** 单位：万元 above the table. */
export function countsWan(around: Around): boolean {
  return around.above.some((text) => /单位\s*:\s*(?:人民币)?\s*万元?/.test(text));
}
