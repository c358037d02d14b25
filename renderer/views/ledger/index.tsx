/** The ledger screen: tree, checklist, detail; in less room the sides become drawers. */
import { lazy, Suspense, useEffect } from 'react';
import { setPaneWidth, useDrawers, usePaneShown, usePaneWidth, useRoom } from '../../store/layout.ts';
import { useLedger } from '../../store/ledger.ts';
import { loadOutline, totals, useOutline } from '../../store/outline.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { focusGrid } from './checklist/cursor.ts';
import { Drawer } from './Drawer.tsx';
import { Checklist } from './Checklist.tsx';
import { EmptyLedger } from './EmptyLedger.tsx';
import { Splitter } from './Splitter.tsx';
import { Tree } from './Tree.tsx';
import { TreeHead } from './TreeHead.tsx';

/** Not needed for the first paint: tree and list stand before it. */
const LazyDetail = lazy(() => import('./detail/Detail.tsx').then((module) => ({ default: module.Detail })));

function Detail() {
  return (
    <Suspense fallback={null}>
      <LazyDetail />
    </Suspense>
  );
}

export function LedgerView() {
  const nodes = useOutline((store) => store.nodes);
  const loaded = useOutline((store) => store.loaded);
  const failure = useOutline((store) => store.failure);
  const room = useRoom();
  const treeShown = usePaneShown('tree');
  const detailShown = usePaneShown('detail');
  const treeWidth = usePaneWidth('tree');
  const detailWidth = usePaneWidth('detail');

  // After a start nothing has the focus: arrows and Space must work without a click.
  const some = nodes.length > 0;
  useEffect(() => {
    if (some && document.activeElement === document.body) focusGrid();
  }, [some]);

  if (failure !== null) {
    return (
      <div className="ledger-middle-note">
        <FailureNote failure={failure} onRetry={() => void loadOutline()} />
      </div>
    );
  }
  if (loaded && nodes.length === 0) return <EmptyLedger />;

  const treeInline = room !== 'narrow' && treeShown;
  const detailInline = room === 'wide' && detailShown;
  return (
    <div className={`ledger ledger-${room}`}>
      {treeInline ? (
        <>
          <section
            className="pane pane-tree"
            style={{ width: `min(${treeWidth}rem, ${room === 'wide' ? 30 : 38}vw)` }}
            aria-label="目录"
          >
            <TreePane />
          </section>
          <Splitter
            label="目录宽度"
            value={treeWidth}
            side="left"
            onChange={(rem) => setPaneWidth('tree', rem)}
          />
        </>
      ) : null}
      <section className="pane pane-list" aria-label="措施清单">
        <Checklist treeInline={treeInline} detailInline={detailInline} />
      </section>
      {detailInline ? (
        <>
          <Splitter
            label="详情宽度"
            value={detailWidth}
            side="right"
            onChange={(rem) => setPaneWidth('detail', rem)}
          />
          <section
            className="pane pane-detail"
            style={{ width: `min(${detailWidth}rem, 34vw)` }}
            aria-label="详情"
          >
            <Detail />
          </section>
        </>
      ) : null}
      <Drawers tree={!treeInline && room === 'narrow'} detail={room !== 'wide'} />
    </div>
  );
}

function TreePane() {
  const nodes = useOutline((store) => store.nodes);
  return (
    <>
      <TreeHead totals={totals(nodes)} />
      <Tree />
    </>
  );
}

/** Sides that have no room of their own lie over the list when asked for. */
function Drawers({ tree, detail }: { readonly tree: boolean; readonly detail: boolean }) {
  const open = useDrawers();
  const node = useLedger((store) => store.node);
  // Choosing in the tree was what the drawer was opened for.
  useEffect(() => {
    useDrawers.setState({ tree: false });
  }, [node]);
  return (
    <>
      {tree && open.tree ? (
        <Drawer side="left" label="目录" onClose={() => useDrawers.setState({ tree: false })}>
          <TreePane />
        </Drawer>
      ) : null}
      {detail && open.detail ? (
        <Drawer side="right" label="详情" onClose={() => useDrawers.setState({ detail: false })}>
          <Detail />
        </Drawer>
      ) : null}
    </>
  );
}
