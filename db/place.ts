/** What kind of place a folder is: SQLite's locks can't be trusted on network shares, sticks may be pulled out. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';

export type Place = 'local' | 'removable' | 'network';

const networkTypes =
  /^(nfs4?|cifs|smb3?|smbfs|9p|afs|ncpfs|fuse\.sshfs|fuse\.davfs2?|davfs2?|glusterfs|ceph)$/;

/** The mount that holds a path, from a table in the form of /proc/mounts (device, point, type a line). */
export function mountOf(path: string, table: string): { device: string; type: string } | null {
  let best: { device: string; type: string; point: string } | null = null;
  for (const line of table.split('\n')) {
    const [device, rawPoint, type] = line.split(' ');
    if (device === undefined || rawPoint === undefined || type === undefined) continue;
    // Blanks and tabs stand as octal escapes in the table.
    const point = rawPoint.replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(parseInt(octal, 8)),
    );
    const inside = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (inside && point.length >= (best?.point.length ?? 0)) best = { device, type, point };
  }
  return best;
}

/**
 * On Linux read from the mount table; on Windows by the form of the path (\\server\share). A share that Windows has
 * mapped to a drive letter can't be told from a disk without native code and counts as local.
 */
export function placeOf(folder: string, platform: NodeJS.Platform = process.platform): Place {
  if (platform === 'win32') {
    const unc = /^[\\/]{2}(?![?.][\\/])/.test(folder) || /^[\\/]{2}\?[\\/]UNC[\\/]/i.test(folder);
    return unc ? 'network' : 'local';
  }
  if (platform !== 'linux' || !existsSync('/proc/mounts')) return 'local';
  const mount = mountOf(
    existsSync(folder) ? realpathSync(folder) : folder,
    readFileSync('/proc/mounts', 'utf8'),
  );
  if (mount === null) return 'local';
  if (networkTypes.test(mount.type)) return 'network';
  const disk = basename(mount.device).replace(/p?\d+$/, '');
  const flag = `/sys/block/${disk}/removable`;
  return existsSync(flag) && readFileSync(flag, 'utf8').trim() === '1' ? 'removable' : 'local';
}
