/** Choosing a day: antd's picker, which speaks dayjs, at the border of a program that speaks 'YYYY-MM-DD'. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { isDay } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';

/** Forms that may be typed; the first one is shown. */
const FORMATS = ['YYYY-MM-DD', 'YYYY.M.D', 'YYYY年M月D日', 'YYYYMMDD', 'YYYY/M/D'];

interface DayFieldProps {
  readonly value?: Day | null;
  readonly onChange?: (value: Day | null) => void;
  readonly disabled?: boolean;
  readonly id?: string;
  readonly label?: string;
  /** Days after this one can't be chosen. */
  readonly latest?: Day;
  readonly allowClear?: boolean;
}

export function DayField({ value, onChange, disabled, id, label, latest, allowClear = true }: DayFieldProps) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      value={isDay(value) ? dayjs(value, 'YYYY-MM-DD') : null}
      format={FORMATS}
      placeholder="年-月-日"
      allowClear={allowClear}
      disabled={disabled === true}
      {...(latest === undefined ? {} : { disabledDate: (each: Dayjs) => each.format('YYYY-MM-DD') > latest })}
      onChange={(picked: Dayjs | null) => onChange?.(picked === null ? null : picked.format('YYYY-MM-DD'))}
      style={{ width: '100%' }}
    />
  );
}
