/** 导入报送表: which files, for which month; then what is being read; then what became of each file. */
import { Alert, Button, Modal, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { monthOf } from '../../../shared/day.ts';
import { canWrite, openLedgerImport, useLedger } from '../../store/ledger.ts';
import { useOutline } from '../../store/outline.ts';
import { useCommandStore } from '../../commands/registry.ts';
import { wordFailure } from '../../words/errors.ts';
import { MonthField } from '../parts/MonthField.tsx';
import { pick } from './commands.ts';
import { useReturnsMonth } from './state.ts';
import { TakeResult } from './TakeResult.tsx';
import { addFiles, cancelTaking, leaveTaking, removeFile, startTaking, useTaking } from './taking.ts';
import { bytesWord, readingWords } from './words.ts';
import '../parts/parts.css';
import './returns.css';

export function TakeDialog() {
  const taking = useLedger((store) => store.taking);
  const step = useTaking((session) => session.step);
  const shownMonth = useReturnsMonth();
  const [month, setMonth] = useState(shownMonth);
  useEffect(() => {
    if (taking !== null && taking.files.length > 0) addFiles(taking.files);
  }, [taking]);

  if (step === 'result') return <TakeResult />;
  if (step === 'reading') return <Reading />;
  return <Choose month={month} onMonth={setMonth} />;
}

function Choose({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const files = useTaking((session) => session.files);
  const failure = useTaking((session) => session.failure);
  const today = useLedger((store) => store.ledger?.today ?? '');
  const writable = useLedger(canWrite);
  const empty = useEmptyLedger();
  const words = failure === null ? null : wordFailure(failure);
  return (
    <Modal
      open
      centered
      width="min(46rem, 94vw)"
      title="导入报送表"
      okText={files.length === 0 ? '开始读取' : `开始读取（${files.length} 项）`}
      cancelText="取消"
      okButtonProps={{ disabled: files.length === 0 || !writable || empty, autoFocus: true }}
      mask={{ closable: false }}
      onOk={() => void startTaking(month)}
      onCancel={leaveTaking}
    >
      <div className="take">
        <LedgerOffer />
        {words === null ? null : (
          <Alert type="error" showIcon title={words.title} description={words.advice} />
        )}
        <div className="take-month">
          <span>报送月份</span>
          <MonthField label="报送月份" value={month} latest={monthOf(today)} onChange={onMonth} />
          <span className="soft">文件里写明了月份的，以文件为准。</span>
        </div>
        {files.length === 0 ? (
          <p className="take-none">还没有选择文件。可以把文件、文件夹或压缩包拖到窗口里。</p>
        ) : (
          <ul className="take-files" aria-label="要导入的文件">
            {files.map((file) => (
              <li key={file.token}>
                <span className="take-name">{file.name}</span>
                <span className="soft">{file.folder ? '文件夹，其中全部文件' : bytesWord(file.bytes)}</span>
                <button
                  type="button"
                  className="button button-small button-plain"
                  aria-label={`不导入“${file.name}”`}
                  title="不导入这一项"
                  onClick={() => removeFile(file.token)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className="take-more">
          <Button onClick={() => void pick('returns.pickFiles')()}>再选文件…</Button>
          <Button onClick={() => void pick('returns.pickFolder')()}>选择文件夹…</Button>
          <span className="soft">原文件不会被改动；读完先核对，确认之后才写入台账。</span>
        </div>
      </div>
    </Modal>
  );
}

const useEmptyLedger = (): boolean => useOutline((store) => store.loaded && store.nodes.length === 0);

/** An empty ledger has nothing to compare a return with: a single workbook may be the clerk's own ledger. */
function LedgerOffer() {
  const files = useTaking((session) => session.files);
  const empty = useEmptyLedger();
  const possible = useCommandStore((store) => store.commands.has('ledgerImport.open'));
  const [file] = files;
  if (!empty || file === undefined) return null;
  const offered = possible && files.length === 1 && !file.folder;
  return (
    <div className="returns-warn">
      <strong>台账里还没有问题和措施</strong>
      <p>
        {offered
          ? '报送表要和台账逐条核对。如果这个工作簿就是您原来的整改台账，请作为整改台账导入。'
          : '报送表要和台账逐条核对。请先导入整改通报、方案，或者原来的整改台账。'}
      </p>
      {offered ? (
        <Button
          type="primary"
          autoFocus
          onClick={() => {
            leaveTaking();
            openLedgerImport(file);
          }}
        >
          作为整改台账导入
        </Button>
      ) : null}
    </div>
  );
}

function Reading() {
  const progress = useTaking((session) => session.progress);
  const total = progress?.total ?? 0;
  const done = progress?.done ?? 0;
  return (
    <Modal
      open
      centered
      width="min(34rem, 94vw)"
      title="正在读取报送表"
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <>
          <Button onClick={leaveTaking}>放到后台</Button>
          <Button danger autoFocus onClick={cancelTaking}>
            取消读取
          </Button>
        </>
      }
    >
      <div className="take" role="status" aria-live="polite">
        <Progress
          percent={total === 0 ? 0 : Math.floor((done * 100) / total)}
          status="active"
          aria-label="读取进度"
        />
        <p>{readingWords(progress)}</p>
        <p className="soft">个别文件打不开不影响其他文件，读完后会逐份说明。</p>
      </div>
    </Modal>
  );
}
