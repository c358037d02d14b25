/** Submitting a matter for decision, and writing down what the meeting decided and what came of it. */
import { Button, Form, Input, Modal, Select } from 'antd';
import type { Matter } from '../../../shared/contract/types.ts';
import { monthOf } from '../../../shared/day.ts';
import type { Day, Month } from '../../../shared/day.ts';
import { canKeepMatter } from '../../../shared/matters.ts';
import { isComposing } from '../../app/composing.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { wordFailure } from '../../words/errors.ts';
import { DayField } from '../parts/DayField.tsx';
import { searchIssues, useIssueChoices } from '../parts/issueChoices.ts';
import type { IssueChoice } from '../parts/issueChoices.ts';
import { MonthField } from '../parts/MonthField.tsx';
import { useBusy } from '../parts/write.ts';
import { openMatterForm } from './matterState.ts';

interface Draft {
  readonly title: string;
  readonly month: Month;
  readonly issues: readonly number[];
  readonly meetingOn: Day | null;
  readonly decision: string;
  readonly followUp: string;
  readonly settledOn: Day | null;
}

interface Props {
  /** The one that is changed; null submits a new one. */
  readonly matter: Matter | null;
  /** Where the clerk goes on. */
  readonly field: 'title' | 'meetingOn' | 'settledOn';
  readonly month: Month;
  readonly writable: boolean;
}

const undo = { title: '撤销', run: () => void runCommand('history.undo') };
const close = () => openMatterForm(null);

export function MatterForm({ matter, field, month, writable }: Props) {
  const [form] = Form.useForm<Draft>();
  const today = useLedger((store) => store.ledger?.today ?? '');
  const choices = useIssueChoices();
  const { busy, once } = useBusy();
  const latest = monthOf(today);
  const initial: Draft =
    matter === null
      ? { ...empty, month: month < latest ? month : latest }
      : { ...matter, issues: matter.issues.map(({ id }) => id) };

  async function save(values: Partial<Draft>): Promise<void> {
    // Fields that are not shown are not among the values; a cleared day comes as undefined.
    const draft = { ...initial, ...values };
    const { title, month: submitted, decision, followUp } = draft;
    const common = { title: title.trim(), month: submitted, issues: [...draft.issues], decision, followUp };
    const days = { meetingOn: draft.meetingOn ?? null, settledOn: draft.settledOn ?? null };
    form.setFields([...new Set(Object.values(fieldOf))].map((name) => ({ name, errors: [] })));
    const fits = canKeepMatter({ ...common, ...days, feedbackOn: null, today });
    if (!fits.ok) {
      const { title: said, advice } = wordFailure(fits.error);
      form.setFields([{ name: fieldOf[fits.error.code] ?? 'title', errors: [`${said}。${advice}`] }]);
      return;
    }
    await once(async () => {
      const done =
        matter === null
          ? await call('matter.add', common)
          : await call('matter.edit', { id: matter.id, fields: { ...common, ...days } });
      if (!done.ok) {
        notifyFailure(done.error);
        return;
      }
      notifySuccess(matter === null ? '已登记提请研究事项' : '已保存', undo, 'matter');
      close();
    });
  }
  const submit = () => {
    void form
      .validateFields()
      .then(save)
      // What is wrong stands beside the fields.
      .catch(() => undefined);
  };

  return (
    <Modal
      open
      centered
      width="40rem"
      title={matter === null ? '登记提请研究事项' : '提请研究事项'}
      onCancel={close}
      afterOpenChange={(shown) => {
        if (shown) form.focusField(field === 'settledOn' ? 'followUp' : field);
      }}
      footer={
        <>
          <Button onClick={close}>{writable ? '取消' : '关闭'}</Button>
          {writable ? (
            <Button type="primary" loading={busy} onClick={submit}>
              保存（Ctrl+Enter）
            </Button>
          ) : null}
        </>
      }
    >
      <div
        // Before a field takes it for opening its list.
        onKeyDownCapture={(event) => {
          if (isComposing(event) || event.key !== 'Enter' || !event.ctrlKey || !writable) return;
          event.preventDefault();
          event.stopPropagation();
          submit();
        }}
      >
        <Form<Draft>
          form={form}
          name="matter"
          className="matter-form"
          labelCol={{ flex: '6.5rem' }}
          colon={false}
          requiredMark={false}
          disabled={!writable}
          initialValues={initial}
        >
          <Form.Item
            name="title"
            label="事项"
            rules={[
              { required: true, whitespace: true, message: '请写明提请研究什么' },
              { max: 2000, message: '最多 2000 字' },
            ]}
          >
            <Input.TextArea
              autoSize={{ minRows: 1, maxRows: 4 }}
              placeholder="如 提请研究三年以上应收款分类处置意见"
            />
          </Form.Item>
          <Form.Item name="month" label="提请月份" extra="写进这个月的月报；没有研究的，以后各月继续列出">
            <SubmittedMonth latest={latest} />
          </Form.Item>
          <Form.Item name="issues" label="涉及问题">
            <Select<number[], IssueChoice>
              mode="multiple"
              allowClear
              placeholder="输入问题中的字或拼音首字母；可以不选"
              showSearch={searchIssues}
              options={choices}
            />
          </Form.Item>
          {matter === null ? null : (
            <>
              <Form.Item label=" " className="matter-rule">
                <hr />
              </Form.Item>
              <Form.Item name="meetingOn" label="会议日期" extra="党委会研究这一事项的日期">
                <DayField label="会议日期" latest={today} />
              </Form.Item>
              <Form.Item name="decision" label="会议决定">
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={32_767} />
              </Form.Item>
              <Form.Item name="followUp" label="落实情况">
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={32_767} />
              </Form.Item>
              <Form.Item name="settledOn" label="落实完成" extra="填了日期的，当月月报还列一次，以后不再列">
                <DayField label="落实完成日期" latest={today} />
              </Form.Item>
            </>
          )}
        </Form>
      </div>
    </Modal>
  );
}

const empty: Omit<Draft, 'month'> = {
  title: '',
  issues: [],
  meetingOn: null,
  decision: '',
  followUp: '',
  settledOn: null,
};

/** Beside which field a refusal is said. */
const fieldOf: Readonly<Record<string, keyof Draft>> = {
  matter_month_in_future: 'month',
  matter_meeting_before_month: 'meetingOn',
  matter_decision_without_meeting: 'meetingOn',
  matter_settled_undecided: 'decision',
  matter_settled_before_meeting: 'settledOn',
  on_in_future: 'meetingOn',
};

/** The field as a form hands it its value. */
function SubmittedMonth(props: {
  readonly value?: Month;
  readonly onChange?: (month: Month) => void;
  readonly latest: Month;
}) {
  const { value = props.latest, onChange, latest } = props;
  return (
    <MonthField label="提请月份" value={value} latest={latest} onChange={(month) => onChange?.(month)} />
  );
}
