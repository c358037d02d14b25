/** Persons: leaders who answer for issues and measures, and the others; add and edit. */
import { Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy, write } from '../parts/write.ts';
import { List } from '../parts/List.tsx';
import type { Unit } from './unit.ts';
import { matches } from './find.ts';

type Person = Reply<'person.list'>['persons'][number];

const noUnits: readonly Unit[] = [];

export function Persons() {
  const list = useCall('person.list', {});
  const unitList = useCall('unit.list', {});
  const writable = useLedger(canWrite);
  const [typed, setTyped] = useState('');
  const [leadersOnly, setLeadersOnly] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const [dialog, setDialog] = useState<'add' | 'edit' | null>(null);
  const persons = list.value?.persons ?? list.last?.persons;
  const units = unitList.value?.units ?? unitList.last?.units ?? noUnits;
  const unitName = (id: number | null): string =>
    id === null ? '' : (units.find((each) => each.id === id)?.name ?? '');
  const found = useMemo(
    () =>
      (persons ?? []).filter(
        (each) =>
          (!leadersOnly || each.leader) &&
          matches([each.name, each.post, units.find((unit) => unit.id === each.unitId)?.name ?? ''], typed),
      ),
    [persons, units, typed, leadersOnly],
  );

  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  if (persons === undefined) return <Loading />;
  const person = persons.find((each) => each.id === chosen) ?? found[0];

  return (
    <div className="people-body">
      <section className="pane people-left">
        <div className="people-find">
          <Input
            allowClear
            aria-label="查找人员"
            placeholder="查找人员：姓名、职务、单位或拼音首字母"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button disabled={!writable} onClick={() => setDialog('add')}>
            新增人员
          </Button>
        </div>
        <p className="people-count">
          <span role="status">
            {typed === '' && !leadersOnly
              ? `共 ${persons.length} 人`
              : `找到 ${found.length} 人，共 ${persons.length} 人`}
          </span>
          <Checkbox checked={leadersOnly} onChange={(event) => setLeadersOnly(event.target.checked)}>
            只看领导
          </Checkbox>
        </p>
        {found.length === 0 ? (
          <Empty title={persons.length === 0 ? '还没有人员' : '没有找到'}>
            <p>
              {persons.length === 0
                ? '导入通报或方案时会自动登记责任领导，也可以先新增。'
                : '换一个词或拼音首字母试试。'}
            </p>
          </Empty>
        ) : (
          <List label="人员" rows={found} chosen={person?.id ?? null} onChoose={setChosen}>
            {(row) => (
              <>
                <span className="rows-name">
                  {row.name}
                  {row.leader && <span className="people-tag">领导</span>}
                </span>
                <span className="rows-facts">
                  {[row.post, unitName(row.unitId), `${row.measures} 条措施`].filter(Boolean).join('　')}
                </span>
              </>
            )}
          </List>
        )}
      </section>
      {person !== undefined && (
        <section className="pane people-right" aria-label={person.name}>
          <header>
            <div>
              <h2>{person.name}</h2>
              <p>{person.post === '' ? '职务未填' : person.post}</p>
            </div>
            <Button disabled={!writable} onClick={() => setDialog('edit')}>
              修改
            </Button>
          </header>
          <dl className="people-detail">
            <dt>领导班子成员</dt>
            <dd>{person.leader ? '是，可作为牵头领导、责任领导' : '否'}</dd>
            <dt>所在单位</dt>
            <dd>{unitName(person.unitId) || '未填'}</dd>
            <dt>牵头的措施</dt>
            <dd>{person.measures} 条（含随问题确定责任领导的）</dd>
          </dl>
        </section>
      )}
      {dialog !== null && (
        <PersonForm
          person={dialog === 'edit' ? (person ?? null) : null}
          units={units}
          onClose={(id) => {
            setDialog(null);
            if (id !== null) setChosen(id);
          }}
        />
      )}
    </div>
  );
}

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

function PersonForm({ person, units, onClose }: PersonFormProps) {
  const [form] = Form.useForm<PersonValues>();
  const { busy, once } = useBusy();

  async function save(values: PersonValues): Promise<void> {
    // A cleared choice of unit comes as undefined; the ledger wants a plain "none".
    const fields = { ...values, unitId: values.unitId ?? null };
    await once(async () => {
      if (person === null) {
        const made = await write('person.add', fields, '已新增人员');
        if (made !== null) onClose(made.id);
      } else {
        const done = await write('person.edit', { id: person.id, fields }, '已保存');
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
            placeholder="输入名称或拼音首字母"
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
