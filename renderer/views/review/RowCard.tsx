/** One row of a file: the measure it is about, how that was found, and each of its cells that differs. */
import { memo, useSyncExternalStore } from 'react';
import type { ReviewRow } from '../../../shared/contract/types.ts';
import { fieldWords, roleWords } from '../../../shared/returns/fields.ts';
import { rowProblemWords } from '../../../shared/returns/problemWords.ts';
import { openAtCursor, putCursor, reviewRows, useReview } from '../../store/review.ts';
import { decideRow, matchRow } from '../../store/reviewDecide.ts';
import type { RowKey } from '../../store/reviewRows.ts';
import { Cell } from './Cell.tsx';
import { MatchPicker } from './MatchPicker.tsx';
import { isOpenCell, shownCells } from './spots.ts';
import type { CellFilter, Spot } from './spots.ts';
import { hintWords, matchWords } from './words.ts';

interface Props {
  readonly file: number;
  readonly row: number;
  readonly index: number;
  readonly filter: CellFilter;
  /** The cursor's spot when it stands in this row. */
  readonly spot: Spot | null;
  readonly here: boolean;
  readonly open: 'edit' | 'match' | null;
}

export const RowCard = memo(function RowCard({ file, row, index, filter, spot, here, open }: Props) {
  const key: RowKey = { file, row };
  const found = useSyncExternalStore(reviewRows.subscribe, () => reviewRows.get(key));
  if (found === undefined) return <div className="rv-card rv-card-wait" aria-busy="true" />;
  const { cells, more } = shownCells(found, filter);
  const matched = found.class === 'matched';
  return (
    <div className={`rv-card ${here ? 'rv-card-here' : ''}`} role="rowgroup">
      <Head row={found} index={index} open={cells.filter(isOpenCell).length} />
      {open === 'match' ? <MatchPicker row={found} /> : null}
      {matched ? (
        cells.map((cell) => (
          <Cell
            key={cell.field}
            row={found}
            cell={cell}
            index={index}
            at={here && spot === cell.field}
            editing={open === 'edit' && here && spot === cell.field}
          />
        ))
      ) : (
        <Unmatched row={found} index={index} at={here && spot === 'match'} />
      )}
      {matched && cells.length === 0 ? <p className="rv-none">这一行没有差异</p> : null}
      {matched && more > 0 ? <p className="rv-more">另有 {more} 处差异不属于所选类别</p> : null}
      {found.tampered.length === 0 ? null : (
        <p className="rv-tampered">
          锁定栏被改，不导入：
          {found.tampered
            .map(({ at, field, text, sent }) => `${at} ${fieldWords[field]}“${text}”（原为“${sent}”）`)
            .join('；')}
        </p>
      )}
    </div>
  );
});

/** @param open cells shown that wait */
function Head({ row, index, open }: { row: ReviewRow; index: number; open: number }) {
  const busy = useReview((store) => store.work !== null);
  const { measure } = row;
  const act = (run: () => Promise<void>) => (): void => {
    putCursor(index, null, false);
    void run();
  };
  return (
    <header className="rv-head">
      <div className="rv-title">
        <h3>
          {measure === null ? (
            <span className="rv-label">{row.label === '' ? '（没有编号和措施文字）' : row.label}</span>
          ) : (
            <>
              <span className="rv-number">{measure.number}</span>
              {measure.title}
            </>
          )}
        </h3>
        <p>
          {measure === null ? '' : `${measure.issueTitle} · ${roleWords[measure.role]} · `}第 {row.row} 行
          {measure === null || row.class !== 'matched' ? (
            ''
          ) : (
            <button
              type="button"
              tabIndex={-1}
              className="rv-how"
              title="改为对应别的措施（M）"
              onClick={act(async () => openAtCursor('match'))}
            >
              {matchWords(row)}
            </button>
          )}
        </p>
      </div>
      <div className="rv-marks">
        {row.completion ? (
          <span
            className="mark mark-green"
            title="报送把这条措施改为已完成；采纳后只改措施状态，问题不会因此销号"
          >
            提请完成
          </span>
        ) : null}
        {row.hints.map((hint) => (
          <span key={hint} className="mark mark-amber" title={hintWords(hint).tells}>
            {hintWords(hint).word}
          </span>
        ))}
      </div>
      {open > 1 && row.class === 'matched' ? (
        <div className="rv-row-choices">
          <button
            type="button"
            tabIndex={-1}
            className="rv-choice"
            disabled={busy}
            title="整行采纳（Shift+A）"
            onClick={act(() => decideRow('accept'))}
          >
            整行采纳
          </button>
          <button
            type="button"
            tabIndex={-1}
            className="rv-choice"
            disabled={busy}
            title="整行保留台账（Shift+K）"
            onClick={act(() => decideRow('keep'))}
          >
            整行保留
          </button>
        </div>
      ) : null}
    </header>
  );
}

function Unmatched({ row, index, at }: { row: ReviewRow; index: number; at: boolean }) {
  const busy = useReview((store) => store.work !== null);
  const out = row.problem === 'left_out';
  return (
    <div
      role="row"
      id={at ? 'review-at' : undefined}
      className={`rv-cell rv-unmatched ${out ? 'rv-choice-keep' : 'rv-choice-later'} ${at ? 'rv-at' : ''}`}
      aria-selected={at}
      onPointerDown={() => {
        if (!at) putCursor(index, 'match', false);
      }}
    >
      <div role="rowheader" className="rv-field">
        <span className={`rv-class ${out ? 'rv-class-blank' : 'rv-class-problem'}`}>
          <i aria-hidden="true">{row.class === 'ambiguous' ? '多' : '?'}</i>
          {out ? '已定' : row.class === 'ambiguous' ? '对上多条' : '未对上'}
        </span>
      </div>
      <div role="gridcell" className="rv-values">
        <p>
          {row.problem === null
            ? '请指定对应的措施'
            : out
              ? '已定为不导入，需要时可以另选措施'
              : rowProblemWords[row.problem]}
        </p>
        {row.candidates.length > 0 && !out ? (
          <p className="rv-candidates">
            {row.candidates.slice(0, 3).map((each) => (
              <button
                key={each.id}
                type="button"
                tabIndex={-1}
                className="button button-small"
                disabled={busy}
                onClick={() => void matchRow(row, each.id)}
              >
                {each.number} {each.title}
              </button>
            ))}
          </p>
        ) : null}
      </div>
      <div role="gridcell" className="rv-decide">
        <span className="rv-choices">
          <button
            type="button"
            tabIndex={-1}
            className="rv-choice"
            disabled={busy}
            title="选择对应的措施（回车或 M）"
            onClick={() => {
              putCursor(index, 'match', false);
              openAtCursor('match');
            }}
          >
            选措施…
          </button>
          <button
            type="button"
            tabIndex={-1}
            className="rv-choice"
            aria-pressed={out}
            disabled={busy || out}
            title="不导入此行（K）"
            onClick={() => void matchRow(row, null)}
          >
            不导入此行
          </button>
        </span>
      </div>
    </div>
  );
}
