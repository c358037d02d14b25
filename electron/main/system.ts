/** Which systems the program runs on. Pure. */

/** Windows 10 and 11 both call themselves 10.0. */
const OLDEST_WINDOWS = 10;

/** @param version as the system tells it, such as '10.0.19045' or '6.1.7601' (Windows 7) */
export function isSystemTooOld(platform: string, version: string): boolean {
  if (platform !== 'win32') return false;
  const major = Number.parseInt(version, 10);
  return Number.isInteger(major) && major < OLDEST_WINDOWS;
}

export const TOO_OLD = {
  title: '整改台账无法在此系统上运行',
  text: (version: string): string =>
    `本程序需要 Windows 10 或更高版本，当前系统版本为 ${version}。\n` +
    '请在装有 Windows 10 或 Windows 11 的电脑上使用。台账文件可以直接拷贝过去，内容不受影响。',
} as const;
