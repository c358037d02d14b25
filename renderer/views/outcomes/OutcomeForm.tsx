/** Writing down an outcome, or changing one. Names in a sanction are fetched only when the clerk asks for them. */
import { AutoComplete, Button, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { isComposing } from '../../app/composing.ts';
import type { OutcomeFamily, OutcomeRow } from '../../../shared/contract/types.ts';
import { regulationKinds, recoveryKinds, sanctionKinds } from '../../../shared/lists.ts';
import { monthLabel } from '../../../shared/month.ts';
import { monthOf } from '../../../shared/day.ts';
import { outcomeFamilies } from '../../../shared/outcomes/likely.ts';
import { familyWords, outcomeName } from '../../../shared/outcomes/words.ts';
import { recoveryWords, regulationWords, sanctionWords } from '../../../shared/words.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { DayField } from '../parts/DayField.tsx';
import { useBusy } from '../parts/write.ts';
import { draftOf, fieldsOf, moneyHint, newDraft } from './fields.ts';
import type { Draft } from './fields.ts';
import { PlaceFields } from './PlaceFields.tsx';
import type { Place } from './state.ts';
import './outcomes.css';

interface Props {
  readonly family: OutcomeFamily;
  /** The row that is changed; null writes down a new one. */
  readonly row: OutcomeRow | null;
  readonly place?: Place;
  /** Told which family was written; null when nothing was. */
  readonly onClose: (saved: OutcomeFamily | null) => void;
}

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

export function OutcomeForm({ family: first, row, place, onClose }: Props) {
  const [form] = Form.useForm<Draft>();
  const [family, setFamily] = useState(first);
  const { busy, once } = useBusy();

  async function save(values: Partial<Draft>, further: boolean): Promise<void> {
    // Fields that are not shown are not among the values.
    const draft: Draft = { ...(row === null ? newDraft(place) : draftOf(row)), ...plain(values) };
    const fields = fieldsOf(family, draft);
    if (fields === null) return;
    await once(async () => {
      const done =
        row === null
          ? await call('outcome.add', { fields })
          : await call('outcome.edit', { id: row.id, fields });
      if (!done.ok) {
        notifyFailure(done.error);
        return;
      }
      notifySuccess(row === null ? `已登记${familyWords[family]}` : '已修改', undo, 'outcome');
      if (!further) {
        onClose(family);
        return;
      }
      // The next one often belongs to the same place.
      const { issueId, measureId, unitId } = draft;
      form.resetFields();
      form.setFieldsValue({ issueId, measureId, unitId });
      form.focusField(firstField[family]);
    });
  }

  const submit = (further: boolean) => {
    void form
      .validateFields()
      .then((values) => save(values, further))
      // What is wrong stands beside the fields.
      .catch(() => undefined);
  };

  return (
    <Modal
      open
      width="40rem"
      title={row === null ? '登记整改成效' : `修改：${outcomeName(row)}`}
      onCancel={() => onClose(null)}
      footer={
        <>
          <Button onClick={() => onClose(null)}>取消</Button>
          {row === null ? (
            <Button disabled={busy} onClick={() => submit(true)}>
              保存并再登记一件
            </Button>
          ) : null}
          <Button type="primary" loading={busy} onClick={() => submit(false)}>
            保存
          </Button>
        </>
      }
    >
      <div
        className="outcome-form"
        onKeyDown={(event) => {
          if (isComposing(event)) return;
          if (event.key === 'Enter' && event.ctrlKey) {
            event.preventDefault();
            event.stopPropagation();
            submit(false);
          }
        }}
      >
        {row === null ? (
          <Radio.Group
            optionType="button"
            buttonStyle="solid"
            aria-label="登记哪一类"
            value={family}
            onChange={(event) => setFamily(event.target.value as OutcomeFamily)}
            options={outcomeFamilies.map((one) => ({ value: one, label: familyWords[one] }))}
          />
        ) : null}
        <Form<Draft>
          form={form}
          name="outcome"
          className="outcome-fields"
          labelCol={{ flex: '6.5rem' }}
          colon={false}
          requiredMark={false}
          initialValues={row === null ? newDraft(place) : draftOf(row)}
        >
          <OwnFields key={family} family={family} row={row} />
          <Form.Item label=" " className="outcome-rule">
            <hr />
          </Form.Item>
          <PlaceFields form={form} />
          <Form.Item name="note" label="备注">
            <Input maxLength={2000} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}

const firstField: Readonly<Record<OutcomeFamily, string>> = {
  regulation: 'title',
  sanction: 'people',
  recovery: 'money',
  clue: 'title',
};

/** A choice that was cleared comes as undefined; such a field holds nothing. */
function plain(values: Partial<Draft>): Partial<Draft> {
  const cleared = ['on', 'concludedOn', 'issueId', 'measureId', 'unitId'] as const;
  return {
    ...values,
    ...Object.fromEntries(cleared.flatMap((key) => (key in values ? [[key, values[key] ?? null]] : []))),
  };
}

function OwnFields({ family, row }: { readonly family: OutcomeFamily; readonly row: OutcomeRow | null }) {
  switch (family) {
    case 'regulation':
      return (
        <>
          <Form.Item name="regulationKind" label="类别">
            <Radio.Group
              options={regulationKinds.map((kind) => ({ value: kind, label: regulationWords[kind] }))}
            />
          </Form.Item>
          <Form.Item name="title" label="制度名称" rules={named('制度名称')}>
            <Input autoFocus placeholder="如 采购管理办法（书名号可不写）" />
          </Form.Item>
          <Form.Item name="number" label="文号">
            <Input maxLength={200} placeholder="如 ×国运〔2024〕12号；没有的不填" />
          </Form.Item>
          <OnField label="印发日期" row={row} />
        </>
      );
    case 'sanction':
      return (
        <>
          <Form.Item name="sanctionKind" label="处理方式">
            <Select options={sanctionKinds.map((kind) => ({ value: kind, label: sanctionWords[kind] }))} />
          </Form.Item>
          <Form.Item name="people" label="人数" rules={[{ required: true, message: '请填写人数' }]}>
            <InputNumber min={1} max={100_000} precision={0} suffix="人" autoFocus />
          </Form.Item>
          <OnField label="处理日期" row={row} />
          <NamesField row={row} />
        </>
      );
    case 'recovery':
      return (
        <>
          <Form.Item name="recoveryKind" label="种类" rules={named('种类')}>
            <AutoComplete
              options={recoveryKinds.map((kind) => ({ value: recoveryWords[kind] }))}
              placeholder="选择，或写明是什么款项"
            />
          </Form.Item>
          <MoneyField />
          <OnField label="到账日期" row={row} />
        </>
      );
    case 'clue':
      return (
        <>
          <Form.Item name="title" label="问题线索" rules={named('线索的名称')}>
            <Input autoFocus placeholder="如 关于××项目的问题线索" />
          </Form.Item>
          <Form.Item name="on" label="收到日期" rules={[{ required: true, message: '请填写收到日期' }]}>
            <TodayField label="收到日期" />
          </Form.Item>
          <Form.Item
            name="concludedOn"
            label="办结日期"
            dependencies={['on']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value: unknown) =>
                  typeof value === 'string' && value < String(getFieldValue('on') ?? '')
                    ? Promise.reject(new Error('办结日期不能早于收到日期'))
                    : Promise.resolve(),
              }),
            ]}
          >
            <TodayField label="办结日期" />
          </Form.Item>
          <Form.Item name="result" label="处理结果">
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
          </Form.Item>
        </>
      );
  }
}

