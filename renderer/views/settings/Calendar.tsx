/** 节假日: which years the program's arrangements cover, and the clerk's own days over them, as ranges. */
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { addDays, dayLabel, daysBetween } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import { notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { coverageWords } from '../../words/coverage.ts';
import { DayField } from '../parts/DayField.tsx';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy, write } from '../parts/write.ts';
import { daysOf, rangesOf } from './ranges.ts';
import type { OwnRange } from './ranges.ts';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

export function Calendar() {
  const answer = useCall('calendar.own', {});
  const writable = useLedger(canWrite);
  const [adding, setAdding] = useState(false);
  const value = answer.value ?? answer.last;
  const ranges = value === undefined ? [] : rangesOf(value.days);
  const next = value === undefined ? 0 : Math.max(value.coverage.to, ...value.coverage.own) + 1;

  async function remove(range: OwnRange): Promise<void> {
    const days = daysOf(range.from, range.to).map((day) => ({ day, kind: null, name: '' }));
    if ((await write('calendar.set', { days })) !== null) {
      notifySuccess(`已删除“${range.name === '' ? kindWords[range.kind] : range.name}”`, undo);
    }
  }

  return (
    <section className="pane settings-part" aria-label="节假日">
      <div className="settings-row">
        <h2>节假日</h2>
        <Button disabled={!writable || value === undefined} onClick={() => setAdding(true)}>
          录入放假或调休…
        </Button>
      </div>
      {answer.failure !== null ? (
        <FailureNote failure={answer.failure} onRetry={answer.reload} />
      ) : value === undefined ? (
        <Loading />
      ) : (
        <>
          <p className="settings-hint">
            程序自带国务院办公厅公布的放假安排：{coverageWords(value.coverage)}
            。按工作日计算的期限、报送截止日的顺延，都以此为准。
          </p>
          <p className="settings-hint">
            {next} 年的安排一般在上一年 11
            月前后公布。公布后照通知录入：放假的日子选“放假”，调休上班的周六、周日选“上班”。没有录入的年份只按周末推算。
          </p>
          {ranges.length === 0 ? (
            <p className="settings-hint">没有自行录入的日子。</p>
          ) : (
            <table className="plain-table holiday-table">
              <thead>
                <tr>
                  <th>日期</th>
                  <th>天数</th>
                  <th>名称</th>
                  <th>安排</th>
                  <th>
                    <span className="visually-hidden">操作</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {ranges.map((range) => (
                  <tr key={range.from}>
                    <td>
                      {range.from}
                      {range.to === range.from ? '' : ` 至 ${range.to}`}
                    </td>
                    <td>{daysBetween(range.from, range.to) + 1}</td>
                    <td>{range.name === '' ? '—' : range.name}</td>
                    <td>{kindWords[range.kind]}</td>
                    <td>
                      <Button
                        size="small"
                        disabled={!writable}
                        aria-label={`删除${range.from}起的${kindWords[range.kind]}`}
                        onClick={() => void remove(range)}
                      >
                        删除
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
      {adding ? <RangeForm onClose={() => setAdding(false)} /> : null}
    </section>
  );
}

const kindWords = { holiday: '放假', workday: '上班' } as const;
/** One step holds a year at most. */
const DAYS_AT_MOST = 366;

interface Values {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly name: string;
  readonly kind: OwnRange['kind'];
}

function RangeForm({ onClose }: { readonly onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const { busy, once } = useBusy();

  async function save(): Promise<void> {
    let values: Values;
    try {
      values = await form.validateFields();
    } catch {
      return;
    }
    const { from, to, kind } = values;
    if (from === null) return;
    const name = values.name.trim();
    const days = daysOf(from, to ?? from).map((day) => ({ day, kind, name }));
    if ((await write('calendar.set', { days })) === null) return;
    notifySuccess(`已录入 ${dayLabel(from)}起 ${days.length} 天${kindWords[kind]}`, undo);
    onClose();
  }

  return (
    <Modal
      open
      centered
      title="录入放假或调休"
      okText="保存"
      cancelText="取消"
      confirmLoading={busy}
      onOk={() => void once(save)}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ from: null, to: null, name: '', kind: 'holiday' }}
      >
        <Form.Item name="kind" label="安排">
          <Radio.Group
            options={[
              { value: 'holiday', label: '放假' },
              { value: 'workday', label: '上班（周末调休）' },
            ]}
          />
        </Form.Item>
        <Form.Item name="from" label="从" rules={[{ required: true, message: '请填写日期' }]}>
          <DayField label="从" />
        </Form.Item>
        <Form.Item
          name="to"
          label="到"
          extra="只有一天的，可以不填"
          dependencies={['from']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule, to: Day | null) => {
                const from = getFieldValue('from') as Day | null;
                if (from === null || to === null) return Promise.resolve();
                if (to < from) return Promise.reject(new Error('止日不能早于起日'));
                return to > addDays(from, DAYS_AT_MOST - 1)
                  ? Promise.reject(new Error('一次最多录入一年'))
                  : Promise.resolve();
              },
            }),
          ]}
        >
          <DayField label="到" />
        </Form.Item>
        <Form.Item name="name" label="名称" rules={[{ max: 40, message: '最多 40 个字' }]}>
          <Input placeholder="如 春节、国庆节、春节调休" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
