import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../build/scripts/root.ts';
import { MINIMUM_SIZE, placeOn, readPlace } from '../../electron/files/window-place.ts';
import type { Area } from '../../electron/files/window-place.ts';
import { isSystemTooOld, TOO_OLD } from '../../electron/main/system.ts';
import { menuColumns } from '../../electron/menu-entries.ts';

const MAIN: Area = { x: 0, y: 0, width: 1920, height: 1040 };
const LEFT: Area = { x: -1280, y: 0, width: 1280, height: 984 };

describe('placeOn', () => {
  it('opens in the middle of the main screen at first', () => {
    const place = placeOn(null, [MAIN]);
    expect(place).toEqual({ x: 320, y: 110, width: 1280, height: 820, maximized: false });
  });
  it('opens where it was closed', () => {
    const kept = { x: -1200, y: 40, width: 1000, height: 700, maximized: true };
    expect(placeOn(kept, [MAIN, LEFT])).toEqual(kept);
  });
  it('comes back to the main screen when its own is gone', () => {
    const kept = { x: -1200, y: 40, width: 1000, height: 700, maximized: true };
    const place = placeOn(kept, [MAIN]);
    expect(place).toEqual({ x: 460, y: 170, width: 1000, height: 700, maximized: true });
  });
  it('shrinks to a screen that became smaller', () => {
    const kept = { x: 10, y: 10, width: 3000, height: 2000, maximized: false };
    expect(placeOn(kept, [MAIN])).toMatchObject({ width: 1920, height: 1040 });
  });
  it('always leaves the title bar within reach, on whichever screens there are', () => {
    const area = fc.record({
      x: fc.integer({ min: -4000, max: 4000 }),
      y: fc.integer({ min: -2000, max: 2000 }),
      width: fc.integer({ min: 640, max: 4000 }),
      height: fc.integer({ min: 480, max: 2400 }),
    });
    const kept = fc.option(fc.record({ ...placeShape(), maximized: fc.boolean() }));
    fc.assert(
      fc.property(kept, fc.array(area, { minLength: 1, maxLength: 3 }), (place, screens) => {
        const found = placeOn(place, screens);
        const reachable = screens.some(
          (screen) =>
            Math.min(found.x + found.width, screen.x + screen.width) - Math.max(found.x, screen.x) >= 80 &&
            found.y >= screen.y - 8 &&
            found.y <= screen.y + screen.height - 80,
        );
        expect(reachable).toBe(true);
        expect(found.width).toBeGreaterThanOrEqual(Math.min(MINIMUM_SIZE.width, 640));
      }),
    );
  });
});

function placeShape() {
  const number = fc.integer({ min: -9000, max: 9000 });
  return {
    x: number,
    y: number,
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
  };
}

describe('readPlace', () => {
  it.each([
    null,
    undefined,
    'x',
    {},
    { x: 1, y: 2, width: 3 },
    { x: 1, y: 2, width: 0, height: 5 },
    { x: 1.5, y: 2, width: 3, height: 5 },
    { x: Number.NaN, y: 2, width: 3, height: 5 },
    { x: 1e9, y: 2, width: 3, height: 5 },
    { x: '1', y: 2, width: 3, height: 5 },
  ])('%j is no place', (value) => {
    expect(readPlace(value)).toBeNull();
  });
  it('takes anything but true for not maximised', () => {
    expect(readPlace({ x: 1, y: 2, width: 3, height: 4, maximized: 'yes' })?.maximized).toBe(false);
  });
});

describe('isSystemTooOld', () => {
  it.each([
    ['win32', '6.1.7601', true],
    ['win32', '6.2.9200', true],
    ['win32', '6.3.9600', true],
    ['win32', '10.0.10240', false],
    ['win32', '10.0.26100', false],
    ['win32', '', false],
    ['linux', '4.19.0', false],
    ['darwin', '9.0', false],
  ])('%s %s: %s', (platform, version, tooOld) => {
    expect(isSystemTooOld(platform, version)).toBe(tooOld);
  });
  it('says what is needed and what there is', () => {
    expect(TOO_OLD.text('6.1.7601')).toContain('Windows 10');
    expect(TOO_OLD.text('6.1.7601')).toContain('6.1.7601');
  });
});

describe('menuColumns', () => {
  const entries = (packaged: boolean) => menuColumns({ packaged }).flatMap((column) => column.entries);
  const keys = entries(false).flatMap((entry) =>
    entry !== 'line' && entry.key !== undefined ? [entry.key] : [],
  );

  it('has the seven columns of the field', () => {
    const labels = menuColumns({ packaged: true }).map((column) => column.label.replace(/\(.*$/, ''));
    expect(labels).toEqual(['文件', '编辑', '查看', '台账', '报送', '月报', '帮助']);
  });
  it('gives no key twice', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('names every command once', () => {
    const commands = entries(false).flatMap((entry) =>
      entry !== 'line' && 'command' in entry ? [entry.command] : [],
    );
    expect(new Set(commands).size).toBe(commands.length);
    expect(commands).toContain('notice.import');
    expect(commands).toContain('history.undo');
    expect(commands).toContain('paper.savePdf');
  });
  it('has no developer tools in a packed program', () => {
    const acts = (packaged: boolean) =>
      entries(packaged).filter((entry) => entry !== 'line' && 'act' in entry && entry.act === 'devTools');
    expect(acts(true)).toHaveLength(0);
    expect(acts(false)).toHaveLength(1);
  });
});

describe('menus and commands', () => {
  /** Ids and first keys of the window's commands, read from their declarations: loading them needs a page. */
  function declared(): Map<string, string | null> {
    const found = new Map<string, string | null>();
    for (const name of readdirSync(inRoot('renderer'), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = readFileSync(join(inRoot('renderer'), name), 'utf8');
      for (const match of text.matchAll(/\bid: '([a-zA-Z]+\.[a-zA-Z]+)',([^}]*?)(?:run|\})/g)) {
        found.set(match[1] ?? '', /keys: \['([^']+)'/.exec(match[2] ?? '')?.[1] ?? null);
      }
    }
    return found;
  }

  it('every entry has a command in the window, with the same key', () => {
    const commands = declared();
    for (const entry of menuColumns({ packaged: true }).flatMap((column) => column.entries)) {
      if (entry === 'line' || !('command' in entry)) continue;
      expect([...commands.keys()]).toContain(entry.command);
      expect([entry.command, commands.get(entry.command)]).toEqual([
        entry.command,
        entry.key?.replace('CmdOrCtrl', 'Ctrl') ?? null,
      ]);
    }
  });
});
