/**
 * The sender's own workbook with marks. Only the parts that must change are written anew: the sheet that was read, the
 * styles, and the lists that name the added sheet. All others go over as they lie in his file, packed bytes and all.
 */
import type { AnswerMark, AnswerPlan } from '../../../shared/returns/answer.ts';
import { MAIN, RELATIONS, sheetBytes, Strings } from '../forms/book.ts';
import type { ZipEntry } from '../forms/zip.ts';
import { openPackage } from '../read/package.ts';
import type { Package } from '../read/package.ts';
import { areaOf } from '../read/layout.ts';
import { unescaped } from '../read/xml.ts';
import { answerLooks, markFills, REASON_WIDTH } from './answerLooks.ts';
import { changedEntries, mainPart, partKey, partText, relationsPart, TYPES } from './bookParts.ts';
import { withRelation, withSheet, withType, workbookFacts } from './bookEdit.ts';
import { OPINION_SHEET, opinionSheet, reasonsOf } from './opinionSheet.ts';
import { markedSheet, shapeOf } from './sheetEdit.ts';
import type { RowMarks } from './sheetEdit.ts';
import { StyleEdit } from './styleEdit.ts';
import { NotEditable } from './xmlText.ts';

/**
 * Entries of the marked workbook, in the order of the original.
 * @throws NotEditable when his file is built so that a change could harm it; Refusal of the guard
 */
export async function markedEntries(original: Uint8Array, plan: AnswerPlan): Promise<ZipEntry[]> {
  const pack = openPackage(original);
  const main = mainPart(pack);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relationsName = relationsPart(main);
  const relations = pack.relations(main);
  const workbook = partText(pack, main);
  const facts = workbookFacts(workbook, unescaped);
  const sheetPart = relations.get(facts.sheets.get(plan.sheet) ?? '')?.target;
  const stylesPart = [...relations.values()].find(({ type }) => type === 'styles')?.target;
  if (sheetPart === undefined || stylesPart === undefined) throw new NotEditable('parts');

  const styles = new StyleEdit(partText(pack, stylesPart));
  const rows = rowMarks(plan, styles);
  const sheet = partText(pack, sheetPart);
  const marked = markedSheet(sheet, shapeOf(sheet, rows), rows, REASON_WIDTH);

  const name = freeName(facts.sheets);
  const part = freePart(pack, folder);
  const related = withRelation(partText(pack, relationsName), part.slice(folder.length));
  const opinion = opinionSheet(plan, name, 'marked', (look) => styles.of(answerLooks[look]));
  const changed = new Map<string, string>([
    [partKey(sheetPart), marked],
    [partKey(main), withSheet(workbook, name, related.id)],
    [partKey(relationsName), related.xml],
    [partKey(TYPES), withType(partText(pack, TYPES), part)],
  ]);
  const added = { name: part, bytes: inNamespace(await sheetBytes(opinion, new Strings()), facts.namespace) };
  changed.set(partKey(stylesPart), styles.apply());
  return [...changedEntries(original, pack, changed), added];
}

/** Names of sheets are the same in capital and small letters. */
function freeName(sheets: ReadonlyMap<string, string>): string {
  const taken = new Set([...sheets.keys()].map((name) => name.toLowerCase()));
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? OPINION_SHEET : `${OPINION_SHEET}(${n})`;
    if (!taken.has(name)) return name;
  }
}

function freePart(pack: Package, folder: string): string {
  for (let n = 1; ; n += 1) {
    const part = `${folder}worksheets/opinion${n}.xml`;
    if (!pack.has(part)) return part;
  }
}

/** Files of the strict variant name everything in it otherwise. */
function inNamespace(bytes: Uint8Array, namespace: string): Uint8Array {
  if (namespace === MAIN) return bytes;
  const strict = RELATIONS.replace(
    'http://schemas.openxmlformats.org/officeDocument/2006',
    'http://purl.oclc.org/ooxml/officeDocument',
  );
  return Buffer.from(
    Buffer.from(bytes)
      .toString('utf8')
      .replace(`"${MAIN}"`, `"${namespace}"`)
      .replace(`"${RELATIONS}"`, `"${strict}"`),
  );
}

/** By row: cells to be coloured, and the reasons beside them; and the heading over the reasons. */
function rowMarks(plan: AnswerPlan, styles: StyleEdit): Map<number, RowMarks> {
  const byRow = new Map<number, AnswerMark[]>();
  for (const mark of plan.marks) {
    const list = byRow.get(mark.row);
    if (list === undefined) byRow.set(mark.row, [mark]);
    else list.push(mark);
  }
  const rows = new Map<number, RowMarks>();
  for (const [row, marks] of byRow) {
    const cells = new Map<number, (s: number) => number>();
    for (const { at, kind } of marks) {
      const area = areaOf(at);
      // A whole row's mark gives way to those of its cells.
      if (area === null || area.top !== row - 1 || (kind === 'row' && cells.has(area.left))) continue;
      cells.set(area.left, (s) => styles.withFill(s, markFills[kind]));
    }
    rows.set(row, { cells, reason: { text: reasonsOf(marks), look: styles.of(answerLooks.reason) } });
  }
  const head = Math.max(1, plan.head[1] + 1);
  if (byRow.size > 0 && !rows.has(head))
    rows.set(head, {
      cells: new Map(),
      reason: { text: OPINION_SHEET, look: styles.of(answerLooks.reasonHead) },
    });
  return rows;
}
