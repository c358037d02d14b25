import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Progress } from './progress.ts';
import { lastLines, run } from './run.ts';

/** What a Linux machine must have for what is about to be done. */
export interface Needs {
  /** Executable whose libraries are looked at; null while there is none (then the usual ones are looked for). */
  readonly executable: string | null;
  /** A virtual screen is to be started. */
  readonly screen: boolean;
  /** The add-on is to be compiled. */
  readonly compiler: boolean;
  /** Tests put a real office program between sending workbooks out and taking them in, and read papers back. */
  readonly office?: boolean;
}

/** Shared library Electron loads, and the Debian package that has it. */
const PACKAGE_OF_LIBRARY: Readonly<Record<string, string>> = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libatk-1.0.so.0': 'libgtk-3-0',
  'libatk-bridge-2.0.so.0': 'libgtk-3-0',
  'libcups.so.2': 'libgtk-3-0',
  'libpango-1.0.so.0': 'libgtk-3-0',
  'libcairo.so.2': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
};
const USUAL_LIBRARIES = ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'];
/** Without a Chinese font, Chinese is empty boxes on screen and on paper. */
const FONT_PACKAGE = 'fonts-noto-cjk';

/** Names changed with the 64-bit time type: Debian 13, Ubuntu 24.04. */
const RENAMED: Readonly<Record<string, string>> = {
  'libgtk-3-0': 'libgtk-3-0t64',
  libasound2: 'libasound2t64',
};

/** The file /etc/os-release, or its absence as an empty text. */
export function osRelease(file = '/etc/os-release'): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A Debian package's name on the system that an os-release text describes. */
export function packageName(name: string, release: string): string {
  const field = (key: string): string => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(release)?.[1] ?? '';
  const version = Number(field('VERSION_ID'));
  const renamed =
    (field('ID') === 'debian' && version >= 13) || (field('ID') === 'ubuntu' && version >= 24.04);
  return renamed ? (RENAMED[name] ?? name) : name;
}

/** The one line to type; sudo only for who needs it. */
export function aptCommand(packages: readonly string[], root: boolean): string {
  const sudo = root ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** Libraries an `ldd` listing reports as not found. */
export function missingInLdd(listing: string): string[] {
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** Debian packages that are missing here for these needs, none on other systems than Linux. */
export async function missingPackages(needs: Needs): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const packages = new Set<string>();
  for (const library of await missingLibraries(needs.executable)) {
    packages.add(PACKAGE_OF_LIBRARY[library] ?? library);
  }
  if (!(await hasChineseFont())) packages.add(FONT_PACKAGE);
  if (needs.screen && !onPath('Xvfb')) packages.add('xvfb').add('xauth');
  if (needs.office === true) for (const name of await missingReaders()) packages.add(name);
  if (needs.compiler) {
    for (const [program, name] of [
      ['python3', 'python3'],
      ['make', 'make'],
      ['g++', 'g++'],
    ] as const) {
      if (!onPath(program)) packages.add(name);
    }
  }
  const release = osRelease();
  return [...packages].map((name) => packageName(name, release));
}

/** Where Debian's office program keeps its modules; of an office program that lies elsewhere all are taken to be there. */
const OFFICE_MODULES = '/usr/lib/libreoffice/program';

/** Packages of what reads papers back in tests: an office program for workbooks and documents, a reader of .xlsx. */
async function missingReaders(): Promise<string[]> {
  const missing: string[] = [];
  const office = onPath('soffice');
  const lacks = (module: string) => existsSync(OFFICE_MODULES) && !existsSync(join(OFFICE_MODULES, module));
  if (!office || lacks('libsclo.so')) missing.push('libreoffice-calc-nogui');
  if (!office || lacks('libswlo.so')) missing.push('libreoffice-writer-nogui');
  // Debian's own first: another one on the path doesn't see Debian's modules.
  let reads = false;
  for (const program of ['/usr/bin/python3', 'python3'])
    reads ||= await succeeds(program, ['-c', 'import openpyxl']);
  if (!reads) missing.push('python3-openpyxl');
  return missing;
}

async function succeeds(program: string, args: readonly string[]): Promise<boolean> {
  try {
    return (await run(program, args)).code === 0;
  } catch {
    return false;
  }
}

async function missingLibraries(executable: string | null): Promise<string[]> {
  try {
    if (executable !== null) return missingInLdd((await run('ldd', [executable])).output);
    const { output } = await run('/sbin/ldconfig', ['-p']);
    return USUAL_LIBRARIES.filter((library) => !output.includes(`\t${library} `));
  } catch {
    // No glibc tools to ask: the start itself will tell.
    return [];
  }
}

async function hasChineseFont(): Promise<boolean> {
  try {
    return (await run('fc-list', [':lang=zh', 'file'])).output.trim() !== '';
  } catch {
    return false;
  }
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether packages may be installed without asking: root, and a CI machine or LEDGER_INSTALL=1. */
export function mayInstall(env: NodeJS.ProcessEnv, uid: number): boolean {
  return uid === 0 && (env['CI'] === 'true' || env['LEDGER_INSTALL'] === '1');
}

/**
 * Makes sure that the machine has what is needed, installing it where that may be done.
 * @throws Error with the exact command to type
 */
export async function ensureSystem(needs: Needs, progress: Progress): Promise<void> {
  const missing = await missingPackages(needs);
  if (missing.length === 0) return;
  const root = process.getuid?.() === 0;
  const command = aptCommand(missing, root);
  if (!mayInstall(process.env, root ? 0 : -1)) {
    const hint = root ? '\n(or set LEDGER_INSTALL=1 to have it done)' : '';
    throw new Error(`This machine lacks what is needed. Please type:\n\n  ${command}\n${hint}`);
  }
  const done = await progress.step(`Installing ${missing.join(' ')}`, () =>
    run('sh', ['-c', command], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }),
  );
  if (done.code !== 0) throw new Error(`${command}\n\nfailed:\n${lastLines(done.output)}`);
}
