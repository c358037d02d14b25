/** Where the window stood, and whether it can still be seen there. Pure; all numbers are device-independent pixels. */

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace extends Area {
  readonly maximized: boolean;
}

const DEFAULT_SIZE = { width: 1280, height: 820 };
export const MINIMUM_SIZE = { width: 800, height: 560 };
/** As much of the title bar as a hand needs to catch it. */
const GRIP = 80;

/** Reads what was kept; null for anything that is no place. */
export function readPlace(value: unknown): WindowPlace | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height, maximized } = value as Record<string, unknown>;
  const whole = (n: unknown): n is number =>
    typeof n === 'number' && Number.isInteger(n) && Math.abs(n) < 100_000;
  if (!whole(x) || !whole(y) || !whole(width) || !whole(height)) return null;
  if (width < 1 || height < 1) return null;
  return { x, y, width, height, maximized: maximized === true };
}

/**
 * The place to open at, given the work areas of today's screens (the first is the main one): the kept one if its
 * title bar can be caught on some screen, else the middle of the main screen; never larger than the screen.
 */
export function placeOn(kept: WindowPlace | null, screens: readonly Area[]): WindowPlace {
  const main = screens[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  if (kept !== null) {
    for (const screen of screens) {
      const place = { ...kept, ...sizeOn(screen, kept) };
      // Looked at with the size it will have: a window that shrank may no longer reach into the screen.
      if (canBeCaught(place, screen)) return place;
    }
  }
  const size = sizeOn(main, kept ?? DEFAULT_SIZE);
  return {
    x: main.x + Math.max(0, Math.floor((main.width - size.width) / 2)),
    y: main.y + Math.max(0, Math.floor((main.height - size.height) / 2)),
    ...size,
    maximized: kept?.maximized ?? false,
  };
}

function sizeOn(screen: Area, wanted: { width: number; height: number }): { width: number; height: number } {
  return {
    width: clamp(wanted.width, MINIMUM_SIZE.width, screen.width),
    height: clamp(wanted.height, MINIMUM_SIZE.height, screen.height),
  };
}

function canBeCaught(place: Area, screen: Area): boolean {
  const overlap = Math.min(place.x + place.width, screen.x + screen.width) - Math.max(place.x, screen.x);
  return overlap >= GRIP && place.y >= screen.y - 8 && place.y <= screen.y + screen.height - GRIP;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), Math.min(least, most));
}
