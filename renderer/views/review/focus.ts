/** Where the keys of the review go. */
export const LIST = 'review-list';

export function focusList(): void {
  document.getElementById(LIST)?.focus({ preventScroll: true });
}
