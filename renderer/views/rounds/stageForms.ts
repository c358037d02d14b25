/** Stages of one's own: added behind another one, taken away again. */
import { openForm } from '../../app/forms.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { attempt } from '../../store/writes.ts';
import { call } from '../../door.ts';
import { stageTitle } from './StageLine.tsx';
import type { Stage } from './StageLine.tsx';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

/** @param after the stage behind which it stands; null puts it at the end */
export function askNewStage(roundId: number, after: Stage | null): void {
  openForm({
    title: '增加阶段',
    note: after === null ? '加在最后。' : `加在“${stageTitle(after)}”之后。`,
    action: '增加',
    fields: [
      { kind: 'text', name: 'title', label: '阶段名称', required: true, placeholder: '如 整改督导检查' },
      {
        kind: 'text',
        name: 'period',
        label: '期限',
        placeholder: '如 3个月、15个工作日',
        hint: '自反馈之日起算；可以不填，以后再定日期',
      },
    ],
    submit: async ({ title = '', period = '' }) => {
      const failure = await attempt(call('stage.add', { roundId, after: after?.id ?? null, title, period }));
      if (failure === null) notifySuccess(`已增加阶段“${title}”`, undo);
      return failure;
    },
  });
}

export async function removeStage(stage: Stage): Promise<void> {
  const failure = await attempt(call('stage.remove', { id: stage.id }));
  if (failure === null) notifySuccess(`已移除阶段“${stageTitle(stage)}”`, undo);
  else notifyFailure(failure);
}
