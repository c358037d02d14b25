/** The middle: finding, filters, what is selected, and the grid. */
import { runFind, useChecklist } from '../../store/checklist.ts';
import { filterCount } from '../../store/query.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { FilterBar } from './checklist/FilterBar.tsx';
import { Grid } from './checklist/Grid.tsx';
import { NothingFound } from './checklist/NothingFound.tsx';
import { NoMeasures } from './NoMeasures.tsx';

interface Props {
  readonly treeInline: boolean;
  readonly detailInline: boolean;
}

export function Checklist({ treeInline, detailInline }: Props) {
  const loaded = useChecklist((store) => store.loaded);
  const failure = useChecklist((store) => store.failure);
  const shown = useChecklist((store) => store.ids.length);
  const filtered = useChecklist((store) => filterCount(store.query) > 0);
  return (
    <>
      <FilterBar treeInline={treeInline} detailInline={detailInline} />
      {failure !== null ? (
        <div className="ledger-middle-note">
          <FailureNote failure={failure} onRetry={() => void runFind()} />
        </div>
      ) : (
        <Grid />
      )}
      {loaded && failure === null && shown === 0 ? filtered ? <NothingFound /> : <NoMeasures /> : null}
    </>
  );
}
