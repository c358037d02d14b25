/** Menu entries of the closing chain for issues, the same on the board, in the tree and in the list of measures. */
import { notifyFailure } from '../../app/notify.ts';
import type { MenuItem } from '../../app/menus.ts';
import { call } from '../../door.ts';
import { canWrite } from '../../store/ledger.ts';
import { openPaper } from '../papers/state.ts';
import { goToIssue } from './go.ts';
import { openAct, openClosingPaper } from './state.ts';
import { actLabel, actsFor, issueOfDetail } from './words.ts';
import type { ClosingIssue } from './words.ts';

/** @param opens also offers the way to the issue in the ledger, for menus that stand elsewhere */
export function closingItems(issues: readonly ClosingIssue[], opens: boolean): MenuItem[] {
  const [only] = issues;
  const single = issues.length === 1 ? only : undefined;
  const items: MenuItem[] = actsFor(issues).map((act) => ({
    id: `closing ${act.id}`,
    title: actLabel(act, issues.length),
    danger: act.kind === 'back' || act.kind === 'withdraw' || act.kind === 'reopen',
    disabled: !canWrite(),
    run: () => openAct(act),
  }));
  if (single !== undefined) {
    if (items.length > 0) items.push('line');
    items.push({ id: 'closing paper', title: '对账销号单', run: () => openClosingPaper(single) });
    items.push({
      id: 'closing dossier',
      title: '问题档案',
      run: () => openPaper({ paper: 'dossier', issue: single.id }),
    });
    if (opens) items.push({ id: 'closing issue', title: '在台账中打开', run: () => goToIssue(single.id) });
  }
  return items;
}

/** The issue as the chain's dialogs want it; null when it could not be read (said already). */
export async function readIssue(id: number): Promise<ClosingIssue | null> {
  const answer = await call('issue.get', { id });
  if (answer.ok) return issueOfDetail(answer.value);
  notifyFailure(answer.error);
  return null;
}
