import { describe, expect, it } from 'vitest';
import { issueStates, lamps } from '../../shared/lists.ts';
import { concerns } from '../../renderer/door.ts';
import { roomFor } from '../../renderer/store/layout.ts';
import { readPlace } from '../../renderer/store/place.ts';
import { totals } from '../../renderer/store/outline.ts';
import { issueSigns, lampSigns, lampWord } from '../../renderer/ui/Lamp.tsx';
import { matches } from '../../renderer/ui/match.ts';
import { placeBeside } from '../../renderer/ui/Popover.tsx';

describe('room for panes', () => {
  it('is wide on a usual screen, less with zoom or large text', () => {
    expect(roomFor(1366 / 14)).toBe('wide');
    expect(roomFor(1366 / 19)).toBe('medium');
    expect(roomFor(910 / 14)).toBe('medium');
    expect(roomFor(683 / 14)).toBe('narrow');
  });
});

describe('a panel beside its anchor', () => {
  const window = { width: 1000, height: 600 };
  const inside = (place: { left: number; top: number }, panel: { width: number; height: number }): boolean =>
    place.left >= 0 &&
    place.top >= 0 &&
    place.left + panel.width <= window.width &&
    place.top + panel.height <= window.height;

  it('stands below, or above where there is more room, always inside the window', () => {
    const panel = { width: 200, height: 300 };
    expect(placeBeside({ left: 10, top: 20, bottom: 40 }, panel, window).top).toBeGreaterThanOrEqual(40);
    const above = placeBeside({ left: 10, top: 500, bottom: 520 }, panel, window);
    expect(above.top + panel.height).toBeLessThanOrEqual(500);
    for (const left of [0, 500, 990]) {
      for (const top of [0, 290, 580]) {
        expect(inside(placeBeside({ left, top, bottom: top + 20 }, panel, window), panel)).toBe(true);
      }
    }
  });
});

describe('lamps', () => {
  it('have a word each, and those of open measures a sign of their own', () => {
    const open = ['blue', 'grey', 'red', 'amber', 'green'] as const;
    expect(new Set(open.map((lamp) => lampSigns[lamp])).size).toBe(open.length);
    expect(new Set(lamps.map(lampWord)).size).toBe(lamps.length);
    expect(lampWord('red')).toBe('超期');
  });
});

describe('signs of issues in the tree', () => {
  it('stand from the moment an application can be made, one for each state, and not before', () => {
    const signed = issueStates.filter((state) => issueSigns[state] !== undefined);
    expect(signed).toEqual(['ready', 'applied', 'reviewed', 'verified', 'closed']);
    expect(new Set(Object.values(issueSigns)).size).toBe(signed.length);
  });
});

describe('small things', () => {
  it('a reader is concerned by its tables, or by all when it names none', () => {
    expect(concerns(['measures'], ['progress', 'measures'])).toBe(true);
    expect(concerns(['measures'], ['units'])).toBe(false);
    expect(concerns([], ['units'])).toBe(false);
    expect(concerns(undefined, ['units'])).toBe(true);
  });

  it('finds by words and initials, all of which must occur', () => {
    expect(matches('财务管理部', 'cwglb', '财务')).toBe(true);
    expect(matches('财务管理部', 'cwglb', 'cw')).toBe(true);
    expect(matches('财务管理部', 'cwglb', 'cw 部')).toBe(true);
    expect(matches('财务管理部', 'cwglb', 'cw 党')).toBe(false);
  });

  it('the last place is read with care', () => {
    expect(readPlace({ view: 'history', node: { kind: 'issue', id: 4 }, measure: 9 })).toEqual({
      view: 'history',
      node: { kind: 'issue', id: 4 },
      measure: 9,
    });
    const nowhere = { view: 'ledger', node: null, measure: null };
    expect(readPlace(undefined)).toEqual(nowhere);
    expect(readPlace({ view: 'gone', node: { kind: 'measure', id: 4 }, measure: 'x' })).toEqual(nowhere);
    expect(readPlace({ node: { kind: 'issue', id: -1 }, measure: 0.5 })).toEqual(nowhere);
  });

  it('totals of the round are those of the nodes on top', () => {
    const node = {
      kind: 'heading',
      id: 1,
      parent: null,
      number: '',
      title: '',
      state: null,
      lamp: null,
    } as const;
    const sum = totals([
      { ...node, depth: 0, issues: 3, issuesClosed: 1, measures: 9, measuresComplete: 4 },
      { ...node, depth: 1, issues: 3, issuesClosed: 1, measures: 9, measuresComplete: 4 },
      { ...node, depth: 0, issues: 2, issuesClosed: 2, measures: 5, measuresComplete: 5 },
    ]);
    expect(sum).toEqual({ issues: 5, issuesClosed: 3, measures: 14, measuresComplete: 9 });
  });
});
