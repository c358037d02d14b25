/** 对账销号单 on screen, as the paper it will be; beside it what is still missing, each item a press from where it is mended. */
import { Button, Dropdown, Modal } from 'antd';
import { useCallback, useRef, useState } from 'react';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import { useCall } from '../../door.ts';
import { DocPaper } from '../../papers/doc/DocPaper.tsx';
import { markStandIns } from '../../papers/fonts.ts';
import { formWords, savePaper } from '../../papers/out.ts';
import type { Form } from '../../papers/out.ts';
import { openPaper } from '../papers/state.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { goToIssue } from './go.ts';
import { MissingList } from './MissingList.tsx';
import { closeClosingDialog } from './state.ts';
import '../../papers/paper.css';
import './dialogs.css';

/** CSS pixels of a lying A4 page, and what stands left and right of it. */
const PAGE = (297 * 96) / 25.4;
const SIDES = 34;
/** As wide as there is room, but legible and no wall sheet. */
const zoomFor = (room: number): number => Math.min(0.9, Math.max(0.55, (room - SIDES) / PAGE));
const forms: readonly Form[] = ['pdf', 'xlsx', 'docx'];

export function ClosingPaperDialog({ issue }: { readonly issue: number }) {
  const query: PaperQuery = { paper: 'closing', issue };
  const paper = useCall('paper.doc', { query });
  const doc = paper.value ?? paper.last;
  const [zoom, setZoom] = useState(0.7);
  const watch = useRef<ResizeObserver | null>(null);
  const desk = useCallback((element: HTMLDivElement | null) => {
    watch.current?.disconnect();
    if (element === null) return;
    markStandIns(element);
    watch.current = new ResizeObserver(() => setZoom(zoomFor(element.clientWidth)));
    watch.current.observe(element);
  }, []);
  const show = (shown: PaperQuery): void => {
    closeClosingDialog(false);
    openPaper(shown);
  };
  const ready = paper.failure === null && doc !== undefined;
  return (
    <Modal
      open
      centered
      className="closing-paper-dialog"
      width="min(80rem, 96vw)"
      title="对账销号单"
      onCancel={() => closeClosingDialog()}
      footer={
        <>
          <Button onClick={() => goToIssue(issue)}>在台账中打开</Button>
          <Button disabled={!ready} onClick={() => show({ paper: 'dossier', issue })}>
            问题档案
          </Button>
          <Dropdown
            disabled={!ready}
            trigger={['click']}
            menu={{
              items: forms.map((form) => ({ key: form, label: `存为 ${formWords[form]}…` })),
              onClick: ({ key }) => void savePaper(query, key as Form),
            }}
          >
            <Button>存为文件…</Button>
          </Dropdown>
          <Button disabled={!ready} onClick={() => show(query)}>
            预览和打印
          </Button>
          <Button type="primary" autoFocus onClick={() => closeClosingDialog()}>
            关闭
          </Button>
        </>
      }
    >
      {paper.failure !== null ? (
        <FailureNote failure={paper.failure} onRetry={paper.reload} />
      ) : doc === undefined ? (
        <Loading />
      ) : (
        <div className="closing-paper">
          <div ref={desk} className="closing-desk" tabIndex={0} role="document" aria-label="对账销号单预览">
            <div style={{ zoom }}>
              <DocPaper doc={doc} />
            </div>
          </div>
          <Lacking issue={issue} />
        </div>
      )}
    </Modal>
  );
}

/** Nothing where nothing is missing: then the paper has the whole width. */
function Lacking({ issue }: { readonly issue: number }) {
  const missing = useCall('closing.missing', { ids: [issue] });
  const [found] = (missing.value ?? missing.last)?.issues ?? [];
  if (found === undefined || found.missing.length === 0) return null;
  return (
    <aside className="closing-lacking" aria-label="还缺什么">
      <h3>还缺 {found.missing.length} 项，不能申请销号</h3>
      <MissingList issues={[found]} heads={false} />
    </aside>
  );
}
