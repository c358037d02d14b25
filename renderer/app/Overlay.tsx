/** The layer over the window: command palette or list of keys. */
import { KeyHelp } from './KeyHelp.tsx';
import { closeOverlay, useOverlay } from './overlay.ts';
import { Palette } from './Palette.tsx';

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
      {shown === 'palette' ? <Palette /> : <KeyHelp />}
    </div>
  );
}
