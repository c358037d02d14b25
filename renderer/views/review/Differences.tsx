/** The list of rows with their differences; only those in sight are drawn and fetched. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { StagedFile } from '../../../shared/contract/types.ts';
import { monthLabel } from '../../../shared/month.ts';
import { keyAt, reviewRows, useReview } from '../../store/review.ts';
import { remOf, useTextSize } from '../../store/layout.ts';
import { boxAtFirst, observeBox } from '../../ui/viewport.ts';
import { Empty, Loading } from '../parts/Notes.tsx';
import { toCall } from './filter.ts';
import { LIST } from './focus.ts';
import { RowCard } from './RowCard.tsx';
import { useShown } from './shown.ts';

/** Height of a row before it is there, in rem. */
const GUESS = 8;
/** Rows that are drawn and measured as one: with ten thousands of rows the list would else reckon at every step. */
const BLOCK = 6;

export function Differences({ files }: { readonly files: ReadonlyMap<number, StagedFile> }) {
  const keys = useReview((store) => store.keys);
  const at = useReview((store) => store.at);
  const spot = useReview((store) => store.spot);
  const moved = useReview((store) => store.moved);
  const open = useReview((store) => store.open);
  // The list has less room beside or above the place in the file.
  const side = useShown((store) => store.side);
  const filter = useReview((store) => store.filter);
  const loaded = useReview((store) => store.found !== null);
  const cells = useMemo(() => toCall(filter), [filter]);
  const box = useRef<HTMLDivElement>(null);
  const rem = remOf[useTextSize()];
  const count = keys.length / 2;
  const empty = count === 0;

  const virtual = useVirtualizer({
    count: Math.ceil(count / BLOCK),
    getScrollElement: () => box.current,
    estimateSize: () => BLOCK * GUESS * rem,
    overscan: 1,
    initialRect: boxAtFirst(),
    observeElementRect: observeBox,
    getItemKey: (block) => `${keys[block * BLOCK * 2]} ${keys[block * BLOCK * 2 + 1]}`,
    scrollPaddingStart: rem,
    scrollPaddingEnd: 2 * rem,
  });
  const items = virtual.getVirtualItems();
  const first = (items[0]?.index ?? 0) * BLOCK;
  const last = Math.min(count, ((items.at(-1)?.index ?? -1) + 1) * BLOCK) - 1;
  useEffect(() => {
    const wanted = [];
    for (let index = first; index <= last; index += 1) {
      const key = keyAt(index, keys);
      if (key !== null) wanted.push(key);
    }
    reviewRows.want(wanted);
  }, [first, last, keys]);

  // Whenever the cursor moved; the list scrolls freely otherwise. The row first, then, once it is drawn, its spot.
  useEffect(() => {
    if (empty) return undefined;
    const block = Math.floor(useReview.getState().at / BLOCK);
    // A block may be higher than the list: what is in sight already must not be moved.
    if (!virtual.getVirtualItems().some((item) => item.index === block))
      virtual.scrollToIndex(block, { align: 'start' });
    let frames = 0;
    let frame = 0;
    const settle = (): void => {
      document.getElementById('review-at')?.scrollIntoView({ block: 'nearest' });
      frames += 1;
      if (frames < 3) frame = requestAnimationFrame(settle);
    };
    frame = requestAnimationFrame(settle);
    return () => cancelAnimationFrame(frame);
  }, [moved, side, virtual, empty]);

  return (
    <div
      ref={box}
      id={LIST}
      className="rv-list"
      role="grid"
      aria-label="报送与台账的差异"
      aria-rowcount={count}
      aria-activedescendant={spot === null ? undefined : 'review-at'}
      tabIndex={0}
      data-pane="list"
    >
      {!loaded ? <Loading>正在列出差异…</Loading> : count === 0 ? <NothingListed /> : null}
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            className="rv-block"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {rowsOfBlock(item.index, count).map((index) => {
              const key = keyAt(index, keys);
              if (key === null) return null;
              const file = keyAt(index - 1, keys)?.file === key.file ? undefined : files.get(key.file);
              const here = at === index;
              return (
                <div key={`${key.file} ${key.row}`} className="rv-item">
                  {file === undefined ? null : <FileBand file={file} />}
                  <RowCard
                    file={key.file}
                    row={key.row}
                    index={index}
                    filter={cells}
                    here={here}
                    spot={here ? spot : null}
                    open={here ? open : null}
                  />
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function rowsOfBlock(block: number, count: number): number[] {
  const first = block * BLOCK;
  return Array.from({ length: Math.min(BLOCK, count - first) }, (_, index) => first + index);
}

/** Above the first row of each file. */
function FileBand({ file }: { readonly file: StagedFile }) {
  return (
    <h2 className="rv-band">
      {file.unit?.name ?? '（单位未定）'}
      <span>
        {file.month === null ? '' : monthLabel(file.month)} {file.name}
      </span>
    </h2>
  );
}

function NothingListed() {
  const filter = useReview((store) => store.filter);
  const narrowed = filter.focus !== 'all' || filter.fields.length > 0;
  if (filter.openOnly && !narrowed)
    return (
      <Empty title="没有未决的差异">
        <p>可以在下方“确认导入”；要回看已有的决定，取消“只看未决”。</p>
      </Empty>
    );
  return (
    <Empty title={narrowed ? '这一类没有要看的' : '没有差异'}>
      <p>{narrowed ? '换一个类别，或取消“只看未决”。' : '报送内容与台账一致。'}</p>
    </Empty>
  );
}
