/** The bar beneath: what committing would do, what is under way, what must come first. */
import type { StagedFile } from '../../../shared/contract/types.ts';
import { cancelJob } from '../../store/jobs.ts';
import { useReview } from '../../store/review.ts';
import { compareAgain } from '../../store/reviewWork.ts';
import { takeAgain, takeBack, usePast } from '../../store/reviewDecide.ts';
import { sumsOf } from './fileState.ts';

interface Props {
  readonly files: readonly StagedFile[];
  readonly writable: boolean;
  readonly onCommit: () => void;
}

export function Foot({ files, writable, onCommit }: Props) {
  const work = useReview((store) => store.work);
  const stale = useReview((store) => store.head?.stale === true);
  const waiting = useReview((store) => store.waiting);
  const sums = sumsOf(files, waiting);
  const decided = sums.accept + sums.keep + sums.edit;
  return (
    <footer className="rv-foot">
      {stale && work === null ? (
        <div className="rv-stale" role="status">
          <span>比对之后台账有了改动，确认导入之前请重新比对；已有的决定会保留。</span>
          <button type="button" className="button button-small" onClick={() => void compareAgain()}>
            重新比对
          </button>
        </div>
      ) : null}
      <div className="rv-foot-line">
        <span className="rv-sums" role="status" aria-label="确认后的结果">
          <span>
            采纳 <b>{sums.accept}</b> 格
          </span>
          <span>
            保留台账 <b>{sums.keep}</b>
          </span>
          <span>
            修改 <b>{sums.edit}</b>
          </span>
          <span className={sums.open > 0 ? 'rv-tone-open' : 'rv-tone-done'}>
            未决 <b>{sums.open}</b>
          </span>
          {sums.stray > 0 ? (
            <span className="rv-tone-ask">
              未对上 <b>{sums.stray}</b> 行
            </span>
          ) : null}
        </span>
        <Back />
        <span className="rv-gap" />
        {work === null ? null : (
          <span className="rv-work" role="status">
            {work.kind === 'commit' ? '正在写入台账' : '正在重新比对'}
            <progress max={Math.max(1, work.job?.total ?? 1)} value={work.job?.done ?? undefined} />
            {work.job === null ? null : (
              <button
                type="button"
                className="button button-small"
                onClick={() => work.job !== null && cancelJob(work.job.id)}
              >
                停止
              </button>
            )}
          </span>
        )}
        <button
          type="button"
          className="button button-main rv-commit"
          disabled={work !== null || decided === 0 || stale || !writable}
          title={
            !writable
              ? '台账是只读的'
              : stale
                ? '请先重新比对'
                : decided === 0
                  ? '还没有任何决定'
                  : '确认导入（Ctrl+回车）'
          }
          onClick={onCommit}
        >
          确认导入…
        </button>
      </div>
      <p className="rv-keys">
        F8/N 下一处未决　↑↓ 逐处　A 采纳　K 保留台账　E 改为　L 稍后　回车 照此读　Shift+A 整行　F
        原表位置　空格 全文　Ctrl+Z 退回　F1 全部按键
      </p>
    </footer>
  );
}

function Back() {
  const can = usePast((store) => store.past.length > 0);
  const again = usePast((store) => store.future.length > 0);
  return (
    <span className="rv-back">
      <button
        type="button"
        className="button button-small"
        disabled={!can}
        title="退回上一个决定（Ctrl+Z）"
        onClick={() => void takeBack()}
      >
        退回
      </button>
      <button
        type="button"
        className="button button-small"
        disabled={!again}
        title="恢复退回的决定（Ctrl+Y）"
        onClick={() => void takeAgain()}
      >
        恢复
      </button>
    </span>
  );
}
