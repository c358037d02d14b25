/** What an issue, or one of its measures, brought: regulations, sanctions, recoveries, clues; written down from here. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { outcomeFamilies } from '../../../../shared/outcomes/likely.ts';
import { familyWords, kindWords, outcomeName, whenWords } from '../../../../shared/outcomes/words.ts';
import { loadKit, useKit } from '../../../app/kitStore.ts';
import { useCall } from '../../../door.ts';
import { canWrite, showView, useLedger } from '../../../store/ledger.ts';
import { showTab } from '../../outcomes/state.ts';
import type { Place } from '../../outcomes/state.ts';
import { outcomeTables } from '../../outcomes/tables.ts';
import { Section } from './Field.tsx';

const OutcomeForm = lazy(() =>
  import('../../outcomes/OutcomeForm.tsx').then((module) => ({ default: module.OutcomeForm })),
);

interface Props {
  readonly issue: number;
  /** Only what belongs to this measure. */
  readonly measure?: number;
  readonly unit: number | null;
}

export function Outcomes({ issue, measure, unit }: Props) {
  const writable = useLedger(canWrite);
  const [adding, setAdding] = useState(false);
  const { value } = useCall('outcome.ofIssue', { issue }, { tables: outcomeTables });
  const rows = (value?.rows ?? []).filter((row) => measure === undefined || row.measure?.id === measure);
  return (
    <Section
      title="整改成效"
      count={rows.length}
      action={
        writable ? (
          <button type="button" className="button button-small" onClick={() => setAdding(true)}>
            登记…
          </button>
        ) : null
      }
    >
      {rows.length === 0 ? <p className="soft">还没有登记制度、问责、收回挽回和线索</p> : null}
      <ul className="evidence">
        {rows.map((row) => (
          <li key={`${row.family} ${row.id}`}>
            <div>
              <div>
                {outcomeName(row)}
                {row.duplicateOf === null ? null : <span className="mark mark-amber">重复，不另计</span>}
              </div>
              <div className="soft">
                {[
                  row.family === 'regulation' ? kindWords(row) : familyWords[row.family],
                  row.family === 'regulation' ? row.number : '',
                  whenWords(row),
                  row.unit?.name ?? '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            <button
              type="button"
              className="button button-small button-plain"
              aria-label={`在整改成效中查看${outcomeName(row)}`}
              onClick={() => {
                showTab(row.family);
                showView('outcomes');
              }}
            >
              查看
            </button>
          </li>
        ))}
      </ul>
      {adding ? (
        <Adding
          place={{ issueId: issue, measureId: measure ?? null, unitId: unit }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Section>
  );
}

/** The form is antd's, which the detail pane does without. */
function Adding({ place, onClose }: { readonly place: Place; readonly onClose: () => void }) {
  const kit = useKit();
  useEffect(() => {
    void loadKit();
  }, []);
  if (kit === null) return null;
  return (
    <kit.KitFrame>
      <Suspense fallback={null}>
        <OutcomeForm family={outcomeFamilies[0]} row={null} place={place} onClose={onClose} />
      </Suspense>
    </kit.KitFrame>
  );
}
