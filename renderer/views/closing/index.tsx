/** 销号办理: who holds which issue, and for how long; steps of the chain for one or for several at once. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { isComposing } from '../../app/composing.ts';
import { openMenu } from '../../app/menus.ts';
import { useCall } from '../../door.ts';
import { canWrite, openLedgerImport, openNotice, useLedger } from '../../store/ledger.ts';
import { asFlag, setPref, usePref } from '../../store/prefs.ts';
import { keepShown, noSelection, pick, pickAll, pickNone } from '../ledger/checklist/selection.ts';
import type { Selection } from '../ledger/checklist/selection.ts';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { BoardBar } from './BoardBar.tsx';
import { BoardHead, noFilter } from './BoardHead.tsx';
import type { BoardFilter } from './BoardHead.tsx';
import { cardId, columnId, ColumnView } from './ColumnView.tsx';
import { goToIssue } from './go.ts';
import { closingItems } from './menu.ts';
import { moved, spotOf } from './move.ts';
import { useClosing } from './state.ts';
import { issueOfCard, shownColumns } from './words.ts';
import type { Card, Column } from './words.ts';
import './closing.css';

const TABLES = [
  'issues',
  'headings',
  'measures',
  'measure_events',
  'closing_events',
  'closing_cycles',
  'persons',
  'person_names',
  'units',
  'unit_names',
  'rounds',
];
const OPEN_PREF = 'closing.open.shown';

interface Held {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export default function Closing() {
  const [filter, setFilter] = useState<BoardFilter>(noFilter);
  const [selection, setSelection] = useState<Selection>(noSelection);
  const writable = useLedger(canWrite);
  const openShown = usePref(OPEN_PREF, asFlag, false);
  const answer = useCall(
    'closing.board',
    { find: filter.find.trim(), leads: [...filter.leads], units: [...filter.units] },
    { tables: TABLES },
  );
  const board = answer.value ?? answer.last;

  const columns = useMemo(() => (board === undefined ? [] : shownColumns(board)), [board]);
  const shown = useMemo(() => columns.filter(({ key }) => key !== 'open' || openShown), [columns, openShown]);
  const keyed = useMemo(
    () => shown.map(({ key, cards }) => ({ key, ids: cards.map((card) => card.id) })),
    [shown],
  );
  const ids = useMemo(() => keyed.flatMap((column) => column.ids), [keyed]);
  // What a change took from the board is selected no longer.
  const kept = useMemo(() => keepShown(selection, ids), [selection, ids]);
  const selected = useMemo(
    () => shown.flatMap(({ cards }) => cards).filter((card) => kept.selected.has(card.id)),
    [shown, kept],
  );
  const spot = spotOf(keyed, kept.active);
  const firstHeld = Math.max(
    0,
    keyed.findIndex((column) => column.ids.length > 0),
  );

  useEffect(() => {
    useClosing.setState({ selected });
  }, [selected]);
  useEffect(() => () => useClosing.setState({ selected: [] }), []);

  // After coming here nothing has the focus: the arrows must work without a click.
  const ready = board !== undefined && board.columns.some(({ total }) => total > 0);
  const started = useRef(false);
  useEffect(() => {
    if (!ready || started.current) return;
    started.current = true;
    const key = keyed[firstHeld]?.key;
    const box = key === undefined ? null : document.getElementById(columnId(key));
    if (document.activeElement === null || document.activeElement === document.body) {
      box?.focus({ preventScroll: true });
    }
  }, [ready, keyed, firstHeld]);

  function choose(column: Column, card: Card, held: Held): void {
    const list = column.cards.map(({ id }) => id);
    setSelection(pick(kept, list, card.id, { shift: held.shiftKey, ctrl: held.ctrlKey || held.metaKey }));
  }

  function menuAt(card: Card, x: number, y: number): void {
    const chosen = kept.selected.has(card.id) ? selected : [card];
    if (!kept.selected.has(card.id)) {
      setSelection({ selected: new Set([card.id]), anchor: card.id, active: card.id });
    }
    openMenu({ x, y, items: closingItems(chosen.map(issueOfCard), true) });
  }

  function onKey(event: KeyboardEvent, page: number): void {
    if (isComposing(event) || event.altKey) return;
    const column = spot === null ? undefined : shown[spot.column];
    const card = spot === null ? undefined : column?.cards[spot.row];
    const ctrl = event.ctrlKey || event.metaKey;
    const target = moved(keyed, spot, event.key, page);
    if (target !== null) {
      event.preventDefault();
      const to = shown[target.column];
      const at = to?.cards[target.row];
      if (to === undefined || at === undefined) return;
      // Ctrl moves the cursor only, so that Space can pick what does not stand together.
      if (ctrl && !event.shiftKey) setSelection({ ...kept, active: at.id });
      else choose(to, at, { shiftKey: event.shiftKey, ctrlKey: false, metaKey: false });
      return;
    }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      if (card === undefined) return;
      const box = document.getElementById(cardId(card.id))?.getBoundingClientRect();
      if (box !== undefined) menuAt(card, box.left + 40, Math.min(box.bottom, window.innerHeight - 60));
    } else if (event.key === ' ' && column !== undefined && card !== undefined) {
      event.preventDefault();
      choose(column, card, { shiftKey: false, ctrlKey: true, metaKey: false });
    } else if (event.key === 'Enter' && !ctrl && card !== undefined) {
      event.preventDefault();
      goToIssue(card.id);
    } else if (event.key.toLowerCase() === 'a' && ctrl && column !== undefined) {
      event.preventDefault();
      setSelection(
        pickAll(
          kept,
          column.cards.map(({ id }) => id),
        ),
      );
    } else if (event.key === 'Escape') {
      event.preventDefault();
      setSelection(pickNone(kept));
    }
  }

  if (answer.failure?.code === 'round_missing') return <NoIssues writable={writable} />;
  if (answer.failure !== null) return <FailureNote failure={answer.failure} onRetry={answer.reload} />;
  if (board === undefined) return <Loading />;
  const total = board.columns.reduce((sum, column) => sum + column.total, 0);
  const filtered = filter.find.trim() !== '' || filter.leads.length > 0 || filter.units.length > 0;
  if (total === 0 && !filtered) return <NoIssues writable={writable} />;
  const open = columns.find(({ key }) => key === 'open');

  return (
    <div className="closing">
      <BoardHead filter={filter} onChange={setFilter} found={filtered ? total : null} />
      <div className="board">
        {open === undefined || openShown ? null : (
          <button
            type="button"
            className="board-folded"
            aria-expanded={false}
            title="展开“整改中”一列"
            onClick={() => setPref(OPEN_PREF, true)}
          >
            <b>{open.total}</b>
            <span>整改中</span>
          </button>
        )}
        {shown.map((column, index) => (
          <ColumnView
            key={column.key}
            column={column}
            steps={board.steps}
            selected={kept.selected}
            active={kept.active}
            holds={spot === null ? index === firstHeld : index === spot.column}
            onPick={(card, event) => choose(column, card, event)}
            onOpen={(card) => goToIssue(card.id)}
            onMenu={menuAt}
            onKey={onKey}
            onFold={column.key === 'open' ? () => setPref(OPEN_PREF, false) : null}
          />
        ))}
      </div>
      <BoardBar cards={selected} />
    </div>
  );
}

function NoIssues({ writable }: { readonly writable: boolean }) {
  return (
    <Empty title="台账里还没有问题">
      <p>问题的整改措施全部完成后，在这里申请销号，逐级审核、复核、审定。</p>
      <p className="closing-first">
        <button
          type="button"
          className="button button-main"
          disabled={!writable}
          onClick={() => openNotice()}
        >
          导入通报或方案…
        </button>
        <button type="button" className="button" disabled={!writable} onClick={() => openLedgerImport()}>
          导入原有台账…
        </button>
      </p>
    </Empty>
  );
}
