/** Where an issue stands, in the few parts that a bar can show: each issue lies in exactly one. */
import type { IssueState } from '../lists.ts';

/** From done to not begun, the order in which a bar stacks them. */
export const stackParts = ['closed', 'chain', 'ready', 'mostly_done', 'in_progress', 'not_started'] as const;
export type StackPart = (typeof stackParts)[number];

export const stackPartWords: Readonly<Record<StackPart, string>> = {
  closed: '已销号',
  chain: '销号办理中',
  ready: '待申请',
  mostly_done: '基本完成',
  in_progress: '整改中',
  not_started: '未启动',
};

export function stackPartOf(state: IssueState): StackPart {
  return state === 'applied' || state === 'reviewed' || state === 'verified' ? 'chain' : state;
}
