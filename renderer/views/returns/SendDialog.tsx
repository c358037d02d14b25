/** 发出报送表: which units get their workbook, and whether into a folder or one archive. */
import { Button, Checkbox, Modal, Progress, Radio } from 'antd';
import { useState } from 'react';
import type { FormPlan } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import type { Month } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { call, useCall } from '../../door.ts';
import type { Job } from '../../store/jobs.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { send } from './resend.ts';
import { closeReturnsDialog } from './state.ts';
import { shortDay } from './words.ts';

export function SendDialog({ month }: { readonly month: Month }) {
  const plan = useCall('forms.plan', { month });
  // Units that are left out; all are sent to unless the clerk says otherwise.
  const [without, setWithout] = useState<ReadonlySet<number>>(new Set());
  const [as, setAs] = useState<'folder' | 'zip'>('folder');
  const [job, setJob] = useState<string | null>(null);
  const [progress, setProgress] = useState<Job | null>(null);
  const [busy, setBusy] = useState(false);
  const units = plan.value?.units ?? [];
  const chosen = units.filter((each) => !without.has(each.unit.id));

  async function go(): Promise<void> {
    if (busy || chosen.length === 0) return;
    setBusy(true);
    const done = await send(
      { month, units: chosen.length === units.length ? null : chosen.map((each) => each.unit.id), as },
      setJob,
      setProgress,
    );
    setBusy(false);
    setJob(null);
    setProgress(null);
    if (done) closeReturnsDialog();
  }

  return (
    <Modal
      open
      centered
      width="min(52rem, 94vw)"
      title={`发出${monthLabel(month)}报送表`}
      mask={{ closable: false }}
      onCancel={() => {
        if (!busy) closeReturnsDialog();
      }}
      footer={
        <div className="send-foot">
          <Radio.Group
            aria-label="存放方式"
            value={as}
            disabled={busy}
            onChange={(event) => setAs(event.target.value as 'folder' | 'zip')}
            options={[
              { value: 'folder', label: '存到文件夹，每单位一份' },
              { value: 'zip', label: '打成一个压缩包' },
            ]}
          />
          <span className="returns-gap" />
          {job === null ? (
            <Button disabled={busy} onClick={closeReturnsDialog}>
              取消
            </Button>
          ) : (
            <Button danger onClick={() => void call('job.cancel', { id: job })}>
              停止生成
            </Button>
          )}
          <Button
            type="primary"
            autoFocus
            loading={busy}
            disabled={chosen.length === 0}
            onClick={() => void go()}
          >
            发出（{chosen.length} 个单位）
          </Button>
        </div>
      }
    >
      {plan.failure !== null ? (
        <FailureNote failure={plan.failure} onRetry={plan.reload} />
      ) : plan.value === undefined ? (
        <Loading />
      ) : plan.value.units.length === 0 ? (
        <Empty title="没有要发的单位">
          <p>尚未销号的问题里，还没有明确责任单位或配合单位的整改措施。</p>
        </Empty>
      ) : (
        <PlanTable plan={plan.value} without={without} onWithout={setWithout} busy={busy} />
      )}
      {progress === null ? null : (
        <div role="status">
          <Progress
            percent={progress.total === 0 ? 0 : Math.floor((progress.done * 100) / progress.total)}
            status="active"
            aria-label="生成进度"
          />
          已生成 {progress.done} 份，共 {progress.total} 份
        </div>
      )}
    </Modal>
  );
}

interface PlanTableProps {
  readonly plan: FormPlan;
  readonly without: ReadonlySet<number>;
  readonly onWithout: (without: ReadonlySet<number>) => void;
  readonly busy: boolean;
}

function PlanTable({ plan, without, onWithout, busy }: PlanTableProps) {
  const all = plan.units.every((each) => !without.has(each.unit.id));
  const none = plan.units.every((each) => without.has(each.unit.id));
  const sent = plan.units.filter((each) => each.sent.length > 0);
  return (
    <div className="send">
      <p>
        每个单位一份 Excel 工作簿，只有本单位负责和配合、问题尚未销号的措施，表上写明{' '}
        <b>{dayLabel(plan.dueOn)}</b> 前报回。
      </p>
      {plan.withoutUnit === 0 ? null : (
        <div className="returns-warn">
          <strong>有 {plan.withoutUnit} 条措施没有责任单位，也没有配合单位，不会有人填报</strong>
          <p>请先在“整改台账”中给它们明确责任单位，再发报送表。</p>
        </div>
      )}
      <div className="send-choose">
        <Checkbox
          checked={all}
          indeterminate={!all && !none}
          disabled={busy}
          onChange={(event) =>
            onWithout(event.target.checked ? new Set() : new Set(plan.units.map((each) => each.unit.id)))
          }
        >
          全选
        </Checkbox>
        {sent.length === 0 || sent.length === plan.units.length ? null : (
          <Button
            size="small"
            disabled={busy}
            onClick={() => onWithout(new Set(sent.map((each) => each.unit.id)))}
          >
            只选还没发过的
          </Button>
        )}
      </div>
      <div className="send-units" tabIndex={0} aria-label="要发的单位">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col" className="figure">
                问题
              </th>
              <th scope="col" className="figure">
                负责
              </th>
              <th scope="col" className="figure">
                配合
              </th>
              <th scope="col">本月发过</th>
            </tr>
          </thead>
          <tbody>
            {plan.units.map((each) => (
              <tr key={each.unit.id}>
                <td>
                  <Checkbox
                    checked={!without.has(each.unit.id)}
                    disabled={busy}
                    onChange={(event) => {
                      const next = new Set(without);
                      if (event.target.checked) next.delete(each.unit.id);
                      else next.add(each.unit.id);
                      onWithout(next);
                    }}
                  >
                    {each.unit.name}
                  </Checkbox>
                </td>
                <td className="figure">{each.issues}</td>
                <td className="figure">{each.responsible}</td>
                <td className="figure">{each.assisting}</td>
                <td>
                  {each.sent[0] === undefined ? (
                    <span className="soft">没有</span>
                  ) : (
                    `${shortDay(each.sent[0].on)}${each.sent.length > 1 ? `，共 ${each.sent.length} 次` : ''}`
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
