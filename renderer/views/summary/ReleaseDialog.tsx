/** 印发: what will be frozen, what the clerk should know before, what a correction changes, and why it is made. */
import { Button, Input, Modal, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import { dayLabel } from '../../../shared/day.ts';
import type { Month } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import type { Failure } from '../../../shared/result.ts';
import { isComposing } from '../../app/composing.ts';
import { call, useCall } from '../../door.ts';
import type { Job } from '../../store/jobs.ts';
import { useLedger } from '../../store/ledger.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { wordJob } from '../../words/jobs.ts';
import { Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { ReleaseChanges } from './ReleaseChanges.tsx';
import { releaseMonth } from './releasing.ts';
import { closeReleases } from './releaseState.ts';

export function ReleaseDialog({ month }: { readonly month: Month }) {
  const preview = useCall('release.preview', { month });
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [job, setJob] = useState<string | null>(null);
  const [progress, setProgress] = useState<Job | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { busy, once } = useBusy();
  // While a release is recorded the preview already speaks of the next edition.
  const shown = preview.value ?? preview.last;
  const correction = (shown?.edition ?? 1) > 1;
  const can = shown !== undefined && shown.refusal === null;
  // Pressed by Enter as soon as it can be; a correction begins with its reason.
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (opened && can && !correction) button.current?.focus();
  }, [opened, can, correction]);
  const lacking = asked && correction && reason.trim() === '';

  async function go(): Promise<void> {
    if (!can) return;
    setAsked(true);
    setFailure(null);
    if (correction && reason.trim() === '') return;
    const made = await releaseMonth(month, correction ? reason.trim() : '', {
      onJob: setJob,
      onProgress: setProgress,
    });
    setProgress(null);
    if (made.ok) closeReleases();
    else if (made.error.code !== 'cancelled') setFailure(made.error);
  }

  // In the body and on its buttons alike: the focus begins on one of them.
  function onKey(event: React.KeyboardEvent): void {
    if (isComposing(event) || event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    void once(go);
  }

  return (
    <Modal
      open
      centered
      width="min(54rem, 95vw)"
      title={correction ? `${monthLabel(month)}月报：出更正版` : `印发${monthLabel(month)}月报`}
      mask={{ closable: false }}
      afterOpenChange={setOpened}
      onCancel={() => {
        if (!busy) closeReleases();
      }}
      styles={{ body: { maxHeight: 'calc(100vh - 12rem)', overflowY: 'auto' } }}
      footer={
        <div className="release-foot" onKeyDown={onKey}>
          {progress === null ? null : (
            <div className="release-progress" role="status">
              <span>{wordJob(progress)}</span>
              <Progress
                percent={progress.total === 0 ? 0 : Math.floor((progress.done * 100) / progress.total)}
                status="active"
                size="small"
                aria-label="印发进度"
              />
            </div>
          )}
          <span className="summary-gap" />
          {job === null ? (
            <Button disabled={busy} onClick={closeReleases}>
              取消
            </Button>
          ) : (
            <Button danger onClick={() => void call('job.cancel', { id: job })}>
              停止印发
            </Button>
          )}
          <Button
            type="primary"
            ref={button}
            loading={busy}
            disabled={!can}
            title="Ctrl+回车"
            onClick={() => void once(go)}
          >
            {correction ? `印发第${shown?.edition ?? 2}版` : '印发'}
          </Button>
        </div>
      }
    >
      <div className="release-dialog" onKeyDown={onKey}>
        {failure === null ? null : <FailureNote failure={failure} />}
        {shown === undefined ? (
          preview.failure === null ? (
            <Loading>正在核对{monthLabel(month)}月报…</Loading>
          ) : (
            <FailureNote failure={preview.failure} onRetry={preview.reload} />
          )
        ) : shown.refusal !== null ? (
          <FailureNote failure={{ code: shown.refusal, detail: { month: monthLabel(month) } }} />
        ) : (
          <>
            <Facts {...shown} />
            {shown.warnings.length === 0 ? null : (
              <ul className="release-warnings" aria-label="印发前请留意">
                {shown.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            )}
            {correction ? (
              <>
                <label className="release-reason">
                  <span>更正原因</span>
                  <Input.TextArea
                    autoFocus
                    value={reason}
                    disabled={busy}
                    maxLength={2000}
                    autoSize={{ minRows: 2, maxRows: 4 }}
                    status={lacking ? 'error' : ''}
                    aria-invalid={lacking}
                    placeholder="写明为什么要更正，如：某问题误报销号，已重启整改"
                    onChange={(event) => setReason(event.target.value)}
                  />
                  {lacking ? <span className="release-lacking">请写明更正原因</span> : null}
                </label>
                <h3>与第{shown.edition - 1}版的不同</h3>
                <ReleaseChanges
                  changes={shown.changes}
                  before={`第${shown.edition - 1}版`}
                  after={`第${shown.edition}版`}
                />
              </>
            ) : null}
          </>
        )}
      </div>
    </Modal>
  );
}

function Facts({ edition, asOf }: Reply<'release.preview'>) {
  const today = useLedger((store) => store.ledger?.today ?? '');
  return (
    <>
      <dl className="release-facts">
        <div>
          <dt>版次</dt>
          <dd>第{edition}版</dd>
        </div>
        <div>
          <dt>统计截至</dt>
          <dd>{dayLabel(asOf)}</dd>
        </div>
        <div>
          <dt>印发日期</dt>
          <dd>{today === '' ? '' : dayLabel(today)}</dd>
        </div>
      </dl>
      <p className="soft">
        印发后，本期的数字、名单、文字和 PDF、Excel、Word
        文件一并存入台账，不再随台账变化，下月以它为上月数。印发不能撤销；以后要改，可再出更正版。
      </p>
    </>
  );
}
