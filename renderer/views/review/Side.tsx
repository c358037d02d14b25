/** Beside the list: where the cell stands in its file, or what is to be known of the file. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { StagedFile } from '../../../shared/contract/types.ts';
import { columnFields, fieldWords } from '../../../shared/returns/fields.ts';
import type { ColumnField } from '../../../shared/returns/fields.ts';
import { columnName } from '../../../shared/returns/grid.ts';
import { useCall } from '../../door.ts';
import { keyAt, reviewRows, rowAt, useReview } from '../../store/review.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { FileFacts } from './FileFacts.tsx';
import { FileGrid } from './FileGrid.tsx';
import { askFileSheet } from './filePage.ts';
import { placeOfAddress } from './mapping.ts';
import { showFacts, showPlace, useShown } from './shown.ts';
import { cellAt } from './spots.ts';

interface Props {
  readonly files: ReadonlyMap<number, StagedFile>;
  readonly onMap: (file: number) => void;
}

export function Side({ files, onMap }: Props) {
  const side = useShown((store) => store.side);
  const filtered = useReview((store) => store.filter.file);
  const atFile = useReview((store) => keyAt(store.at, store.keys)?.file ?? null);
  const file = files.get(filtered ?? atFile ?? -1);
  if (side === null) return null;
  return (
    <aside className="rv-side" aria-label={side === 'place' ? '原表位置' : '文件情况'}>
      <header className="rv-side-head">
        <button type="button" aria-pressed={side === 'place'} onClick={() => showPlace(true)}>
          原表位置
        </button>
        <button type="button" aria-pressed={side === 'facts'} onClick={() => showFacts(true)}>
          文件情况
        </button>
        <span className="rv-gap" />
        <button type="button" className="rv-side-close" title="收起（F）" onClick={() => showPlace(false)}>
          收起
        </button>
      </header>
      {side === 'place' ? (
        <PlaceInFile files={files} />
      ) : (
        <FileFacts files={files} file={file ?? null} onMap={onMap} />
      )}
    </aside>
  );
}

function PlaceInFile({ files }: { readonly files: ReadonlyMap<number, StagedFile> }) {
  const at = useReview((store) => store.at);
  const spot = useReview((store) => store.spot);
  const keys = useReview((store) => store.keys);
  const key = keyAt(at, keys);
  const row = useSyncExternalStore(reviewRows.subscribe, () => rowAt(at));
  const file = key?.file ?? null;
  const mapping = useCall('returns.mapping', file === null ? null : { file }, { tables: [] });
  const sheet = mapping.value?.recognised?.sheet ?? null;
  const page = useCallback(
    (first: number, count: number) => askFileSheet(file ?? 0, sheet, first, count),
    [file, sheet],
  );
  const columns = useMemo(() => {
    const found = new Map<number, { heading: string; field: ColumnField | null }>();
    for (const each of mapping.value?.recognised?.columns ?? []) found.set(each.column, each);
    return found;
  }, [mapping.value]);
  if (file === null || key === null) return <p className="rv-side-none">没有选中的行</p>;
  if (mapping.failure !== null) return <FailureNote failure={mapping.failure} onRetry={mapping.reload} />;
  if (mapping.value === undefined || row === undefined) return <Loading>正在打开原表…</Loading>;
  const cell = cellAt(row, spot);
  const place = cell === undefined ? null : placeOfAddress(cell.at);
  const recognised = mapping.value.recognised;
  const heading = place === null ? undefined : columns.get(place.column);
  return (
    <>
      <p className="rv-side-what">
        {files.get(file)?.name} · 工作表“{sheet}”
        {place === null || heading === undefined ? null : (
          <>
            <br />
            {columnName(place.column)} 列“{heading.heading}”
            {heading.field === null || !columnFields.includes(heading.field)
              ? ''
              : `，读作“${fieldWords[heading.field]}”`}
          </>
        )}
      </p>
      <FileGrid
        key={file}
        label="原表"
        page={page}
        head={recognised?.head ?? null}
        mark={{ row: row.row - 1, column: place?.column ?? 0 }}
      />
    </>
  );
}
