/** The beginning of a paper: more than fills its first page, and little enough to be set at once. */
import type { PaperBlock, PaperDoc } from '../contract/types.ts';

/** A page holds 22 lines of 28 characters, one of small type in a wide table several times that. */
const CHARACTERS = 6000;
const ROWS = 60;
const CHART = 1000;
/** What a block takes beside its own text, in characters: its line, its margins. */
const EACH = 20;

/** Page one of what is answered is page one of the whole: nothing on it depends on what comes later. */
export function firstOf(doc: PaperDoc): PaperDoc {
  const [section] = doc.sections;
  if (section === undefined) return doc;
  const blocks: PaperBlock[] = [];
  let characters = 0;
  let rows = 0;
  for (const block of section.blocks) {
    if (characters >= CHARACTERS || rows >= ROWS) break;
    const kept = block.block === 'table' ? { ...block, rows: block.rows.slice(0, ROWS - rows) } : block;
    if (kept.block === 'table') rows += kept.rows.length;
    characters += EACH + lengthOf(kept);
    blocks.push(kept);
  }
  return { ...doc, sections: [{ ...section, blocks }] };
}

function lengthOf(block: PaperBlock): number {
  switch (block.block) {
    case 'text':
      return block.runs.reduce((sum, run) => sum + run.text.length, 0);
    case 'facts':
      return block.pairs.reduce((sum, { label, value }) => sum + label.length + value.length, 0);
    case 'chart':
      return CHART;
    default:
      return 0;
  }
}
