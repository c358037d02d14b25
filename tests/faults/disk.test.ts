/**
 * A full disk and places that can't be written, for real: small and read-only mounts where mounts can be made (root, or
 * a name space of one's own); else a limit on file sizes and the rights of files, so that something is always proved.
 */
import { chmodSync, copyFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { clearAway, tempFolder } from '../db/makeLedger.ts';
import { boundByRights, mountingShell, mountReadOnly, mountSmall, runAfter, start } from './processes.ts';

afterEach(clearAway);

describe('a full disk', () => {
  test('refuses the step that finds no room, keeps every step before it, and goes on once there is room', () => {
    const disk = tempFolder();
    const wrapper = mountingShell(disk);
    const file = join(disk, '台账 一', 'ledger.db');
    if (wrapper !== null) {
      const [filled, stuck, goneOn] = runAfter(wrapper, mountSmall(disk, '3m'), [
        ['fill', file],
        ['goOn', file],
        `mount -o remount,size=12m '${disk}'`,
        ['goOn', file],
      ]);
      expect(filled).toMatchObject({
        code: 'disk_full',
        closing: 'ok',
        second: 'disk_full',
        secondLeft: false,
        after: { whole: true },
      });
      const after = filled?.['after'] as { units: number; expected: number };
      expect(after.units).toBe(after.expected);
      expect(after.units).toBeGreaterThan(10);
      // On the disk that is still full the ledger opens or says why, and has every row either way.
      if (stuck?.['open'] === 'ok') expect(stuck).toMatchObject({ units: after.units, whole: true });
      else expect(stuck).toEqual({ open: 'disk_full' });
      const before = stuck?.['write'] === 'ok' ? after.units + 1 : after.units;
      expect(goneOn).toMatchObject({ open: 'ok', units: before, whole: true });
    } else {
      // No file may grow past 1.5 MB (ulimit counts blocks of 512 bytes in POSIX shells).
      const [filled] = runAfter([], 'ulimit -f 3000', [['fill', file]]);
      expect(filled?.['code']).toMatch(/^(disk_full|ledger_disk_error)$/);
      const after = filled?.['after'] as { units: number; expected: number };
      expect(filled).toMatchObject({ after: { whole: true } });
      expect(after.units).toBe(after.expected);
      const [goneOn] = runAfter([], '', [['goOn', file]]);
      expect(goneOn).toMatchObject({ open: 'ok', units: after.units, write: 'ok', whole: true });
    }
  });

  test('leaves nothing of a ledger that could not be made', () => {
    const disk = tempFolder();
    const wrapper = mountingShell(disk);
    const file = join(disk, '新', '一本', 'ledger.db');
    const [made] =
      wrapper === null
        ? runAfter([], `mkdir -p '${join(disk, '新', '一本')}' && ulimit -f 100`, [['fill', file]])
        : runAfter(wrapper, `${mountSmall(disk, '200k')} && mkdir -p '${join(disk, '新', '一本')}'`, [
            ['fill', file],
          ]);
    expect(made).toMatchObject({ left: false, files: [] });
    expect(made?.['create']).toMatch(wrapper === null ? /^(disk_full|ledger_disk_error)$/ : /^disk_full$/);
  });

  test('that has room for the log of a new ledger but not for its file too: a whole one or none', () => {
    const disk = tempFolder();
    const wrapper = mountingShell(disk);
    if (wrapper === null) return;
    const file = join(disk, 'ledger.db');
    const codes = ['700k', '1300k', '1700k', '2600k'].map((size) => {
      const [made] = runAfter(wrapper, mountSmall(disk, size), [['fill', file]]);
      if (made?.['create'] !== undefined) expect(made).toMatchObject({ left: false, files: [] });
      else expect(made).toMatchObject({ after: { whole: true }, closing: 'ok' });
      return made?.['create'] ?? 'made';
    });
    expect(new Set(codes)).toEqual(new Set(['disk_full', 'made']));
  });
});

describe('a disk that is full already', () => {
  test('the ledger on it can be looked at, and says what is wrong when it is to be worked in', () => {
    const disk = tempFolder();
    const wrapper = mountingShell(disk);
    // Without mounts there is no full disk to be had; a bound on file sizes is not met by opening.
    if (wrapper === null) return;
    const away = join(tempFolder(), 'ledger.db');
    runAfter([], '', [['make', away]]);
    const file = join(disk, 'ledger.db');
    const fill = `{ dd if=/dev/zero of='${join(disk, '占满')}' bs=1k 2>/dev/null || true; }`;
    const [tried] = runAfter(wrapper, `${mountSmall(disk, '3m')} && cp '${away}' '${file}' && ${fill}`, [
      ['readOnly', file],
    ]);
    expect(tried).toMatchObject({ seen: 5, refused: 'ledger_read_only', open: 'disk_full', same: true });
  });
});

const looked = { seen: 5, refused: 'ledger_read_only', open: 'ledger_read_only', same: true };

/** Tries everything on a file whose folder, or which by itself, is read-only while it lasts. */
function tryReadOnly(file: string, locked: string): Record<string, unknown> | undefined {
  const wrapper = mountingShell(dirname(file));
  if (wrapper !== null) return runAfter(wrapper, mountReadOnly(locked), [['readOnly', file]])[0];
  const rights = statSync(locked).mode;
  chmodSync(locked, rights & 0o555);
  try {
    return runAfter(boundByRights, '', [['readOnly', file]])[0];
  } finally {
    chmodSync(locked, rights);
  }
}

describe('a place that can not be written', () => {
  test('a whole read-only folder: opened for looking only, nothing left there, the bytes the same', () => {
    const file = join(tempFolder(), 'ledger.db');
    runAfter([], '', [['make', file]]);
    const tried = tryReadOnly(file, dirname(file));
    expect(tried).toEqual({ ...looked, create: 'ledger_read_only', files: ['说明.txt'] });
  });

  test('a read-only folder with a write-ahead log waiting: every committed row is seen all the same', async () => {
    const away = join(tempFolder(), 'ledger.db');
    runAfter([], '', [['make', away]]);
    const child = start('openAndLeave', away);
    expect(Number((await child.next())['log'])).toBeGreaterThan(0);
    await child.ended();
    // The files of an open ledger, as a stick pulled out in the middle of work carries them.
    const file = join(tempFolder(), 'ledger.db');
    for (const end of ['', '-wal']) copyFileSync(away + end, file + end);
    expect(tryReadOnly(file, dirname(file))).toMatchObject({ seen: 6, open: 'ledger_read_only', same: true });
  });

  test('a file that is write-protected by itself is told at opening, not at the first tick', () => {
    const file = join(tempFolder(), 'ledger.db');
    runAfter([], '', [['make', file]]);
    expect(tryReadOnly(file, file)).toMatchObject({ ...looked, create: 'ok' });
  });
});
