/** Single cells of a blank: where they lie, and what stands in them. */
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { BlankLayout } from '../../../../shared/contract/types.ts';
import { matches } from '../../people/find.ts';
import { cellAddress, cellOptions } from './layout.ts';

interface CellsProps {
  readonly cells: BlankLayout['cells'];
  readonly onChange: (cells: BlankLayout['cells']) => void;
}

export function Cells({ cells, onChange }: CellsProps) {
  const [typed, setTyped] = useState('');
  const [field, setField] = useState<string | null>(null);
  const at = cellAddress(typed);
  const taken = at !== null && cells.some((cell) => cell.at === at);
  const add = (): void => {
    if (at === null || taken || field === null) return;
    onChange([...cells, { at, field }]);
    setTyped('');
    setField(null);
  };
  return (
    <fieldset className="blank-cells">
      <legend>单个格（表头的单位、日期、合计等）</legend>
      <ul>
        {cells.map((cell) => (
          <li key={cell.at}>
            <b>{cell.at}</b>
            <Select
              aria-label={`${cell.at}格填写`}
              value={cell.field}
              options={cellOptions}
              showSearch={{ filterOption: (words, option) => matches([option?.label ?? ''], words) }}
              onChange={(value: string) =>
                onChange(cells.map((one) => (one.at === cell.at ? { ...one, field: value } : one)))
              }
            />
            <Button
              type="text"
              aria-label={`去掉${cell.at}格`}
              onClick={() => onChange(cells.filter((one) => one.at !== cell.at))}
            >
              去掉
            </Button>
          </li>
        ))}
        <li>
          <Input
            aria-label="格的位置"
            placeholder="位置，如 B2"
            value={typed}
            status={typed !== '' && (at === null || taken) ? 'error' : ''}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Select
            aria-label="格的内容"
            placeholder="填写内容"
            value={field}
            options={cellOptions}
            showSearch={{ filterOption: (words, option) => matches([option?.label ?? ''], words) }}
            onChange={(value: string) => setField(value)}
          />
          <Button disabled={at === null || taken || field === null} onClick={add}>
            添加
          </Button>
        </li>
      </ul>
      {taken ? <p className="blank-wrong">{at}格已在上面。</p> : null}
    </fieldset>
  );
}
