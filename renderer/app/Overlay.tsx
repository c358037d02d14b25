/** The layer over the window: command palette or list of keys. */
import { lazy, Suspense } from 'react';
import { closeOverlay, useOverlay } from './overlay.ts';

const Palette = lazy(() => import('./Palette.tsx').then((module) => ({ default: module.Palette })));
const KeyHelp = lazy(() => import('./KeyHelp.tsx').then((module) => ({ default: module.KeyHelp })));

export function Overlay() {
  const shown = useOverlay((store) => store.shown);
  if (shown === null) return null;
  return (
    <div
      className="overlay"
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) closeOverlay();
      }}
    >
      <Suspense fallback={null}>{shown === 'palette' ? <Palette /> : <KeyHelp />}</Suspense>
    </div>
  );
}
