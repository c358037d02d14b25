/** Waving findings through, and showing them again. */
import { ask, call } from '../../door.ts';
import { openForm } from '../../app/forms.ts';
import { notifyFailure, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

/** Asks for the reason; those given last can be chosen. */
export async function askWaive(keys: readonly string[], what: string, done: () => void): Promise<void> {
  if (keys.length === 0) return;
  const earlier = await call('check.reasons', {});
  openForm({
    title: keys.length === 1 ? '免于处理' : `免于处理（${keys.length} 项）`,
    note: `${what === '' ? '' : `${what}。`}记下理由后不再列为待处理；所依据的情况一有变化，会重新列出。`,
    fields: [
      {
        kind: 'text',
        name: 'reason',
        label: '理由',
        required: true,
        placeholder: '如：已与原件核对无误',
        earlier: earlier.ok ? earlier.value.reasons : [],
      },
    ],
    action: '免于处理',
    submit: async (values) => {
      const reply = await call('check.waive', { keys: [...keys], reason: values['reason'] ?? '' });
      if (!reply.ok) return reply.error;
      notifySuccess(`${keys.length} 项已免于处理`, undo);
      done();
      return null;
    },
  });
}

export async function unwaive(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  try {
    await ask('check.unwaive', { keys: [...keys] });
    notifySuccess(`${keys.length} 项已恢复提示`, undo);
  } catch (caught) {
    notifyFailure(caught);
  }
}
