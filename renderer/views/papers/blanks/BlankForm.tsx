/** A blank of the superior office: its own grid, and above each column what it is filled with. */
import { Input, InputNumber, Modal, Select } from 'antd';
import { useCallback, useState } from 'react';
import type { BlankLayout } from '../../../../shared/contract/types.ts';
import type { Reply } from '../../../../shared/contract/index.ts';
import { columnName } from '../../../../shared/returns/grid.ts';
import { call, useCall } from '../../../door.ts';
import { notifySuccess } from '../../../app/notify.ts';
import { runCommand } from '../../../commands/registry.ts';
import { FailureNote, Loading } from '../../parts/Notes.tsx';
import { useBusy, write } from '../../parts/write.ts';
import { matches } from '../../people/find.ts';
import { FileGrid } from '../../review/FileGrid.tsx';
import { Cells } from './Cells.tsx';
import { columnOptions, fieldAt, rowWords, withField, withRows } from './layout.ts';
import './blanks.css';

export interface BlankFormProps {
  /** A workbook that was just picked, or a blank that is kept. */
  readonly of:
    | { readonly token: string; readonly name: string }
    | { readonly id: number; readonly name: string; readonly layout: BlankLayout };
  readonly onClose: () => void;
}

export function BlankForm({ of, onClose }: BlankFormProps) {
  const kept = 'id' in of ? of : null;
  const source = 'id' in of ? { id: of.id } : { token: of.token };
  const [sheet, setSheet] = useState<string | null>(kept?.layout.sheet ?? null);
  const looked = useCall('blank.read', { ...source, ...(sheet === null ? {} : { sheet }) }, { tables: [] });
  const [own, setOwn] = useState<BlankLayout | null>(kept?.layout ?? null);
  const [name, setName] = useState(kept?.name ?? of.name.replace(/\.[^.]{1,5}$/, ''));
  const { busy, once } = useBusy();
  const found = looked.value;
  const layout = own ?? found?.suggested ?? null;
  const empty = layout === null || (layout.columns.length === 0 && layout.cells.length === 0);

  const save = (): Promise<void> =>
    once(async () => {
      if (layout === null) return;
      const args = { name: name.trim(), layout };
      const done =
        'id' in of
          ? await write('blank.edit', { id: of.id, ...args })
          : await write('blank.add', { token: of.token, ...args });
      if (done === null) return;
      notifySuccess(kept === null ? '已登记上级表格' : '已保存填写对应', {
        title: '撤销',
        run: () => void runCommand('history.undo'),
      });
      onClose();
    });

  return (
    <Modal
      open
      width="min(72rem, 96vw)"
      title={kept === null ? '登记上级表格' : `修改填写对应：${kept.name}`}
      okText="保存"
      okButtonProps={{ disabled: empty || name.trim() === '' }}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      {looked.failure !== null ? (
        <FailureNote failure={looked.failure} onRetry={looked.reload} />
      ) : found === undefined || layout === null ? (
        <Loading>正在读取表格…</Loading>
      ) : (
        <div className="blank-form">
          <div className="blank-head">
            <label>
              名称
              <Input
                autoFocus
                maxLength={200}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </label>
            <label>
              工作表
              <Select
                value={found.sheet}
                options={found.sheets.map((value) => ({ value, label: value }))}
                onChange={(value: string) => {
                  setSheet(value);
                  setOwn(null);
                }}
              />
            </label>
            <label>
              明细
              <Select
                value={layout.rows}
                options={Object.entries(rowWords).map(([value, label]) => ({ value, label }))}
                onChange={(value: BlankLayout['rows']) => setOwn(withRows(layout, value))}
              />
            </label>
            {layout.rows === 'none' ? null : (
              <label>
                从第几行开始填
                <InputNumber
                  min={1}
                  max={1_048_576}
                  precision={0}
                  value={layout.firstRow}
                  onChange={(value) => {
                    if (value !== null) setOwn({ ...layout, firstRow: value });
                  }}
                />
              </label>
            )}
          </div>
          <p className="blank-hint">
            {layout.rows === 'none'
              ? '没有明细行时，只填下面列出的单个格。'
              : '在各栏上方选定填写内容，留空的栏不动；从标色的行开始填写，行数不够时自动插入，合计、落款随之下移。'}
          </p>
          <Sheet found={found} layout={layout} onChange={setOwn} />
          <Cells cells={layout.cells} onChange={(cells) => setOwn({ ...layout, cells })} />
        </div>
      )}
    </Modal>
  );
}

interface SheetProps {
  readonly found: Reply<'blank.read'>;
  readonly layout: BlankLayout;
  readonly onChange: (layout: BlankLayout) => void;
}

function Sheet({ found, layout, onChange }: SheetProps) {
  const page = useCallback(
    (first: number, count: number) =>
      Promise.resolve({
        ok: true as const,
        value: {
          rows: found.rows.slice(first, first + count).map(({ row, cells }) => ({ row: row - 1, cells })),
          width: found.width,
          total: found.rows.length,
        },
      }),
    [found],
  );
  const options = columnOptions(layout.rows);
  const first = layout.firstRow - 1;
  return (
    <div className="blank-sheet">
      <FileGrid
        key={found.sheet}
        label={`工作表“${found.sheet}”`}
        page={page}
        head={layout.rows === 'none' ? null : [first, first]}
        onRows={(row) => onChange({ ...layout, firstRow: row + 1 })}
        pale={(column) => fieldAt(layout, column) === null}
        topHeight={4.2}
        renderTop={(column) => (
          <div className="blank-top">
            <span>{columnName(column)}</span>
            {layout.rows === 'none' ? null : (
              <Select
                aria-label={`${columnName(column)}栏填写`}
                size="small"
                allowClear
                placeholder="不填"
                value={fieldAt(layout, column)}
                options={options}
                popupMatchSelectWidth={false}
                showSearch={{ filterOption: (words, option) => matches([option?.label ?? ''], words) }}
                onChange={(value: string | undefined | null) =>
                  onChange(withField(layout, column, value ?? null))
                }
              />
            )}
          </div>
        )}
      />
    </div>
  );
}

/** Asks for a workbook; null when the clerk cancelled or was refused. */
export async function pickBlank(): Promise<{ token: string; name: string } | null> {
  const picked = await call('blank.pick', {});
  return picked.ok && picked.value.file !== null ? picked.value.file : null;
}
