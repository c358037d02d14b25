/** What stands in the menus, as data. Entries carry ids of the window's commands; the window decides what they do. */

export type MenuEntry =
  | { readonly command: string; readonly label: string; readonly key?: string }
  | { readonly role: string; readonly label: string; readonly key?: string }
  | { readonly act: 'openLogs' | 'about' | 'devTools'; readonly label: string; readonly key?: string }
  | 'line';

export interface MenuColumn {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

export function menuColumns(options: { readonly packaged: boolean }): readonly MenuColumn[] {
  return [
    {
      label: '文件(&F)',
      entries: [
        { command: 'notice.import', label: '导入通报或方案…', key: 'CmdOrCtrl+O' },
        { command: 'ledgerImport.open', label: '导入原有台账…' },
        { command: 'evidence.export', label: '写出佐证材料归档目录…' },
        { command: 'ledger.moveFolder', label: '更换台账存放位置…' },
        'line',
        { command: 'view.settings', label: '设置…', key: 'CmdOrCtrl+,' },
        'line',
        { role: 'quit', label: '退出' },
      ],
    },
    {
      label: '编辑(&E)',
      entries: [
        { command: 'history.undo', label: '撤销', key: 'CmdOrCtrl+Z' },
        { command: 'history.redo', label: '恢复', key: 'CmdOrCtrl+Y' },
        'line',
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'selectAll', label: '全选' },
        'line',
        { command: 'edit.find', label: '查找…', key: 'CmdOrCtrl+F' },
        { command: 'palette.open', label: '命令面板…', key: 'CmdOrCtrl+K' },
      ],
    },
    {
      label: '查看(&V)',
      entries: [
        { command: 'view.zoomIn', label: '放大', key: 'CmdOrCtrl+=' },
        { command: 'view.zoomOut', label: '缩小', key: 'CmdOrCtrl+-' },
        { command: 'view.zoomReset', label: '实际大小', key: 'CmdOrCtrl+0' },
        'line',
        { role: 'togglefullscreen', label: '全屏', key: 'F11' },
        ...(options.packaged
          ? []
          : (['line', { act: 'devTools', label: '开发者工具', key: 'F12' }] satisfies MenuEntry[])),
      ],
    },
    {
      label: '台账(&L)',
      entries: [
        { command: 'view.ledger', label: '整改台账', key: 'CmdOrCtrl+1' },
        { command: 'view.closing', label: '销号办理', key: 'CmdOrCtrl+7' },
        { command: 'view.plan', label: '整改工期', key: 'CmdOrCtrl+8' },
        { command: 'view.outcomes', label: '整改成效', key: 'CmdOrCtrl+9' },
        { command: 'view.checks', label: '核对', key: 'F8' },
        'line',
        { command: 'closing.next', label: '办理销号的下一环节…', key: 'CmdOrCtrl+Enter' },
        { command: 'closing.back', label: '退回销号申请…', key: 'CmdOrCtrl+Backspace' },
        { command: 'closing.paper', label: '对账销号单', key: 'CmdOrCtrl+J' },
        'line',
        { command: 'view.rounds', label: '轮次与时间轴', key: 'CmdOrCtrl+3' },
        { command: 'view.people', label: '单位与人员', key: 'CmdOrCtrl+4' },
        { command: 'view.history', label: '操作记录', key: 'CmdOrCtrl+5' },
      ],
    },
    {
      label: '报送(&R)',
      entries: [
        { command: 'view.returns', label: '谁已报送、谁未报送', key: 'CmdOrCtrl+6' },
        'line',
        { command: 'returns.send', label: '发出报送表…' },
        { command: 'returns.take', label: '导入报送表…', key: 'CmdOrCtrl+I' },
        { command: 'returns.takeFolder', label: '导入整个文件夹的报送表…' },
        'line',
        { command: 'returns.remind', label: '逐一提醒未报送的单位…' },
      ],
    },
    {
      label: '月报(&M)',
      entries: [
        { command: 'view.summary', label: '月报', key: 'CmdOrCtrl+2' },
        { command: 'view.dashboard', label: '综合看板', key: 'F9' },
        { command: 'view.papers', label: '文书', key: 'F7' },
        'line',
        { command: 'release.make', label: '印发…' },
        { command: 'release.list', label: '已印发的月报' },
        { command: 'matters.open', label: '提请研究事项…' },
        'line',
        { command: 'paper.print', label: '打印…', key: 'CmdOrCtrl+P' },
        { command: 'paper.savePdf', label: '存为 PDF…' },
        { command: 'paper.saveXlsx', label: '存为 Excel…' },
        { command: 'paper.saveDocx', label: '存为 Word…' },
        { command: 'papers.many', label: '成批打印或保存文书…' },
      ],
    },
    {
      label: '帮助(&H)',
      entries: [
        { command: 'help.keys', label: '快捷键一览', key: 'F1' },
        { act: 'openLogs', label: '打开日志文件夹' },
        'line',
        { act: 'about', label: '关于整改台账' },
      ],
    },
  ];
}
