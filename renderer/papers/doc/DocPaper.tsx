/** A paper from its document: the same component for the screen, the printed page and PDF. Whoever shows it loads paper.css. */
import type { PaperDoc } from '../../../shared/contract/types.ts';
import { Block } from './Block.tsx';

export function DocPaper({ doc }: { readonly doc: PaperDoc }) {
  return (
    <article className="paper" lang="zh-CN">
      {doc.sections.map((section, at) => (
        <section
          key={at}
          className={`paper-sheet ${section.orientation === 'landscape' ? 'paper-wide' : ''}`}
        >
          {section.blocks.map((block, index) => (
            <Block key={index} block={block} />
          ))}
        </section>
      ))}
    </article>
  );
}
