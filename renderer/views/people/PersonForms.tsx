/** Adding and correcting a person; a dated rename; leaving office; handing over what is still open. */
import { Checkbox, Form, Input, Modal, Select } from 'antd';
import type { Reply } from '../../../shared/contract/index.ts';
import type { Day } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { DayField } from '../parts/DayField.tsx';
import { useBusy } from '../parts/write.ts';
import { writeAndSay } from './done.ts';
import { matches } from './find.ts';
import type { Unit } from './unit.ts';

export type Person = Reply<'person.list'>['persons'][number];

interface PersonValues {
  name: string;
  post: string;
  leader: boolean;
  unitId?: number | null;
}

interface PersonFormProps {
  readonly person: Person | null;
  readonly units: readonly Unit[];
  readonly onClose: (id: number | null) => void;
}

export function PersonForm({ person, units, onClose }: PersonFormProps) {
  const [form] = Form.useForm<PersonValues>();
  const { busy, once } = useBusy();

  async function save(values: PersonValues): Promise<void> {
    // A cleared choice of unit comes as undefined; the ledger wants a plain "none".
    const fields = { ...values, unitId: values.unitId ?? null };
    await once(async () => {
      if (person === null) {
        const made = await writeAndSay('person.add', fields, '已新增人员');
        if (made !== null) onClose(made.id);
      } else {
        const done = await writeAndSay('person.edit', { id: person.id, fields }, '已保存');
        if (done !== null) onClose(person.id);
      }
    });
  }

  return (
    <Modal
      open
      title={person === null ? '新增人员' : `修改人员：${person.name}`}
      okText="保存"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
    >
      <Form<PersonValues>
        form={form}
        layout="vertical"
        initialValues={
          person === null
            ? { name: '', post: '', leader: true, unitId: null }
            : { name: person.name, post: person.post, leader: person.leader, unitId: person.unitId }
        }
        onFinish={(values) => void save(values)}
      >
        <Form.Item
          name="name"
          label="姓名"
          {...(person === null
            ? {}
            : { extra: '改正录错的姓名，以前的月报也随之改正；确实改了名的，请用“更名”。' })}
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }, { max: 200 }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="post" label="职务">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="leader" valuePropName="checked">
          <Checkbox>领导班子成员（可作为牵头领导、责任领导）</Checkbox>
        </Form.Item>
        <Form.Item name="unitId" label="所在单位">
          <Select
            allowClear
            placeholder="输入名称或拼音"
            showSearch={{
              filterOption: (typed, option) => matches([option?.label ?? ''], typed),
            }}
            options={units
              .filter((each) => each.mergedInto === null || each.id === person?.unitId)
              .map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface PersonDialogProps {
  readonly person: Person;
  readonly today: Day;
  readonly onClose: (id: number | null) => void;
}

type WithOthers = PersonDialogProps & { readonly persons: readonly Person[] };

/** What would go over, as far as it is known here. */
function useOpenWork(person: number) {
  const load = useCall('people.load', { by: 'lead' });
  return load.value?.rows.find((row) => row.id === person);
}

function Heir({ person, persons, today, required }: Omit<WithOthers, 'onClose'> & { required: boolean }) {
  return (
    <Form.Item
      name="to"
      label="移交给"
      rules={required ? [{ required: true, message: '请选择接手的领导' }] : []}
      {...(required ? {} : { extra: '可以先不选，以后再移交；未移交的会列在“核对”中。' })}
    >
      <Select
        allowClear={!required}
        placeholder="输入姓名或拼音"
        showSearch={{ filterOption: (typed, option) => matches([option?.label ?? ''], typed) }}
        options={persons
          .filter(
            (each) => each.leader && each.id !== person.id && (each.leftOn === null || each.leftOn > today),
          )
          .map((each) => ({
            value: each.id,
            label: each.post === '' ? each.name : `${each.name}（${each.post}）`,
          }))}
      />
    </Form.Item>
  );
}

export function LeavePerson({ person, persons, today, onClose }: WithOthers) {
  const [form] = Form.useForm<{ on: string; to?: number | undefined }>();
  const { busy, once } = useBusy();
  const work = useOpenWork(person.id);
  return (
    <Modal
      open
      title={`离任并移交：${person.name}`}
      okText="确定"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: today }}
        onFinish={({ on, to }) =>
          void once(async () => {
            const args = { id: person.id, on, ...(to === undefined ? {} : { handTo: to }) };
            const said = to === undefined ? '已登记离任' : '已登记离任并移交';
            const done = await writeAndSay('person.leave', args, said);
            if (done !== null) onClose(to ?? person.id);
          })
        }
      >
        <WorkNote work={work} />
        <Form.Item name="on" label="离任日期" rules={[{ required: true, message: '请填写日期' }]}>
          <DayField allowClear={false} />
        </Form.Item>
        <Heir person={person} persons={persons} today={today} required={false} />
      </Form>
    </Modal>
  );
}

export function HandOverPerson({ person, persons, today, onClose }: WithOthers) {
  const [form] = Form.useForm<{ to: number }>();
  const { busy, once } = useBusy();
  const work = useOpenWork(person.id);
  return (
    <Modal
      open
      title={`移交牵头事项：${person.name}`}
      okText="移交"
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(null)}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ to }) =>
          void once(async () => {
            const done = await writeAndSay('person.handOver', { from: person.id, to }, (reply) =>
              reply.issues + reply.measures === 0
                ? '没有需要移交的事项'
                : `已移交 ${reply.issues} 个问题、${reply.measures} 条措施`,
            );
            if (done !== null) onClose(to);
          })
        }
      >
        <WorkNote work={work} />
        <Heir person={person} persons={persons} today={today} required />
      </Form>
    </Modal>
  );
}

function WorkNote({ work }: { work: Reply<'people.load'>['rows'][number] | undefined }) {
  const text =
    work === undefined
      ? '目前没有牵头的问题和措施。'
      : `目前牵头未销号的问题 ${work.open} 个、未完成的措施 ${work.measures - work.complete} 条。`;
  return (
    <p className="people-hint people-note">
      {text}移交的是当前轮次未销号的问题和由本人直接牵头、尚未完成的措施；已销号、已完成的仍属本人。
    </p>
  );
}
