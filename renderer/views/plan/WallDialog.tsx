/** 挂图作战 before it is printed: how many A3 sheets it takes, and how they look. */
import { Button, Modal } from 'antd';
import { useCallback, useDeferredValue, useMemo } from 'react';
import type { Gantt, GanttQuery } from '../../../shared/contract/types.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { markStandIns } from '../../papers/fonts.ts';
import { wallOf } from '../../papers/gantt/sheets.ts';
import { GanttPaper } from '../../papers/GanttPaper.tsx';
import { Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import '../../papers/paper.css';

/** Sheets drawn on screen; paper and PDF hold all of them. */
const SHOWN = 1;
/** More than this is a mistake rather than a wall. */
const SHEETS_AT_MOST = 60;

interface Props {
  readonly gantt: Gantt;
  readonly query: GanttQuery;
  readonly onClose: () => void;
}

export function WallDialog({ gantt, query, onClose }: Props) {
  const { busy, once } = useBusy();
  const { sheets, type } = useMemo(() => wallOf(gantt), [gantt]);
  const standIns = useCallback((element: HTMLElement | null) => {
    if (element !== null) markStandIns(element);
  }, []);
  // The dialog stands first, the sheet is drawn into it.
  const drawn = useDeferredValue(true, false);
  const tooMany = sheets.length > SHEETS_AT_MOST;
  const paper = { paper: 'gantt' as const, query };

  async function print(): Promise<void> {
    const answer = await call('paper.printPaper', paper);
    if (!answer.ok) notifyFailure(answer.error);
    else if (answer.value.outcome === 'queued') notifyInfo('已送往打印机');
  }
  async function save(): Promise<void> {
    const answer = await call('paper.savePaper', paper);
    if (!answer.ok) notifyFailure(answer.error);
    else if (answer.value.file !== null) notifySuccess(`已保存“${answer.value.file}”`);
  }

  return (
    <Modal
      open
      centered
      className="wall-dialog"
      width="min(96vw, 88rem)"
      title="挂图作战（A3 横向）"
      onCancel={onClose}
      footer={
        <div className="wall-dialog-foot">
          <span role="status">
            {tooMany ? (
              <span className="plan-alert">
                需要 {sheets.length} 张 A3 纸，超过 {SHEETS_AT_MOST}{' '}
                张不能打印：请改看“问题”，或只选几个单位、领导。
              </span>
            ) : sheets.length === 1 ? (
              <>
                一张 A3 纸，字号 {type} 磅。{type < 9 ? '字较小，可只看问题或不显示已完成。' : ''}
              </>
            ) : (
              <>
                一张放不下，需要 <b>{sheets.length}</b> 张 A3 纸，每张都有表头。
                {query.level === 'measure' ? '改看“问题”可以减少张数。' : ''}
              </>
            )}
          </span>
          <span className="plan-gap" />
          <Button onClick={onClose}>关闭</Button>
          <Button disabled={busy || tooMany} onClick={() => void once(save)}>
            存为 PDF…
          </Button>
          <Button type="primary" autoFocus disabled={busy || tooMany} onClick={() => void once(print)}>
            打印…
          </Button>
        </div>
      }
    >
      <div className="wall-desk" tabIndex={0} aria-label="挂图预览" ref={standIns}>
        <div style={{ zoom: 0.72 }}>
          {drawn ? <GanttPaper gantt={gantt} limit={SHOWN} /> : <Loading>正在排版…</Loading>}
        </div>
        {sheets.length > SHOWN ? (
          <p className="soft">以下 {sheets.length - SHOWN} 张略，打印和 PDF 中是全的。</p>
        ) : null}
      </div>
    </Modal>
  );
}
