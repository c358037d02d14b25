/**
 * Why a ledger could not be opened, in the clerk's words, and what he can do about it. Codes come from db/faults.ts,
 * db/lock.ts, db/migrate.ts and the shell's opening of a folder; an unknown one falls back on the common wording.
 */
import type { Failure } from '../../../shared/result.ts';
import { wordFailure } from '../../words/errors.ts';

/** What the screen offers. The first one of a problem is the one to try first. */
export type Remedy = 'retry' | 'pick' | 'create' | 'read_only' | 'reveal';

export interface ProblemWords {
  readonly title: string;
  /** What happened, in one sentence. */
  readonly what: string;
  /** What to do, step by step. */
  readonly steps: readonly string[];
  readonly remedies: readonly Remedy[];
  /** Further facts: files kept, versions. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

type Entry = Omit<ProblemWords, 'facts'>;

const nothingLost = '原有文件没有改动。';

const entries: Readonly<Record<string, Entry>> = {
  ledger_missing: {
    title: '找不到台账文件',
    what: '文件夹里没有台账文件，可能已被移动、改名或删除；放在移动硬盘或U盘上的，也可能没有插好。',
    steps: [
      '放在移动硬盘或U盘上的，插好后点“重试”。',
      '看一下回收站，或者文件夹是否被挪到别处；找到后点“打开其他台账”选择它。',
      '确实没有了，可以另选文件夹新建一本。',
    ],
    remedies: ['retry', 'pick', 'create'],
  },
  folder_missing: {
    title: '台账所在的文件夹不见了',
    what: '整个文件夹可能已被移动、改名或删除；放在移动硬盘或U盘上的，也可能没有插好，或者盘符变了。',
    steps: [
      '放在移动硬盘或U盘上的，插好后点“重试”；盘符变了的，点“打开其他台账”重新选择。',
      '看一下回收站，或者文件夹是否被挪到别处；找到后点“打开其他台账”选择它。',
      '确实没有了，可以另选文件夹新建一本。',
    ],
    remedies: ['retry', 'pick', 'create'],
  },
  ledger_not_database: {
    title: '这个文件不是台账',
    what: `文件夹里的台账文件不是本程序的格式，可能被其他文件覆盖，也可能开头部分已经损坏。${nothingLost}`,
    steps: [
      '请先把该文件夹整个复制一份留存。',
      '有备份的，把备份文件夹作为台账打开。',
      '没有备份的，请另选文件夹新建台账。',
    ],
    remedies: ['pick', 'retry', 'create', 'reveal'],
  },
  ledger_foreign: {
    title: '这个文件不是整改台账',
    what: `文件是别的程序建立的数据库，不是本程序的台账。${nothingLost}`,
    steps: ['请核对选择的文件夹是否正确。', '点“打开其他台账”重新选择。'],
    remedies: ['pick', 'create', 'reveal'],
  },
  ledger_empty_file: {
    title: '台账文件是空的',
    what: `文件在，但里面没有任何内容，可能是复制没有完成或磁盘出过错。${nothingLost}`,
    steps: ['如果是从别处复制来的，请重新复制整个文件夹。', '有备份的，把备份文件夹作为台账打开。'],
    remedies: ['pick', 'retry', 'reveal'],
  },
  ledger_older_read_only: {
    title: '旧版本的台账不能只读打开',
    what: `这本台账由旧版本程序建立，要先升级才能打开；现在的位置不能写入，或者正被别处使用，升级不了。${nothingLost}`,
    steps: [
      '把台账文件夹整个复制到本机硬盘，打开复制后的那一份。',
      '正被别处使用的，请关闭那一处后点“重试”。',
    ],
    remedies: ['retry', 'pick'],
  },
  ledger_migration_failed: {
    title: '台账升级没有成功',
    what: '把台账升级到本版本时出错，已经退回升级前的样子。升级前的副本也在同一文件夹。',
    steps: ['请确认磁盘有足够空间，然后重试。', '仍不成功的，把整个文件夹复制一份留存，再联系维护人员。'],
    remedies: ['retry', 'reveal', 'pick'],
  },
  ledger_copy_damaged: {
    title: '复制出来的台账有损坏',
    what: '复制后核对时发现不一致，没有改用新位置。原台账没有改动，仍在原处使用。',
    steps: ['请检查目标磁盘，换一个位置再试。'],
    remedies: ['retry', 'pick'],
  },
  ledger_damaged: {
    title: '台账文件已损坏',
    what: '打开时检查出文件内容有损坏。为避免损坏扩大，没有继续打开。损坏的文件仍原样保留。',
    steps: [
      '请不要删除任何文件，先把整个文件夹复制到另一块盘。',
      '有备份的，把备份文件夹作为台账打开。',
      '文件夹中以 .bak 结尾的是升级前自动留存的副本，可交技术人员恢复。',
    ],
    remedies: ['reveal', 'pick', 'retry'],
  },
  ledger_newer: {
    title: '台账由更新版本的程序建立',
    what: `这本台账已经被更新版本的程序打开过，本机程序的版本较旧，不能打开。${nothingLost}`,
    steps: ['请安装与之相同或更新版本的程序后再打开。', '暂时要用的，请回到装有新版本的电脑上操作。'],
    remedies: ['pick', 'retry'],
  },
  ledger_read_only: {
    title: '台账所在位置不能写入',
    what: '台账文件或文件夹是只读的，或者没有写入权限（例如光盘、加了写保护的U盘、他人账户的文件夹）。',
    steps: [
      '解除写保护，或者取消文件夹的“只读”属性后重试。',
      '也可以把文件夹复制到本机硬盘（如 D 盘），再打开复制后的那一份。',
      '只查看不修改的，可以只读打开。',
    ],
    remedies: ['retry', 'read_only', 'pick'],
  },
  disk_full: {
    title: '磁盘空间已满',
    what: '台账所在的磁盘没有剩余空间，无法写入。已经保存的内容没有丢失。',
    steps: [
      '清空回收站或删除不用的大文件，腾出空间后重试。',
      '也可以把台账文件夹整个复制到空间充足的磁盘再打开。',
    ],
    remedies: ['retry', 'read_only', 'pick', 'reveal'],
  },
  ledger_in_use: {
    title: '台账正在被使用',
    what: '这本台账已经在另一个窗口、另一个登录账户或另一台电脑上打开。同一时间只能由一处修改。',
    steps: ['请先关闭另一处的程序，再点“重试”。', '只需要查看的，可以只读打开，不影响对方修改。'],
    remedies: ['retry', 'read_only', 'pick'],
  },
  ledger_busy: {
    title: '台账文件被占用',
    what: '其他程序（例如备份、杀毒或同步软件）正在使用台账文件。',
    steps: ['稍等片刻，再点“重试”。', '仍然不行的，请暂停对该文件夹的备份、同步或扫描。'],
    remedies: ['retry', 'read_only', 'pick'],
  },
  ledger_disk_error: {
    title: '读取磁盘出错',
    what: '磁盘没有正确应答，可能是U盘松动、接口接触不良，或者磁盘本身有故障。',
    steps: [
      '重新插好后点“重试”。',
      '能打开文件夹的，请尽快把整个文件夹复制到另一块盘。',
      '反复出现的，请停止使用这块盘。',
    ],
    remedies: ['retry', 'reveal', 'pick'],
  },
  network_share: {
    title: '不能使用网络共享文件夹',
    what: '选择的文件夹在网络共享上。多台电脑同时写入会损坏台账，因此不能放在那里。',
    steps: ['请改放在本机硬盘的文件夹中。', '需要给他人看的，请用导出的月报和表格。'],
    remedies: ['pick', 'create'],
  },
  ledger_exists: {
    title: '这个文件夹里已有台账',
    what: `新建会与已有的台账混在一起，因此没有新建。${nothingLost}`,
    steps: ['要使用原有台账，请点“打开其他台账”并选择这个文件夹。', '要另建一本，请选一个空文件夹。'],
    remedies: ['pick', 'create'],
  },
  no_ledger_in_folder: {
    title: '这个文件夹里没有台账',
    what: '选择的文件夹里没有找到台账文件。',
    steps: [
      '台账文件夹中应有扩展名为 .db 的台账文件，请核对后重新选择。',
      '要在这里新建的，请点“新建台账”。',
    ],
    remedies: ['pick', 'create'],
  },
};

const factWords: Readonly<Record<string, string>> = {
  folder: '文件夹',
  file: '文件',
  path: '位置',
  backup: '留存的副本',
  copies: '可用的副本',
  version: '台账的格式版本',
  known: '本程序支持到',
};

/** The problem as the screen shows it. Never fails: an unknown code gets the common wording and every remedy. */
export function wordProblem(problem: Failure): ProblemWords {
  const { code } = problem;
  const facts = factsOf(problem);
  const entry = Object.hasOwn(entries, code) ? entries[code] : undefined;
  if (entry !== undefined) return { ...entry, facts };
  const common = wordFailure(problem);
  return {
    title: common.title,
    what: '没有打开台账。原有文件没有改动。',
    steps: common.advice === '' ? ['请重试；仍然不行的，可以选择另一个台账文件夹。'] : [common.advice],
    remedies: ['retry', 'pick', 'create'],
    facts,
  };
}

/** Only facts with a name are shown; values are plain text, numbers or lists of those. */
function factsOf(problem: Failure): { label: string; value: string }[] {
  const facts: { label: string; value: string }[] = [];
  for (const [key, value] of Object.entries(problem.detail ?? {})) {
    const label = Object.hasOwn(factWords, key) ? factWords[key] : undefined;
    if (label === undefined) continue;
    const shown = Array.isArray(value)
      ? value.filter(isPlain).join('、')
      : isPlain(value)
        ? String(value)
        : '';
    if (shown !== '') facts.push({ label, value: shown });
  }
  return facts;
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
