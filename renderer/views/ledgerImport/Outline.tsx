/** The tree that will be written, as a list that draws only what is in sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { LedgerPreview } from '../../../shared/contract/types.ts';

const LINE = 26;

export function Outline({ lines }: { readonly lines: LedgerPreview['tree'] }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    overscan: 10,
  });
  return (
    <div className="ledger-import-outline" ref={box} tabIndex={0} role="list" aria-label="将写入的内容">
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <div
              key={index}
              role="listitem"
              className={`ledger-import-line ledger-import-${line.kind}`}
              style={{ transform: `translateY(${start}px)`, paddingInlineStart: `${line.depth * 1.1}em` }}
              title={line.title}
            >
              <span>
                {line.number === '' ? '' : `${line.number} `}
                {line.title}
              </span>
              <span className="soft">{line.state}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
