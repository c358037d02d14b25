/** Days and months that make 临期, 滞后 and 逾期 definite. Each is written when it is left; undo takes it back. */
import { InputNumber } from 'antd';
import { useState } from 'react';
import type { LedgerSettings } from '../../../shared/contract/types.ts';
import { isComposing } from '../../app/composing.ts';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { write } from '../parts/write.ts';

interface Line {
  readonly key: keyof LedgerSettings;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly hint: (value: number) => string;
}

const lines: readonly Line[] = [
  {
    key: 'cutoffDay',
    label: '月报统计截止日',
    unit: '日',
    min: 1,
    max: 31,
    hint: (value) =>
      value >= 31 ? '统计到当月最后一天。' : `统计到当月 ${value} 日；当月没有这一天的，统计到最后一天。`,
  },
  {
    key: 'dueDay',
    label: '报送截止日',
    unit: '日',
    min: 1,
    max: 31,
    hint: (value) =>
      `各单位的报送表，应在统计截止日之后的第一个 ${value} 日前报来，遇休息日顺延；某个月要另定的，在“报送”中修改。`,
  },
  {
    key: 'nearDays',
    label: '临期提醒',
    unit: '天',
    min: 0,
    max: 365,
    hint: (value) => `距整改期限 ${value} 天以内、尚未完成的措施显示为“临期”。`,
  },
  {
    key: 'lagMonths',
    label: '滞后判断',
    unit: '个月',
    min: 1,
    max: 24,
    hint: (value) => `连续 ${value} 个月没有新进展，或者临期还未启动的，列为“滞后”。`,
  },
  {
    key: 'immediateDays',
    label: '立行立改期限',
    unit: '天',
    min: 1,
    max: 365,
    hint: (value) => `“立行立改”的措施，期限为反馈日后 ${value} 天。`,
  },
];

export function CountingSettings() {
  const settings = useCall('settings.get', {}, { tables: ['settings'] });
  const writable = useLedger(canWrite);
  const values = settings.value ?? settings.last;
  return (
    <section className="pane settings-part" aria-label="统计口径">
      <h2>统计口径</h2>
      <p className="settings-hint">
        保存在台账里，换一台电脑打开仍然有效。改动后全部统计随之更新，可以撤销。
      </p>
      {settings.failure !== null ? (
        <FailureNote failure={settings.failure} onRetry={settings.reload} />
      ) : values === undefined ? (
        <Loading />
      ) : (
        <div className="settings-lines">
          {lines.map((line) => (
            <NumberLine key={line.key} line={line} value={values[line.key]} writable={writable} />
          ))}
        </div>
      )}
    </section>
  );
}

function NumberLine({ line, value, writable }: { line: Line; value: number; writable: boolean }) {
  // What is being typed; undefined shows the ledger's own value.
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const id = `setting-${line.key}`;

  async function save(): Promise<void> {
    if (typed !== null && typed !== undefined && typed !== value) {
      await write('settings.set', { [line.key]: typed }, '已保存');
    }
    setTyped(undefined);
  }

  return (
    <>
      <label htmlFor={id}>{line.label}</label>
      <InputNumber
        id={id}
        min={line.min}
        max={line.max}
        precision={0}
        suffix={line.unit}
        value={typed === undefined ? value : typed}
        disabled={!writable}
        onChange={setTyped}
        onPressEnter={(event) => {
          if (!isComposing(event)) void save();
        }}
        onBlur={() => void save()}
      />
      <p>{line.hint(typed ?? value)}</p>
    </>
  );
}
