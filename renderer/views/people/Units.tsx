/** Units: find, names and their history, what each answers for; add, rename and merge as dated events. */
import { Button, Dropdown, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { List } from '../parts/List.tsx';
import { NameHistory } from './NameHistory.tsx';
import { Rename } from './Rename.tsx';
import { AddUnit, MergeUnit } from './UnitForms.tsx';
import { writeAndSay } from './done.ts';
import { matches } from './find.ts';
import { usePeopleShown } from './shown.ts';
import { type Unit, unitKindWords } from './unit.ts';

type Dialog = 'add' | 'rename' | 'merge';

export function Units() {
  const list = useCall('unit.list', {});
  const today = useLedger((store) => store.ledger?.today ?? '');
  const writable = useLedger(canWrite);
  const [typed, setTyped] = useState('');
  const chosen = usePeopleShown((store) => store.unit);
  const setChosen = (unit: number): void => usePeopleShown.setState({ unit });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const units = list.value?.units ?? list.last?.units;
  const found = useMemo(
    () => (units ?? []).filter((unit) => matches([unit.name, ...unit.names.map((each) => each.name)], typed)),
    [units, typed],
  );

  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  if (units === undefined) return <Loading />;
  const unit = units.find((each) => each.id === chosen) ?? found[0];
  const former = units.filter((each) => unit !== undefined && each.mergedInto === unit.id);
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
            placeholder="查找单位：名称、曾用名或拼音"
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
                : '换一个名称或拼音试试。'}
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
              <Dropdown
                disabled={!writable}
                trigger={['click']}
                menu={{
                  items: [
                    { key: 'kind', label: `改为${unitKindWords[otherKind(unit.kind)]}` },
                    { key: 'remove', label: '移除', danger: true },
                  ],
                  onClick: ({ key }) =>
                    key === 'kind'
                      ? void writeAndSay(
                          'unit.edit',
                          { id: unit.id, kind: otherKind(unit.kind) },
                          '已修改类别',
                        )
                      : void writeAndSay('unit.remove', { id: unit.id }, `已移除“${unit.name}”`),
                }}
              >
                <Button>更多</Button>
              </Dropdown>
            </div>
          </header>
          <dl className="people-detail">
            <dt>负责的措施</dt>
            <dd>{unit.measures} 条（含随问题确定责任单位的）</dd>
            {former.length > 0 && (
              <>
                <dt>并入它的单位</dt>
                <dd>{former.map((each) => `${each.name}（${each.mergedOn ?? ''}）`).join('、')}</dd>
              </>
            )}
          </dl>
          <NameHistory
            title="名称沿革"
            names={unit.names}
            present={unit.name}
            today={today}
            end={
              unit.mergedInto === null || unit.mergedOn === null
                ? undefined
                : { on: unit.mergedOn, words: `并入${nameOf(units, unit.mergedInto)}` }
            }
          />
        </section>
      )}
      {dialog === 'add' && <AddUnit onClose={close} />}
      {dialog === 'rename' && unit !== undefined && (
        <Rename what="unit" id={unit.id} name={unit.name} today={today} onClose={close} />
      )}
      {dialog === 'merge' && unit !== undefined && (
        <MergeUnit unit={unit} units={units} today={today} onClose={close} />
      )}
    </div>
  );
}

const otherKind = (kind: Unit['kind']): Unit['kind'] => (kind === 'department' ? 'subsidiary' : 'department');

function nameOf(units: readonly Unit[], id: number): string {
  const name = units.find((each) => each.id === id)?.name;
  return name === undefined ? '其他单位' : `“${name}”`;
}
