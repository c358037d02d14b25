/** Who sits at the PC. Handing over is an event: what was done before keeps its operator. */
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { useBusy, write } from '../parts/write.ts';

export function Operator() {
  const operator = useLedger((store) => store.ledger?.operator ?? '');
  const writable = useLedger(canWrite);
  const [handing, setHanding] = useState(false);
  return (
    <section className="pane settings-part" aria-label="经办人">
      <h2>经办人</h2>
      <div className="settings-row">
        <p>
          现在的经办人：<strong>{operator === '' ? '未填' : operator}</strong>
        </p>
        <Button disabled={!writable} onClick={() => setHanding(true)}>
          更换经办人
        </Button>
      </div>
      <p className="settings-hint">更换经办人会记为一次交接；此前的操作记录仍属原经办人。</p>
      {handing && <HandOver operator={operator} onClose={() => setHanding(false)} />}
    </section>
  );
}

function HandOver({ operator, onClose }: { operator: string; onClose: () => void }) {
  const [form] = Form.useForm<{ name: string }>();
  const { busy, once } = useBusy();
  return (
    <Modal
      open
      title="更换经办人"
      okText="确认交接"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) =>
          void once(async () => {
            const done = await write('operator.set', values, '已更换经办人');
            if (done !== null) onClose();
          })
        }
      >
        <p className="settings-hint">移交人：{operator}</p>
        <Form.Item
          name="name"
          label="接手人姓名"
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }, { max: 200 }]}
        >
          <Input autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
