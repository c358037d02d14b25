/** The right side: all that is known of the measure, issue or heading that is selected. */
import { useLedger } from '../../../store/ledger.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { HeadingDetail } from './HeadingDetail.tsx';
import { IssueDetail } from './IssueDetail.tsx';
import { MeasureDetail } from './MeasureDetail.tsx';

export function Detail() {
  const node = useLedger((store) => store.node);
  const measure = useLedger((store) => store.measure);
  return (
    <div id="detail" className="detail" tabIndex={-1} data-place="detail">
      {measure !== null ? (
        <MeasureDetail key={`m${measure}`} id={measure} />
      ) : node?.kind === 'issue' ? (
        <IssueDetail key={`i${node.id}`} id={node.id} />
      ) : node?.kind === 'heading' ? (
        <HeadingDetail key={`h${node.id}`} id={node.id} />
      ) : (
        <div className="detail-none">
          <Icon name="detail" />
          <p>在左侧选一个方面或问题，或在清单中点一条措施，这里显示它的全部内容。</p>
        </div>
      )}
    </div>
  );
}
