/** How long open issues have been open: by days since they were adopted. */

/** Days from and to, both counted in; the last band has no end. */
export const ageBands = [
  { from: 0, to: 30 },
  { from: 31, to: 90 },
  { from: 91, to: 180 },
  { from: 181, to: 365 },
  { from: 366, to: null },
] as const;
export type AgeBand = (typeof ageBands)[number];

export function bandWords({ from, to }: { readonly from: number; readonly to: number | null }): string {
  return to === null ? `${from - 1}天以上` : `${from}—${to}天`;
}

export function inBand(days: number, { from, to }: AgeBand): boolean {
  return days >= from && (to === null || days <= to);
}
