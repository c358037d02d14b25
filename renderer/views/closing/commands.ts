/** Commands of the closing chain: they act on the board's selection, or on the issue that is shown in the ledger. */
import { notifyFailure, notifyInfo } from '../../app/notify.ts';
import type { Command } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { readIssue } from './menu.ts';
import { openPaper } from '../papers/state.ts';
import { openAct, openClosingPaper, useClosing } from './state.ts';
import { actsFor, issueOfCard } from './words.ts';
import type { Act, ClosingIssue } from './words.ts';

function some(): boolean {
  const { view, node, measure } = useLedger.getState();
  if (view === 'closing') return useClosing.getState().selected.length > 0;
  return view === 'ledger' && (measure !== null || node?.kind === 'issue');
}

/** The issues that are meant: selected on the board, or shown in the ledger (that of the measure shown). */
async function chosen(): Promise<readonly ClosingIssue[]> {
  const { view, node, measure } = useLedger.getState();
  if (view === 'closing') return useClosing.getState().selected.map(issueOfCard);
  let id = node?.kind === 'issue' ? node.id : null;
  if (measure !== null) {
    const answer = await call('measure.get', { id: measure });
    if (!answer.ok) {
      notifyFailure(answer.error);
      return [];
    }
    id = answer.value.issueId;
  }
  const issue = id === null ? null : await readIssue(id);
  return issue === null ? [] : [issue];
}

async function act(wanted: (each: Act) => boolean, none: string): Promise<void> {
  if (useClosing.getState().dialog !== null) return;
  const issues = await chosen();
  if (issues.length === 0) return;
  const found = actsFor(issues).find(wanted);
  if (found === undefined) notifyInfo(none);
  else openAct(found);
}

const writes = (): boolean => canWrite() && some();

export const closingCommands: readonly Command[] = [
  {
    id: 'closing.next',
    title: '办理销号的下一环节…',
    group: '台账',
    keys: ['Ctrl+Enter'],
    words: '申请销号 审核 复核 审定 通过',
    when: writes,
    run: () => act(({ kind }) => kind === 'step', '所选问题没有要办理的销号环节'),
  },
  {
    id: 'closing.back',
    title: '退回销号申请…',
    group: '台账',
    keys: ['Ctrl+Backspace'],
    when: writes,
    run: () => act(({ kind }) => kind === 'back', '所选问题不在销号流程中，没有可退回的申请'),
  },
  {
    id: 'closing.withdraw',
    title: '撤回销号申请…',
    group: '台账',
    when: writes,
    run: () => act(({ kind }) => kind === 'withdraw', '所选问题不在销号流程中，没有可撤回的申请'),
  },
  {
    id: 'closing.recheck',
    title: '登记回头看通过…',
    group: '台账',
    when: writes,
    run: () => act(({ kind }) => kind === 'recheck', '所选问题还没有销号'),
  },
  {
    id: 'closing.reopen',
    title: '重启整改…',
    group: '台账',
    words: '重新整改 回头看 反弹',
    when: writes,
    run: () => act(({ kind }) => kind === 'reopen', '重启整改一次办理一个已销号的问题，请只选一个'),
  },
  {
    id: 'closing.paper',
    title: '对账销号单',
    group: '查看',
    keys: ['Ctrl+J'],
    words: '销号单 签字',
    when: some,
    run: async () => {
      const [only, ...others] = await chosen();
      if (only !== undefined && others.length === 0) openClosingPaper(only);
      else if (others.length > 0) notifyInfo('对账销号单一次看一个问题，请只选一个');
    },
  },
  {
    id: 'closing.dossier',
    title: '一问题一档案',
    group: '查看',
    words: '问题档案 归档 打印',
    when: some,
    run: async () => {
      const [only, ...others] = await chosen();
      if (only !== undefined && others.length === 0) openPaper({ paper: 'dossier', issue: only.id });
      else if (others.length > 0) notifyInfo('问题档案一次看一个问题，请只选一个');
    },
  },
];
