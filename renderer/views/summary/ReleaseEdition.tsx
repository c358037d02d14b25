/** An edition as it was released: its paper, with figures that open the rows they had then. */
import { Button, Drawer } from 'antd';
import { useCallback, useState } from 'react';
import type { Release } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { DocPaper } from '../../papers/doc/DocPaper.tsx';
import { markStandIns } from '../../papers/fonts.ts';
import { FigureRowsDrawer } from '../parts/FigureRows.tsx';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { editionLabel, releaseForms, saveRelease } from './releasing.ts';
import { closeReleases, openReleases } from './releaseState.ts';
import '../../papers/paper.css';

/** Rows of the annex drawn on screen. */
const ROWS = 500;
const ZOOM = 0.9;

export function ReleaseEdition({ release }: { readonly release: Release }) {
  const { id } = release;
  const doc = useCall('paper.doc', { query: { paper: 'release', release: id } }, { tables: [] });
  const [figure, setFigure] = useState<string | null>(null);
  const rows = useCall('release.rows', figure === null ? null : { id, key: figure }, { tables: [] });
  const { busy, once } = useBusy();
  const standIns = useCallback((element: HTMLElement | null) => {
    if (element !== null) markStandIns(element);
  }, []);
  return (
    <Drawer
      open
      size="min(72rem, 96vw)"
      title={`${editionLabel(release)}（${dayLabel(release.releasedOn)}印发）`}
      onClose={closeReleases}
      styles={{ body: { padding: 0 } }}
      extra={
        <div className="release-acts">
          <Button type="text" onClick={() => openReleases({ kind: 'list' })}>
            全部已印发
          </Button>
          {releaseForms
            .filter(({ form }) => release[form] !== null)
            .map(({ form, label }) => (
              <Button key={form} disabled={busy} onClick={() => void once(() => saveRelease(release, form))}>
                存为 {label}
              </Button>
            ))}
        </div>
      }
    >
      {doc.failure !== null ? (
        <FailureNote failure={doc.failure} onRetry={doc.reload} />
      ) : doc.value === undefined ? (
        <Loading>正在打开印发的月报…</Loading>
      ) : (
        <div className="release-desk" tabIndex={0} aria-label={editionLabel(release)} ref={standIns}>
          <div style={{ zoom: ZOOM }}>
            <DocPaper doc={doc.value} onFigure={setFigure} limit={ROWS} />
          </div>
        </div>
      )}
      <FigureRowsDrawer
        open={figure !== null}
        onClose={() => setFigure(null)}
        found={rows.value}
        total={rows.value?.rows.length}
        failure={rows.failure}
        onRetry={rows.reload}
        rest="全部明细见印发的工作簿。"
        note="印发时的明细，此后台账的变化不在其中。"
      />
    </Drawer>
  );
}
