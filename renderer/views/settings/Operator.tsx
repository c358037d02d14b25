/**
 * Who sits at the PC, and handing over to another clerk: an event, so that what was done before keeps its operator. The
 * leader who acts in a closing step is named there and is somebody else.
 */
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { dayLabel } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { writeAndSay } from '../people/done.ts';
import { useBusy } from '../parts/write.ts';

export function Operator() {
  const operator = useLedger((store) => store.ledger?.operator ?? '');
  const writable = useLedger(canWrite);
  const list = useCall('handover.list', {}, { tables: ['handovers'] });
  const [handing, setHanding] = useState(false);
  const handovers = list.value?.handovers ?? list.last?.handovers ?? [];
  return (
    <section className="pane settings-part" aria-label="经办人">
      <h2>经办人与交接</h2>
      <div className="settings-row">
        <p>
          现在的经办人：<strong>{operator === '' ? '未填' : operator}</strong>
        </p>
        <Button disabled={!writable} onClick={() => setHanding(true)}>
          交接给新经办人…
        </Button>
      </div>
      <p className="settings-hint">
        经办人是操作这台电脑的人，每一步操作都记在其名下；销号各环节的办理领导在办理时另行填写，二者分开记录。交接后，此前的操作记录仍属原经办人。
      </p>
      {handovers.length > 0 && (
        <table className="plain-table settings-handovers">
          <caption>交接记录</caption>
          <thead>
            <tr>
              <th scope="col">日期</th>
              <th scope="col">移交人</th>
              <th scope="col">接手人</th>
              <th scope="col">交接说明</th>
            </tr>
          </thead>
          <tbody>
            {handovers.map((each) => (
              <tr key={each.id}>
                <td>{dayLabel(each.on)}</td>
                <td>{each.from}</td>
                <td>{each.to}</td>
                <td className="settings-note">{each.note === '' ? '—' : each.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {handing && <HandOver operator={operator} onClose={() => setHanding(false)} />}
    </section>
  );
}

/** What is open at this moment, in words; empty while it is being counted. */
function useStanding(): string {
  const load = useCall('people.load', { by: 'lead' });
  const checks = useCall('check.list', { kinds: [], waived: false, offset: 0, limit: 0 });
  if (load.value === undefined || checks.value === undefined) return '';
  const sum = (field: 'open' | 'inChain' | 'overdue') =>
    load.value?.rows.reduce((total, row) => total + row[field], 0) ?? 0;
  return `未销号问题 ${sum('open')} 个（其中销号办理中 ${sum('inChain')} 个），超期措施 ${sum('overdue')} 条，待核对事项 ${checks.value.open} 项`;
}

function HandOver({ operator, onClose }: { operator: string; onClose: () => void }) {
  const [form] = Form.useForm<{ name: string; note?: string }>();
  const { busy, once } = useBusy();
  const standing = useStanding();
  return (
    <Modal
      open
      title="交接给新经办人"
      okText="确认交接"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ name, note = '' }) =>
          void once(async () => {
            // What was open at that moment can't be counted later: it is written into the record.
            const kept = [standing === '' ? '' : `交接时：${standing}。`, note.trim()]
              .filter(Boolean)
              .join('\n');
            const done = await writeAndSay(
              'operator.set',
              { name, note: kept },
              `经办人已交接给${name.trim()}`,
            );
            if (done !== null) onClose();
          })
        }
      >
        <dl className="settings-standing">
          <dt>移交人</dt>
          <dd>{operator === '' ? '未填' : operator}</dd>
          <dt>交接时的情况</dt>
          <dd>{standing === '' ? '正在统计…' : standing}</dd>
        </dl>
        <Form.Item
          name="name"
          label="接手人姓名"
          rules={[
            { required: true, whitespace: true, message: '请填写姓名' },
            { max: 200 },
            {
              validator: (_rule, value: unknown) =>
                typeof value === 'string' && value.trim() === operator
                  ? Promise.reject(new Error('就是现在的经办人'))
                  : Promise.resolve(),
            },
          ]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="note" label="交接说明" extra="如：正在办理的事项、纸质材料放在何处。可以不填。">
          <Input.TextArea rows={3} maxLength={1500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
