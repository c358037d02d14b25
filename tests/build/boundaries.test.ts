import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBreaches } from '../../build/checks/boundaries.ts';
import { readImports } from '../../build/checks/imports.ts';
import { inRoot } from '../../build/scripts/root.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'law-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Breaches in a project of these files. */
function breachesIn(files: Readonly<Record<string, string>>): string[] {
  for (const room of ['shared', 'db', 'electron', 'renderer'])
    mkdirSync(join(root, room), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return findBreaches(root);
}

test('a project that keeps the law has no breach', () => {
  expect(
    breachesIn({
      'shared/a.ts': `import { z } from 'zod'; export const a = z.string();`,
      'db/b.ts': `import { join } from 'node:path'; import D from 'better-sqlite3'; import { a } from '../shared/a.ts';`,
      'electron/ipc.ts': `import { ipcMain } from 'electron'; import '../db/b.ts';`,
      'electron/main/main.ts': `import { app } from 'electron'; import '../ipc.ts';`,
      'electron/preload/preload.ts': `import { ipcRenderer } from 'electron';`,
      'electron/excel/x.ts': `const e = await import('exceljs');`,
      'renderer/m.tsx': `import zh from 'antd/locale/zh_CN'; import type { a } from '../shared/a.ts'; export const x = <i />;`,
    }),
  ).toEqual([]);
});

describe('each of these fails the check', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['shared/a.ts', `import { readFileSync } from 'node:fs';`, 'shared may not import it'],
    ['shared/a.ts', `import '../db/b.ts';`, 'shared may not import it'],
    ['shared/a.ts', `export type { X } from '../db/b.ts';`, 'shared may not import it'],
    ['shared/a.ts', `export const x: import('../db/b.ts').X = 1;`, 'shared may not import it'],
    ['db/c.ts', `import { spawn } from 'node:child_process';`, 'db may not import it'],
    ['db/c.ts', `const e = require('electron');`, 'db may not import it'],
    ['electron/handlers/h.ts', `import { dialog } from 'electron';`, 'electron itself only in'],
    ['electron/main/m.ts', `import { ipcMain } from 'electron';`, 'raw messages only'],
    ['electron/main/m.ts', `import * as everything from 'electron';`, 'raw messages only'],
    ['electron/main/m.ts', `import '../preload/p.ts';`, 'electron may not import it'],
    ['electron/handlers/h.ts', `void import('exceljs');`, 'workbook libraries only'],
    ['electron/handlers/h.ts', `import { read } from '@e965/xlsx';`, 'workbook libraries only'],
    ['electron/excel/x.ts', `import { Document } from 'docx';`, 'document libraries only'],
    ['electron/preload/p.ts', `import { join } from 'node:path';`, 'preload may not import it'],
    ['electron/preload/p.ts', `import '../../db/b.ts';`, 'preload may not import it'],
    ['renderer/r.ts', `import 'electron';`, 'renderer may not import it'],
    ['renderer/r.ts', `import '../electron/log.ts';`, 'renderer may not import it'],
    ['renderer/r.ts', `import './gone.ts';`, 'no such file'],
    ['renderer/r.ts', `import './r';`, 'no such file'],
  ];
  test.each(cases)('%s: %s', (path, text, why) => {
    const others = { 'db/b.ts': 'export type X = 1;', 'electron/log.ts': '', 'electron/preload/p.ts': '' };
    const breaches = breachesIn({ ...others, [path]: text });
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(`${path}:1:`);
    expect(breaches[0]).toContain(why);
  });

  test('files that import one another in a circle', () => {
    expect(
      breachesIn({
        'shared/a.ts': `import './b.ts';`,
        'shared/b.ts': `import type { C } from './c.ts';`,
        'shared/c.ts': `void import('./a.ts');`,
        'shared/d.ts': `import './a.ts';`,
      }),
    ).toEqual(['circular import: shared/a.ts -> shared/b.ts -> shared/c.ts -> shared/a.ts']);
  });
});

test('every way of importing is seen, with its line', () => {
  const text = [
    `import a, { type b } from 'one';`,
    `export * from 'two';`,
    `export { c as d } from 'three';`,
    `const e = () => import('four');`,
    `let f: import('five').G;`,
    `const h = require('six');`,
    `// import 'not this'`,
    `const i = "import 'nor this'";`,
  ].join('\n');
  const seen = readImports('x.ts', text).map((one) => `${one.line} ${one.request} ${one.names.join(',')}`);
  expect(seen.sort()).toEqual(['1 one default,b', '2 two *', '3 three c', '4 four *', '5 five *', '6 six *']);
});

describe('rooms know only their own world', () => {
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['shared', 'export const x = process.pid;', 'process'],
    ['shared', 'export const x = document.title;', 'document'],
    ['shared', 'export const x = [1].map((n) => n + 1);', null],
    ['renderer', 'export const x = process.pid;', 'process'],
    ['renderer', 'export const x = document.title;', null],
    ['db', 'export const x = document.title;', 'document'],
    ['db', 'export const x = process.pid;', null],
    ['electron', 'export const x = window.name;', 'window'],
  ];
  test.each(cases)('%s: %s', (room, text, complaint) => {
    // Inside the project, so that the room's types are found.
    const folder = mkdtempSync(inRoot('node_modules', '.room-'));
    try {
      writeFileSync(join(folder, 'x.ts'), text);
      const config = { extends: inRoot(room, 'tsconfig.json'), include: ['x.ts'], exclude: [] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const done = spawnSync(
        process.execPath,
        [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', folder],
        {
          encoding: 'utf8',
        },
      );
      if (complaint === null) expect(done.stdout).toBe('');
      else expect(done.stdout).toContain(`'${complaint}'`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
