/** What became of each file: its unit and month, what it holds, or why it was left out and what to do. */
import { Button, Modal } from 'antd';
import { lazy, Suspense, useDeferredValue, useEffect, useState } from 'react';
import type { JudgedFile, StagedFile } from '../../../shared/contract/types.ts';
import { monthLabel } from '../../../shared/month.ts';
import { listen } from '../../door.ts';
import { wordFailure } from '../../words/errors.ts';
import { openReview } from './state.ts';
import { leaveTaking, refreshStaged, useTaking } from './taking.ts';
import { askWords, countWords, needsReview, refusedOnly } from './words.ts';

const MappingDialog = lazy(() => import('../review/MappingDialog.tsx'));

const none: readonly StagedFile[] = [];
const asking = (file: StagedFile): boolean => file.status === 'asks';

export function TakeResult() {
  const { batch, staged, judged } = useTaking();
  // Hundreds of lines are drawn in pieces, after the words above them.
  const lines = useDeferredValue(staged, none);
  const [mapping, setMapping] = useState<number | null>(null);
  useEffect(
    () =>
      listen('review', (event) => {
        if (event.batch === useTaking.getState().batch) void refreshStaged();
      }),
    [],
  );
  const refused = refusedOnly(judged, staged);
  const read = staged.filter((file) => file.status === 'review' || file.status === 'done');
  const asks = staged.filter(asking);
  const left = staged.filter((file) => file.status === 'refused').length + refused.length;
  const waiting = staged.some(needsReview);
  return (
    <>
      {/* Mapping takes the whole window, and the keys with it. */}
      <Modal
        open={mapping === null}
        centered
        width="min(64rem, 96vw)"
        title="报送表读取结果"
        onCancel={leaveTaking}
        mask={{ closable: false }}
        footer={
          <>
            <Button onClick={leaveTaking}>关闭</Button>
            <Button
              type="primary"
              autoFocus
              disabled={batch === null || read.length === 0}
              onClick={() => {
                if (batch === null) return;
                leaveTaking();
                openReview(batch);
              }}
            >
              {waiting || read.length === 0 ? '开始核对' : '查看'}
            </Button>
          </>
        }
      >
        <div className="take">
          <p className="take-sum" role="status">
            共 {staged.length + refused.length} 份文件：
            <b>{read.length}</b> 份可以核对
            {asks.length === 0 ? null : (
              <>
                ，<b className="take-ask">{asks.length}</b> 份需要您先确认
              </>
            )}
            {left === 0 ? null : (
              <>
                ，<b className="take-left">{left}</b> 份没有导入
              </>
            )}
            。
          </p>
          <div className="take-results" tabIndex={0} aria-label="逐份结果">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">文件</th>
                  <th scope="col">单位、月份</th>
                  <th scope="col">结果</th>
                </tr>
              </thead>
              <tbody>
                {lines.filter(asking).map((file) => (
                  <StagedLine key={file.id} file={file} onMap={() => setMapping(file.id)} />
                ))}
                {lines
                  .filter((file) => file.status === 'refused')
                  .map((file) => (
                    <StagedLine key={file.id} file={file} onMap={() => setMapping(file.id)} />
                  ))}
                {refused.map((file, index) => (
                  <RefusedLine key={`${file.file} ${index}`} file={file} />
                ))}
                {lines
                  .filter((file) => !asking(file) && file.status !== 'refused')
                  .map((file) => (
                    <StagedLine key={file.id} file={file} onMap={() => setMapping(file.id)} />
                  ))}
              </tbody>
            </table>
          </div>
        </div>
      </Modal>
      {mapping === null ? null : (
        <Suspense fallback={null}>
          <MappingDialog
            file={mapping}
            onClose={() => {
              setMapping(null);
              void refreshStaged();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function StagedLine({ file, onMap }: { readonly file: StagedFile; readonly onMap: () => void }) {
  return (
    <tr>
      <td className="take-file">{file.name}</td>
      <td>
        {file.unit === null ? <span className="soft">单位未认出</span> : file.unit.name}
        <br />
        {file.month === null ? <span className="soft">月份未认出</span> : monthLabel(file.month)}
      </td>
      <td>
        <StagedResult file={file} onMap={onMap} />
      </td>
    </tr>
  );
}

function StagedResult({ file, onMap }: { readonly file: StagedFile; readonly onMap: () => void }) {
  if (file.refused !== null) return <Refusal failure={file.refused} />;
  if (file.status === 'asks') {
    return (
      <div className="take-asks">
        <span>请先确认：{askWords(file.asks)}</span>
        <Button size="small" type="primary" onClick={onMap}>
          去确认…
        </Button>
      </div>
    );
  }
  if (file.status === 'aside') return <span className="soft">已搁置，不核对</span>;
  return (
    <>
      <ul className="take-counts">
        {(file.counts === null ? [] : countWords(file.counts)).map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
      {file.unmapped.length === 0 ? null : (
        <p className="take-note">
          没有用到的栏目：{file.unmapped.join('、')}{' '}
          <button type="button" className="returns-link" onClick={onMap}>
            调整…
          </button>
        </p>
      )}
      {file.notes.map((note) => (
        <p key={note} className="take-note">
          {note}
        </p>
      ))}
      {file.otherSheets.length === 0 ? null : (
        <p className="take-note">没有读的工作表：{file.otherSheets.join('、')}</p>
      )}
    </>
  );
}

function RefusedLine({ file }: { readonly file: JudgedFile }) {
  return (
    <tr>
      <td className="take-file">{file.file}</td>
      <td>{file.unit ?? ''}</td>
      <td>
        <div className="take-refused">
          <strong>没有导入</strong>
          <p>{file.refused?.text}</p>
        </div>
      </td>
    </tr>
  );
}

function Refusal({ failure }: { readonly failure: NonNullable<StagedFile['refused']> }) {
  const words = wordFailure(
    failure.detail === undefined ? { code: failure.code } : { code: failure.code, detail: failure.detail },
  );
  const batch = failure.code === 'already_imported' ? failure.detail?.['batch'] : undefined;
  return (
    <div className="take-refused">
      <strong>{words.title}</strong>
      <p>{words.advice}</p>
      {typeof batch === 'number' ? (
        <button
          type="button"
          className="returns-link"
          onClick={() => {
            leaveTaking();
            openReview(batch);
          }}
        >
          查看那一批
        </button>
      ) : null}
    </div>
  );
}
