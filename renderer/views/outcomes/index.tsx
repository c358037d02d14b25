/** 整改成效: the ledgers of regulations, sanctions, recoveries and clues, and what looks like the same one twice. */
import { Button } from 'antd';
import { useEffect } from 'react';
import { outcomeFamilies } from '../../../shared/outcomes/likely.ts';
import { familyWords } from '../../../shared/outcomes/words.ts';
import { registerCommands } from '../../commands/registry.ts';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, ViewHead } from '../parts/Notes.tsx';
import { TabList } from '../parts/TabList.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FamilyLedger } from './FamilyLedger.tsx';
import { OutcomeForm } from './OutcomeForm.tsx';
import { Pairs } from './Pairs.tsx';
import { openOutcomeForm, showTab, useOutcomes } from './state.ts';
import type { Tab } from './state.ts';
import { outcomeTables } from './tables.ts';
import './outcomes.css';

function addOne(): void {
  const { tab } = useOutcomes.getState();
  openOutcomeForm({ family: tab === 'pairs' ? 'regulation' : tab, row: null });
}

export default function Outcomes() {
  const { tab, form, exporting } = useOutcomes();
  const writable = useLedger(canWrite);
  const overview = useCall('outcome.overview', {}, { tables: outcomeTables });
  const counts = overview.value ?? overview.last;
  const rounds = useCall('round.list', {}, { tables: ['rounds'] }).value?.rounds;
  const noRound = rounds !== undefined && !rounds.some((round) => round.current);

  useEffect(
    () =>
      registerCommands([
        {
          id: 'outcomes.add',
          title: '登记整改成效…',
          group: '台账',
          keys: ['Insert'],
          when: () => canWrite(),
          run: addOne,
        },
        {
          id: 'outcomes.export',
          title: '导出整改成效…',
          group: '文件',
          run: () => useOutcomes.setState({ exporting: true }),
        },
      ]),
    [],
  );
  // What was left open belongs to this visit.
  useEffect(() => () => useOutcomes.setState({ form: null, exporting: false }), []);

  const tabs: { key: Tab; label: string }[] = [
    ...outcomeFamilies.map((family) => ({
      key: family,
      label: counts === undefined ? familyWords[family] : `${familyWords[family]}（${counts.rows[family]}）`,
    })),
    {
      key: 'pairs',
      label: counts === undefined || counts.pairs === 0 ? '疑似重复' : `疑似重复（${counts.pairs}）`,
    },
  ];
  if (overview.failure !== null) return <FailureNote failure={overview.failure} onRetry={overview.reload} />;
  if (noRound)
    return (
      <div className="outcomes">
        <ViewHead title="整改成效" />
        <Empty title="还没有巡察轮次">成效记在轮次名下：先导入通报或方案，或在“轮次”中新建轮次。</Empty>
      </div>
    );
  return (
    <div className="outcomes">
      <ViewHead
        title="整改成效"
        actions={
          <>
            <Button onClick={() => useOutcomes.setState({ exporting: true })}>导出…</Button>
            <Button type="primary" disabled={!writable} title="登记一件（Insert）" onClick={addOne}>
              登记…
            </Button>
          </>
        }
      />
      <div className="outcomes-tabs">
        <TabList label="整改成效" tabs={tabs} shown={tab} panel="outcomes-panel" onShow={showTab} />
      </div>
      <div id="outcomes-panel" className="outcomes-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'pairs' ? <Pairs /> : <FamilyLedger key={tab} family={tab} writable={writable} />}
      </div>
      {form === null ? null : (
        <OutcomeForm
          family={form.family}
          row={form.row}
          onClose={(saved) => {
            useOutcomes.setState({ form: null, ...(saved === null ? {} : { tab: saved }) });
          }}
        />
      )}
      {exporting ? <ExportDialog onClose={() => useOutcomes.setState({ exporting: false })} /> : null}
    </div>
  );
}
