/** One paper as it will be printed (each in a preview of its own, by its key): its pages, what should be known before it leaves, and the ways out. */
import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { useCall } from '../../door.ts';
import { formWords, savePaper } from '../../papers/out.ts';
import { asNumber, setPref, usePref } from '../../store/prefs.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { Pages } from './Pages.tsx';
import type { PagesHandle } from './Pages.tsx';
import { PrintDialog } from './PrintDialog.tsx';
import { sheetWords, usePreview } from './preview.ts';
import { openPapersDialog, usePapers } from './state.ts';
import { Thumbs } from './Thumbs.tsx';
import { Warnings } from './Warnings.tsx';

const FIT = 0;
const ZOOMS = [
  { value: FIT, label: '适合宽度' },
  ...[50, 75, 100, 125, 150, 200].map((value) => ({ value, label: `${value}%` })),
];

export function Preview({ query }: { readonly query: PaperQuery }) {
  const { shown, failure, reload } = usePreview(query);
  // Its title, forms and remarks; all its rows would be brought here for nothing.
  const doc = useCall('paper.doc', { query, first: true });
  const [current, setCurrent] = useState(1);
  const pages = useRef<PagesHandle>(null);
  const zoom = usePref('papers.zoom', asNumber, FIT);
  const { busy, once } = useBusy();
  const dialog = usePapers((store) => store.dialog);
  const title = doc.value?.title ?? '';
  const size = shown?.sizes[Math.min(current, shown.sizes.length) - 1];
  const forms = ['pdf' as const, ...(doc.value?.forms ?? [])];
  return (
    <section className="papers-preview" aria-label="打印预览">
      <header className="papers-head">
        <h1 title={title}>{title}</h1>
        <span className="papers-place" role="status">
          {shown === null || size === undefined
            ? ''
            : shown.whole
              ? `第 ${Math.min(current, shown.sizes.length)} 页，共 ${shown.sizes.length} 页　${sheetWords(size)}`
              : `第 1 页　${sheetWords(size)}　其余各页正在生成…`}
        </span>
        <Select
          aria-label="显示比例"
          className="papers-zoom"
          value={zoom}
          options={ZOOMS}
          onChange={(value: number) => setPref('papers.zoom', value)}
        />
        <div className="papers-out">
          {forms.map((form) => (
            <Button
              key={form}
              aria-label={`存为 ${formWords[form]}`}
              disabled={busy || doc.value === undefined}
              onClick={() => void once(() => savePaper(query, form))}
            >
              <span className="papers-whole">存为</span>
              {formWords[form]}
            </Button>
          ))}
          <Button type="primary" disabled={shown?.whole !== true} onClick={() => openPapersDialog('print')}>
            打印…
          </Button>
        </div>
      </header>
      {shown === null || doc.value === undefined ? null : <Warnings shown={shown} doc={doc.value} />}
      {failure !== null ? (
        <FailureNote failure={failure} onRetry={reload} />
      ) : shown === null ? (
        <Loading>正在排版…</Loading>
      ) : (
        <div className="papers-desk">
          <Thumbs
            document={shown.document}
            sizes={shown.sizes}
            current={current}
            onGo={(page) => {
              setCurrent(page);
              pages.current?.go(page);
            }}
          />
          <Pages
            ref={pages}
            shown={shown}
            zoom={zoom === FIT ? null : zoom}
            label={`${title}预览`}
            onCurrent={setCurrent}
          />
        </div>
      )}
      {dialog === 'print' && shown !== null ? (
        <PrintDialog
          title={title}
          queries={[query]}
          pages={shown.sizes.length}
          onClose={() => openPapersDialog(null)}
        />
      ) : null}
    </section>
  );
}
