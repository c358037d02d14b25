/** Into which round an import goes: the current one, or a new one with its name, feedback day and length. */
import { Form, Input, Radio } from 'antd';
import type { Round } from '../../../shared/contract/types.ts';
import { useLedger } from '../../store/ledger.ts';
import { DayField } from './DayField.tsx';

export interface RoundChosen {
  readonly into: 'new' | 'current';
  readonly title: string;
  readonly feedbackOn: string | null;
  readonly months: number;
}

/** A round without content takes what is imported; one with content is left alone unless the clerk says otherwise. */
export function firstChoice(current: Round | undefined, title: string): RoundChosen {
  const into = current !== undefined && current.counted.issues === 0 ? 'current' : 'new';
  return { into, title: titleOf(title), feedbackOn: null, months: 6 };
}

/** A proposed name: the file's own, without its ending. */
function titleOf(name: string): string {
  return name
    .replace(/\.(txt|docx|xlsx|xlsm|xlsb|xls|et|csv|ods)$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

export const choosesNew = (chosen: RoundChosen, current: Round | undefined): boolean =>
  chosen.into === 'new' || current === undefined;

export function targetOf(chosen: RoundChosen, current: Round | undefined) {
  const { title, feedbackOn, months } = chosen;
  return chosen.into === 'new' || current === undefined
    ? { newRound: { title: title.trim(), feedbackOn, months } }
    : { round: current.id };
}

export function RoundChoice(props: {
  readonly current: Round | undefined;
  readonly chosen: RoundChosen;
  readonly onChange: (chosen: RoundChosen) => void;
}) {
  const { current, chosen, onChange } = props;
  const today = useLedger((store) => store.ledger?.today ?? '');
  const isNew = choosesNew(chosen, current);
  return (
    <>
      <h2>写入哪一个轮次</h2>
      <Radio.Group
        value={isNew ? 'new' : 'current'}
        onChange={(event) => onChange({ ...chosen, into: event.target.value as 'new' | 'current' })}
        options={[
          ...(current === undefined
            ? []
            : [
                {
                  value: 'current',
                  label:
                    current.counted.issues === 0
                      ? `当前轮次：${current.title}（还没有内容）`
                      : `加到当前轮次：${current.title}（已有 ${current.counted.issues} 个问题）`,
                },
              ]),
          { value: 'new', label: '新建一个轮次' },
        ]}
      />
      {isNew && (
        <div className="notice-round">
          <Form.Item label="轮次名称" required className="notice-wide">
            <Input
              value={chosen.title}
              maxLength={200}
              onChange={(event) => onChange({ ...chosen, title: event.target.value })}
              autoFocus
            />
          </Form.Item>
          <Form.Item label="反馈日期" extra="没有的可以先不填，以后在“轮次与时间轴”里补。">
            <DayField
              value={chosen.feedbackOn}
              latest={today}
              onChange={(feedbackOn) => onChange({ ...chosen, feedbackOn })}
              label="反馈日期"
            />
          </Form.Item>
          <Form.Item label="集中整改期限">
            <Radio.Group
              value={chosen.months}
              onChange={(event) => onChange({ ...chosen, months: event.target.value as number })}
              options={[
                { value: 3, label: '3 个月' },
                { value: 6, label: '6 个月' },
              ]}
            />
          </Form.Item>
        </div>
      )}
    </>
  );
}
