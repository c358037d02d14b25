/** Where the ledger lies; showing the folder, going to another ledger, moving this one elsewhere. */
import { App, Button } from 'antd';
import { useState } from 'react';
import { formatBytes } from '../../../shared/bytes.ts';
import { call } from '../../door.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { jobEnd } from '../../store/jobEnd.ts';
import { cancelJob } from '../../store/jobs.ts';
import type { Job } from '../../store/jobs.ts';
import { takeLedgerState, useLedger } from '../../store/ledger.ts';
import { createElsewhere, openOther, pickFolder } from '../start/opening.ts';
import { useBusy } from '../parts/write.ts';

export function Place() {
  const open = useLedger((store) => store.ledger?.open ?? null);
  const { modal } = App.useApp();
  const { busy, once } = useBusy();
  const [moving, setMoving] = useState<Job | null>(null);

  async function move(): Promise<void> {
    await once(async () => {
      const picked = await pickFolder();
      if (!picked.ok) return notifyFailure(picked.error);
      const folder = picked.value;
      if (folder === null) return;
      if (folder.holdsLedger)
        return notifyFailure({ code: 'ledger_exists', detail: { folder: folder.path } });
      const agreed = await modal.confirm({
        title: '把台账移到这个文件夹？',
        content: (
          <>
            <p>{folder.path}</p>
            <p>
              先复制并核对一份（连同存档的文件），核对无误后改用新位置；原文件夹里的台账原样保留，可自行删除。
            </p>
          </>
        ),
        okText: '移到这里',
        cancelText: '取消',
      });
      if (!agreed) return;
      const started = await call('ledger.move', { folder: folder.token });
      if (!started.ok) return notifyFailure(started.error);
      const ended = await jobEnd(started.value.job, setMoving);
      setMoving(null);
      if (ended.ok) notifySuccess('台账已移到新位置');
      else if (ended.error.code === 'cancelled')
        notifyInfo('已取消更换存放位置', '台账仍在原处使用，新文件夹里没有留下内容。');
      else notifyFailure(ended.error);
    });
  }

  /** Another ledger takes this one's place in the window; this one stays where it lies. */
  async function change(way: typeof openOther): Promise<void> {
    await once(async () => {
      const result = await way();
      if (!result.ok) notifyFailure(result.error);
      else if (result.value !== null) takeLedgerState(result.value);
    });
  }

  async function reveal(): Promise<void> {
    const result = await call('ledger.reveal', {});
    if (!result.ok) notifyFailure(result.error);
  }

  return (
    <section className="pane settings-part" aria-label="台账位置">
      <h2>台账位置</h2>
      <p className="settings-path">{open?.folder ?? ''}</p>
      {open?.removable === true && (
        <p className="settings-warning">
          台账在移动磁盘上。使用中不要拔出；建议移到本机硬盘，U盘只用来备份。
        </p>
      )}
      {open?.readOnly === true && <p className="settings-warning">现在是只读打开，不能修改。</p>}
      <div className="settings-buttons">
        <Button onClick={() => void reveal()}>打开文件夹</Button>
        <Button disabled={busy || open === null || open.readOnly} onClick={() => void move()}>
          更换存放位置…
        </Button>
        <Button disabled={busy} onClick={() => void change(openOther)}>
          打开其他台账…
        </Button>
        <Button disabled={busy} onClick={() => void change(createElsewhere)}>
          另选文件夹新建…
        </Button>
      </div>
      {moving === null ? null : (
        <p role="status" className="settings-moving">
          正在复制并核对台账和存档文件…
          <progress
            aria-label="正在复制"
            {...(moving.total > 0 ? { max: moving.total, value: moving.done } : {})}
          />
          {moving.total > 0 ? `${formatBytes(moving.done)} / ${formatBytes(moving.total)}` : ''}
          <Button size="small" onClick={() => cancelJob(moving.id)}>
            取消
          </Button>
        </p>
      )}
    </section>
  );
}
