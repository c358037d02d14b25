/** Instead of the list for a file that has none: what hinders it, and what to do. */
import type { StagedFile } from '../../../shared/contract/types.ts';
import { FailureNote } from '../parts/Notes.tsx';
import { asked, failureOfFile } from './fileState.ts';
import { setAside } from './FileFacts.tsx';

export function AskingFile({
  file,
  onMap,
}: {
  readonly file: StagedFile;
  readonly onMap: (id: number) => void;
}) {
  const failure = failureOfFile(file);
  if (failure !== null) return <FailureNote failure={failure} />;
  if (file.status === 'aside') {
    return (
      <div className="note-empty">
        <strong>这个文件已搁置</strong>
        <p>不参加这次导入；已有的决定都留着。</p>
        <button type="button" className="button" onClick={() => void setAside(file, false)}>
          恢复核对
        </button>
      </div>
    );
  }
  return (
    <div className="note-empty">
      <strong>还要确认：{asked(file.asks)}</strong>
      <p>确认之后，程序才能把它与台账比对。</p>
      <button type="button" className="button button-main" onClick={() => onMap(file.id)}>
        打开原表确认…
      </button>
    </div>
  );
}
