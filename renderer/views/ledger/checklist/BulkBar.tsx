/** What can be done with several selected measures at once. */
import { useMemo } from 'react';
import { measureStates } from '../../../../shared/lists.ts';
import type { MeasureState } from '../../../../shared/lists.ts';
import { measureStateWords } from '../../../../shared/words.ts';
import { setSelection, useChecklist } from '../../../store/checklist.ts';
import { canWrite, useLedger } from '../../../store/ledger.ts';
import { askExtension } from '../../../store/extend.ts';
import { askState, changeState } from '../../../store/writes.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Picker } from '../../../ui/Picker.tsx';
import { PopoverButton } from '../../../ui/Popover.tsx';
import {
  askDeadline,
  askDemand,
  askLead,
  askNoEvidence,
  askUnit,
  askWithdraw,
  copyMeasures,
  selectedIds,
} from '../bulk.ts';
import { pickNone } from './selection.ts';

const stateOptions = measureStates.map((state) => ({ value: state, label: measureStateWords[state] }));

/** Stands where the filters stand, so that nothing moves under the pointer while several are being selected. */
export function BulkBar() {
  const count = useChecklist((store) => store.selection.selected.size);
  const writes = useLedger(canWrite);
  const acts = useMemo(
    () =>
      [
        ['状态和日期…', '日期', () => askState(selectedIds(), null)],
        ['牵头领导…', '领导', () => askLead(selectedIds())],
        ['责任单位…', '单位', () => askUnit(selectedIds())],
        ['整改期限…', '期限', () => askDeadline(selectedIds())],
        ['延期…', '延期', () => void askExtension(selectedIds())],
        ['整改要求…', '要求', () => askDemand(selectedIds())],
        ['无佐证原因…', '无佐证', () => askNoEvidence(selectedIds())],
        ['撤销措施…', '撤销措施', () => askWithdraw(selectedIds(), 'measure.withdraw')],
      ] as const,
    [],
  );
  return (
    <div className="filters-line filters-chips bulk" role="toolbar" aria-label="批量修改">
      <strong className="bulk-count">已选 {count} 条</strong>
      <PopoverButton
        label={
          <>
            设为 <Icon name="down" />
          </>
        }
        title="整改状态"
        className="button button-small"
        disabled={!writes}
      >
        {(close) => (
          <Picker
            plain
            options={stateOptions}
            current={null}
            placeholder="整改状态"
            onCancel={close}
            onPick={(state) => {
              close();
              void changeState(selectedIds(), state as MeasureState);
            }}
          />
        )}
      </PopoverButton>
      {acts.map(([title, short, run]) => (
        <button
          key={title}
          type="button"
          className="button button-small"
          aria-label={title}
          title={title}
          disabled={!writes}
          onClick={run}
        >
          {short}
        </button>
      ))}
      <button type="button" className="button button-small" onClick={() => void copyMeasures(selectedIds())}>
        复制
      </button>
      <button
        type="button"
        className="button button-small button-plain"
        onClick={() => setSelection(pickNone(useChecklist.getState().selection))}
      >
        取消选择
      </button>
    </div>
  );
}
