/** Evidence of a measure: files and references, or the recorded reason for none. */
import { lazy, Suspense, useState } from 'react';
import { isComposing } from '../../../app/composing.ts';
import type { MeasureDetail } from '../../../../shared/contract/types.ts';
import { visibleName } from '../../../../shared/visible.ts';
import { evidenceMissingWord } from '../../../../shared/words.ts';
import { openConfirm, openForm } from '../../../app/forms.ts';
import { loadKit, useKit } from '../../../app/kitStore.ts';
import { openMenu } from '../../../app/menus.ts';
import { notifySuccess } from '../../../app/notify.ts';
import { runCommand } from '../../../commands/registry.ts';
import { call, useCall } from '../../../door.ts';
import { fileLine, openEvidence, pickFiles, saveEvidence, takeDropped } from '../../../store/evidence.ts';
import { attempt } from '../../../store/writes.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { askNoEvidence } from '../bulk.ts';
import { Section } from './Field.tsx';
import './evidence.css';

const EvidencePreview = lazy(() =>
  import('./EvidencePreview.tsx').then((module) => ({ default: module.EvidencePreview })),
);

interface Props {
  readonly measure: MeasureDetail;
  readonly free: boolean;
}
type Item = MeasureDetail['evidence'][number];

const undo = { title: '撤销', run: () => void runCommand('history.undo') };
const isFile = (item: Item): boolean => item.fileName !== null;

function askReference(id: number): void {
  openForm({
    title: '登记文号',
    note: '只登记名称和文号或存放位置，不存入文件。',
    fields: [
      {
        kind: 'text',
        name: 'title',
        label: '材料名称',
        required: true,
        placeholder: '如 采购管理办法（修订）',
      },
      { kind: 'text', name: 'reference', label: '文号或存放位置', placeholder: '如 ×党发〔2024〕12号' },
    ],
    action: '添加',
    submit: (values) =>
      attempt(
        call('measure.addEvidence', {
          id,
          title: values['title'] ?? '',
          reference: values['reference'] ?? '',
        }),
      ),
  });
}

function askEdit(item: Item): void {
  openForm({
    title: '修改佐证材料',
    fields: [
      { kind: 'text', name: 'title', label: '材料名称', required: true, value: item.title },
      { kind: 'text', name: 'reference', label: '文号或存放位置', value: item.reference },
    ],
    action: '保存',
    submit: (values) =>
      attempt(
        call('evidence.edit', {
          id: item.id,
          title: values['title'] ?? '',
          reference: values['reference'] ?? '',
        }),
      ),
  });
}

function askRemove(item: Item): void {
  openConfirm(
    '移除佐证材料',
    `确定移除“${visibleName(item.title)}”吗？可用撤销（Ctrl+Z）找回。`,
    '移除',
    async () => {
      const result = await call('evidence.remove', { id: item.id });
      if (!result.ok) return result.error;
      notifySuccess(`已移除“${visibleName(item.title)}”`, undo);
      return null;
    },
  );
}

export function Evidence({ measure, free }: Props) {
  const { evidence, noEvidenceReason } = measure;
  const lost = useCall('evidence.lost', evidence.some(isFile) ? { measure: measure.id } : null, {
    tables: ['evidence', 'files'],
  });
  const kit = useKit();
  const [shown, setShown] = useState<number | null>(null);
  const files = evidence.filter(isFile);
  const onPaste = (event: React.ClipboardEvent): void => {
    const pasted = [...event.clipboardData.files];
    if (!free || pasted.length === 0) return;
    event.preventDefault();
    void takeDropped(measure.id, pasted);
  };
  return (
    <div onPaste={onPaste}>
      <Section
        title="佐证材料"
        count={evidence.length}
        action={
          free ? (
            <span className="section-actions">
              <button
                type="button"
                className="button button-small"
                title="选择文件，复制到台账中保存；也可以把文件直接拖到这里"
                onClick={() => void pickFiles(measure.id)}
              >
                存入文件…
              </button>
              <button
                type="button"
                className="button button-small button-plain"
                title="只登记名称和文号，不存入文件"
                onClick={() => askReference(measure.id)}
              >
                登记文号
              </button>
              <button
                type="button"
                className="button button-small button-plain"
                onClick={() => askNoEvidence([measure.id], noEvidenceReason)}
              >
                {noEvidenceReason === '' ? '说明无佐证' : '改原因'}
              </button>
            </span>
          ) : null
        }
      >
        {measure.lacksEvidence ? (
          <p className="alert-text">
            {evidenceMissingWord}：已完成但没有佐证材料，也未说明原因，申请销号前须补齐。
          </p>
        ) : null}
        {evidence.length === 0 && noEvidenceReason === '' && !measure.lacksEvidence && !free ? (
          <p className="soft">还没有佐证材料</p>
        ) : null}
        <ul className="evidence" aria-label="佐证材料">
          {evidence.map((item) => (
            <Piece
              key={item.id}
              item={item}
              free={free}
              lost={lost.value?.ids.includes(item.id) === true}
              onShow={() => {
                void loadKit();
                setShown(item.id);
              }}
            />
          ))}
        </ul>
        {free ? (
          <p className="evidence-hint">
            把文件拖到这里即可存入；选中一份后，空格预览、回车打开、Delete 移除。
          </p>
        ) : null}
        {noEvidenceReason === '' ? null : (
          <div>
            <span className="soft">无佐证原因：</span>
            {noEvidenceReason}
          </div>
        )}
      </Section>
      {shown === null || kit === null ? null : (
        <kit.KitFrame>
          <Suspense fallback={null}>
            <EvidencePreview items={files} first={shown} onClose={() => setShown(null)} />
          </Suspense>
        </kit.KitFrame>
      )}
    </div>
  );
}

