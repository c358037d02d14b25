/**
 * A paper from its document: the same component for the screen, the printed page and PDF. It counts nothing and words
 * nothing. Whoever shows it loads paper.css.
 */
import { useMemo } from 'react';
import type { PaperDoc } from '../../../shared/contract/types.ts';
import { sheetOf } from '../../../shared/papers/sheets.ts';
import { Blocks } from './Block.tsx';
import { groundOf } from './ground.ts';
import { Hands } from './hands.ts';
import { pageRules, sheetStyle } from './pageRules.ts';
import './doc.css';

interface Props {
  readonly doc: PaperDoc;
  /** Opens the rows that a figure counts; left out on paper. */
  readonly onFigure?: ((key: string) => void) | undefined;
  /** Changes the wording of a part (`part` of its text); left out on paper. */
  readonly onEdit?: ((part: string) => void) | undefined;
  /** Rows of each table that are drawn: a screen need not hold a hundred thousand of them. Never on paper. */
  readonly limit?: number | undefined;
}

export function DocPaper({ doc, onFigure, onEdit, limit }: Props) {
  const hands = useMemo(
    () => ({ onFigure: onFigure ?? null, onEdit: onEdit ?? null, limit: limit ?? Infinity }),
    [onFigure, onEdit, limit],
  );
  return (
    <Hands.Provider value={hands}>
      <style>{pageRules}</style>
      <article className="paper doc" lang="zh-CN">
        {doc.sections.map((section, at) => {
          const sheet = sheetOf(section);
          const lying = section.orientation === 'landscape';
          return (
            <section
              key={at}
              className={`paper-sheet doc-sheet doc-${sheet.name} ${lying ? 'doc-lying' : 'doc-upright'}`}
              style={sheetStyle(sheet)}
            >
              <Blocks blocks={section.blocks} ground={groundOf(section)} />
            </section>
          );
        })}
      </article>
    </Hands.Provider>
  );
}
