/** 逐一提醒: one paper for each unit that has not reported or not all; sterner where one went out before. */
import { Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import type { RollCall } from '../../../shared/contract/types.ts';
import type { ReminderKind } from '../../../shared/lists.ts';
import { monthLabel } from '../../../shared/month.ts';
import { reminderLadder } from '../../../shared/papers/ladder.ts';
import { reminderWords } from '../../../shared/words.ts';
import { useLedger } from '../../store/ledger.ts';
import { Empty } from '../parts/Notes.tsx';
import { remind } from './remind.ts';
import { closeReturnsDialog } from './state.ts';
import { needsReminder, nextReminder, remindedOn, shortDay, standing } from './words.ts';
import type { RollRow } from './words.ts';

type Choice = ReminderKind | 'none';

export function RemindDialog({ roll }: { readonly roll: RollCall }) {
  const rows = roll.rows.filter(needsReminder);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Choice>>(new Map());
  const [busy, setBusy] = useState(false);
  const today = useLedger((store) => store.ledger?.today ?? '');
  const choiceOf = (row: RollRow): Choice =>
    chosen.get(row.unit.id) ?? (remindedOn(row, today) ? 'none' : nextReminder(row));
  const picked = rows.filter((row) => choiceOf(row) !== 'none');

  async function go(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const kinds = new Map(picked.map((row) => [row.unit.id, choiceOf(row)]));
    await remind(roll.month, picked, (row) => {
      const kind = kinds.get(row.unit.id);
      return kind === undefined || kind === 'none' ? 'reminder' : kind;
    });
    setBusy(false);
    closeReturnsDialog();
  }

  return (
    <Modal
      open
      centered
      width="min(48rem, 94vw)"
      title={`逐一提醒（${monthLabel(roll.month)}）`}
      okText={`生成 ${picked.length} 份`}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ disabled: picked.length === 0, autoFocus: true }}
      mask={{ closable: false }}
      onOk={() => void go()}
      onCancel={closeReturnsDialog}
    >
      {rows.length === 0 ? (
        <Empty title="各单位都已报送齐全，不用提醒" />
      ) : (
        <div className="send">
          <p>每份公文自动编号并登记，随后逐份打开，可以打印或存为 PDF。不需要提醒的，去掉前面的勾。</p>
          <div className="send-units" tabIndex={0} aria-label="要提醒的单位">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">单位</th>
                  <th scope="col">情况</th>
                  <th scope="col">已发提醒</th>
                  <th scope="col">这次发</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.unit.id}>
                    <td>
                      <Checkbox
                        checked={choiceOf(row) !== 'none'}
                        onChange={(event) =>
                          setChosen(
                            new Map(chosen).set(
                              row.unit.id,
                              event.target.checked ? nextReminder(row) : 'none',
                            ),
                          )
                        }
                      >
                        {row.unit.name}
                      </Checkbox>
                    </td>
                    <td>
                      {standing(row).word}
                      {row.missing > 0 && row.submissions.length > 0 ? `，缺 ${row.missing} 条` : ''}
                    </td>
                    <td>
                      {row.reminders.length === 0 ? (
                        <span className="soft">没有</span>
                      ) : (
                        row.reminders
                          .map((each) => `${shortDay(each.on)}${reminderWords[each.kind]}`)
                          .join('、')
                      )}
                    </td>
                    <td>
                      <Select
                        size="small"
                        className="remind-kind"
                        aria-label={`给${row.unit.name}发什么`}
                        value={choiceOf(row)}
                        onChange={(kind: Choice) => setChosen(new Map(chosen).set(row.unit.id, kind))}
                        options={[
                          ...reminderLadder.map((kind) => ({ value: kind, label: reminderWords[kind] })),
                          { value: 'none', label: '不发' },
                        ]}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </Modal>
  );
}