interface PieceProps {
  readonly item: Item;
  readonly free: boolean;
  /** Its file no longer lies in the store. */
  readonly lost: boolean;
  readonly onShow: () => void;
}

function Piece({ item, free, lost, onShow }: PieceProps) {
  const file = isFile(item);
  const menuAt = (x: number, y: number): void => {
    openMenu({
      x,
      y,
      items: [
        { id: 'show', title: '预览', keys: '空格', disabled: !file || lost, run: onShow },
        {
          id: 'open',
          title: '打开',
          keys: 'Enter',
          disabled: !file || lost,
          run: () => void openEvidence(item.id),
        },
        { id: 'save', title: '另存…', disabled: !file || lost, run: () => void saveEvidence(item.id) },
        'line',
        { id: 'edit', title: '修改名称、文号…', keys: 'F2', disabled: !free, run: () => askEdit(item) },
        {
          id: 'remove',
          title: '移除…',
          keys: 'Delete',
          danger: true,
          disabled: !free,
          run: () => askRemove(item),
        },
      ],
    });
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const act = ACTS[event.key];
    if (isComposing(event) || act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const box = event.currentTarget.getBoundingClientRect();
    act({
      row: event.currentTarget,
      show: () => file && !lost && onShow(),
      open: () => file && void openEvidence(item.id),
      edit: () => free && askEdit(item),
      remove: () => free && askRemove(item),
      menu: () => menuAt(box.left + 40, box.bottom),
    });
  };
  const name = visibleName(item.title);
  const about = [
    item.reference,
    item.fileName === null ? '' : fileLine(item.fileName, item.bytes),
    item.addedOn,
  ].filter(Boolean);
  return (
    <li
      onContextMenu={(event) => {
        event.preventDefault();
        menuAt(event.clientX, event.clientY);
      }}
    >
      <button
        type="button"
        className="evidence-piece"
        title={file ? '预览' : '仅登记了文号或位置，没有文件'}
        onKeyDown={onKeyDown}
        onClick={() => {
          if (file && !lost) onShow();
        }}
      >
        <span className="evidence-name">
          {file ? null : <span className="mark">文号</span>}
          <bdi>{name}</bdi>
          {lost ? <span className="mark mark-alert">文件缺失</span> : null}
        </span>
        <span className="evidence-about">
          {about.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </span>
      </button>
      {file && !lost ? (
        <button
          type="button"
          className="button button-small button-plain"
          aria-label={`打开${name}`}
          title="用系统中的程序打开只读副本"
          onClick={() => void openEvidence(item.id)}
        >
          打开
        </button>
      ) : null}
      <button
        type="button"
        className="button button-small button-plain button-icon"
        aria-label={`${name}的更多操作`}
        title="更多操作"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          menuAt(box.left, box.bottom);
        }}
      >
        <Icon name="more" />
      </button>
    </li>
  );
}

interface Hand {
  readonly row: HTMLElement;
  readonly show: () => void;
  readonly open: () => void;
  readonly edit: () => void;
  readonly remove: () => void;
  readonly menu: () => void;
}

function focusBeside(row: HTMLElement, step: 1 | -1): void {
  const all = [...(row.closest('ul')?.querySelectorAll<HTMLElement>('.evidence-piece') ?? [])];
  all[all.indexOf(row) + step]?.focus();
}

const ACTS: Readonly<Record<string, (hand: Hand) => void>> = {
  ' ': (hand) => hand.show(),
  Enter: (hand) => hand.open(),
  F2: (hand) => hand.edit(),
  Delete: (hand) => hand.remove(),
  ContextMenu: (hand) => hand.menu(),
  ArrowDown: ({ row }) => focusBeside(row, 1),
  ArrowUp: ({ row }) => focusBeside(row, -1),
};
