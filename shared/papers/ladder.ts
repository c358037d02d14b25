/** In which order papers to a unit follow each other. Light: screens look at it from the start. */
import type { ReminderKind } from '../lists.ts';

/** Papers grow sterner in this order. */
export const reminderLadder: readonly ReminderKind[] = ['reminder', 'notice', 'warning'];

/** The kind after the sternest one that went out; the sternest again when it did. */
export function nextKind(before: readonly { readonly kind: ReminderKind }[]): ReminderKind {
  const highest = Math.max(-1, ...before.map((each) => reminderLadder.indexOf(each.kind)));
  return reminderLadder[Math.min(highest + 1, reminderLadder.length - 1)] ?? 'reminder';
}
