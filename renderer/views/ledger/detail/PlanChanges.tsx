/** 方案调整: measures added, withdrawn, replaced or taken back in, each with its reason, body and day. */
import type { PlanChange } from '../../../../shared/contract/types.ts';
import { planChangeWords } from '../../../../shared/words.ts';
import { selectMeasure } from '../../../store/ledger.ts';
import { Section } from './Field.tsx';

export function PlanChanges({ changes }: { readonly changes: readonly PlanChange[] }) {
  if (changes.length === 0) return null;
  return (
    <Section title="方案调整" count={changes.length}>
      <ol className="timeline">
        {changes.map((change) => (
          <li key={change.id}>
            <div className="timeline-head">
              <strong>{planChangeWords[change.kind]}</strong>
              <span>{change.on}</span>
              {change.body === '' ? null : <span>{change.body}</span>}
            </div>
            {change.measure === null ? <div>整个问题</div> : <Measure measure={change.measure} />}
            {change.replacedBy === null ? null : (
              <div className="plan-by">
                <span className="soft">改为：</span>
                <Measure measure={change.replacedBy} />
              </div>
            )}
            {change.reason === '' ? null : (
              <div>
                <span className="soft">原因：</span>
                {change.reason}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Measure({ measure }: { readonly measure: NonNullable<PlanChange['measure']> }) {
  return (
    <button type="button" className="plan-measure" onClick={() => selectMeasure(measure.id)}>
      {measure.title}
    </button>
  );
}
