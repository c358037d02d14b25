/** Units: find, names and their history, what each answers for; add, rename and merge as dated events. */
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { List } from '../parts/List.tsx';
import { AddUnit, MergeUnit, RenameUnit } from './UnitForms.tsx';
import { matches } from './find.ts';
import { type Unit, unitKindWords } from './unit.ts';

/** The ledger dates the first name of a unit that nobody dated from here (db/people.ts). */
const FIRST_DAY = '1949-10-01';

type Dialog = 'add' | 'rename' | 'merge';

export function Units() {
  const list = useCall('unit.list', {});
  const today = useLedger((store) => store.ledger?.today ?? '');
  const writable = useLedger(canWrite);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const units = list.value?.units ?? list.last?.units;
  const found = useMemo(
    () => (units ?? []).filter((unit) => matches([unit.name, ...unit.names.map((each) => each.name)], typed)),
    [units, typed],
  );

  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  if (units === undefined) return <Loading />;
  const unit = units.find((each) => each.id === chosen) ?? found[0];
  const close = (id: number | null): void => {
    setDialog(null);
    if (id !== null) {
      setTyped('');
      setChosen(id);
    }
  };

  return (
    <div className="people-body">
      <section className="pane people-left">
        <div className="people-find">
          <Input
            allowClear
            aria-label="查找单位"
            placeholder="查找单位：名称、曾用名或拼音首字母"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button disabled={!writable} onClick={() => setDialog('add')}>
            新增单位
          </Button>
        </div>
        <p className="people-count" role="status">
          {typed === '' ? `共 ${units.length} 个单位` : `找到 ${found.length} 个，共 ${units.length} 个`}
        </p>
        {found.length === 0 ? (
          <Empty title={units.length === 0 ? '还没有单位' : '没有找到'}>
            <p>
              {units.length === 0
                ? '导入通报或方案时会自动登记责任单位，也可以先新增。'
                : '换一个名称或拼音首字母试试。'}
            </p>
          </Empty>
        ) : (
          <List label="单位" rows={found} chosen={unit?.id ?? null} onChoose={setChosen}>
            {(row) => (
              <>
                <span className="rows-name">{row.name}</span>
                <span className="rows-facts">
                  {`${unitKindWords[row.kind]}　${
                    row.mergedInto === null
                      ? `${row.measures} 条措施`
                      : `已并入${nameOf(units, row.mergedInto)}`
                  }`}
                </span>
              </>
            )}
          </List>
        )}
      </section>
      {unit !== undefined && (
        <section className="pane people-right" aria-label={unit.name}>
          <header>
            <div>
              <h2>{unit.name}</h2>
              <p>{unitKindWords[unit.kind]}</p>
            </div>
            <div className="view-actions">
              <Button disabled={!writable || unit.mergedInto !== null} onClick={() => setDialog('rename')}>
                更名
              </Button>
              <Button
                disabled={!writable || unit.mergedInto !== null || units.length < 2}
                onClick={() => setDialog('merge')}
              >
                并入其他单位
              </Button>
            </div>
          </header>
          <dl className="people-detail">
            <dt>负责的措施</dt>
            <dd>{unit.measures} 条（含随问题确定责任单位的）</dd>
            {unit.mergedInto !== null && (
              <>
                <dt>合并</dt>
                <dd>
                  自 {unit.mergedOn ?? ''} 起并入{nameOf(units, unit.mergedInto)}
                </dd>
              </>
            )}
          </dl>
          <h3>名称沿革</h3>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">启用日期</th>
                <th scope="col">名称</th>
                <th scope="col">说明</th>
              </tr>
            </thead>
            <tbody>
              {[...unit.names]
                .sort((a, b) => (a.from < b.from ? 1 : -1))
                .map((each) => (
                  <tr key={each.from}>
                    <td>{each.from <= FIRST_DAY ? '最初' : each.from}</td>
                    <td>{each.name}</td>
                    <td>{each.from > today ? '尚未启用' : each.name === unit.name ? '现用' : '曾用'}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          <p className="people-hint">以前月份的月报和表格仍按当时的名称打印。</p>
        </section>
      )}
      {dialog === 'add' && <AddUnit onClose={close} />}
      {dialog === 'rename' && unit !== undefined && <RenameUnit unit={unit} today={today} onClose={close} />}
      {dialog === 'merge' && unit !== undefined && (
        <MergeUnit unit={unit} units={units} today={today} onClose={close} />
      )}
    </div>
  );
}

function nameOf(units: readonly Unit[], id: number): string {
  const name = units.find((each) => each.id === id)?.name;
  return name === undefined ? '其他单位' : `“${name}”`;
}
