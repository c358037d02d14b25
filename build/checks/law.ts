/** The import law of the house: which room may import what. One table, checked by build/checks/boundaries.ts. */
export interface Room {
  readonly name: string;
  /** Whether a path (relative to the project) lies in this room; the first room that matches has it. */
  readonly has: RegExp;
  /** Local files it may import. */
  readonly local: RegExp;
  /** Packages and built-in modules it may import. */
  readonly packages: RegExp;
}

const PURE_LIBRARIES = 'zod|pinyin-pro|chinese-days';

export const ROOMS: readonly Room[] = [
  {
    name: 'shared',
    has: /^shared\//,
    local: /^shared\//,
    packages: new RegExp(`^(?:${PURE_LIBRARIES})$`),
  },
  {
    name: 'db',
    has: /^db\//,
    local: /^(?:shared|db)\//,
    packages: /^(?:better-sqlite3|node:fs|node:path|node:crypto)$/,
  },
  {
    name: 'preload',
    has: /^electron\/preload\//,
    local: /^(?:shared|electron\/preload)\//,
    packages: /^electron$/,
  },
  {
    name: 'electron',
    has: /^electron\//,
    local: /^(?:(?:shared|db)\/|electron\/(?!preload\/))/,
    packages: new RegExp(
      `^(?:node:[a-z0-9_]+|electron|better-sqlite3|exceljs|@e965/xlsx|docx|@cantoo/pdf-lib|fflate|iconv-lite|${PURE_LIBRARIES})$`,
    ),
  },
  {
    name: 'renderer',
    has: /^renderer\//,
    local: /^(?:shared|renderer)\//,
    packages: new RegExp(
      `^(?:react|react-dom|antd|echarts|pdfjs-dist|@ant-design/icons|dayjs|zustand|@tanstack/react-virtual|${PURE_LIBRARIES})$`,
    ),
  },
];

/** A package that only certain files may import, wherever the room's own list would allow it. */
export interface Reserved {
  readonly packages: RegExp;
  /** Names that are reserved; without it, the whole package. A namespace or default import takes them all. */
  readonly names?: readonly string[];
  readonly files: RegExp;
  readonly why: string;
}

export const RESERVED: readonly Reserved[] = [
  {
    packages: /^electron$/,
    files:
      /^electron\/(?:preload\/|main\/|window\/|menu\/|print\/|(?:main|window|protocol|menu|print|dialogs|ipc)\.ts$)/,
    why: 'electron itself only in main, window, protocol, menu, print, dialogs, the ipc adapter and preload',
  },
  {
    packages: /^electron$/,
    names: ['ipcMain', 'ipcRenderer'],
    files: /^electron\/(?:ipc\.ts$|preload\/)/,
    why: 'raw messages only in the ipc adapter and the preload',
  },
  {
    packages: /^(?:exceljs|@e965\/xlsx)$/,
    files: /^(?:electron\/excel|tests)\//,
    why: 'workbook libraries only under electron/excel',
  },
  {
    packages: /^docx$/,
    files: /^(?:electron\/notice|electron\/papers|tests)\//,
    why: 'document libraries only under electron/notice and electron/papers',
  },
  {
    packages: /^@cantoo\/pdf-lib$/,
    files: /^(?:electron\/papers|tests)\//,
    why: 'the PDF library only under electron/papers',
  },
  {
    packages: /^fflate$/,
    files: /^(?:electron\/(?:notice|papers|excel)|tests)\//,
    why: 'the archive library only where documents and workbooks are read',
  },
];
