/** Choosing a month, as 'YYYY-MM'. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { isMonth } from '../../../shared/month.ts';
import type { Month } from '../../../shared/month.ts';

const FORMATS = ['YYYY年M月', 'YYYY-MM', 'YYYY-M', 'YYYY.M', 'YYYYMM'];

interface MonthFieldProps {
  readonly value: Month;
  readonly onChange: (value: Month) => void;
  readonly label: string;
  readonly latest?: Month;
}

export function MonthField({ value, onChange, label, latest }: MonthFieldProps) {
  return (
    <DatePicker
      picker="month"
      aria-label={label}
      value={isMonth(value) ? dayjs(`${value}-01`, 'YYYY-MM-DD') : null}
      format={FORMATS}
      allowClear={false}
      {...(latest === undefined ? {} : { disabledDate: (each: Dayjs) => each.format('YYYY-MM') > latest })}
      onChange={(picked: Dayjs | null) => {
        if (picked !== null) onChange(picked.format('YYYY-MM'));
      }}
    />
  );
}
