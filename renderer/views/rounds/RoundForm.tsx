/** A new round, or the facts of one that stands. */
import { Form, Input, InputNumber, Modal, Radio } from 'antd';
import type { Round } from '../../../shared/contract/types.ts';
import { DayField } from '../parts/DayField.tsx';
import { useBusy, write } from '../parts/write.ts';

interface RoundValues {
  title: string;
  organisation: string;
  inspectedBy: string;
  feedbackOn: string | null;
  months: number;
}

interface RoundFormProps {
  /** Null makes a new round. */
  readonly round: Round | null;
  readonly onClose: (created: number | null) => void;
}

const blank: RoundValues = { title: '', organisation: '', inspectedBy: '', feedbackOn: null, months: 6 };

export function RoundForm({ round, onClose }: RoundFormProps) {
  const [form] = Form.useForm<RoundValues>();
  const { busy, once } = useBusy();
  const months = Form.useWatch('months', form);

  async function save(values: RoundValues): Promise<void> {
    await once(async () => {
      if (round === null) {
        const made = await write('round.create', values, '已新建巡察轮次');
        if (made !== null) onClose(made.id);
      } else {
        const done = await write('round.edit', { id: round.id, fields: values }, '已保存');
        if (done !== null) onClose(null);
      }
    });
  }

  return (
    <Modal
      open
      title={round === null ? '新建巡察轮次' : '修改巡察轮次'}
      okText="保存"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
      width={560}
      centered
      styles={{ body: { maxHeight: 'calc(100vh - 11rem)', overflowY: 'auto' } }}
    >
      <Form<RoundValues>
        form={form}
        layout="vertical"
        initialValues={
          round === null
            ? blank
            : {
                title: round.title,
                organisation: round.organisation,
                inspectedBy: round.inspectedBy,
                feedbackOn: round.feedbackOn,
                months: round.months,
              }
        }
        onFinish={(values) => void save(values)}
      >
        <Form.Item
          name="title"
          label="轮次名称"
          rules={[{ required: true, whitespace: true, message: '请填写轮次名称' }, { max: 200 }]}
          extra="如：市委巡察组2024年对集团党委巡察整改"
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="organisation" label="被巡察单位">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="inspectedBy" label="巡察组">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="feedbackOn"
          label="反馈日期"
          extra="各阶段的应完成日期、立行立改和集中整改的期限都从这一天算起。"
        >
          <DayField />
        </Form.Item>
        <Form.Item name="months" label="集中整改期限">
          <Radio.Group
            options={[
              { label: '3 个月', value: 3 },
              { label: '6 个月', value: 6 },
              { label: '其他', value: months === 3 || months === 6 ? 12 : (months ?? 12) },
            ]}
          />
        </Form.Item>
        {months !== undefined && months !== 3 && months !== 6 && (
          <Form.Item
            name="months"
            label="月数"
            rules={[{ required: true, message: '请填写 1 到 36 的月数' }]}
          >
            <InputNumber min={1} max={36} precision={0} suffix="个月" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
