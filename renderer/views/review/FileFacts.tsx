/** What is to be known of a file: how it stands, what was not read, what it says nothing of. */
import type { StagedFile } from '../../../shared/contract/types.ts';
import { monthLabel } from '../../../shared/month.ts';
import { notifyFailure } from '../../app/notify.ts';
import { call, useCall } from '../../door.ts';
import { find, loadHead, useReview } from '../../store/review.ts';
import { wordFailure } from '../../words/errors.ts';
import { absentRows, asked, failureOfFile, standingOf } from './fileState.ts';
import { chooseFile } from './Files.tsx';
import { classWords } from './words.ts';

interface Props {
  readonly files: ReadonlyMap<number, StagedFile>;
  /** Null: all of them. */
  readonly file: StagedFile | null;
  readonly onMap: (file: number) => void;
}

/** Takes a file out of this import, or back into it. */
export async function setAside(file: StagedFile, aside: boolean): Promise<void> {
  const result = await call('returns.setAside', { file: file.id, aside });
  if (!result.ok) notifyFailure(result.error);
  else {
    await loadHead();
    await find();
  }
}

export function FileFacts({ files, file, onMap }: Props) {
  const waiting = useReview((store) => store.waiting);
  if (file === null) return <Overview files={files} />;
  const { counts } = file;
  const failure = failureOfFile(file);
  const { sign, word, tone } = standingOf(file, waiting.get(file.id) ?? 0);
  return (
    <div className="rv-facts">
      <h3>{file.name}</h3>
      <p>
        {file.unit?.name ?? '单位未定'} · {file.month === null ? '月份未定' : monthLabel(file.month)} ·{' '}
        <span className={`rv-tone-${tone}`}>
          {sign} {word}
        </span>
      </p>
      {failure === null ? null : <Refused failure={failure} />}
      {file.notes.length > 0 ? (
        <div className="rv-note">
          {file.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      ) : null}
      {file.asks.length > 0 ? (
        <p className="rv-note">还要确认：{asked(file.asks)}。确认之后才能比对。</p>
      ) : null}
      {counts === null ? null : (
        <p>
          {counts.rows} 行：对上 {counts.rowClasses.matched}、未对上 {counts.rowClasses.new}、对上多条{' '}
          {counts.rowClasses.ambiguous}、缺报 {counts.rowClasses.absent}。
          <br />
          各格：
          {(['problem', 'both', 'theirs', 'forbidden', 'ours', 'unchanged', 'blank'] as const)
            .map((each) => `${classWords[each].word} ${counts.classes[each]}`)
            .join('、')}
          。
        </p>
      )}
      <div className="rv-facts-actions">
        {file.status === 'refused' || file.status === 'done' ? null : (
          <button type="button" className="button button-small" onClick={() => onMap(file.id)}>
            看列对应、改单位月份…
          </button>
        )}
        {file.status === 'review' || file.status === 'asks' ? (
          <button
            type="button"
            className="button button-small"
            title="这次不导入它；已有的决定留着"
            onClick={() => void setAside(file, true)}
          >
            搁置这个文件
          </button>
        ) : null}
        {file.status === 'aside' ? (
          <button type="button" className="button button-small" onClick={() => void setAside(file, false)}>
            恢复核对
          </button>
        ) : null}
      </div>
      {file.unmapped.length > 0 ? (
        <section>
          <h4>没有读入的列（{file.unmapped.length}）</h4>
          <p>{file.unmapped.join('、')}</p>
          <p className="soft">内容只留在原文件里，没有导入台账。</p>
        </section>
      ) : null}
      {file.otherSheets.length > 0 ? (
        <section>
          <h4>没有读入的工作表</h4>
          <p>{file.otherSheets.join('、')}</p>
        </section>
      ) : null}
      {file.notes.length > 0 ? (
        <section>
          <h4>读取时发现</h4>
          <ul>
            {file.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {absentRows(file) > 0 ? <Absent file={file.id} /> : null}
    </div>
  );
}

function Refused({ failure }: { readonly failure: NonNullable<ReturnType<typeof failureOfFile>> }) {
  const { title, advice } = wordFailure(failure);
  return (
    <div className="note note-failure rv-refused">
      <strong>{title}</strong>
      <p>{advice}</p>
    </div>
  );
}

function Absent({ file }: { readonly file: number }) {
  const found = useCall('returns.measures', { file }, { tables: ['measures'] });
  if (found.value === undefined) return null;
  const { absent, measures } = found.value;
  const missing = new Set(absent);
  return (
    <section>
      <h4>缺报的措施（{absent.length}）</h4>
      <ul>
        {measures
          .filter((measure) => missing.has(measure.id))
          .map((measure) => (
            <li key={measure.id}>
              <b>{measure.number}</b> {measure.title}
              <span className="soft">　{measure.issueTitle}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Overview({ files }: { readonly files: ReadonlyMap<number, StagedFile> }) {
  const missing = [...files.values()].filter((file) => absentRows(file) > 0);
  return (
    <div className="rv-facts">
      <h3>本批 {files.size} 个文件</h3>
      {missing.length === 0 ? (
        <p>应报的措施都在文件里。</p>
      ) : (
        <>
          <h4>有缺报的文件（{missing.length}）</h4>
          <ul>
            {missing.map((file) => (
              <li key={file.id}>
                <button type="button" className="rv-link" onClick={() => chooseFile(file.id)}>
                  {file.unit?.name ?? file.name}
                </button>{' '}
                缺报 {absentRows(file)} 条
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
