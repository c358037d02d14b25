/** All about the chosen outcome, with what can be done. Names show for a moment only, and never on arriving. */
import { Button } from 'antd';
import { useState } from 'react';
import type { OutcomeRow } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import { formatYuan } from '../../../shared/money.ts';
import { kindWords, outcomeName, whenWords } from '../../../shared/outcomes/words.ts';
import { notifyFailure } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { openPlace } from './OutcomeTable.tsx';
import { openOutcomeForm } from './state.ts';
import { sourceWord } from './words.ts';
import { removeOutcome, separateOutcome } from './writes.ts';

interface Props {
  readonly row: OutcomeRow;
  readonly all: readonly OutcomeRow[];
  readonly writable: boolean;
  readonly onChoose: (id: number) => void;
}

export function OutcomeFacts({ row, all, writable, onChoose }: Props) {
  const primary = row.duplicateOf === null ? null : (all.find((each) => each.id === row.duplicateOf) ?? null);
  const repeats = all.filter((each) => each.duplicateOf === row.id);
  return (
    <section className="pane outcomes-facts" aria-label={outcomeName(row)}>
      <h2>{outcomeName(row)}</h2>
      {row.duplicateOf === null ? null : (
        <p className="outcomes-said">
          与
          {primary === null ? (
            '另一条'
          ) : (
            <button type="button" className="outcomes-link" onClick={() => onChoose(primary.id)}>
              {outcomeName(primary)}（{primary.issue?.place ?? '未对应问题'}）
            </button>
          )}
          是同一件，以那一条为准，这一条不另计。
        </p>
      )}
      {repeats.length === 0 ? null : (
        <p className="outcomes-said">
          与它同一件、不另计的：
          {repeats.map((each) => (
            <button key={each.id} type="button" className="outcomes-link" onClick={() => onChoose(each.id)}>
              {each.issue?.place ?? '未对应问题'} {whenWords(each)}
            </button>
          ))}
        </p>
      )}
      <dl className="outcomes-list">
        {factsOf(row).map(([label, value]) =>
          value === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        {row.family === 'sanction' && row.hasNames ? <Names id={row.id} /> : null}
        <div>
          <dt>对应问题</dt>
          <dd>
            {row.issue === null ? (
              <span className="soft">未对应</span>
            ) : (
              <button type="button" className="outcomes-link" onClick={() => openPlace(row)}>
                {`${row.issue.place}　${row.issue.title}`}
              </button>
            )}
          </dd>
        </div>
        {row.measure === null ? null : (
          <div>
            <dt>对应措施</dt>
            <dd>{`${row.measure.number}${row.measure.title}`}</dd>
          </div>
        )}
        <div>
          <dt>责任单位</dt>
          <dd>{row.unit?.name ?? <span className="soft">未填</span>}</dd>
        </div>
        {row.note === '' ? null : (
          <div>
            <dt>备注</dt>
            <dd>{row.note}</dd>
          </div>
        )}
        <div>
          <dt>来源</dt>
          <dd>{row.batch === null ? '手工登记' : `${sourceWord(row)}（批次 ${row.batch.id}）`}</dd>
        </div>
      </dl>
      <div className="outcomes-do">
        <Button disabled={!writable} onClick={() => openOutcomeForm({ family: row.family, row })}>
          修改…
        </Button>
        {row.duplicateOf === null ? null : (
          <Button disabled={!writable} onClick={() => void separateOutcome(row)}>
            取消重复认定
          </Button>
        )}
        <Button disabled={!writable} onClick={() => void removeOutcome(row)}>
          移除
        </Button>
      </div>
      <p className="outcomes-keys">列表中：↑↓ 移动，Enter 修改，Delete 移除，Insert 登记</p>
    </section>
  );
}

function factsOf(row: OutcomeRow): [label: string, value: string][] {
  switch (row.family) {
    case 'regulation':
      return [
        ['类别', kindWords(row)],
        ['文号', row.number === '' ? '无文号' : row.number],
        ['日期', whenWords(row)],
      ];
    case 'sanction':
      return [
        ['处理方式', kindWords(row)],
        ['人数', `${row.people} 人`],
        ['日期', whenWords(row)],
      ];
    case 'recovery':
      return [
        ['种类', kindWords(row)],
        ['金额', `${formatYuan(row.fen)} 元`],
        ['日期', whenWords(row)],
      ];
    case 'clue':
      return [
        ['收到', whenWords(row)],
        ['办结', row.concludedOn === null ? '未办结' : dayLabel(row.concludedOn)],
        ['处理结果', row.result],
      ];
  }
}

/** Fetched on asking; gone with the row, the screen, or on a second press. */
export function Names({ id }: { readonly id: number }) {
  const [names, setNames] = useState<string | null>(null);
  async function show(): Promise<void> {
    const answer = await call('outcome.names', { id });
    if (answer.ok) setNames(answer.value.names);
    else notifyFailure(answer.error);
  }
  return (
    <div>
      <dt>姓名</dt>
      <dd>
        {names === null ? '已登记，未显示' : names}{' '}
        <button
          type="button"
          className="outcomes-link"
          onClick={() => {
            if (names === null) void show();
            else setNames(null);
          }}
        >
          {names === null ? '显示' : '隐藏'}
        </button>
      </dd>
    </div>
  );
}
