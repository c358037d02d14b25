/** What units asked for in their returns: more time for this measure. Decided here or on the screen of returns. */
import type { ExtensionRequest } from '../../../../shared/contract/types.ts';
import { dayLabel } from '../../../../shared/day.ts';
import { monthLabel } from '../../../../shared/month.ts';
import { useCall } from '../../../door.ts';
import { acceptExtension, extensionTables, refuseExtension } from '../../../store/extensions.ts';
import { useLedger } from '../../../store/ledger.ts';
import { Section } from './Field.tsx';

const stateMarks: Readonly<Record<ExtensionRequest['state'], readonly [word: string, mark: string]>> = {
  pending: ['待批', 'mark mark-amber'],
  accepted: ['已批准', 'mark mark-green'],
  refused: ['不同意', 'mark'],
};

export function ExtensionRequests({ measure, free }: { readonly measure: number; readonly free: boolean }) {
  const { value } = useCall('extension.requests', {}, { tables: extensionTables });
  const today = useLedger((store) => store.ledger?.today ?? '');
  const list = value?.requests.filter((each) => each.measure.id === measure) ?? [];
  if (list.length === 0) return null;
  return (
    <Section title="延期申请" count={list.length}>
      <ol className="timeline">
        {list.map((request) => (
          <li key={request.id}>
            <div className="timeline-head">
              <strong>{monthLabel(request.month)}</strong>
              <span>{request.unit.name}</span>
              <span className={stateMarks[request.state][1]}>{stateMarks[request.state][0]}</span>
            </div>
            <div>申请延至{request.newOn === null ? '（没有写明日期）' : dayLabel(request.newOn)}</div>
            {request.reason === '' ? null : (
              <div>
                <span className="soft">理由：</span>
                {request.reason}
              </div>
            )}
            {request.state === 'pending' && free ? (
              <div className="extension-acts">
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => acceptExtension(request, today)}
                >
                  批准…
                </button>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => refuseExtension(request)}
                >
                  不同意…
                </button>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
