/** 销号流程设置: which steps the round's closing has, what they are called here, and who holds an issue at each. */
import { AutoComplete, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Round, StepSetting } from '../../../shared/contract/types.ts';
import { stepSettings } from '../../../shared/closingSettings.ts';
import { closingSteps } from '../../../shared/lists.ts';
import type { ClosingStep } from '../../../shared/lists.ts';
import { closingStepWords } from '../../../shared/words.ts';
import type { Failure } from '../../../shared/result.ts';
import { notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call, useCall } from '../../door.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { slow, useBusy } from '../parts/write.ts';

interface Line extends StepSetting {
  readonly used: boolean;
}

const usual = stepSettings(closingSteps, {});
/** Without these two there is nothing to decide and nothing decided. */
const needed: readonly ClosingStep[] = ['applied', 'closed'];

function linesOf(steps: readonly StepSetting[]): Line[] {
  return usual.map((each) => {
    const own = steps.find(({ step }) => step === each.step);
    return { ...(own ?? each), used: own !== undefined };
  });
}

export function StepsForm({ round, onClose }: { readonly round: Round; readonly onClose: () => void }) {
  const [lines, setLines] = useState<readonly Line[]>(() => linesOf(round.steps));
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const actors = useCall('closing.actors', {}, { tables: [] });
  const { busy, once } = useBusy();
  const used = lines.filter((line) => line.used);

  const change = (step: ClosingStep, fields: Partial<Line>): void => {
    setLines(lines.map((line) => (line.step === step ? { ...line, ...fields } : line)));
    setFailure(null);
  };

  async function save(): Promise<void> {
    setAsked(true);
    if (used.some(({ name }) => name.trim() === '')) return;
    const answer = await call('round.setSteps', {
      id: round.id,
      steps: used.map(({ step, name, holder }) => ({ step, name: name.trim(), holder: holder.trim() })),
    });
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    notifySuccess('已设置销号流程', { title: '撤销', run: () => void runCommand('history.undo') });
    onClose();
  }

  return (
    <Modal
      open
      centered
      width="min(44rem, 94vw)"
      title="销号流程设置"
      okText="保存"
      cancelText="取消"
      okButtonProps={{ loading: slow(busy) }}
      mask={{ closable: false }}
      onOk={() => void once(save)}
      onCancel={onClose}
      styles={{ body: { maxHeight: 'calc(100vh - 11rem)', overflowY: 'auto' } }}
    >
      <p>
        有的单位环节少，可以去掉“{closingStepWords.reviewed}”和“{closingStepWords.verified}
        ”前面的勾；名称和办理单位照本单位的叫法填写，看板、意见和对账销号单都用它们。
      </p>
      <p className="soft">只对以后提出的申请起作用；正在办理的问题，仍按申请时的流程走完。</p>
      <table className="plain-table steps-table">
        <thead>
          <tr>
            <th scope="col">环节</th>
            <th scope="col">名称</th>
            <th scope="col">由谁办理</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const word = closingStepWords[line.step];
            return (
              <tr key={line.step} className={line.used ? '' : 'steps-off'}>
                <td>
                  <label>
                    <input
                      type="checkbox"
                      checked={line.used}
                      disabled={needed.includes(line.step)}
                      autoFocus={line.step === 'reviewed'}
                      onChange={(event) => change(line.step, { used: event.target.checked })}
                    />
                    {word}
                    {needed.includes(line.step) ? <span className="soft">（必经）</span> : null}
                  </label>
                </td>
                <td>
                  <Input
                    aria-label={`${word}的名称`}
                    value={line.name}
                    maxLength={20}
                    disabled={!line.used}
                    {...(asked && line.used && line.name.trim() === '' ? { status: 'error' as const } : {})}
                    onChange={(event) => change(line.step, { name: event.target.value })}
                  />
                </td>
                <td>
                  <AutoComplete
                    className="steps-holder"
                    aria-label={`${word}由谁办理`}
                    value={line.holder}
                    maxLength={40}
                    disabled={!line.used}
                    options={(actors.value?.actors ?? []).map((value) => ({ value }))}
                    showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) === true }}
                    onChange={(holder: string) => change(line.step, { holder })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {asked && used.some(({ name }) => name.trim() === '') ? (
        <p className="tell-alert" role="alert">
          请填写环节的名称。
        </p>
      ) : null}
      {failure === null ? null : <FailureNote failure={failure} />}
    </Modal>
  );
}
