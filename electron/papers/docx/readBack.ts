/** What a written document says, line by line, beside what the paper says: a reading of its own, not the writer's. */
import { unzipSync } from 'fflate';
import type { PaperBlock, PaperDoc } from '../../../shared/contract/types.ts';
import { DAY_HERE, SIGN_HERE } from '../../../shared/papers/signHere.ts';
import { readXml } from '../../notice/xml.ts';
import type { Element } from '../../notice/xml.ts';
import { chartTitle } from './chartTitle.ts';
import { readable } from './readable.ts';
import { pngSize } from './png.ts';

/** The first line that is not as it should be (its beginning); null when every one is. */
export function differs(
  bytes: Uint8Array,
  doc: PaperDoc,
  pictures: readonly (Uint8Array | null)[],
): string | null {
  const wanted = linesOf(doc, pictures);
  const found = writtenLines(bytes);
  const at = wanted.findIndex((line, i) => line !== found[i]);
  if (at < 0 && found.length === wanted.length) return null;
  return (at < 0 ? found[wanted.length] : wanted[at])?.slice(0, 40) ?? '';
}

/** Stands for a picture among the lines. */
const PICTURE = '[picture]';

/** Every paragraph that says something, in its order, those of tables too. @throws XmlError, the archive's error */
export function writtenLines(bytes: Uint8Array): string[] {
  const document = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' })[
    'word/document.xml'
  ];
  const lines: string[] = [];
  const each = (element: Element): void => {
    if (element.name !== 'p') {
      for (const inner of element.children) if (typeof inner !== 'string') each(inner);
      return;
    }
    for (const line of textOf(element).split('\n')) if (line !== '') lines.push(line);
  };
  readXml(new TextDecoder().decode(document), { under: 'body', each });
  return lines;
}

function textOf(element: Element): string {
  switch (element.name) {
    case 'pPr':
    case 'rPr':
      return '';
    case 't':
      return element.children.filter((part) => typeof part === 'string').join('');
    case 'tab':
      return '\t';
    case 'br':
      return '\n';
    case 'drawing':
      return PICTURE;
    default:
      return element.children.map((inner) => (typeof inner === 'string' ? '' : textOf(inner))).join('');
  }
}

/** What the paper's document says, in its order. */
export function linesOf(doc: PaperDoc, pictures: readonly (Uint8Array | null)[]): string[] {
  let chart = 0;
  return doc.sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => {
      if (block.block !== 'chart') return textsOf(block);
      const picture = pictures[chart++] ?? null;
      return [
        chartTitle(block.chart),
        picture === null || pngSize(picture) === null ? block.chart.text : PICTURE,
      ];
    })
    .flatMap((text) => readable(text).split('\n'))
    .filter((line) => line !== '');
}

function textsOf(block: Exclude<PaperBlock, { block: 'chart' }>): string[] {
  switch (block.block) {
    case 'marks':
      return [block.copy, block.secret, block.urgency];
    case 'title':
    case 'seal':
      return block.lines;
    case 'text':
      return [block.runs.map(({ text }) => text).join('')];
    case 'table':
      return [
        block.title ?? '',
        ...block.columns.map(({ title }) => title),
        ...block.rows.flatMap(({ cells }) =>
          cells.map((cell) => (typeof cell === 'string' ? cell : cell.text)),
        ),
        ...(block.rows.length === 0 ? [block.empty ?? ''] : []),
      ];
    case 'facts':
      return block.pairs.flatMap(({ label, value }) => [label, value]);
    case 'annexes':
      return block.items.map(
        (item, i) => `${i === 0 ? '附件：' : ''}${block.items.length > 1 ? `${i + 1}.` : ''}${item}`,
      );
    case 'signs':
      return block.places.map((place) => `${place}：`);
    case 'places':
      // Row by row, as they stand.
      return [
        ...block.places.flatMap(({ name, opinion }) => [name, opinion]),
        ...block.places.flatMap(({ who, on }) => [who === '' ? SIGN_HERE : who, on === '' ? DAY_HERE : on]),
      ];
    default:
      return [block.text];
  }
}
