/** Evidence from the clerk's hand into the ledger, and what he does with it. */
import { formatBytes } from '../../shared/bytes.ts';
import type { Reply } from '../../shared/contract/index.ts';
import { visibleName } from '../../shared/visible.ts';
import { openForm } from '../app/forms.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../app/notify.ts';
import { runCommand } from '../commands/registry.ts';
import { call, tokenFor } from '../door.ts';
import { wordFailure } from '../words/errors.ts';
import { jobEnd } from './jobEnd.ts';
import { mayWrite } from './writes.ts';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

type Added = Reply<'evidence.added'>;

/** Keeps files that were dropped or pasted for a measure. */
export async function takeDropped(measure: number, files: readonly File[]): Promise<void> {
  if (!mayWrite()) return;
  const tokens: string[] = [];
  for (const file of files) {
    // One after the other, so that they are listed as they were dropped.
    const result = await tokenFor(file);
    if (result.ok) tokens.push(result.value.token);
    else if (files.length === 1) notifyFailure(result.error);
  }
  await takeFiles(measure, tokens);
}

/** Asks for files and keeps them for a measure. */
export async function pickFiles(measure: number): Promise<void> {
  if (!mayWrite()) return;
  const picked = await call('evidence.pick', {});
  if (!picked.ok) notifyFailure(picked.error);
  else
    await takeFiles(
      measure,
      picked.value.files.map((file) => file.token),
    );
}

/** More tokens than one call takes come from no hand. */
const AT_ONCE = 1000;

async function takeFiles(measure: number, tokens: readonly string[]): Promise<void> {
  if (tokens.length === 0) return;
  const started = await call('evidence.add', { measure, files: tokens.slice(0, AT_ONCE) });
  if (!started.ok) {
    notifyFailure(started.error);
    return;
  }
  const { job } = started.value;
  const ended = await jobEnd(job);
  if (!ended.ok) {
    if (ended.error.code === 'cancelled') notifyInfo('已取消存入', '没有留下任何文件。');
    else notifyFailure(ended.error);
    return;
  }
  const came = await call('evidence.added', { job });
  if (!came.ok) notifyFailure(came.error);
  else tell(came.value);
}

function tell({ added, refused }: Added): void {
  if (added.length > 0) {
    const [first] = added;
    const what = added.length === 1 ? `“${visibleName(first?.name ?? '')}”` : ` ${added.length} 份文件`;
    const known = added.filter((one) => one.known).length;
    const note = known === 0 ? '' : `（其中 ${known} 份台账中已有，没有重复保存）`;
    notifySuccess(
      `已存入${what}${added.length === 1 && known === 1 ? '（台账中已有这份文件，没有重复保存）' : note}`,
      undo,
    );
  }
  const [only] = refused;
  if (only === undefined) return;
  if (refused.length === 1) notifyFailure(shown(only));
  else
    openForm({
      title: `有 ${refused.length} 份没有存入${added.length === 0 ? '' : `，其余 ${added.length} 份已存入`}`,
      note: refused.map((one) => lineOf(one)).join('\n\n'),
      fields: [],
      action: '知道了',
      submit: () => Promise.resolve(null),
    });
}

type Refused = Added['refused'][number];

/** The failure with its file's name as it may be shown. */
function shown({ name, code, detail }: Refused): { code: string; detail: Record<string, unknown> } {
  return { code, detail: { ...detail, name: visibleName(name) } };
}

function lineOf(one: Refused): string {
  const { title, advice } = wordFailure({ code: one.code, detail: { ...one.detail, name: undefined } });
  return `${visibleName(one.name)}\n${title}。${advice}`;
}

/** Opens a read-only copy with the system's program; a large one is seen to be copied in the line at the foot. */
export async function openEvidence(id: number): Promise<void> {
  const result = await call('evidence.open', { id });
  if (result.ok || result.error.code === 'cancelled') return;
  if (result.error.code === 'file_not_opened_for_safety') {
    const { title, advice } = wordFailure(result.error);
    openForm({
      title: '不直接打开这份文件',
      note: `${title}\n${advice}`,
      fields: [],
      action: '另存…',
      submit: async () => {
        await saveEvidence(id);
        return null;
      },
    });
  } else notifyFailure(result.error);
}

export async function saveEvidence(id: number): Promise<void> {
  const result = await call('evidence.saveAs', { id });
  if (!result.ok) {
    if (result.error.code !== 'cancelled') notifyFailure(result.error);
  } else if (result.value.file !== null) notifySuccess(`已另存为“${visibleName(result.value.file)}”`);
}

/** Asks in which form, then where to, and writes an archive of one issue, or of the round. */
export function askArchive(issue: { readonly id: number; readonly title: string } | null): void {
  openForm({
    title: '写出佐证材料归档目录',
    note: '按“方面／问题／措施”编号建文件夹，放入佐证材料，附“归档目录.xlsx”。台账内容不变。',
    fields: [
      ...(issue === null
        ? []
        : [
            {
              kind: 'choice' as const,
              name: 'range',
              label: '范围',
              value: 'issue',
              options: [
                { value: 'issue', label: `本问题：${issue.title}` },
                { value: 'round', label: '本轮次全部问题' },
              ],
            },
          ]),
      {
        kind: 'choice',
        name: 'as',
        label: '形式',
        value: 'folder',
        options: [
          { value: 'folder', label: '文件夹' },
          { value: 'zip', label: '一个压缩包（.zip，合计不超过 4 GB）' },
        ],
      },
    ],
    action: '选择位置…',
    submit: async (values) => {
      const started = await call('evidence.export', {
        issue: issue !== null && values['range'] === 'issue' ? issue.id : null,
        as: values['as'] === 'zip' ? 'zip' : 'folder',
      });
      if (!started.ok) return started.error;
      if (started.value.job !== null) void followArchive(started.value.job);
      return null;
    },
  });
}

async function followArchive(job: string): Promise<void> {
  const ended = await jobEnd(job);
  if (!ended.ok) {
    if (ended.error.code === 'cancelled') notifyInfo('已取消写出归档材料', '没有留下任何文件。');
    else notifyFailure(ended.error);
    return;
  }
  const came = await call('evidence.exported', { job });
  if (!came.ok) {
    notifyFailure(came.error);
    return;
  }
  const { files, missing, altered, place } = came.value;
  if (missing + altered === 0) notifySuccess(`已写出 ${files} 份佐证材料和归档目录：${place}`);
  else
    notifyInfo(
      `已写出 ${files} 份佐证材料和归档目录：${place}`,
      [
        missing === 0 ? '' : `有 ${missing} 份文件缺失。`,
        altered === 0 ? '' : `有 ${altered} 份与存入时不一致。`,
        '归档目录中已注明。',
      ].join(''),
    );
}

/** 会议纪要.docx · 24 KB */
export const fileLine = (name: string, bytes: number | null): string =>
  [visibleName(name), bytes === null ? '' : formatBytes(bytes)].filter(Boolean).join(' · ');
