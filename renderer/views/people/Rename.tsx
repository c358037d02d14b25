/** A new name from a day on, of a unit or a person: what lies before keeps the old one. */
import { Form, Input, Modal } from 'antd';
import type { Day } from '../../../shared/day.ts';
import { DayField } from '../parts/DayField.tsx';
import { useBusy } from '../parts/write.ts';
import { writeAndSay } from './done.ts';

interface RenameProps {
  readonly what: 'unit' | 'person';
  readonly id: number;
  readonly name: string;
  readonly today: Day;
  readonly onClose: (id: number | null) => void;
}

const said = {
  unit: { call: 'unit.rename', word: '名称', note: '这一天以前的月报和表格仍用旧名称。' },
  person: {
    call: 'person.rename',
    word: '姓名',
    note: '这一天以前的月报和表格仍用旧姓名。只是录错了的，请用“修改”。',
  },
} as const;

export function Rename({ what, id, name, today, onClose }: RenameProps) {
  const [form] = Form.useForm<{ name: string; on: string }>();
  const { busy, once } = useBusy();
  const { call, word, note } = said[what];
  return (
    <Modal
      open
      title={`更名：${name}`}
      okText="保存"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name, on: today }}
        onFinish={(values) =>
          void once(async () => {
            const done = await writeAndSay(call, { id, ...values }, '已更名');
            if (done !== null) onClose(id);
          })
        }
      >
        <Form.Item
          name="name"
          label={`新${word}`}
          rules={[
            { required: true, whitespace: true, message: `请填写${word}` },
            { max: 200 },
            {
              validator: (_rule, value: unknown) =>
                value === name ? Promise.reject(new Error(`与现用${word}相同`)) : Promise.resolve(),
            },
          ]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="on"
          label={`自哪一天起使用新${word}`}
          rules={[{ required: true, message: '请填写日期' }]}
          extra={note}
        >
          <DayField allowClear={false} {...(what === 'person' ? { latest: today } : {})} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
