/** Deciding many cells at once: all without doubt, what is listed, a row, a column, a file, a class. */
import type { ReviewFilter } from '../../../shared/contract/types.ts';
import { fieldWords } from '../../../shared/returns/fields.ts';
import { openMenu } from '../../app/menus.ts';
import type { MenuItem } from '../../app/menus.ts';
import { rowAt, useReview } from '../../store/review.ts';
import { decideAll, decideRow } from '../../store/reviewDecide.ts';
import { isNarrowed, toCall } from './filter.ts';
import { cellAt } from './spots.ts';
import { classWords } from './words.ts';

/** 全部采纳无疑问的: what changed on their side only, in rows that raise no question at all. */
export function acceptClean(file: number | null): Promise<void> {
  return decideAll(
    file === null ? '采纳全部无疑问的' : '采纳本文件无疑问的',
    { clean: true, classes: ['theirs'], ...(file === null ? {} : { files: [file] }) },
    'accept',
  );
}

function both(id: string, title: string, filter: ReviewFilter, disabled = false): MenuItem {
  return {
    id,
    title,
    disabled,
    children: [
      {
        id: `${id}.accept`,
        title: '采纳',
        run: () => void decideAll(`${title}：采纳`, filter, 'accept'),
      },
      {
        id: `${id}.keep`,
        title: '保留台账',
        run: () => void decideAll(`${title}：保留台账`, filter, 'keep'),
      },
    ],
  };
}

export function openBulkMenu(x: number, y: number): void {
  const { at, spot, filter, work, keys } = useReview.getState();
  const row = rowAt(at);
  const cell = row === undefined ? undefined : cellAt(row, spot);
  const busy = work !== null;
  const file = row?.file ?? filter.file;
  const inFile: ReviewFilter = filter.file === null ? {} : { files: [filter.file] };
  const { decided: _open, all: _all, ...listed } = toCall(filter);
  const items: MenuItem[] = [
    {
      id: 'clean',
      title: '采纳全部无疑问的',
      keys: 'Ctrl+Shift+A',
      disabled: busy,
      run: () => void acceptClean(filter.file),
    },
    'line',
    both(
      'listed',
      isNarrowed(filter) ? '现在列出的' : filter.file === null ? '全部未决的' : '本文件未决的',
      listed,
      busy || keys.length === 0,
    ),
    'line',
    {
      id: 'row',
      title: '这一行',
      disabled: busy || row === undefined || row.class !== 'matched',
      children: [
        { id: 'row.accept', title: '采纳', keys: 'Shift+A', run: () => void decideRow('accept') },
        { id: 'row.keep', title: '保留台账', keys: 'Shift+K', run: () => void decideRow('keep') },
        { id: 'row.later', title: '退回未决', keys: 'Shift+L', run: () => void decideRow('later') },
      ],
    },
  ];
  if (cell !== undefined) {
    items.push(both('field', `“${fieldWords[cell.field]}”一栏`, { ...inFile, fields: [cell.field] }, busy));
    items.push(
      both('class', `“${classWords[cell.class].word}”一类`, { ...inFile, classes: [cell.class] }, busy),
    );
  }
  if (file !== null) items.push(both('file', '这个文件', { files: [file] }, busy));
  items.push('line', {
    id: 'back',
    title: filter.file === null ? '全部退回未决' : '本文件全部退回未决',
    danger: true,
    disabled: busy,
    run: () =>
      void decideAll(
        filter.file === null ? '全部退回未决' : '本文件退回未决',
        { ...inFile, decided: 'decided' },
        'later',
      ),
  });
  openMenu({ x, y, items });
}
