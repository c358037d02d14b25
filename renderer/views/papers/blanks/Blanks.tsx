/** 上级表格: blanks of the superior office, each filled for a month by one press. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Blank } from '../../../../shared/contract/types.ts';
import { monthLabel } from '../../../../shared/month.ts';
import type { Month } from '../../../../shared/month.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../../app/notify.ts';
import { runCommand } from '../../../commands/registry.ts';
import { call, useCall } from '../../../door.ts';
import { Empty, FailureNote, Loading } from '../../parts/Notes.tsx';
import { useBusy, write } from '../../parts/write.ts';
import { BlankForm, pickBlank } from './BlankForm.tsx';
import type { BlankFormProps } from './BlankForm.tsx';
import { rowWords } from './layout.ts';
import './blanks.css';

export function Blanks({ month }: { readonly month: Month }) {
  const list = useCall('blank.list', {}, { tables: ['blanks', 'rounds'] });
  const [form, setForm] = useState<BlankFormProps['of'] | null>(null);
  const { busy, once } = useBusy();

  const add = (): Promise<void> =>
    once(async () => {
      const file = await pickBlank();
      if (file !== null) setForm(file);
    });
  const fill = (blank: Blank): Promise<void> =>
    once(async () => {
      const answer = await call('blank.fill', { id: blank.id, month });
      if (!answer.ok) {
        notifyFailure(answer.error);
        return;
      }
      const { file, rows, problems } = answer.value;
      if (file === null) return;
      notifySuccess(`已填写并保存“${file}”${rows === 0 ? '' : `，共${rows}行`}`);
      for (const problem of problems) notifyInfo(problem);
    });
  const remove = async (blank: Blank): Promise<void> => {
    const done = await write('blank.remove', { id: blank.id });
    if (done !== null)
      notifySuccess(`已移除“${blank.name}”`, { title: '撤销', run: () => void runCommand('history.undo') });
  };

  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  if (list.value === undefined) return <Loading />;
  const { blanks } = list.value;
  return (
    <section className="blanks" aria-label="上级表格">
      <header className="blanks-head">
        <h2>上级表格</h2>
        <Button type="primary" disabled={busy} onClick={() => void add()}>
          登记表样…
        </Button>
      </header>
      {blanks.length === 0 ? (
        <Empty title="还没有登记上级下发的表样">
          <p>选用上级单位下发的空白工作簿，对应好各栏后，每月一键填写，不必手工录入。</p>
        </Empty>
      ) : (
        <ul>
          {blanks.map((blank) => (
            <li key={blank.id}>
              <div>
                <strong>{blank.name}</strong>
                <span>
                  {blank.file}　{rowWords[blank.layout.rows]}，{blank.layout.columns.length}栏
                  {blank.layout.cells.length === 0 ? '' : `，单个格${blank.layout.cells.length}处`}
                </span>
              </div>
              <Button type="primary" ghost disabled={busy} onClick={() => void fill(blank)}>
                填写{monthLabel(month)}…
              </Button>
              <Button
                onClick={() => setForm({ id: blank.id, name: blank.name, layout: blank.layout })}
                aria-label={`修改“${blank.name}”的填写对应`}
              >
                修改对应
              </Button>
              <Button type="text" aria-label={`移除“${blank.name}”`} onClick={() => void remove(blank)}>
                移除
              </Button>
            </li>
          ))}
        </ul>
      )}
      {form === null ? null : (
        <BlankForm key={'id' in form ? form.id : form.token} of={form} onClose={() => setForm(null)} />
      )}
    </section>
  );
}
