/** The system's own dialogs, in Chinese. */
import { app, clipboard, dialog, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import type { FolderPurpose, TargetKind } from './context.ts';

type OwnWindow = () => BrowserWindow | null;

async function openAll(
  window: OwnWindow,
  options: Electron.OpenDialogOptions,
): Promise<readonly string[] | null> {
  const parent = window();
  const answer =
    parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
  return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
}

async function open(window: OwnWindow, options: Electron.OpenDialogOptions): Promise<string | null> {
  return (await openAll(window, options))?.[0] ?? null;
}

const FOLDERS: Readonly<Record<FolderPurpose, string>> = {
  ledger: '选择台账存放的文件夹',
  returns: '选择要导入的文件夹',
  forms: '选择存放报送表的文件夹',
  answers: '选择存放标注件的文件夹',
  archive: '选择存放归档材料的文件夹',
  papers: '选择存放文书的文件夹',
};

export function pickFolder(window: OwnWindow, purpose: FolderPurpose): Promise<string | null> {
  return open(window, {
    title: FOLDERS[purpose],
    buttonLabel: '选择此文件夹',
    properties: purpose === 'returns' ? ['openDirectory'] : ['openDirectory', 'createDirectory'],
  });
}

export function pickReturns(window: OwnWindow): Promise<readonly string[] | null> {
  return openAll(window, {
    title: '选择报送表',
    buttonLabel: '导入',
    properties: ['openFile', 'multiSelections'],
    filters: [
      {
        name: '报送表或压缩包',
        extensions: ['xlsx', 'xlsm', 'xls', 'et', 'xlsb', 'csv', 'ods', 'zip'],
      },
      { name: '所有文件', extensions: ['*'] },
    ],
  });
}

export function pickEvidence(window: OwnWindow): Promise<readonly string[] | null> {
  return openAll(window, {
    title: '选择佐证材料',
    buttonLabel: '存入台账',
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: '所有文件', extensions: ['*'] }],
  });
}

export function pickNotice(window: OwnWindow): Promise<string | null> {
  return open(window, {
    title: '选择整改通报或方案',
    buttonLabel: '导入',
    properties: ['openFile'],
    filters: [
      { name: '通报或方案（.docx、.txt）', extensions: ['docx', 'txt'] },
      { name: '所有文件', extensions: ['*'] },
    ],
  });
}

export function pickFont(window: OwnWindow): Promise<string | null> {
  return open(window, {
    title: '选择公文字体文件',
    buttonLabel: '使用此字体',
    properties: ['openFile'],
    filters: [
      { name: '字体文件（.ttf、.otf、.ttc）', extensions: ['ttf', 'otf', 'ttc'] },
      { name: '所有文件', extensions: ['*'] },
    ],
  });
}

export function pickBlank(window: OwnWindow): Promise<string | null> {
  return open(window, {
    title: '选择上级表格',
    buttonLabel: '选用',
    properties: ['openFile'],
    filters: [
      { name: '工作簿（.xlsx）', extensions: ['xlsx', 'xlsm', 'et'] },
      { name: '所有文件', extensions: ['*'] },
    ],
  });
}

const KINDS = {
  xlsx: '工作簿（.xlsx）',
  pdf: 'PDF 文件（.pdf）',
  docx: 'Word 文档（.docx）',
  zip: '压缩包（.zip）',
} as const;

export async function pickTarget(
  window: OwnWindow,
  kind: TargetKind,
  suggested: string,
): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    title: '保存到',
    buttonLabel: '保存',
    defaultPath: suggested,
    filters:
      kind === 'file'
        ? [{ name: '所有文件', extensions: ['*'] }]
        : [{ name: KINDS[kind], extensions: [kind] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const parent = window();
  const answer =
    parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}

/** Opens a folder that the program itself named; never an address. */
export function showFolder(folder: string): void {
  void shell.openPath(folder);
}

/** Opens a copy that the program itself made; false when no program of the system takes it. */
export async function openFile(path: string): Promise<boolean> {
  return (await shell.openPath(path)) === '';
}

export function writeClipboard(text: string): void {
  void clipboard.writeText(text);
}

/** A box that needs no window; before the program is ready it goes to the error stream on Linux. */
export function errorBox(title: string, text: string): void {
  dialog.showErrorBox(title, text);
}

export function about(window: OwnWindow): void {
  const options: Electron.MessageBoxOptions = {
    type: 'info',
    title: '关于整改台账',
    message: '整改台账',
    detail: `版本 ${app.getVersion()}\nElectron ${process.versions.electron}，Chromium ${process.versions.chrome}`,
    buttons: ['确定'],
  };
  const parent = window();
  void (parent === null ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options));
}

/** Asks what to do after the page died; true: load it again. */
export async function askReload(window: BrowserWindow, logs: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: '整改台账',
    message: '窗口出错，需要重新载入。',
    detail: `已保存的内容没有丢失，最后一次修改如未显示“已保存”请核对。\n出错记录：${logs}`,
    buttons: ['重新载入', '退出'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
