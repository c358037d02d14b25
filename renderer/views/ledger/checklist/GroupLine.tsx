/** Heading of a group of measures: its name, how many, folded or not. */
import { memo } from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import { groupKey } from './layout.ts';
import type { Group } from './layout.ts';

export const GroupLine = memo(function GroupLine(props: {
  readonly group: Group;
  readonly folded: boolean;
  readonly top: number;
  readonly line: number;
  readonly onFold: (key: string, fold: boolean) => void;
}) {
  const { group, folded } = props;
  return (
    <div
      className="group-line"
      role="row"
      aria-rowindex={props.line + 2}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <div role="gridcell" className="group-cell">
        <button
          type="button"
          tabIndex={-1}
          className="group-button"
          aria-expanded={!folded}
          onClick={() => {
            props.onFold(groupKey(group), !folded);
          }}
        >
          <Icon name={folded ? 'right' : 'down'} />
          <span className="group-name">{group.label === '' ? '未明确' : group.label}</span>
          <span className="group-count">{group.count} 条</span>
        </button>
      </div>
    </div>
  );
});
