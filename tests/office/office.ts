/**
 * A real office program between sending out and taking in: LibreOffice opens a workbook, a macro fills cells in as a
 * person at the keyboard would, and it saves the workbook in its own manner. Needs `soffice` (Debian: libreoffice-calc-nogui).
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Edit =
  /** Typed into a cell ('H7'): numbers and days are taken as LibreOffice takes them. */
  | { readonly sheet: number; readonly cell: string; readonly type: string }
  /** Rows (from 1) inserted before, or removed. */
  | { readonly sheet: number; readonly insertRows: number; readonly count: number }
  | { readonly sheet: number; readonly removeRows: number; readonly count: number }
  | { readonly sheet: number; readonly insertColumns: number; readonly count: number }
  | { readonly sheet: number; readonly removeColumns: number; readonly count: number };

const FILTERS = {
  xlsx: 'Calc MS Excel 2007 XML',
  xls: 'MS Excel 97',
  ods: 'calc8',
} as const;

const MACRO = `Sub Work
  Dim args(1) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden" : args(0).Value = True
  args(1).Name = "MacroExecutionMode" : args(1).Value = 0
  doc = StarDesktop.loadComponentFromURL(Environ("OFFICE_FROM"), "_blank", 0, args())
  f = FreeFile
  Open Environ("OFFICE_EDITS") For Input As #f
  Do While Not EOF(f)
    Line Input #f, text
    If Len(text) > 0 Then
      part = Split(text, Chr(9))
      sheet = doc.Sheets.getByIndex(CInt(part(1)))
      If sheet.isProtected() And part(0) <> "type" Then sheet.unprotect("")
      Select Case part(0)
        Case "type"
          sheet.getCellRangeByName(part(2)).setFormula(Join(Split(part(3), "\\n"), Chr(10)))
        Case "insertRows"
          sheet.Rows.insertByIndex(CLng(part(2)) - 1, CLng(part(3)))
        Case "removeRows"
          sheet.Rows.removeByIndex(CLng(part(2)) - 1, CLng(part(3)))
        Case "insertColumns"
          sheet.Columns.insertByIndex(CLng(part(2)), CLng(part(3)))
        Case "removeColumns"
          sheet.Columns.removeByIndex(CLng(part(2)), CLng(part(3)))
      End Select
    End If
  Loop
  Close #f
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = Environ("OFFICE_FILTER")
  doc.storeToURL(Environ("OFFICE_TO"), saved())
  doc.close(True)
  StarDesktop.terminate()
End Sub`;

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function profile(folder: string): void {
  const standard = join(folder, 'user', 'basic', 'Standard');
  mkdirSync(standard, { recursive: true });
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const doctype = (kind: string): string =>
    `<!DOCTYPE ${kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${kind.split(':')[1] ?? ''}.dtd">\n`;
  writeFileSync(
    join(standard, 'Fill.xba'),
    `${head}${doctype('script:module')}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill" script:language="StarBasic">${xml(MACRO)}</script:module>`,
  );
  writeFileSync(
    join(standard, 'script.xlb'),
    `${head}${doctype('library:library')}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Fill"/></library:library>`,
  );
  writeFileSync(
    join(folder, 'user', 'basic', 'script.xlc'),
    `${head}${doctype('library:libraries')}<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>`,
  );
}

function lineOf(edit: Edit): string {
  const { sheet } = edit;
  if ('cell' in edit) return `type\t${sheet}\t${edit.cell}\t${edit.type.replaceAll('\n', '\\n')}`;
  const [name, at] = Object.entries(edit).find(([key]) => /Rows|Columns/.test(key)) ?? ['', 0];
  return `${name}\t${sheet}\t${String(at)}\t${edit.count}`;
}

/** Opens `from`, makes the edits in order, saves as `to`, whose ending says the format. */
export async function fillIn(from: string, edits: readonly Edit[], to: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const at = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    // The first start lays the profile out and would write over a macro that lies there already.
    await run('soffice', [at, '--headless', '--norestore', '--terminate_after_init'], { timeout: 120_000 });
    profile(join(folder, 'profile'));
    const list = join(folder, 'edits.txt');
    writeFileSync(list, edits.map(lineOf).join('\n'), 'utf8');
    const ending = to.slice(to.lastIndexOf('.') + 1) as keyof typeof FILTERS;
    await run('soffice', [at, '--headless', '--norestore', '--nolockcheck', 'macro:///Standard.Fill.Work'], {
      timeout: 120_000,
      env: {
        ...process.env,
        LC_ALL: 'C.UTF-8',
        OFFICE_FROM: pathToFileURL(from).href,
        OFFICE_TO: pathToFileURL(to).href,
        OFFICE_EDITS: list,
        OFFICE_FILTER: FILTERS[ending],
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Converts documents to PDF beside them, all in one start of the program. Answers their names. */
export async function toPdf(files: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const at = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const to = dirname(files[0] ?? folder);
    await run('soffice', [at, '--headless', '--norestore', '--convert-to', 'pdf', '--outdir', to, ...files], {
      timeout: 120_000,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    return files.map((file) => join(to, `${basename(file, extname(file))}.pdf`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
