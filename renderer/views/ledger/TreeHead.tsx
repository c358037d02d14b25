/** Above the tree: the whole round, its figures, and what the columns mean. */
import { openTreeMenu } from './treeCommands.ts';
import { selectNode, useLedger } from '../../store/ledger.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Progress } from '../../ui/Lamp.tsx';

interface Props {
  readonly totals: { issues: number; issuesClosed: number; measures: number; measuresComplete: number };
}

export function TreeHead({ totals }: Props) {
  const whole = useLedger((store) => store.node === null);
  return (
    <div className="tree-head">
      <div className="tree-head-labels">
        <span className="tree-head-title">目录</span>
        <button
          type="button"
          className="button button-icon"
          title="新建、折叠、展开"
          aria-label="目录菜单"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            openTreeMenu(box.left, box.bottom);
          }}
        >
          <Icon name="more" />
        </button>
        <span className="tree-head-closure" title="已销号问题 / 全部问题">
          销号
        </span>
        <span className="tree-head-progress" title="完成的措施 / 全部措施">
          措施
        </span>
      </div>
      <button
        type="button"
        className={`tree-whole ${whole ? 'tree-selected' : ''}`}
        aria-pressed={whole}
        onClick={() => {
          selectNode(null);
        }}
      >
        <span className="tree-title">全部</span>
        <span className="tree-closure">
          {totals.issuesClosed}/{totals.issues}
        </span>
        <Progress done={totals.measuresComplete} of={totals.measures} label="措施完成" />
      </button>
    </div>
  );
}
