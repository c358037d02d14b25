/** The layer over the window: command palette or list of keys. */
import { lazy, Suspense } from 'react';
import { Palette } from './Palette.tsx';
import { closeOverlay, useOverlay } from './overlay.ts';

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
      {/* The palette is typed into at once, so it is there before the next key; the list of keys can be waited for. */}
      {shown === 'palette' ? (
        <Palette />
      ) : (
        <Suspense fallback={null}>
          <KeyHelp />
        </Suspense>
      )}
    </div>
  );
}
