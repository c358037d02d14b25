/** 对账销号单 on screen, as the paper it will be. */
import { Button, Modal } from 'antd';
import { useCallback } from 'react';
import { useCall } from '../../door.ts';
import { ClosingPaper } from '../../papers/ClosingPaper.tsx';
import { markStandIns } from '../../papers/fonts.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { goToIssue, goToMissing } from './go.ts';
import { closeClosingDialog } from './state.ts';
import '../../papers/paper.css';
import './dialogs.css';

/** Small enough that a page's width fits. */
const ZOOM = 0.8;

export function ClosingPaperDialog({ issue }: { readonly issue: number }) {
  const paper = useCall('closing.paper', { id: issue });
  const value = paper.value ?? paper.last;
  const desk = useCallback((element: HTMLDivElement | null) => {
    if (element !== null) markStandIns(element);
  }, []);
  return (
    <Modal
      open
      centered
      className="closing-paper-dialog"
      width="min(72rem, 96vw)"
      title="对账销号单"
      onCancel={() => closeClosingDialog()}
      footer={
        <>
          <Button onClick={() => goToIssue(issue)}>在台账中打开</Button>
          <Button type="primary" autoFocus onClick={() => closeClosingDialog()}>
            关闭
          </Button>
        </>
      }
    >
      {paper.failure !== null ? (
        <FailureNote failure={paper.failure} onRetry={paper.reload} />
      ) : value === undefined ? (
        <Loading />
      ) : (
        <div ref={desk} className="closing-desk" tabIndex={0} role="document" aria-label="对账销号单预览">
          <div style={{ zoom: ZOOM }}>
            <ClosingPaper paper={value} onMissing={(item) => goToMissing(issue, item)} />
          </div>
        </div>
      )}
    </Modal>
  );
}
