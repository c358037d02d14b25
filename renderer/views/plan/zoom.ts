/** Zoom of the Gantt chart: how wide a day is, so that the place under the pointer stays where it is. Pure; px. */

/** Above it a single bar fills the window. What fits the window is the other end. */
const WIDEST = 24;
const STEP = 1.3;

/** Width of the track: at least the room there is. */
export function trackWidth(dayWidth: number | null, days: number, room: number): number {
  return Math.max(room, Math.round((dayWidth ?? 0) * days));
}

/** The next width of a day; null when that is no wider than what fits anyway. */
export function zoomed(dayWidth: number | null, days: number, room: number, by: 1 | -1): number | null {
  const now = trackWidth(dayWidth, days, room) / days;
  const next = Math.min(WIDEST, by === 1 ? now * STEP : now / STEP);
  return next * days <= room + 1 ? null : next;
}

/** Scroll position at which a share of the track lies at a distance from the left edge of what is seen of it. */
export function scrollFor(share: number, width: number, distance: number): number {
  return Math.max(0, share * width - distance);
}
