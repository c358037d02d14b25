/**
 * What the round's papers state of themselves, typed by the clerk; or that they state nothing. Kept beside the counted
 * totals and never entering a count. A round can't be left before this is answered.
 */
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { readMoney, formatYuan } from '../../../shared/money.ts';
import { sanctionKinds } from '../../../shared/lists.ts';
import type { SanctionKind } from '../../../shared/lists.ts';
import { recoveryWords, sanctionWords } from '../../../shared/words.ts';
import type { Round, StatedTotalsShape } from '../../../shared/contract/types.ts';
import { nothingStated } from '../../../shared/contract/blank.ts';
import { useBusy, write } from '../parts/write.ts';

type CountKey = Exclude<keyof StatedTotalsShape, 'sanctions' | 'recoveries'>;

const counts: readonly (readonly [CountKey, string, string])[] = [
  ['aspects', '方面', '个'],
  ['issues', '问题', '个'],
  ['measures', '整改措施', '条'],
  ['closed', '已完成整改的问题', '个'],
  ['open', '正在整改的问题', '个'],
  ['cluesReceived', '移交问题线索', '件'],
  ['cluesConcluded', '办结问题线索', '件'],
  ['regulationsNew', '新制定制度', '项'],
  ['regulationsRevised', '修订制度', '项'],
];

type StatedValues = Partial<Record<CountKey, number | null>> & {
  sanctions?: { kind: SanctionKind; people: number }[];
  recoveries?: { kind: string; amount: string }[];
};

interface StatedFormProps {
  readonly round: Round;
  /** Why the form is shown, above its fields. */
  readonly why: string;
  readonly onClose: (saved: boolean) => void;
}

function totalsOf(values: StatedValues): StatedTotalsShape {
  const totals = { ...nothingStated };
  for (const [key] of counts) totals[key] = values[key] ?? null;
  // The same kind entered twice is one kind with both amounts.
  const people = new Map<SanctionKind, number>();
  for (const each of values.sanctions ?? [])
    people.set(each.kind, (people.get(each.kind) ?? 0) + each.people);
  const money = new Map<string, number>();
  for (const each of values.recoveries ?? []) {
    const read = readMoney(each.amount);
    const kind = each.kind.trim();
    if (read.ok) money.set(kind, (money.get(kind) ?? 0) + read.value.fen);
  }
  totals.sanctions = [...people].map(([kind, count]) => ({ kind, people: count }));
  totals.recoveries = [...money].map(([kind, fen]) => ({ kind, fen }));
  return totals;
}

export function StatedForm({ round, why, onClose }: StatedFormProps) {
  const [form] = Form.useForm<StatedValues>();
  const { busy, once } = useBusy();
  const { sanctions, recoveries, ...numbers } = round.stated;

  async function save(source: 'typed' | 'none', stated: StatedTotalsShape): Promise<void> {
    await once(async () => {
      const done = await write('round.setStated', { id: round.id, source, stated }, '已登记文件所载总数');
      if (done !== null) onClose(true);
    });
  }

  return (
    <Modal
      open
      title={`文件所载总数：${round.title}`}
      width={640}
      centered
      styles={{ body: { maxHeight: 'calc(100vh - 11rem)', overflowY: 'auto' } }}
      onCancel={() => onClose(false)}
      footer={
        <>
          <Button disabled={busy} onClick={() => void save('none', nothingStated)}>
            文件未写明
          </Button>
          <Button onClick={() => onClose(false)}>取消</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            保存
          </Button>
        </>
      }
    >
      <p className="stated-why">{why}</p>
      <Form<StatedValues>
        form={form}
        layout="vertical"
        initialValues={{
          ...numbers,
          sanctions: [...sanctions],
          recoveries: recoveries.map((each) => ({ kind: each.kind, amount: `${formatYuan(each.fen)}元` })),
        }}
        onFinish={(values) => void save('typed', totalsOf(values))}
      >
        <div className="stated-grid">
          {counts.map(([key, label, unit], index) => (
            <Form.Item key={key} name={key} label={label}>
              <InputNumber
                min={0}
                precision={0}
                suffix={unit}
                style={{ width: '100%' }}
                autoFocus={index === 0}
              />
            </Form.Item>
          ))}
        </div>
        <Form.List name="sanctions">
          {(fields, { add, remove }) => (
            <fieldset className="stated-list">
              <legend>问责处理</legend>
              {fields.map((field) => (
                <div key={field.key} className="stated-row">
                  <Form.Item name={[field.name, 'kind']} rules={[{ required: true, message: '请选择种类' }]}>
                    <Select
                      aria-label="问责处理种类"
                      placeholder="种类"
                      options={sanctionKinds.map((kind) => ({ value: kind, label: sanctionWords[kind] }))}
                    />
                  </Form.Item>
                  <Form.Item
                    name={[field.name, 'people']}
                    rules={[{ required: true, message: '请填写人数' }]}
                  >
                    <InputNumber aria-label="人数" min={0} precision={0} suffix="人" />
                  </Form.Item>
                  <Button type="text" onClick={() => remove(field.name)}>
                    移除
                  </Button>
                </div>
              ))}
              <Button size="small" onClick={() => add()}>
                增加一种
              </Button>
            </fieldset>
          )}
        </Form.List>
        <Form.List name="recoveries">
          {(fields, { add, remove }) => (
            <fieldset className="stated-list">
              <legend>收回、挽回资金</legend>
              {fields.map((field) => (
                <div key={field.key} className="stated-row">
                  <Form.Item
                    name={[field.name, 'kind']}
                    rules={[{ required: true, whitespace: true, message: '请填写种类' }]}
                  >
                    <Input aria-label="资金种类" />
                  </Form.Item>
                  <Form.Item
                    name={[field.name, 'amount']}
                    rules={[{ required: true, message: '请填写金额' }, { validator: checkMoney }]}
                  >
                    <Input aria-label="金额" placeholder="如 165800元、16.58万元" />
                  </Form.Item>
                  <Button type="text" onClick={() => remove(field.name)}>
                    移除
                  </Button>
                </div>
              ))}
              <Button
                size="small"
                onClick={() =>
                  add({
                    kind: fields.length === 0 ? recoveryWords.returned : recoveryWords.loss_recovered,
                    amount: '',
                  })
                }
              >
                增加一笔
              </Button>
            </fieldset>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}

function checkMoney(_rule: unknown, value: unknown): Promise<void> {
  if (typeof value !== 'string' || value.trim() === '' || readMoney(value).ok) return Promise.resolve();
  return Promise.reject(new Error('没有看懂这个金额，可写 165800元 或 16.58万元'));
}
