/** 文书: every paper that leaves the office, with its preview; to the printer, into files, one or many. */
import { Button, Select } from 'antd';
import { useEffect } from 'react';
import { monthLabel } from '../../../shared/month.ts';
import { call, useCall } from '../../door.ts';
import { chooseMonth, shownMonth, step, useChosenMonth } from '../summary/month.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { MonthSteps } from '../parts/MonthSteps.tsx';
import { Blanks } from './blanks/Blanks.tsx';
import { Choose } from './Choose.tsx';
import { Kinds } from './Kinds.tsx';
import { kindLabel, queryOf, whichOf } from './kinds.ts';
import { useItems } from './items.ts';
import { LateLetters } from './LateLetters.tsx';
import { ManyDialog } from './ManyDialog.tsx';
import { Preview } from './Preview.tsx';
import { PaperSettingsForm } from './SettingsForm.tsx';
import { chooseId, openPapersDialog, showKind, usePaperKind, usePapers } from './state.ts';
import './papers.css';

export default function PapersView() {
  const months = useCall('summary.months', {});
  const picked = useChosenMonth();
  const kind = usePaperKind();
  const { ids, dialog } = usePapers();
  const month = shownMonth(picked, months.value?.latest ?? null);
  const which = whichOf(kind);
  const items = useItems(which, month);
  const id = which === 'month' ? null : (ids[which] ?? null);
  // What was chosen before may be gone, or of another month: then the first one stands for it.
  const there = items.items.some((item) => item.id === id) ? id : (items.items[0]?.id ?? null);
  const query = queryOf(kind, month, there);
  useEffect(() => {
    void call('paper.warm', {});
  }, []);
  const ready = months.value !== undefined || picked !== null;
  if (months.failure !== null) return <FailureNote failure={months.failure} onRetry={months.reload} />;
  const known = months.value?.months ?? [];
  const close = (): void => openPapersDialog(null);
  return (
    <div className="papers">
      <aside className="papers-side">
        <div className="papers-months" role="group" aria-label="月份">
          <MonthSteps onStep={(by) => chooseMonth(step(month, by))}>
            <Select
              aria-label="月份"
              value={month}
              options={(known.includes(month) ? known : [month, ...known]).map((value) => ({
                value,
                label: monthLabel(value),
              }))}
              onChange={(value: string) => chooseMonth(value)}
            />
          </MonthSteps>
        </div>
        <Kinds shown={kind} onShow={showKind} />
        <div className="papers-tools">
          <Button onClick={() => openPapersDialog('many')}>成批办理…</Button>
          <Button onClick={() => openPapersDialog('settings')}>公文设置…</Button>
        </div>
      </aside>
      {which === 'month' ? null : (
        <Choose
          key={kind}
          which={which}
          of={items}
          chosen={there}
          onChoose={(chosen) => chooseId(which, chosen)}
        />
      )}
      {kind === 'blanks' ? (
        <Blanks month={month} />
      ) : query !== null && ready ? (
        <Preview key={JSON.stringify(query)} query={query} />
      ) : ready && items.loaded ? (
        <Empty title={`没有可看的${kindLabel(kind)}`} />
      ) : (
        <Loading />
      )}
      {dialog === 'many' ? <ManyDialog month={month} kind={kind} onClose={close} /> : null}
      {dialog === 'settings' ? <PaperSettingsForm onClose={close} /> : null}
      {dialog === 'late' ? (
        <LateLetters
          month={month}
          onClose={close}
          onMade={(made) => {
            close();
            const [first] = made;
            if (first !== undefined) chooseId('reminder', first);
          }}
        />
      ) : null}
    </div>
  );
}
