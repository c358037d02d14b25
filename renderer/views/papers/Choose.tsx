/** Of what the paper is: one of the issues, of the month's letters, of the released editions. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { isComposing } from '../../app/composing.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { matches } from './items.ts';
import type { Items } from './items.ts';
import type { Which } from './kinds.ts';
import { openPapersDialog } from './state.ts';

interface ChooseProps {
  readonly which: Exclude<Which, 'month'>;
  readonly of: Items;
  readonly chosen: number | null;
  readonly onChoose: (id: number) => void;
}

/** More are found by words. */
const AT_MOST = 300;

const words = {
  issue: { label: '问题', find: '查找问题', empty: '台账中还没有问题', more: '先导入通报或方案。' },
  reminder: {
    label: '督办函件',
    find: '查找单位或文号',
    empty: '本月没有督办函件',
    more: '可按“制发督办函件”生成。',
  },
  release: {
    label: '已印发月报',
    find: '查找月份',
    empty: '还没有印发过月报',
    more: '在“月报”页核对无误后印发。',
  },
} as const;

export function Choose({ which, of, chosen, onChoose }: ChooseProps) {
  const [find, setFind] = useState('');
  const said = words[which];
  const found = of.items.filter((item) => matches(item, find));
  const shown = found.slice(0, AT_MOST);
  const move = (event: React.KeyboardEvent): void => {
    if (isComposing(event) || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    const at = shown.findIndex(({ id }) => id === chosen);
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))];
    if (next === undefined) return;
    onChoose(next.id);
    const item = document.getElementById(`paper-item-${next.id}`);
    item?.scrollIntoView({ block: 'nearest' });
    if (document.activeElement?.closest('.papers-items') != null) item?.focus();
  };
  return (
    <div className="papers-choose" onKeyDown={move}>
      {which === 'reminder' ? <Button onClick={() => openPapersDialog('late')}>制发督办函件…</Button> : null}
      <Input
        allowClear
        aria-label={said.find}
        placeholder={said.find}
        value={find}
        onChange={(event) => setFind(event.target.value)}
      />
      {of.failure !== null ? (
        <FailureNote failure={of.failure} />
      ) : !of.loaded ? (
        <Loading />
      ) : of.items.length === 0 ? (
        <Empty title={said.empty}>{said.more}</Empty>
      ) : found.length === 0 ? (
        <Empty title="没有找到">换几个字再找。</Empty>
      ) : (
        <ul className="papers-items" role="listbox" aria-label={said.label}>
          {shown.map(({ id, label, more }, i) => (
            <li
              key={id}
              id={`paper-item-${id}`}
              role="option"
              aria-selected={id === chosen}
              tabIndex={id === chosen || (chosen === null && i === 0) ? 0 : -1}
              onClick={() => onChoose(id)}
            >
              {label}
              <small>{more}</small>
            </li>
          ))}
          {found.length > AT_MOST ? (
            <li role="presentation" className="papers-more">
              还有 {found.length - AT_MOST} 个，请输入文字查找。
            </li>
          ) : null}
        </ul>
      )}
    </div>
  );
}
