/** The files of the batch: whose, which month, how much of each still waits. */
import { useMemo } from 'react';
import type { StagedFile } from '../../../shared/contract/types.ts';
import { monthLabel } from '../../../shared/month.ts';
import { setFilter, useReview } from '../../store/review.ts';
import { List } from '../parts/List.tsx';
import { absentRows, standingOf, sumsOf } from './fileState.ts';

/** Stands for all files in the list. */
const ALL = 0;

export function chooseFile(id: number): void {
  setFilter({ file: id === ALL ? null : id });
}

/** To the file after (or before) the one that is chosen. */
export function stepFile(files: readonly StagedFile[], step: 1 | -1): void {
  const ids = [ALL, ...files.map((file) => file.id)];
  const at = ids.indexOf(useReview.getState().filter.file ?? ALL);
  const next = ids[Math.max(0, Math.min(ids.length - 1, at + step))];
  if (next !== undefined) chooseFile(next);
}

type Entry = { readonly id: number; readonly file: StagedFile | null };

export function Files({ files }: { readonly files: readonly StagedFile[] }) {
  const chosen = useReview((store) => store.filter.file) ?? ALL;
  const waiting = useReview((store) => store.waiting);
  const months = new Set(files.flatMap((file) => file.month ?? [])).size > 1;
  const entries = useMemo(
    (): Entry[] => [{ id: ALL, file: null }, ...files.map((file) => ({ id: file.id, file }))],
    [files],
  );
  return (
    <List label="本批文件" rows={entries} chosen={chosen} onChoose={chooseFile}>
      {({ file }) =>
        file === null ? (
          <AllFiles files={files} />
        ) : (
          <FileLine file={file} stray={waiting.get(file.id) ?? 0} months={months} />
        )
      }
    </List>
  );
}

/** The same in one line, where there is no room for the list. */
export function FileSelect({ files }: { readonly files: readonly StagedFile[] }) {
  const waiting = useReview((store) => store.waiting);
  const chosen = useReview((store) => store.filter.file) ?? ALL;
  return (
    <select
      className="select rv-file-select"
      aria-label="本批文件"
      value={chosen}
      onChange={(event) => chooseFile(Number(event.target.value))}
    >
      <option value={ALL}>全部 {files.length} 个文件</option>
      {files.map((file) => (
        <option key={file.id} value={file.id}>
          {file.unit?.name ?? file.name}（{standingOf(file, waiting.get(file.id) ?? 0).word}）
        </option>
      ))}
    </select>
  );
}

function AllFiles({ files }: { readonly files: readonly StagedFile[] }) {
  const sums = sumsOf(
    files,
    useReview((store) => store.waiting),
  );
  return (
    <div className="rv-file">
      <b>全部 {files.length} 个文件</b>
      <span className="rv-file-line">
        <span className={sums.open > 0 ? 'rv-tone-open' : 'rv-tone-done'}>
          {sums.open > 0 ? `○ 未决 ${sums.open}` : '✓ 无未决'}
        </span>
        {sums.asking > 0 ? <span className="rv-tone-ask">? {sums.asking} 个需要确认</span> : null}
      </span>
    </div>
  );
}

function FileLine(props: {
  readonly file: StagedFile;
  readonly stray: number;
  /** The batch holds more than one month: each file says its own. */
  readonly months: boolean;
}) {
  const { file, stray, months } = props;
  const { sign, word, tone } = standingOf(file, stray);
  const { accept, keep, edit, committed } = file.decided;
  const absent = absentRows(file);
  const settled = accept + keep + edit;
  return (
    <div className={`rv-file ${file.status === 'aside' ? 'rv-file-aside' : ''}`} title={file.name}>
      <b>{file.unit?.name ?? file.name}</b>
      <span className="rv-file-line">
        <span className={`rv-tone-${tone}`}>
          {sign} {word}
        </span>
        {settled > 0 ? <span>已定 {settled}</span> : null}
        {committed > 0 && file.status !== 'done' ? <span>已写入 {committed}</span> : null}
        {stray > 0 && file.decided.open > 0 ? <span className="rv-tone-ask">未对上 {stray} 行</span> : null}
        {absent > 0 ? <span>缺报 {absent}</span> : null}
        {file.month === null || !months ? null : <span>{monthLabel(file.month)}</span>}
      </span>
    </div>
  );
}
