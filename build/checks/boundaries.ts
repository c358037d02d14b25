import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Import, SourceFile } from './imports.ts';
import { readSources } from './imports.ts';
import { RESERVED, ROOMS } from './law.ts';

/** The law is for the program's own rooms; tests and build may import anything. */
export const ROOM_FOLDERS = ['shared', 'db', 'electron', 'renderer'];

/** Breaches of the import law below a project folder, one plain line each, in a stable order. */
export function findBreaches(root: string, folders: readonly string[] = ROOM_FOLDERS): string[] {
  const files = readSources(root, folders);
  return [...files.flatMap((file) => breachesOf(root, file)), ...cyclesOf(files)];
}

function breachesOf(root: string, file: SourceFile): string[] {
  const room = ROOMS.find((one) => one.has.test(file.path));
  if (room === undefined) return [`${file.path}: lies in no room`];
  const breaches: string[] = [];
  for (const one of file.imports) {
    const tell = (why: string): void =>
      void breaches.push(`${file.path}:${one.line}: imports ${one.request}: ${why}`);
    const local = localTarget(file.path, one.request);
    if (local !== null) {
      if (!existsSync(join(root, local))) tell('no such file (imports carry their ending)');
      else if (!room.local.test(local)) tell(`${room.name} may not import it`);
      continue;
    }
    const name = packageOf(one.request);
    if (!room.packages.test(name)) {
      tell(`${room.name} may not import it`);
      continue;
    }
    for (const rule of RESERVED) {
      if (rule.packages.test(name) && takes(one, rule.names) && !rule.files.test(file.path)) tell(rule.why);
    }
  }
  return breaches;
}

function takes(one: Import, names: readonly string[] | undefined): boolean {
  return (
    names === undefined || one.names.some((name) => names.includes(name) || ['*', 'default'].includes(name))
  );
}

/** Path of an imported file relative to the project, null for a package. */
function localTarget(from: string, request: string): string | null {
  if (!request.startsWith('.')) return null;
  return posix.join(posix.dirname(from), request.replace(/\?.*$/, ''));
}

/** 'antd/locale/zh_CN' is antd, '@e965/xlsx/x' is @e965/xlsx, 'node:fs/promises' is node:fs. */
function packageOf(request: string): string {
  const parts = request.split('/');
  return request.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? request);
}

/** Each circle of files that import one another, named once, from its first file in order. */
function cyclesOf(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  const edges = new Map(
    files.map((file) => [
      file.path,
      file.imports
        .map((one) => localTarget(file.path, one.request))
        .filter((path): path is string => path !== null && known.has(path)),
    ]),
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      cycles.push(`circular import: ${[...trail.slice(at), path].join(' -> ')}`);
      return;
    }
    if (finished.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of known) walk(path, []);
  return cycles;
}
