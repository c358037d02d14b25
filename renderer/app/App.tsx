/** The frame: toolbar, the screen that is shown, status line, and the layers above. */
import { Suspense, useEffect, useState } from 'react';
import { closeLedgerImport, closeNotice, useLedger } from '../store/ledger.ts';
import { useTextSize } from '../store/layout.ts';
import { useClosing } from '../views/closing/state.ts';
import { useOutline } from '../store/outline.ts';
import { LedgerView } from '../views/ledger/index.tsx';
import { Boundary } from './Boundary.tsx';
import { DropZone } from './DropZone.tsx';
import { useForm } from './forms.ts';
import { loadKit, useKit } from './kitStore.ts';
import { useMenu } from './menus.ts';
import { Banner } from './Banner.tsx';
import { Overlay } from './Overlay.tsx';
import { StatusLine } from './StatusLine.tsx';
import { Toasts } from './Toasts.tsx';
import { Toolbar } from './Toolbar.tsx';
import { Waiting } from './Waiting.tsx';
import {
  LazyAgendaStrip,
  LazyClosing,
  LazyLedgerImport,
  LazyNotice,
  LazyStart,
  LazyTaking,
  LazyView,
} from './views.ts';

export function App() {
  const ledger = useLedger((store) => store.ledger);
  const size = useTextSize();
  useEffect(() => {
    document.documentElement.dataset['text'] = size;
  }, [size]);

  return (
    <div className="frame">
      <Toolbar />
      <Banner />
      <LateStrip />
      <main className="main">
        {ledger === null ? <Waiting /> : ledger.open === null ? <StartScreen /> : <Screen />}
      </main>
      <StatusLine />
      <Toasts />
      <Overlay />
      <Layers />
      <DropZone />
    </div>
  );
}

/** The list's rows and the detail come first. */
const AFTER_FIRST_SCREEN = 300;

/** What is due today comes when the first screen stands and the window has time. */
function LateStrip() {
  const open = useLedger((store) => store.ledger?.open != null);
  const drawn = useOutline((store) => store.loaded);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!open || !drawn) return;
    const waiting = window.setTimeout(() => {
      window.requestIdleCallback(() => setLate(true), { timeout: 2000 });
    }, AFTER_FIRST_SCREEN);
    return () => {
      window.clearTimeout(waiting);
    };
  }, [open, drawn]);
  if (!open || !late) return null;
  return (
    <Suspense fallback={null}>
      <LazyAgendaStrip />
    </Suspense>
  );
}

/** The first paint of a first start: plain elements, so it does not wait for antd. */
function StartScreen() {
  return (
    <Boundary name="start">
      <Suspense fallback={<Waiting />}>
        <LazyStart />
      </Suspense>
    </Boundary>
  );
}

function Screen() {
  const view = useLedger((store) => store.view);
  if (view === 'ledger') {
    return (
      <Boundary name="ledger" key="ledger">
        <LedgerView />
      </Boundary>
    );
  }
  const View = LazyView[view];
  return (
    <Boundary name={view} key={view}>
      <InKit>
        <View />
      </InKit>
    </Boundary>
  );
}

/** Screens that use antd wait for it; it is usually there already. */
function InKit({ children }: { readonly children: React.ReactNode }) {
  const kit = useKit();
  useEffect(() => {
    void loadKit();
  }, []);
  if (kit === null) return <Waiting />;
  return (
    <kit.KitFrame>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </kit.KitFrame>
  );
}

/** The import dialogs, and forms and menus opened from anywhere. */
function Layers() {
  const notice = useLedger((store) => store.notice);
  const taking = useLedger((store) => store.taking);
  const ledgerImport = useLedger((store) => store.ledgerImport);
  const closing = useClosing((store) => store.dialog !== null);
  const form = useForm((store) => store.form);
  const menu = useMenu((store) => store.menu);
  const kit = useKit();
  const needed = form !== null || menu !== null;
  useEffect(() => {
    if (needed) void loadKit();
  }, [needed]);
  return (
    <>
      {kit === null || !needed ? null : <kit.KitHost />}
      {notice === null ? null : (
        <Boundary name="notice">
          <InKit>
            <LazyNotice file={notice.file} onClose={closeNotice} />
          </InKit>
        </Boundary>
      )}
      {ledgerImport === null ? null : (
        <Boundary name="ledgerImport">
          <InKit>
            <LazyLedgerImport file={ledgerImport.file} onClose={closeLedgerImport} />
          </InKit>
        </Boundary>
      )}
      {taking === null ? null : (
        <Boundary name="taking">
          <InKit>
            <LazyTaking />
          </InKit>
        </Boundary>
      )}
      {closing ? (
        <Boundary name="closing dialog">
          <InKit>
            <LazyClosing />
          </InKit>
        </Boundary>
      ) : null}
    </>
  );
}
