/** Adding, renaming and merging a unit. Renames and mergers carry the day they take effect. */
import { Form, Input, Modal, Radio, Select } from 'antd';
import { DayField } from '../parts/DayField.tsx';
import { useBusy } from '../parts/write.ts';
import { writeAndSay } from './done.ts';
import { matches } from './find.ts';
import type { Unit } from './unit.ts';

type Close = (id: number | null) => void;
const nameRules = [{ required: true, whitespace: true, message: '请填写名称' }, { max: 200 }];

export function AddUnit({ onClose }: { onClose: Close }) {
  const [form] = Form.useForm<{ name: string; kind: Unit['kind'] }>();
  const { busy, once } = useBusy();
  return (
    <Modal
      open
      title="新增单位"
      okText="保存"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: '', kind: 'department' }}
        onFinish={(values) =>
          void once(async () => {
            const made = await writeAndSay('unit.add', values, '已新增单位');
            if (made !== null) onClose(made.id);
          })
        }
      >
        <Form.Item name="name" label="名称" rules={nameRules}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="kind" label="类别">
          <Radio.Group
            options={[
              { value: 'department', label: '部门' },
              { value: 'subsidiary', label: '下属单位' },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface UnitFormProps {
  readonly unit: Unit;
  readonly today: string;
  readonly onClose: Close;
}

export function MergeUnit({
  unit,
  units,
  today,
  onClose,
}: UnitFormProps & { readonly units: readonly Unit[] }) {
  const [form] = Form.useForm<{ into: number; on: string }>();
  const { busy, once } = useBusy();
  const others = units.filter((each) => each.id !== unit.id && each.mergedInto === null);
  return (
    <Modal
      open
      title={`并入其他单位：${unit.name}`}
      okText="并入"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: today }}
        onFinish={(values) =>
          void once(async () => {
            const done = await writeAndSay('unit.merge', { id: unit.id, ...values }, '已合并');
            if (done !== null) onClose(values.into);
          })
        }
      >
        <p className="people-hint">
          自生效日起，“{unit.name}”负责的 {unit.measures} 条措施归到合并后的单位统计；以前月份不变。可以撤销。
        </p>
        <Form.Item name="into" label="并入哪个单位" rules={[{ required: true, message: '请选择单位' }]}>
          <Select
            autoFocus
            placeholder="输入名称或拼音"
            showSearch={{
              filterOption: (typed, option) => matches([option?.label ?? ''], typed),
            }}
            options={others.map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="on" label="自哪一天起生效" rules={[{ required: true, message: '请填写日期' }]}>
          <DayField allowClear={false} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
