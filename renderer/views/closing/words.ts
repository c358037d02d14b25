/** What can be done with issues in the closing chain, and in which words. Pure: the screens and the menus ask it. */
import type { Reply } from '../../../shared/contract/index.ts';
import type { IssueDetail, MissingItem, StepSetting } from '../../../shared/contract/types.ts';
import type { Day } from '../../../shared/day.ts';
import { daysBetween } from '../../../shared/day.ts';
import type { ClosingStep, ClosureState } from '../../../shared/lists.ts';
import { closingStepWords } from '../../../shared/words.ts';

export type Board = Reply<'closing.board'>;
export type Column = Board['columns'][number];
export type ColumnKey = Column['key'];
export type Card = Column['cards'][number];

/** What a dialog of the chain needs to know of an issue before it asks. */
export interface ClosingIssue {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly closure: ClosureState;
  readonly next: StepSetting | null;
  /** A withdrawn issue can only be restored. */
  readonly withdrawn: boolean;
}

export function issueOfCard(card: Card): ClosingIssue {
  return { ...pickIssue(card), number: placeOf(card), withdrawn: false };
}
export function issueOfDetail(issue: IssueDetail): ClosingIssue {
  return { ...pickIssue(issue), withdrawn: issue.withdrawnOn !== null };
}
function pickIssue({ id, number, title, closure, next }: Card | IssueDetail) {
  return { id, number, title, closure, next };
}

/** Place among the headings, or the bare number where there is none. */
export function placeOf(card: Pick<Card, 'place' | 'number'>): string {
  return card.place === '' ? card.number : card.place;
}

/** `申请销号`, `审核通过`, `审定销号`; a step with a name of its own is called by it. */
export function stepAction({ step, name }: Pick<StepSetting, 'step' | 'name'>): string {
  const usual = name === closingStepWords[step];
  if (step === 'applied') return usual ? '申请销号' : name;
  if (step === 'closed') return usual ? '审定销号' : name;
  return `${name}通过`;
}

export type ActKind = 'step' | 'back' | 'withdraw' | 'recheck' | 'reopen';
export interface Act {
  readonly id: string;
  readonly kind: ActKind;
  readonly title: string;
  /** The step that is taken, for `step`. */
  readonly step: StepSetting | null;
  readonly issues: readonly ClosingIssue[];
}

/**
 * What can be done with these issues now, what is due first. Issues that wait for different steps get an entry each,
 * with those it concerns; reopening is for one issue at a time.
 */
export function actsFor(issues: readonly ClosingIssue[]): Act[] {
  const live = issues.filter((issue) => !issue.withdrawn);
  const acts: Act[] = [];
  const steps = new Map<string, { step: StepSetting; issues: ClosingIssue[] }>();
  for (const issue of live) {
    if (issue.next === null || issue.closure === 'closed') continue;
    const key = `${issue.next.step} ${issue.next.name}`;
    const group = steps.get(key) ?? { step: issue.next, issues: [] };
    group.issues.push(issue);
    steps.set(key, group);
  }
  for (const [key, group] of steps) {
    acts.push({
      id: `step ${key}`,
      kind: 'step',
      title: stepAction(group.step),
      step: group.step,
      issues: group.issues,
    });
  }
  const inChain = live.filter((issue) => issue.closure !== 'open' && issue.closure !== 'closed');
  if (inChain.length > 0) {
    acts.push({ id: 'back', kind: 'back', title: '退回', step: null, issues: inChain });
    acts.push({ id: 'withdraw', kind: 'withdraw', title: '撤回申请', step: null, issues: inChain });
  }
  const closed = live.filter((issue) => issue.closure === 'closed');
  if (closed.length > 0)
    acts.push({ id: 'recheck', kind: 'recheck', title: '回头看通过', step: null, issues: closed });
  if (closed.length === 1)
    acts.push({ id: 'reopen', kind: 'reopen', title: '重启整改', step: null, issues: closed });
  return acts;
}

/** `审核通过…（3 个）` where an act does not concern all that are selected. */
export function actLabel(act: Act, selected: number): string {
  return act.issues.length < selected ? `${act.title}（${act.issues.length} 个）…` : `${act.title}…`;
}

/** What a column waits for: its name on the board, and who holds what stands there. */
export function columnHead(
  key: ColumnKey,
  steps: readonly StepSetting[],
): { readonly title: string; readonly holder: string } {
  if (key === 'open') return { title: '整改中', holder: '' };
  if (key === 'closed') return { title: '已销号', holder: '' };
  if (key === 'ready') return { title: '待申请', holder: steps[0]?.holder ?? '' };
  const due = dueAfter(key, steps);
  if (due === null) return { title: `已${closingStepWords[key]}`, holder: '' };
  return { title: `待${due.name}`, holder: due.holder };
}

/** The step of a list that follows a state of the chain. */
function dueAfter(key: ClosingStep, steps: readonly StepSetting[]): StepSetting | null {
  const order: readonly ClosingStep[] = ['applied', 'reviewed', 'verified', 'closed'];
  const at = order.indexOf(key);
  return steps.find(({ step }) => order.indexOf(step) > at) ?? null;
}

/** Columns that are drawn: a state which the round leaves out only while an issue still stands there. */
export function shownColumns({ columns, steps }: Board): Column[] {
  return columns.filter(
    ({ key, total }) =>
      key === 'open' ||
      key === 'ready' ||
      key === 'closed' ||
      total > 0 ||
      steps.some(({ step }) => step === key),
  );
}

/** `等待 12 天`; closed ones since when. Nothing where the day is not known. */
export function waitedWords(card: Pick<Card, 'closure' | 'since' | 'days' | 'state'>): string {
  if (card.since === null) return '';
  if (card.closure === 'closed') return `${card.since} 销号`;
  if (card.closure === 'open' && card.state !== 'ready') return '';
  return card.days === null || card.days === 0 ? '今天起' : `等待 ${card.days} 天`;
}

/** Why an issue was sent back, as one line. */
export function returnedWords({ on, by, reason }: NonNullable<Card['returned']>): string {
  return `${on} ${by}退回：${reason}`;
}

/** What to do about it, on the link that leads there. */
const mendWords: Readonly<Record<MissingItem['kind'], string>> = {
  no_active_measure: '去新增措施',
  measure_incomplete: '去办理',
  evidence_missing: '去补佐证',
  proposal_pending: '去核对',
};
export const mendWord = (item: MissingItem): string => mendWords[item.kind];

/** Number and title; a number that ends in a digit or letter stands apart from what follows. */
export function numbered({ number, title }: { readonly number: string; readonly title: string }): string {
  return /[0-9A-Za-z]$/.test(number) ? `${number} ${title}` : `${number}${title}`;
}

/** Days for which an issue in the chain has been where it is; null when it is not in the chain. */
export function heldDays(issue: Pick<IssueDetail, 'closing' | 'closure'>, today: Day): number | null {
  if (issue.closure === 'open' || issue.closure === 'closed') return null;
  const last = issue.closing.at(-1);
  return last === undefined ? null : Math.max(0, daysBetween(last.on, today));
}
