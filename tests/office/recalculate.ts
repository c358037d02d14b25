/** LibreOffice as the judge of our formulas, and as a reader of our workbooks. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** LibreOffice works out every formula when it opens a workbook, whatever result the file holds. */
const ALWAYS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/**
 * Converts files (.xlsx) at one start of the program, with every formula worked out anew; the results lie in `into` under
 * their own names. Needs `soffice` (Debian: libreoffice-calc-nogui).
 */
export async function recalculated(files: readonly string[], into: string, format = 'xlsx'): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const user = join(folder, 'user');
    mkdirSync(user);
    writeFileSync(join(user, 'registrymodifications.xcu'), ALWAYS);
    const at = `-env:UserInstallation=${pathToFileURL(folder).href}`;
    await run(
      'soffice',
      [at, '--headless', '--norestore', '--convert-to', format, '--outdir', into, ...files],
      {
        timeout: 120_000,
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      },
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error('soffice is missing: install the package libreoffice-calc-nogui', { cause: error });
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
