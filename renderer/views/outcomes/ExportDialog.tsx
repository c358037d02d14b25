/** 导出: which ledgers, and whether names go along. That is asked anew each time and never remembered. */
import { Checkbox, Form, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { OutcomeFamily } from '../../../shared/contract/types.ts';
import { outcomeFamilies } from '../../../shared/outcomes/likely.ts';
import { familyWords } from '../../../shared/outcomes/words.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { useBusy } from '../parts/write.ts';
import { useOutcomes } from './state.ts';

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const tab = useOutcomes((store) => store.tab);
  const [family, setFamily] = useState<OutcomeFamily | 'all'>(tab === 'pairs' ? 'all' : tab);
  const [names, setNames] = useState(false);
  const { busy, once } = useBusy();
  const sanctions = family === 'all' || family === 'sanction';

  async function run(): Promise<void> {
    await once(async () => {
      const done = await call('outcome.export', { family, names: names && sanctions });
      if (!done.ok) notifyFailure(done.error);
      else if (done.value.file !== null) {
        notifySuccess(`已导出：${done.value.file}`);
        onClose();
      }
    });
  }

  return (
    <Modal
      open
      title="导出整改成效"
      okText="导出…"
      confirmLoading={busy}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="导出哪些" extra="存为 Excel 工作簿，每类一张表，A4 横向，末行合计由表内公式算出。">
          <Radio.Group
            value={family}
            onChange={(event) => setFamily(event.target.value as OutcomeFamily | 'all')}
            options={[
              ...outcomeFamilies.map((one) => ({ value: one, label: familyWords[one] })),
              { value: 'all', label: '全部' },
            ]}
          />
        </Form.Item>
        {sanctions ? (
          <Form.Item
            label="问责处理中的姓名"
            extra={names ? '带姓名的表请按保密要求保管和传递。' : '不带姓名时，表中没有任何人的姓名。'}
          >
            <Checkbox checked={names} onChange={(event) => setNames(event.target.checked)}>
              本次导出带上姓名
            </Checkbox>
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
