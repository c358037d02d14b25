/** Persons: leaders who answer for issues and measures, and the others; add and edit. */
import { Button, Checkbox, Dropdown, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { List } from '../parts/List.tsx';
import { NameHistory } from './NameHistory.tsx';
import { HandOverPerson, LeavePerson, PersonForm } from './PersonForms.tsx';
import { Rename } from './Rename.tsx';
import { writeAndSay } from './done.ts';
import { matches } from './find.ts';
import { usePeopleShown } from './shown.ts';
import type { Unit } from './unit.ts';

type Dialog = 'add' | 'edit' | 'rename' | 'leave' | 'handOver';

const noUnits: readonly Unit[] = [];

export function Persons() {
  const list = useCall('person.list', {});
  const unitList = useCall('unit.list', {});
  const writable = useLedger(canWrite);
  const [typed, setTyped] = useState('');
  const [leadersOnly, setLeadersOnly] = useState(false);
  const chosen = usePeopleShown((store) => store.person);
  const setChosen = (person: number): void => usePeopleShown.setState({ person });
  const today = useLedger((store) => store.ledger?.today ?? '');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const persons = list.value?.persons ?? list.last?.persons;
  const units = unitList.value?.units ?? unitList.last?.units ?? noUnits;
  const unitName = (id: number | null): string =>
    id === null ? '' : (units.find((each) => each.id === id)?.name ?? '');
  const found = useMemo(
    () =>
      (persons ?? []).filter(
        (each) =>
          (!leadersOnly || each.leader) &&
          matches(
            [
              each.name,
              ...each.names.map((one) => one.name),
              each.post,
              units.find((unit) => unit.id === each.unitId)?.name ?? '',
            ],
            typed,
          ),
      ),
    [persons, units, typed, leadersOnly],
  );

  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  if (persons === undefined) return <Loading />;
  const person = persons.find((each) => each.id === chosen) ?? found[0];
  const close = (id: number | null): void => {
    setDialog(null);
    if (id !== null) setChosen(id);
  };

  return (
    <div className="people-body">
      <section className="pane people-left">
        <div className="people-find">
          <Input
            allowClear
            aria-label="查找人员"
            placeholder="查找人员：姓名、职务、单位或拼音"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button disabled={!writable} onClick={() => setDialog('add')}>
            新增人员
          </Button>
        </div>
        <p className="people-count">
          <span role="status">
            {typed === '' && !leadersOnly
              ? `共 ${persons.length} 人`
              : `找到 ${found.length} 人，共 ${persons.length} 人`}
          </span>
          <Checkbox checked={leadersOnly} onChange={(event) => setLeadersOnly(event.target.checked)}>
            只看领导
          </Checkbox>
        </p>
        {found.length === 0 ? (
          <Empty title={persons.length === 0 ? '还没有人员' : '没有找到'}>
            <p>
              {persons.length === 0
                ? '导入通报或方案时会自动登记责任领导，也可以先新增。'
                : '换一个词或拼音试试。'}
            </p>
          </Empty>
        ) : (
          <List label="人员" rows={found} chosen={person?.id ?? null} onChoose={setChosen}>
            {(row) => (
              <>
                <span className="rows-name">
                  {row.name}
                  {row.leader && <span className="people-tag">领导</span>}
                  {row.leftOn !== null && row.leftOn <= today && (
                    <span className="people-tag people-left-tag">已离任</span>
                  )}
                </span>
                <span className="rows-facts">
                  {[row.post, unitName(row.unitId), `${row.measures} 条措施`].filter(Boolean).join('　')}
                </span>
              </>
            )}
          </List>
        )}
      </section>
      {person !== undefined && (
        <section className="pane people-right" aria-label={person.name}>
          <header>
            <div>
              <h2>{person.name}</h2>
              <p>{person.post === '' ? '职务未填' : person.post}</p>
            </div>
            <div className="view-actions">
              <Button disabled={!writable} onClick={() => setDialog('edit')}>
                修改
              </Button>
              <Button disabled={!writable} onClick={() => setDialog('handOver')}>
                移交
              </Button>
              {person.leftOn === null ? (
                <Button disabled={!writable} onClick={() => setDialog('leave')}>
                  离任并移交
                </Button>
              ) : (
                <Button
                  disabled={!writable}
                  onClick={() => void writeAndSay('person.leave', { id: person.id, on: null }, '已取消离任')}
                >
                  取消离任
                </Button>
              )}
              <Dropdown
                disabled={!writable}
                trigger={['click']}
                menu={{
                  items: [
                    { key: 'rename', label: '更名…' },
                    { key: 'remove', label: '移除', danger: true },
                  ],
                  onClick: ({ key }) =>
                    key === 'rename'
                      ? setDialog('rename')
                      : void writeAndSay('person.remove', { id: person.id }, `已移除“${person.name}”`),
                }}
              >
                <Button>更多</Button>
              </Dropdown>
            </div>
          </header>
          <dl className="people-detail">
            <dt>领导班子成员</dt>
            <dd>{person.leader ? '是，可作为牵头领导、责任领导' : '否'}</dd>
            <dt>所在单位</dt>
            <dd>{unitName(person.unitId) || '未填'}</dd>
            <dt>牵头的措施</dt>
            <dd>{person.measures} 条（含随问题确定责任领导的）</dd>
            {person.leftOn !== null && (
              <>
                <dt>离任</dt>
                <dd>{person.leftOn}</dd>
              </>
            )}
          </dl>
          {person.names.length > 0 && (
            <NameHistory title="姓名沿革" names={person.names} present={person.name} today={today} />
          )}
        </section>
      )}
      {(dialog === 'add' || dialog === 'edit') && (
        <PersonForm person={dialog === 'edit' ? (person ?? null) : null} units={units} onClose={close} />
      )}
      {dialog === 'rename' && person !== undefined && (
        <Rename what="person" id={person.id} name={person.name} today={today} onClose={close} />
      )}
      {dialog === 'leave' && person !== undefined && (
        <LeavePerson person={person} persons={persons} today={today} onClose={close} />
      )}
      {dialog === 'handOver' && person !== undefined && (
        <HandOverPerson person={person} persons={persons} today={today} onClose={close} />
      )}
    </div>
  );
}
