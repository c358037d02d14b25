/** 待批延期申请: what units ask for in their returns; accepted with day and approving body, or refused. */
import { Button } from 'antd';
import type { Reply } from '../../../shared/contract/index.ts';
import type { ExtensionRequest } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import type { CallState } from '../../door.ts';
import { showInLedger } from '../../store/ledger.ts';
import { acceptExtension, refuseExtension } from '../../store/extensions.ts';
import { FailureNote } from '../parts/Notes.tsx';
import { waitingRequests } from './lists.ts';

interface ExtensionsProps {
  readonly answer: CallState<Reply<'extension.requests'>>;
  readonly writable: boolean;
  readonly today: string;
}

/** Nothing at all while nothing waits. */
export function Extensions({ answer, writable, today }: ExtensionsProps) {
  if (answer.failure !== null) return <FailureNote failure={answer.failure} onRetry={answer.reload} />;
  const waiting = waitingRequests(answer);
  if (waiting.length === 0) return null;
  return (
    <section className="pane returns-part" aria-label="待批延期申请">
      <h2>
        待批延期申请 <span className="returns-count">{waiting.length}</span>
      </h2>
      <ul className="extension-list">
        {waiting.map((request) => (
          <Request key={request.id} request={request} writable={writable} today={today} />
        ))}
      </ul>
    </section>
  );
}

interface RequestProps {
  readonly request: ExtensionRequest;
  readonly writable: boolean;
  readonly today: string;
}

function Request({ request, writable, today }: RequestProps) {
  const { measure } = request;
  return (
    <li>
      <div className="extension-what">
        <b>{request.unit.name}</b> 申请延至{' '}
        <b>{request.newOn === null ? '（没有写明日期）' : dayLabel(request.newOn)}</b>
      </div>
      <button
        type="button"
        className="returns-link"
        title="在台账中查看"
        onClick={() => showInLedger({ measure: measure.id })}
      >
        {`${measure.number} ${measure.title}`.trim()}
      </button>
      <div className="soft">理由：{request.reason === '' ? '没有填写' : request.reason}</div>
      <div className="extension-do">
        <Button size="small" disabled={!writable} onClick={() => acceptExtension(request, today)}>
          批准…
        </Button>
        <Button size="small" disabled={!writable} onClick={() => refuseExtension(request)}>
          不同意…
        </Button>
      </div>
    </li>
  );
}
