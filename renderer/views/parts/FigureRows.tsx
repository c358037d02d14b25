/** The rows behind a figure as a drawer shows them, each with a way to its place in the ledger. */
import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import type { FigureRows } from '../../../shared/contract/types.ts';
import { formatYuan } from '../../../shared/money.ts';
import type { Failure } from '../../../shared/result.ts';
import { deadlineWords } from '../../../shared/summary/lines.ts';
import { stateWords } from '../../../shared/summary/phrases.ts';
import { backDatedWord, issueStateWords } from '../../../shared/words.ts';
import { clearFilters } from '../../store/checklist.ts';
import { showInLedger } from '../../store/ledger.ts';
import { Lamp } from '../../ui/Lamp.tsx';
import { FailureNote, Loading } from './Notes.tsx';
import './figureRows.css';

/** More are not drawn at once. */
const AT_MOST = 1000;
/** Columns whose values stay on one line. */
const SHORT: ReadonlySet<string> = new Set([
  '编号',
  '牵头领导',
  '期限',
  '状态',
  '日期',
  '人数',
  '数量',
  '金额（元）',
]);

/** What the figure counts must be in sight there, whatever filters the checklist was left with. */
function openInLedger(target: Parameters<typeof showInLedger>[0]): void {
  clearFilters();
  showInLedger(target);
}

interface FigureRowsDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Undefined while they are asked. */
  readonly found: FigureRows | undefined;
  /** Of which `found` may be the beginning. */
  readonly total: number | undefined;
  readonly failure: Failure | null;
  readonly onRetry: () => void;
  /** Where the rest stands when not all are listed. */
  readonly rest: string;
  /** Said above the rows. */
  readonly note?: string | undefined;
}

export function FigureRowsDrawer(props: FigureRowsDrawerProps) {
  const { open, onClose, found, total, failure, onRetry, rest, note } = props;
  const all = total ?? found?.rows.length ?? 0;
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size="min(46rem, 92vw)"
      title={found === undefined ? '明细' : `${found.title}（共 ${all} 行）`}
    >
      {failure !== null ? (
        <FailureNote failure={failure} onRetry={onRetry} />
      ) : found === undefined ? (
        <Loading />
      ) : (
        <>
          {note === undefined ? null : <p className="summary-more">{note}</p>}
          <RowTable found={found} />
          {all > AT_MOST ? (
            <p className="summary-more">
              只列出前 {AT_MOST} 行；{rest}
            </p>
          ) : null}
        </>
      )}
    </Drawer>
  );
}

function RowTable({ found }: { readonly found: FigureRows }) {
  const { headings, rows } = tableOf(found);
  return (
    <>
      <table className="plain-table summary-rows">
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, AT_MOST).map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, i) => (
                <td key={headings[i]} className={SHORT.has(headings[i] ?? '') ? 'summary-short' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface Rows {
  readonly headings: readonly string[];
  readonly rows: readonly { readonly key: number; readonly cells: readonly ReactNode[] }[];
}

function tableOf(found: FigureRows): Rows {
  switch (found.kind) {
    case 'issues':
      return {
        headings: ['编号', '问题', '责任单位', '牵头领导', '状态'],
        rows: found.rows.map((row) => ({
          key: row.id,
          cells: [
            row.place,
            <Link
              key="to"
              title={row.title}
              onOpen={() => openInLedger({ node: { kind: 'issue', id: row.id } })}
            />,
            row.unit?.name ?? '未明确',
            row.lead?.name ?? '未明确',
            [
              row.withdrawn ? '已移出' : issueStateWords[row.state],
              row.closedOn ?? '',
              row.backDated ? backDatedWord : '',
            ]
              .filter(Boolean)
              .join(' '),
          ],
        })),
      };
    case 'measures':
      return {
        headings: ['编号', '措施', '责任单位', '牵头领导', '期限', '状态'],
        rows: found.rows.map((row) => ({
          key: row.id,
          cells: [
            row.issuePlace,
            <Link
              key="to"
              title={`${row.number} ${row.title}`.trim()}
              onOpen={() => openInLedger({ node: { kind: 'issue', id: row.issueId }, measure: row.id })}
            />,
            row.unit?.name ?? '未明确',
            row.lead?.name ?? '未明确',
            deadlineWords(row.deadlineRaw, row.dueOn),
            <span key="state" className="summary-state">
              <Lamp lamp={row.lamp} />
              {stateWords(row.state, row.established)}
              {row.doneOn === null ? '' : ` ${row.doneOn}`}
            </span>,
          ],
        })),
      };
    case 'headings':
      return {
        headings: ['编号', '名称'],
        rows: found.rows.map((row) => ({
          key: row.id,
          cells: [
            row.number,
            <Link
              key="to"
              title={row.title}
              onOpen={() => openInLedger({ node: { kind: 'heading', id: row.id } })}
            />,
          ],
        })),
      };
    case 'outcomes':
      return outcomeRows(found);
  }
}

function outcomeRows(found: Extract<FigureRows, { kind: 'outcomes' }>): Rows {
  const money = found.unit === 'fen';
  return {
    headings: [
      '内容',
      '文号',
      '日期',
      money ? '金额（元）' : found.unit === 'people' ? '人数' : '数量',
      '对应问题',
    ],
    rows: found.rows.map((row) => ({
      key: row.id,
      cells: [
        row.title,
        row.number,
        row.on ?? '日期未登记',
        money ? formatYuan(row.amount) : row.amount,
        row.issueId === null ? (
          ''
        ) : (
          <Link
            key="to"
            title={`${row.issuePlace} ${row.issueTitle}`}
            onOpen={() => openInLedger({ node: { kind: 'issue', id: row.issueId ?? 0 } })}
          />
        ),
      ],
    })),
  };
}

function Link({ title, onOpen }: { readonly title: string; readonly onOpen: () => void }) {
  return (
    <button type="button" className="summary-link" title="在台账中查看" onClick={onOpen}>
      {title}
    </button>
  );
}
