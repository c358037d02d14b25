/** To the place where something that an application lacks can be mended. */
import type { MissingItem } from '../../../shared/contract/types.ts';
import { missingWord } from '../../../shared/papers/closingWords.ts';
import { notifyFailure, notifyInfo } from '../../app/notify.ts';
import { call } from '../../door.ts';
import { roomNow, useDrawers } from '../../store/layout.ts';
import { showInLedger, showView } from '../../store/ledger.ts';
import { setPref } from '../../store/prefs.ts';
import { openReview } from '../returns/state.ts';
import { closeClosingDialog } from './state.ts';

/** Looked for so long until the detail stands on screen, in milliseconds. */
const WAIT = 3000;
const STEP = 50;

export function goToMissing(issue: number, item: MissingItem): void {
  closeClosingDialog(false);
  if (item.kind === 'proposal_pending') {
    void toReview();
    return;
  }
  showInLedger({ node: { kind: 'issue', id: issue }, measure: item.measure?.id ?? null });
  openDetail();
  notifyInfo(
    item.measure === null ? missingWord(item) : `${item.measure.number} ${missingWord(item)}`,
    '补齐后按 Ctrl+回车 继续申请销号。',
  );
  if (item.kind === 'evidence_missing') focusSection('佐证材料', WAIT);
  else focusDetail(WAIT);
}

export function goToIssue(issue: number): void {
  closeClosingDialog(false);
  showInLedger({ node: { kind: 'issue', id: issue } });
  openDetail();
  focusDetail(WAIT);
}

/** The detail is a drawer where the window is narrow, and may have been put away. */
function openDetail(): void {
  if (roomNow() === 'wide') setPref('pane.detail.shown', true);
  else useDrawers.setState({ detail: true });
}

/** The batch in which a proposal waits, when there is only one that is being reviewed; else the list of them. */
async function toReview(): Promise<void> {
  const answer = await call('returns.batches', {});
  if (!answer.ok) {
    notifyFailure(answer.error);
    return;
  }
  const open = answer.value.batches.filter(({ status }) => status === 'review');
  const [only] = open;
  if (open.length === 1 && only !== undefined) openReview(only.id);
  else {
    showView('returns');
    notifyInfo('有报送内容还没有核对', '请在“导入批次”中打开待核对的批次，核对后再申请销号。');
  }
}

function focusDetail(left: number): void {
  const detail = document.getElementById('detail');
  if (detail !== null) detail.focus({ preventScroll: true });
  else if (left > 0) window.setTimeout(() => focusDetail(left - STEP), STEP);
}

/** Brings a part of the detail into sight and gives the focus to its first button that does something. */
function focusSection(title: string, left: number): void {
  const section = document.querySelector(`#detail [data-section="${title}"]`);
  if (section === null) {
    if (left > 0) window.setTimeout(() => focusSection(title, left - STEP), STEP);
    return;
  }
  section.scrollIntoView({ block: 'start' });
  const target =
    section.querySelector<HTMLElement>('.section-actions button') ??
    section.querySelector<HTMLElement>('button');
  target?.focus({ preventScroll: true });
}
