/** A look at evidence in the window: pictures, PDF and texts; for all else its facts, and the way to the system's program. */
import { Button, Modal } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatBytes } from '../../../../shared/bytes.ts';
import type { MeasureDetail } from '../../../../shared/contract/types.ts';
import { visibleName } from '../../../../shared/visible.ts';
import { isComposing } from '../../../app/composing.ts';
import { useCall } from '../../../door.ts';
import { openEvidence, saveEvidence } from '../../../store/evidence.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Waiting } from '../../../app/Waiting.tsx';

interface Props {
  readonly items: MeasureDetail['evidence'];
  /** Id of the piece that is shown first. */
  readonly first: number;
  readonly onClose: () => void;
}

export function EvidencePreview({ items, first, onClose }: Props) {
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.id === first),
    ),
  );
  const item = items[at] ?? items.at(-1);
  const gone = item === undefined;
  // Undone or removed while it was looked at.
  useEffect(() => {
    if (gone) onClose();
  }, [gone, onClose]);
  if (item === undefined) return null;
  const go = (step: number): void => setAt(Math.min(items.length - 1, Math.max(0, at + step)));
  return (
    <Modal
      open
      centered
      width="min(64rem, 94vw)"
      title={<bdi>{visibleName(item.title)}</bdi>}
      onCancel={onClose}
      wrapProps={{
        onKeyDown: (event: KeyboardEvent) => {
          if (isComposing(event)) return;
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          event.preventDefault();
          go(event.key === 'ArrowLeft' ? -1 : 1);
        },
      }}
      footer={
        <div className="preview-foot">
          <span className="preview-steps">
            <Button disabled={at === 0} onClick={() => go(-1)}>
              上一份
            </Button>
            <span className="soft">
              {at + 1} / {items.length}
            </span>
            <Button disabled={at === items.length - 1} onClick={() => go(1)}>
              下一份
            </Button>
          </span>
          <Button onClick={() => void saveEvidence(item.id)}>另存…</Button>
          <Button type="primary" autoFocus onClick={() => void openEvidence(item.id)}>
            用系统程序打开
          </Button>
        </div>
      }
    >
      <div className="preview">
        <Shown key={item.id} item={item} />
      </div>
    </Modal>
  );
}

function Shown({ item }: { readonly item: MeasureDetail['evidence'][number] }) {
  const { value, failure, reload } = useCall('evidence.preview', { id: item.id }, { tables: [] });
  if (failure !== null) return <FailureNote failure={failure} onRetry={reload} />;
  if (value === undefined) return <Waiting text="正在读取…" />;
  return (
    <>
      <div className="preview-body">
        {value.kind === 'image' ? (
          <Picture id={item.id} type={value.type} title={visibleName(item.title)} />
        ) : value.kind === 'pdf' ? (
          <Pdf id={item.id} title={visibleName(item.title)} />
        ) : value.kind === 'text' ? (
          <>
            <pre className="preview-text" tabIndex={0} aria-label="文件内容">
              {value.text}
            </pre>
            {value.cut ? <p className="soft">文件较长，只显示开头一部分，全文请打开查看。</p> : null}
          </>
        ) : (
          <p className="preview-none">这种文件不能在窗口内预览，请用系统程序打开（打开的是只读副本）。</p>
        )}
      </div>
      <dl className="preview-facts">
        <dt>文件名</dt>
        <dd>
          <bdi>{visibleName(value.name)}</bdi>
        </dd>
        <dt>大小</dt>
        <dd>{formatBytes(value.bytes)}</dd>
        <dt>存入日期</dt>
        <dd>{item.addedOn}</dd>
        <dt>校验值</dt>
        <dd className="preview-hash">{value.sha256}</dd>
      </dl>
    </>
  );
}

/** The library is large: it is fetched by the first PDF that is looked at. */
const PdfPages = lazy(() => import('./PdfPages.tsx').then(({ PdfPages: Pages }) => ({ default: Pages })));

function Pdf({ id, title }: { readonly id: number; readonly title: string }) {
  const { value, failure, reload } = useCall('evidence.bytes', { id }, { tables: [] });
  if (failure !== null) return <FailureNote failure={failure} onRetry={reload} />;
  if (value === undefined) return <Waiting text="正在读取 PDF…" />;
  return (
    <Suspense fallback={<Waiting text="正在打开 PDF…" />}>
      <PdfPages bytes={value.bytes} title={title} />
    </Suspense>
  );
}

function Picture({
  id,
  type,
  title,
}: {
  readonly id: number;
  readonly type: string;
  readonly title: string;
}) {
  const { value, failure, reload } = useCall('evidence.bytes', { id }, { tables: [] });
  const [broken, setBroken] = useState(false);
  const bytes = value?.bytes;
  const source = useMemo(
    () => (bytes === undefined ? null : URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))),
    [bytes, type],
  );
  useEffect(
    () => () => {
      if (source !== null) URL.revokeObjectURL(source);
    },
    [source],
  );
  if (failure !== null) return <FailureNote failure={failure} onRetry={reload} />;
  if (broken) return <p className="preview-none">图片内容不完整，显示不出来。请用系统程序打开试试。</p>;
  return source === null ? (
    <Waiting text="正在读取图片…" />
  ) : (
    <img className="preview-picture" src={source} alt={title} onError={() => setBroken(true)} />
  );
}
