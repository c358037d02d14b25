/** 成批办理: many papers at once, to the printer or into a folder. */
import { Button, Checkbox, Modal, Radio, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { PaperQuery } from '../../../shared/contract/types.ts';
import type { Month } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { formWords, saveMany } from '../../papers/out.ts';
import type { Form } from '../../papers/out.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { JobBar } from './JobBar.tsx';
import { monthlySet, useItems } from './items.ts';
import { kindLabel, kindOf, queryOf, whichOf } from './kinds.ts';
import type { PaperKind } from './kinds.ts';
import { PrintDialog } from './PrintDialog.tsx';
import { useManyRun } from './run.ts';

type Batch = 'set' | 'closing' | 'dossier' | 'reminder';

interface ManyDialogProps {
  readonly month: Month;
  /** The kind that is looked at. */
  readonly kind: PaperKind;
  readonly onClose: () => void;
}

interface Line {
  readonly key: string;
  readonly label: string;
  readonly more: string;
  readonly query: PaperQuery;
}

const batches: readonly { readonly value: Batch; readonly label: string }[] = [
  { value: 'set', label: '本月整套' },
  { value: 'closing', label: '对账销号单' },
  { value: 'dossier', label: '一问题一档案' },
  { value: 'reminder', label: '督办函件' },
];
/** What every paper can become, and what is edited further. */
const FORMS: Readonly<Record<Batch, readonly Form[]>> = {
  set: ['pdf', 'xlsx'],
  closing: ['pdf', 'xlsx', 'docx'],
  dossier: ['pdf', 'xlsx', 'docx'],
  reminder: ['pdf', 'docx'],
};

export function ManyDialog({ month, kind, onClose }: ManyDialogProps) {
  const [batch, setBatch] = useState<Batch>(
    kind === 'closing' || kind === 'dossier' || kind === 'reminder' ? kind : 'set',
  );
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [form, setForm] = useState<Form>('pdf');
  const [printing, setPrinting] = useState(false);
  const { running, job, progress, run } = useManyRun();
  const items = useItems(batch === 'set' ? 'month' : whichOf(batch), month);
  const lines = useMemo<readonly Line[]>(() => {
    if (batch === 'set')
      return monthlySet(month).map((query) => ({
        key: JSON.stringify(query),
        label: kindLabel(kindOf(query).kind),
        more: monthLabel(month),
        query,
      }));
    return items.items.flatMap(({ id, label, more }) => {
      const query = queryOf(batch, month, id);
      return query === null ? [] : [{ key: JSON.stringify(query), label, more, query }];
    });
  }, [batch, month, items.items]);
  const chosen = lines.filter(({ key }) => !without.has(key));
  const queries = chosen.map(({ query }) => query);
  const usable = FORMS[batch].includes(form) ? form : 'pdf';

  function choose(key: string, on: boolean): void {
    setWithout((before) => {
      const next = new Set(before);
      if (on) next.delete(key);
      else next.add(key);
      return next;
    });
  }
  async function save(): Promise<void> {
    if (await run((follow) => saveMany(queries, usable, follow))) onClose();
  }

  if (printing)
    return (
      <PrintDialog
        title={`${chosen.length} 份文书`}
        queries={queries}
        pages={null}
        onClose={() => setPrinting(false)}
      />
    );
  return (
    <Modal
      open
      centered
      width="min(46rem, 94vw)"
      title="成批打印或保存"
      mask={{ closable: false }}
      onCancel={() => {
        if (!running) onClose();
      }}
      footer={
        <div className="papers-many-foot">
          <Select
            aria-label="存成哪种文件"
            value={usable}
            disabled={running}
            options={FORMS[batch].map((value) => ({ value, label: formWords[value] }))}
            onChange={(value: Form) => setForm(value)}
          />
          <Button loading={running} disabled={queries.length === 0} onClick={() => void save()}>
            存到文件夹…
          </Button>
          <span className="papers-gap" />
          <JobBar job={job} progress={progress} idle={<Button onClick={onClose}>关闭</Button>} />
          <Button
            type="primary"
            autoFocus
            disabled={running || queries.length === 0}
            onClick={() => setPrinting(true)}
          >
            打印 {queries.length} 份…
          </Button>
        </div>
      }
    >
      <Radio.Group
        aria-label="哪些文书"
        value={batch}
        disabled={running}
        options={batches.map(({ value, label }) => ({ value, label }))}
        onChange={(event) => {
          setBatch(event.target.value as Batch);
          setWithout(new Set());
        }}
      />
      {items.failure !== null ? (
        <FailureNote failure={items.failure} />
      ) : !items.loaded ? (
        <Loading />
      ) : lines.length === 0 ? (
        <Empty title="没有可办的文书">
          {batch === 'reminder' ? '本月还没有督办函件。' : '台账中还没有问题。'}
        </Empty>
      ) : (
        <>
          <Checkbox
            className="papers-many-all"
            checked={chosen.length === lines.length}
            indeterminate={chosen.length > 0 && chosen.length < lines.length}
            disabled={running}
            onChange={(event) =>
              setWithout(event.target.checked ? new Set() : new Set(lines.map(({ key }) => key)))
            }
          >
            全选（{chosen.length} / {lines.length}）
          </Checkbox>
          <ul className="papers-many-list" aria-label="要办的文书">
            {lines.map(({ key, label, more }) => (
              <li key={key}>
                <Checkbox
                  checked={!without.has(key)}
                  disabled={running}
                  onChange={(event) => choose(key, event.target.checked)}
                >
                  {label} <small>{more}</small>
                </Checkbox>
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}
