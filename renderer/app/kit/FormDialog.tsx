/** The small form that `app/forms` opened. Stays open with what was typed when it is refused. */
import { Alert, AutoComplete, DatePicker, Form, Input, Modal, Radio } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/result.ts';
import { isMonth } from '../../../shared/month.ts';
import { wordFailure } from '../../words/errors.ts';
import { isComposing } from '../composing.ts';
import { closeForm, useForm } from '../forms.ts';
import type { FormField, FormSpec } from '../forms.ts';
import { DeadlineInput } from './DeadlineInput.tsx';
import { WhoSelect } from './WhoSelect.tsx';

export function FormDialog() {
  const form = useForm((store) => store.form);
  return form === null ? null : <Dialog key={form.title} spec={form} />;
}

function Dialog({ spec }: { readonly spec: FormSpec }) {
  const [form] = Form.useForm<Record<string, string>>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const before = useRef(document.activeElement);

  const submit = async (): Promise<void> => {
    if (busy) return;
    let values: Record<string, string | undefined>;
    try {
      values = await form.validateFields();
    } catch {
      // The fields themselves say what is missing.
      return;
    }
    setBusy(true);
    const refused = await spec.submit(
      Object.fromEntries(spec.fields.map((field) => [field.name, (values[field.name] ?? '').trim()])),
    );
    setBusy(false);
    setFailure(refused);
    if (refused === null) closeForm();
  };

  // The dialog keeps the focus inside as long as it stands: it is given back once it is gone.
  useEffect(() => {
    const from = before.current;
    return () => {
      window.setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && from instanceof HTMLElement && document.contains(from))
          from.focus({ preventScroll: true });
      });
    };
  }, []);

  useEffect(() => {
    const timer = window.setTimeout(() => {
      firstInput(spec.fields)?.focus();
    }, 60);
    return () => {
      window.clearTimeout(timer);
    };
  }, [spec.fields]);

  const worded = failure === null ? null : wordFailure(failure);
  return (
    <Modal
      open
      centered
      className="form-dialog"
      title={spec.title}
      okText={spec.action ?? '确定'}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ danger: spec.danger === true }}
      mask={{ closable: false }}
      onOk={() => void submit()}
      onCancel={closeForm}
      destroyOnHidden
      styles={{ body: { maxHeight: 'calc(100vh - 11rem)', overflowY: 'auto' } }}
    >
      {spec.note === undefined ? null : <p className="form-note">{spec.note}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark
        initialValues={Object.fromEntries(spec.fields.map((field) => [field.name, field.value ?? '']))}
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== 'Enter') return;
          const area = event.target instanceof HTMLTextAreaElement;
          const inPicker =
            event.target instanceof Element && event.target.closest('.ant-select, .ant-picker') !== null;
          if ((area && !event.ctrlKey) || inPicker) return;
          event.preventDefault();
          void submit();
        }}
      >
        {spec.fields.map((field) => (
          <Form.Item
            key={field.name}
            className={`form-field-${field.name}`}
            name={field.name}
            label={field.label}
            {...(field.hint === undefined ? {} : { extra: field.hint })}
            rules={rulesOf(field)}
            {...(field.kind === 'day'
              ? {
                  getValueProps: (value: string) => ({ value: value === '' ? null : dayjs(value) }),
                  normalize: (value: dayjs.Dayjs | null) => value?.format('YYYY-MM-DD') ?? '',
                }
              : {})}
          >
            <FieldInput field={field} />
          </Form.Item>
        ))}
      </Form>
      {worded === null ? null : (
        <Alert type="error" showIcon title={worded.title} description={worded.advice} />
      )}
    </Modal>
  );
}

/** Where typing begins: the first field that must be filled and is empty, else the first one; of choices the chosen. */
function firstInput(fields: readonly FormField[]): HTMLElement | null {
  const missing = fields.find((field) => field.required === true && (field.value ?? '') === '');
  const field = missing ?? fields[0];
  const inField = (what: string): HTMLElement | null =>
    field === undefined ? null : document.querySelector(`.form-dialog .form-field-${field.name} ${what}`);
  return (
    inField('input:checked') ??
    inField(':is(input, textarea)') ??
    document.querySelector('.form-dialog .ant-btn-primary')
  );
}

function rulesOf(field: FormField) {
  const rules = [];
  if (field.required === true) rules.push({ required: true, whitespace: true });
  if (field.kind === 'month') {
    rules.push({
      validator: (_rule: unknown, value: string) =>
        isMonth(value) ? Promise.resolve() : Promise.reject(new Error('请填写如 2024-08 的月份')),
    });
  }
  return rules;
}

interface Bound {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: never) => void;
}

/** The input of a field; the form hands in value and change. */
function FieldInput({ field, ...bound }: { readonly field: FormField } & Bound) {
  switch (field.kind) {
    case 'area':
      return (
        <Input.TextArea
          {...bound}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={field.placeholder ?? ''}
        />
      );
    case 'day':
      return (
        <DatePicker
          {...(bound as object)}
          style={{ width: '100%' }}
          {...(field.max === undefined ? {} : { maxDate: dayjs(field.max) })}
        />
      );
    case 'choice':
      return (
        <Radio.Group
          {...(bound as object)}
          options={field.options.map((option) => ({ value: option.value, label: option.label }))}
        />
      );
    case 'person':
    case 'unit':
      return <WhoSelect kind={field.kind} {...(bound as object)} />;
    case 'deadline':
      return <DeadlineInput field={field} {...(bound as object)} />;
    case 'text':
      if (field.earlier !== undefined && field.earlier.length > 0) {
        return (
          <AutoComplete
            {...(bound as object)}
            options={field.earlier.map((value) => ({ value }))}
            placeholder={field.placeholder ?? ''}
          />
        );
      }
      return <Input {...bound} placeholder={field.placeholder ?? ''} />;
    default:
      return <Input {...bound} placeholder={field.placeholder ?? ''} />;
  }
}
