/** One family's ledger: find, narrow to a kind, what it comes to, the table, and the chosen outcome beside it. */
import { Button, Input, Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import type { OutcomeFamily, OutcomeRow } from '../../../shared/contract/types.ts';
import { familyWords } from '../../../shared/outcomes/words.ts';
import { useCall } from '../../door.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { OutcomeFacts } from './OutcomeFacts.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';
import { openOutcomeForm } from './state.ts';
import { outcomeTables } from './tables.ts';
import { kindChoices, kindKey, totalsLine } from './words.ts';
import { removeOutcome } from './writes.ts';

interface Props {
  readonly family: OutcomeFamily;
  readonly writable: boolean;
}

const none: readonly OutcomeRow[] = [];

export function FamilyLedger({ family, writable }: Props) {
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const find = useDeferredValue(typed);
  const list = useCall('outcome.list', { family, find }, { tables: outcomeTables });
  const answer = list.value ?? list.last;
  const all = answer?.rows ?? none;
  const kinds = useMemo(() => kindChoices(family, all), [family, all]);
  const rows = useMemo(() => (kind === null ? all : all.filter((row) => kindKey(row) === kind)), [all, kind]);
  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  if (answer === undefined) return <Loading />;
  const row = rows.find((each) => each.id === chosen) ?? rows[0];
  return (
    <>
      <div className="outcomes-tools">
        <Input
          allowClear
          className="outcomes-find"
          aria-label={`查找${familyWords[family]}`}
          placeholder="查找：名称、文号、问题、单位或拼音首字母"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select<string | null>
          className="outcomes-kind"
          aria-label="种类"
          value={kind}
          onChange={setKind}
          options={[{ value: null, label: '全部种类' }, ...kinds]}
        />
        <p className="outcomes-totals" role="status">
          {totalsLine(family, answer, kind, rows.length)}
        </p>
      </div>
      {rows.length === 0 ? (
        <div className="pane outcomes-none">
          <Empty title={typed === '' && kind === null ? `还没有登记${familyWords[family]}` : '没有找到'}>
            {typed === '' && kind === null ? (
              <>
                <p>各单位报送的成效，确认导入后自动列在这里；也可以自己登记。</p>
                <p className="outcomes-first">
                  <Button
                    type="primary"
                    disabled={!writable}
                    onClick={() => openOutcomeForm({ family, row: null })}
                  >
                    登记{familyWords[family]}…
                  </Button>
                </p>
              </>
            ) : (
              <p>换一个词、拼音首字母或种类试试。</p>
            )}
          </Empty>
        </div>
      ) : (
        <div className="outcomes-body">
          <OutcomeTable
            family={family}
            rows={rows}
            chosen={row?.id ?? null}
            onChoose={setChosen}
            onOpen={(each) => {
              if (writable) openOutcomeForm({ family, row: each });
            }}
            onRemove={(each) => {
              if (writable) void removeOutcome(each);
            }}
          />
          {row === undefined ? null : (
            <OutcomeFacts
              key={`${family} ${row.id}`}
              row={row}
              all={all}
              writable={writable}
              onChoose={setChosen}
            />
          )}
        </div>
      )}
    </>
  );
}
