/** From a contradiction to the place where it can be mended. */
import type { CheckRow } from '../../../shared/contract/types.ts';
import type { CheckKind } from '../../../shared/checks/kinds.ts';
import { roomNow, useDrawers } from '../../store/layout.ts';
import { showInLedger, showView } from '../../store/ledger.ts';
import { setPref } from '../../store/prefs.ts';
import { showTab } from '../outcomes/state.ts';
import { showPerson, showUnit } from '../people/shown.ts';

/** Section of the detail, or the label of a field in it. */
interface Spot {
  readonly section?: string;
  readonly field?: string;
}

const spots: Readonly<Partial<Record<CheckKind, Spot>>> = {
  done_without_day: { field: '整改状态' },
  done_without_evidence: { section: '佐证材料' },
  deadline_before_feedback: { field: '整改期限' },
  deadline_not_understood: { field: '整改期限' },
  deadline_inferred: { field: '整改期限' },
  extension_before_first: { section: '延期' },
  measure_twice: { field: '整改措施' },
  text_unchanged: { section: '整改进展' },
  issue_without_lead: { field: '牵头领导' },
  issue_without_unit: { field: '责任单位' },
  issue_without_measures: { field: '措施' },
  closed_with_open_measures: { field: '措施' },
};
/** Of a day that can't be: where it stands depends on what happened on it. */
const spotsOfDays: Readonly<Record<string, Spot>> = {
  done: { field: '整改状态' },
  evidence: { section: '佐证材料' },
  extension: { section: '延期' },
  progress: { section: '整改进展' },
};

export function spotOf({ kind, facts }: Pick<CheckRow, 'kind' | 'facts'>): Spot {
  if (kind !== 'day_in_future' && kind !== 'day_before_round') return spots[kind] ?? {};
  const what = String(facts['what'] ?? '');
  return Object.hasOwn(spotsOfDays, what) ? (spotsOfDays[what] ?? {}) : { section: '状态记录' };
}

export function goToFinding(row: CheckRow): void {
  const { target } = row;
  if (row.kind === 'same_fact_twice') return toOutcomes('pairs');
  if (row.kind === 'calendar_not_covered') return showView('settings');
  switch (target.kind) {
    case 'measure':
    case 'issue': {
      const issue = target.kind === 'issue' ? target.id : target.issue;
      showInLedger({
        node: issue === null ? null : { kind: 'issue', id: issue },
        measure: target.kind === 'measure' ? target.id : null,
      });
      // The detail is a drawer where the window is narrow, and may have been put away.
      if (roomNow() === 'wide') setPref('pane.detail.shown', true);
      else useDrawers.setState({ detail: true });
      return point(spotOf(row));
    }
    case 'heading':
      return showInLedger({ node: target.id === null ? null : { kind: 'heading', id: target.id } });
    case 'unit':
      return showUnit(target.id);
    case 'person':
      return showPerson(target.id);
    case 'round':
    case 'stage':
      return showView('rounds');
    case 'step':
      return showView('history');
    default:
      return toOutcomes(target.kind);
  }
}

function toOutcomes(tab: Parameters<typeof showTab>[0]): void {
  showTab(tab);
  showView('outcomes');
}

/** Looked for so long until the detail stands on screen, in milliseconds. */
const WAIT = 3000;
const STEP = 60;
/** How long the place is marked. */
const MARKED = 2500;

function find({ section, field }: Spot): HTMLElement | null {
  const detail = document.getElementById('detail');
  if (detail === null) return null;
  if (section !== undefined) return detail.querySelector<HTMLElement>(`[data-section="${section}"]`);
  if (field === undefined) return detail;
  const label = [...detail.querySelectorAll('.field-label')].find((each) => each.textContent === field);
  return label?.parentElement ?? null;
}

/** Brings the place into sight, marks it for a moment and gives it the focus. */
function point(spot: Spot, left = WAIT): void {
  const place = find(spot);
  if (place === null) {
    if (left > 0) window.setTimeout(() => point(spot, left - STEP), STEP);
    return;
  }
  if (spot.section !== undefined || spot.field !== undefined) {
    place.scrollIntoView({ block: 'center' });
    place.classList.add('checks-place');
    window.setTimeout(() => place.classList.remove('checks-place'), MARKED);
  }
  const target = place.querySelector<HTMLElement>('.field-value button, .section-actions button, button');
  (target ?? document.getElementById('detail'))?.focus({ preventScroll: true });
}
