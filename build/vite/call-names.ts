import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Names of all calls, read from the declared contract itself (`contract` of shared/contract/index.ts).
 * @throws when the contract can't be loaded or declares nothing: a preload without calls would only fail later
 */
export async function readCallNames(sources: string): Promise<string[]> {
  const file = join(sources, 'shared', 'contract', 'index.ts');
  if (!existsSync(file)) throw new Error(`The contract is missing: ${file}`);
  const module = (await import(pathToFileURL(file).href)) as { contract?: Record<string, unknown> };
  const names = Object.keys(module.contract ?? {});
  if (names.length === 0) throw new Error(`No calls are declared in ${file}`);
  return names;
}
