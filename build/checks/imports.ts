import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';

/** One import, export-from, dynamic import, import type or require of a file. */
export interface Import {
  /** As written: './x.ts', 'node:fs', 'react'. */
  readonly request: string;
  /** Imported names; '*' for a namespace, 'default' for the default, none for a bare import. */
  readonly names: readonly string[];
  readonly line: number;
}

/** A source file with its imports; paths are relative to the project, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly Import[];
}

/** All sources below the given folders. @throws Error when one can't be read as TypeScript */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((path) => /\.(?:ts|tsx)$/.test(path) && !path.startsWith('tests/fixtures/'))
      .sort()
      .map((path) => ({ path, imports: readImports(path, readFileSync(join(root, path), 'utf8')) })),
  );
}

/** The imports of a source text, types included: the law holds for them too. */
export function readImports(path: string, text: string): Import[] {
  const { module, program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  const found: Import[] = module.staticImports.map((one) => ({
    request: one.moduleRequest.value,
    names: one.entries.map((entry) => nameOf(entry.importName)),
    line: lineOf(one.start),
  }));
  for (const one of module.staticExports) {
    for (const entry of one.entries) {
      if (entry.moduleRequest === null || entry.moduleRequest === undefined) continue;
      const names = [nameOf(entry.importName)];
      found.push({ request: entry.moduleRequest.value, names, line: lineOf(one.start) });
    }
  }
  visit(program, (request, start) => found.push({ request, names: ['*'], line: lineOf(start) }));
  return found;
}

function nameOf(name: { kind: string; name?: string | null | undefined }): string {
  if (name.kind === 'Name') return name.name ?? '*';
  return name.kind === 'Default' ? 'default' : '*';
}

/** Finds import('x'), the type import('x').Y and require('x') anywhere in the tree. */
function visit(node: unknown, found: (request: string, start: number) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, found);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const record = node as Record<string, unknown>;
  const text = (value: unknown): string | null => {
    const literal = value as { type?: string; value?: unknown } | null | undefined;
    return literal?.type === 'Literal' && typeof literal.value === 'string' ? literal.value : null;
  };
  let request: string | null = null;
  if (record['type'] === 'ImportExpression' || record['type'] === 'TSImportType') {
    request = text(record['source'] ?? record['argument']);
  } else if (record['type'] === 'CallExpression') {
    const callee = record['callee'] as { type?: string; name?: string } | undefined;
    if (callee?.type === 'Identifier' && callee.name === 'require') {
      request = text((record['arguments'] as unknown[])[0]);
    }
  }
  if (request !== null) found(request, Number(record['start']));
  for (const value of Object.values(record)) visit(value, found);
}