const named = (what: string) => [
  { required: true, whitespace: true, message: `请填写${what}` },
  { max: 200, message: '最多 200 字' },
];

type DayProps = Parameters<typeof DayField>[0];

/** A day up to today. */
function TodayField(props: DayProps) {
  const today = useLedger((store) => store.ledger?.today ?? '');
  return <DayField {...props} latest={today} />;
}

function OnField({ label, row }: { readonly label: string; readonly row: OutcomeRow | null }) {
  const today = useLedger((store) => store.ledger?.today ?? '');
  const month = row?.firstMonth ?? (today === '' ? '' : monthOf(today));
  return (
    <Form.Item
      name="on"
      label={label}
      extra={month === '' ? '' : `不填的，计入首次登记的月份（${monthLabel(month)}）`}
    >
      <TodayField label={label} />
    </Form.Item>
  );
}

/** The amount as it is written anywhere, with what was understood beneath it. */
function MoneyField() {
  const typed: unknown = Form.useWatch('money');
  const hint = moneyHint(typeof typed === 'string' ? typed : '');
  return (
    <Form.Item
      name="money"
      label="金额"
      extra={hint.ok ? hint.text : ''}
      validateTrigger="onChange"
      rules={[
        { required: true, whitespace: true, message: '请填写金额' },
        {
          validator: (_, value: unknown) => {
            const { ok, text } = moneyHint(typeof value === 'string' ? value : '');
            return ok ? Promise.resolve() : Promise.reject(new Error(text));
          },
        },
      ]}
    >
      <Input autoFocus placeholder="不写单位的，按元" />
    </Form.Item>
  );
}

function NamesField({ row }: { readonly row: OutcomeRow | null }) {
  const form = Form.useFormInstance<Draft>();
  const hidden = row?.family === 'sanction' && row.hasNames;
  const [shown, setShown] = useState(!hidden);
  async function show(): Promise<void> {
    if (row === null) return;
    const answer = await call('outcome.names', { id: row.id });
    if (!answer.ok) {
      notifyFailure(answer.error);
      return;
    }
    form.setFieldsValue({ names: answer.value.names });
    setShown(true);
  }
  if (!shown) {
    return (
      <Form.Item label="姓名" extra="已登记，没有显示；不显示时保存，姓名保持不变">
        <Button onClick={() => void show()}>显示并修改</Button>
      </Form.Item>
    );
  }
  return (
    <Form.Item name="names" label="姓名" extra="可以不填。平时不显示，导出时也不带，除非当次选择带上">
      <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} placeholder="多人用顿号分开" />
    </Form.Item>
  );
}
