/** Every change of one row, newest first, in the words of the screen. */
import { useEffect, useMemo } from 'react';
import { useCall } from '../../../door.ts';
import { needPeople, usePeople } from '../../../store/people.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { wordStep } from '../../../../shared/stepWords.ts';
import { changeLines } from '../../history/changes.ts';
import { Section } from './Field.tsx';
import { localTime } from './time.ts';

const LIMIT = 200;

export function ChangeLog({ table, row }: { readonly table: string; readonly row: number }) {
  return (
    <Section title="修改记录" open={false}>
      <Lines table={table} row={row} />
    </Section>
  );
}

function Lines({ table, row }: { readonly table: string; readonly row: number }) {
  const { value, failure, reload } = useCall(
    'history.log',
    { limit: LIMIT, table, row },
    { tables: [table] },
  );
  useEffect(needPeople, []);
  const persons = usePeople((store) => store.persons);
  const units = usePeople((store) => store.units);
  const lines = useMemo(() => {
    const nameOf = (kind: 'person' | 'unit', id: number): string | undefined =>
      (kind === 'person' ? persons : units).find((each) => each.id === id)?.name;
    const entries = value?.entries ?? [];
    const bySeq = new Map(entries.map((entry) => [String(entry.seq), entry]));
    return changeLines(entries, nameOf)
      .reverse()
      .map((line) => ({ line, entry: bySeq.get(line.key) }));
  }, [value, persons, units]);

  if (failure !== null) return <FailureNote failure={failure} onRetry={reload} />;
  if (value === undefined) return null;
  if (lines.length === 0) return <p className="soft">没有修改记录</p>;
  return (
    <ol className="log">
      {lines.map(({ line, entry }) => (
        <li key={line.key}>
          <div className="log-head">
            <span>{entry === undefined ? '' : localTime(entry.at)}</span>
            <span>{entry?.operator === '' ? '' : entry?.operator}</span>
            <span className="soft">
              {entry === undefined ? '' : wordStep({ action: entry.action, detail: {} })}
            </span>
          </div>
          {line.what === '修改' ? (
            <div>
              <span className="log-field">{line.field}</span>
              <del>{line.old === '' ? '（空）' : line.old}</del> →{' '}
              <ins>{line.new === '' ? '（空）' : line.new}</ins>
            </div>
          ) : (
            <div>{line.what}</div>
          )}
        </li>
      ))}
    </ol>
  );
}
