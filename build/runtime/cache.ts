import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Folder for what is fetched or compiled once per machine. Not created here.
 * @param env LEDGER_CACHE_DIR wins (an absolute path), then the platform's own variable
 */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const chosen = env['LEDGER_CACHE_DIR'];
  if (chosen !== undefined && isAbsolute(chosen)) return chosen;
  const name = 'rectification-ledger';
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), name, 'Cache');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), name);
}
