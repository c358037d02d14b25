/** 疑似重复: two outcomes side by side with what differs marked, decided once. J and K move, 1, 2 and 3 decide. */
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { OutcomeRow } from '../../../shared/contract/types.ts';
import { familyWords, likenessWords } from '../../../shared/outcomes/words.ts';
import { isComposing } from '../../app/composing.ts';
import { useCall } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { openPlace } from './OutcomeTable.tsx';
import { pairFacts } from './pairFacts.ts';
import { outcomeTables } from './tables.ts';
import { decidePair } from './writes.ts';

type Pair = Reply<'outcome.pairs'>['pairs'][number];

const keyOf = (pair: Pair): string => `${pair.family} ${pair.first.id} ${pair.second.id}`;

export function Pairs() {
  const list = useCall('outcome.pairs', {}, { tables: outcomeTables });
  const writable = useLedger(canWrite);
  const [at, setAt] = useState(0);
  const { busy, once } = useBusy();
  const box = useRef<HTMLDivElement>(null);
  const answer = list.value ?? list.last;
  if (list.failure !== null) return <FailureNote failure={list.failure} onRetry={list.reload} />;
  if (answer === undefined) return <Loading />;
  const { pairs } = answer;
  const shown = Math.min(at, pairs.length - 1);
  const pair = pairs[shown];
  if (pair === undefined) {
    return (
      <div className="pane outcomes-none">
        <Empty title="没有疑似重复的成效">
          <p>文号或名称相同、金额相同且时间相近的，会成对列在这里，由您认定一次。</p>
        </Empty>
      </div>
    );
  }

  const go = (to: number): void => setAt(Math.max(0, Math.min(pairs.length - 1, to)));
  const decide = (primary: OutcomeRow | null): void => {
    if (!writable) return;
    void once(async () => {
      await decidePair(pair.first, pair.second, primary);
      // The button that was pressed goes with its pair: the keys go on here.
      box.current?.focus();
    });
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const keys: Readonly<Record<string, () => void>> = {
      j: () => go(shown + 1),
      k: () => go(shown - 1),
      ArrowDown: () => go(shown + 1),
      ArrowUp: () => go(shown - 1),
      1: () => decide(pair?.first ?? null),
      2: () => decide(pair?.second ?? null),
      3: () => decide(null),
    };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[key]?.();
  }

  return (
    <div
      ref={box}
      className="pairs"
      tabIndex={0}
      role="group"
      aria-label="疑似重复"
      onKeyDown={onKeyDown}
      data-pair={keyOf(pair)}
    >
      <div className="pairs-head">
        <p role="status">
          第 {shown + 1} 对，共 {pairs.length} 对　<b>{familyWords[pair.family]}</b>
          {pair.why.map((why) => (
            <span key={why} className="mark mark-amber">
              {likenessWords[why]}
            </span>
          ))}
        </p>
        <span className="pairs-move">
          <Button disabled={shown === 0} title="上一对（K）" onClick={() => go(shown - 1)}>
            上一对
          </Button>
          <Button disabled={shown >= pairs.length - 1} title="下一对（J）" onClick={() => go(shown + 1)}>
            下一对
          </Button>
        </span>
      </div>
      <div className="pairs-cards">
        {[pair.first, pair.second].map((row, index) => (
          <Card
            key={row.id}
            row={row}
            other={index === 0 ? pair.second : pair.first}
            number={index + 1}
            proposed={row.id === pair.proposed}
            disabled={!writable || busy}
            onKeep={() => decide(row)}
          />
        ))}
      </div>
      <div className="pairs-foot">
        <Button disabled={!writable || busy} onClick={() => decide(null)}>
          不是同一件，分别计数（3）
        </Button>
        <span className="soft">
          键盘：1、2 认定以哪一件为准，3 不是同一件，J、K 下一对、上一对；认定后可撤销
        </span>
      </div>
    </div>
  );
}

interface CardProps {
  readonly row: OutcomeRow;
  readonly other: OutcomeRow;
  readonly number: number;
  readonly proposed: boolean;
  readonly disabled: boolean;
  readonly onKeep: () => void;
}

function Card({ row, other, number, proposed, disabled, onKeep }: CardProps) {
  const theirs = new Map(pairFacts(other).map(({ label, value }) => [label, value]));
  return (
    <section className={`pane pairs-card ${proposed ? 'pairs-proposed' : ''}`} aria-label={`第 ${number} 件`}>
      <h2>
        <span className="pairs-number">{number}</span>
        {pairFacts(row)[0]?.value}
        {proposed ? <span className="mark mark-green">建议以此为准</span> : null}
      </h2>
      <table className="pairs-facts">
        <tbody>
          {pairFacts(row)
            .slice(1)
            .map(({ label, value }) => {
              const differs = theirs.get(label) !== value;
              return (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td className={differs ? 'pairs-differs' : ''}>
                    {value === '' ? <span className="soft">未填</span> : value}
                    {differs ? <span className="visually-hidden">（两件不同）</span> : null}
                  </td>
                </tr>
              );
            })}
        </tbody>
      </table>
      <div className="pairs-do">
        <Button type={proposed ? 'primary' : 'default'} disabled={disabled} onClick={onKeep}>
          是同一件，以此为准（{number}）
        </Button>
        <Button type="text" disabled={row.issue === null} onClick={() => openPlace(row)}>
          到台账中查看
        </Button>
      </div>
    </section>
  );
}
