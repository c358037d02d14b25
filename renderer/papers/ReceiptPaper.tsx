/** 导入回执 of one batch: which files, what was found in them, what was decided, and the hash of all of it. */
import type { Receipt } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import { fieldWords } from '../../shared/returns/fields.ts';
import { shownAnswer } from '../../shared/returns/show.ts';
import { keptLines } from './kept.ts';
import { Table } from './Table.tsx';

interface ReceiptPaperProps {
  readonly receipt: Receipt;
  /** Rows of a table that are drawn; all when left out. */
  readonly limit?: number;
}

const choiceWords = { accept: '采纳', keep: '保留台账', edit: '修改后采纳' } as const;
/** Signs of a hash that tell two files apart; the whole of it stands at the end. */
const SHORT = 12;

export function ReceiptPaper({ receipt, limit }: ReceiptPaperProps) {
  const { counts, files } = receipt;
  const kept = keptLines(receipt.keptOnUndo);
  const numberOf = new Map(files.map((file, index) => [file.name, index + 1]));
  const decisions = limit === undefined ? receipt.decisions : receipt.decisions.slice(0, limit);
  return (
    <article className="paper" lang="zh-CN">
      <section className="paper-sheet">
        <header>
          <h1 className="paper-title">报送表导入回执</h1>
          <p className="paper-number">导入批次第{receipt.batch}号</p>
          {receipt.organisation === '' ? null : <p className="paper-meta">{receipt.organisation}</p>}
        </header>
        <p className="paper-text paper-first">
          {dayLabel(receipt.on)}，{receipt.operator === '' ? '' : `经办人${receipt.operator}`}导入报送表
          {counts.files}份，共{counts.rows}行。经核对，采纳{counts.accepted}处，修改后采纳{counts.edited}
          处，保留台账原内容{counts.kept}处，未决{counts.open}处。
          {receipt.undoneOn === null ? '' : `本批已于${dayLabel(receipt.undoneOn)}撤销。`}
        </p>
        <Table
          title="一、收到的文件"
          columns={[
            { title: '序号', share: 8, middle: true },
            { title: '单位', share: 20 },
            { title: '月份', share: 21, middle: true },
            { title: '文件', share: 36 },
            { title: '行数', share: 9, middle: true },
            { title: '改动', share: 9, middle: true },
            { title: '待核对', share: 11, middle: true },
            { title: '采纳', share: 9, middle: true },
            { title: '修改', share: 9, middle: true },
            { title: '保留', share: 9, middle: true },
            { title: '未决', share: 9, middle: true },
          ]}
          rows={files.map((file, index) => ({
            key: index,
            cells: [
              index + 1,
              file.unit,
              monthLabel(file.month),
              `${file.name}\n指纹 ${file.sha256.slice(0, SHORT)}`,
              file.rows,
              file.counts.classes.theirs + file.counts.classes.both,
              file.counts.classes.problem,
              file.accepted,
              file.edited,
              file.kept,
              file.open,
            ],
          }))}
          empty="没有文件。"
        />
        <Table
          title="二、核对决定"
          columns={[
            { title: '位置', share: 14, middle: true },
            { title: '整改措施', share: 34 },
            { title: '栏目', share: 20, middle: true },
            { title: '决定', share: 14, middle: true },
            { title: '台账原内容', share: 36 },
            { title: '台账现内容', share: 38 },
          ]}
          rows={decisions.map((each, index) => ({
            key: index,
            cells: [
              numberOf.has(each.file)
                ? `文件${numberOf.get(each.file) ?? ''}\n${each.at}`
                : `${each.file}\n${each.at}`,
              each.measure,
              fieldWords[each.field],
              choiceWords[each.choice],
              shownAnswer(each.field, each.before) || '（空）',
              shownAnswer(each.field, each.after) || '（空）',
            ],
          }))}
          empty="还没有确认写入台账的内容。"
        />
        {decisions.length < receipt.decisions.length ? (
          <p className="paper-cut">
            屏幕上只显示前 {decisions.length} 行，共 {receipt.decisions.length} 行；打印和 PDF 包含全部。
          </p>
        ) : null}
        {kept.length === 0 ? null : (
          <Table
            title="撤销时没有恢复的内容（导入之后又改过）"
            columns={[
              { title: '在哪里', share: 40 },
              { title: '项目', share: 30 },
              { title: '现在的内容', share: 86 },
            ]}
            rows={kept.map((each) => ({ key: each.key, cells: [each.where, each.field, each.now] }))}
          />
        )}
        <Table
          title="三、文件指纹（SHA-256）"
          columns={[
            { title: '序号', share: 10, middle: true },
            { title: '文件', share: 56 },
            { title: '指纹', share: 90 },
          ]}
          rows={files.map((file, index) => ({
            key: index,
            cells: [index + 1, file.name, <Hash key="hash" of={file.sha256} />],
          }))}
          empty="没有文件。"
        />
        <p className="paper-hash">
          本回执指纹：
          <Hash of={receipt.hash} />
        </p>
        <footer className="paper-sign paper-sign-three">
          <span>经办人：</span>
          <span>审核人：</span>
          <span>日期：</span>
        </footer>
      </section>
    </article>
  );
}

function Hash({ of }: { readonly of: string }) {
  return <span className="paper-mono">{of.match(/.{1,8}/g)?.join(' ') ?? ''}</span>;
}

/** Name of the paper's file without its ending. */
export function receiptFileName(receipt: Pick<Receipt, 'batch'>): string {
  return `报送表导入回执第${receipt.batch}号`;
}
