/** No measures in this part of the tree: how they come in. */
import { useChecklist } from '../../store/checklist.ts';
import { openNotice, useLedger } from '../../store/ledger.ts';
import { Icon } from '../../ui/Icon.tsx';

export function NoMeasures() {
  const inScope = useChecklist((store) => store.inScope);
  const node = useLedger((store) => store.node);
  if (inScope > 0) return null;
  return (
    <div className="list-empty">
      <h3>{node === null ? '还没有整改措施' : '这里还没有整改措施'}</h3>
      <p>可以导入通报或方案，由程序读出措施；也可以选中左侧的一个问题，逐条新增。</p>
      <button type="button" className="button button-main" onClick={() => openNotice()}>
        <Icon name="import" />
        导入通报或方案
      </button>
    </div>
  );
}
