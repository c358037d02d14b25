/** Asked once before anything is written: what will happen, in words. */
import { Modal } from 'antd';
import type { StagedFile } from '../../../shared/contract/types.ts';
import { useReview } from '../../store/review.ts';
import { sumsOf } from './fileState.ts';

interface Props {
  readonly files: readonly StagedFile[];
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function CommitDialog({ files, onYes, onNo }: Props) {
  const waiting = useReview((store) => store.waiting);
  const sums = sumsOf(files, waiting);
  const written = sums.accept + sums.edit;
  const left: string[] = [];
  if (sums.open > 0) left.push(`未决 ${sums.open} 格`);
  if (sums.stray > 0) left.push(`未对上的 ${sums.stray} 行`);
  if (sums.asking > 0) left.push(`需要确认的 ${sums.asking} 个文件`);
  return (
    <Modal
      open
      centered
      title="确认导入"
      okText="确认导入"
      cancelText="再看看"
      okButtonProps={{ autoFocus: true }}
      mask={{ closable: false }}
      onOk={onYes}
      onCancel={onNo}
      destroyOnHidden
    >
      <div className="rv-commit-words">
        <p>
          写入台账 <b>{written}</b> 格（采纳 {sums.accept}、改后采纳 {sums.edit}）；保留台账不变{' '}
          <b>{sums.keep}</b> 格。
        </p>
        {left.length > 0 ? (
          <p className="rv-commit-left">{left.join('、')}不写入，留在本批的核对里，以后可以接着办。</p>
        ) : (
          <p>没有未决的差异。</p>
        )}
        <p className="soft">
          一次写入，要么全部成功，要么一格不动。不会有问题因此销号或重启。写入后有回执，整批可以撤销。
        </p>
      </div>
    </Modal>
  );
}
