/** Which measure a row is about: one of the unit's, found by words or initials; or the row is left out. */
import { useEffect, useMemo, useRef } from 'react';
import type { ReviewRow } from '../../../shared/contract/types.ts';
import { useCall } from '../../door.ts';
import { openAtCursor } from '../../store/review.ts';
import { matchRow } from '../../store/reviewDecide.ts';
import { Picker } from '../../ui/Picker.tsx';
import type { Option } from '../../ui/Picker.tsx';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { focusList } from './focus.ts';

const OUT = 'out';

export function MatchPicker({ row }: { readonly row: ReviewRow }) {
  const found = useCall('returns.measures', { file: row.file }, { tables: ['measures'] });
  const options = useMemo((): Option[] => {
    const list = found.value;
    if (list === undefined) return [];
    const likely = new Set(row.candidates.map((each) => each.id));
    const absent = new Set(list.absent);
    const rank = (id: number): number => (likely.has(id) ? 0 : absent.has(id) ? 1 : 2);
    return [
      { value: OUT, label: '不导入此行' },
      ...list.measures
        .toSorted((a, b) => rank(a.id) - rank(b.id))
        .map((measure) => ({
          value: String(measure.id),
          label: `${measure.number} ${measure.title}`,
          hint: [
            likely.has(measure.id) ? '相近' : absent.has(measure.id) ? '缺报' : '已有行',
            measure.issueTitle,
          ].join(' · '),
        })),
    ];
  }, [found.value, row.candidates]);
  const box = useRef<HTMLDivElement>(null);
  const ready = found.value !== undefined;
  useEffect(() => {
    if (ready) box.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [ready]);
  const leave = (): void => {
    openAtCursor(null);
    focusList();
  };
  if (found.failure !== null) return <FailureNote failure={found.failure} onRetry={found.reload} />;
  if (found.value === undefined) return <Loading />;
  const first = options.find((option) => option.value !== OUT);
  return (
    <div className="rv-match" ref={box}>
      <Picker
        options={options}
        current={row.measure === null ? (first?.value ?? OUT) : String(row.measure.id)}
        placeholder="输入措施的编号、文字或拼音首字母"
        onCancel={leave}
        onPick={(value) => {
          leave();
          void matchRow(row, value === OUT ? null : Number(value));
        }}
      />
    </div>
  );
}
