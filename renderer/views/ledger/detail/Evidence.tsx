/** Evidence of a measure: references, or the recorded reason for none. */
import type { MeasureDetail } from '../../../../shared/contract/types.ts';
import { evidenceMissingWord } from '../../../../shared/words.ts';
import { openConfirm, openForm } from '../../../app/forms.ts';
import { call } from '../../../door.ts';
import { attempt } from '../../../store/writes.ts';
import { askNoEvidence } from '../bulk.ts';
import { Section } from './Field.tsx';

interface Props {
  readonly measure: MeasureDetail;
  readonly free: boolean;
}

function askEvidence(id: number): void {
  openForm({
    title: '添加佐证材料',
    fields: [
      {
        kind: 'text',
        name: 'title',
        label: '材料名称',
        required: true,
        placeholder: '如 采购管理办法（修订）',
      },
      { kind: 'text', name: 'reference', label: '文号或存放位置', placeholder: '如 ×党发〔2024〕12号' },
    ],
    action: '添加',
    submit: (values) =>
      attempt(
        call('measure.addEvidence', {
          id,
          title: values['title'] ?? '',
          reference: values['reference'] ?? '',
        }),
      ),
  });
}

export function Evidence({ measure, free }: Props) {
  const { evidence, noEvidenceReason } = measure;
  return (
    <Section
      title="佐证材料"
      count={evidence.length}
      action={
        free ? (
          <span className="section-actions">
            <button type="button" className="button button-small" onClick={() => askEvidence(measure.id)}>
              添加
            </button>
            <button
              type="button"
              className="button button-small button-plain"
              onClick={() => askNoEvidence([measure.id], noEvidenceReason)}
            >
              {noEvidenceReason === '' ? '说明无佐证' : '改原因'}
            </button>
          </span>
        ) : null
      }
    >
      {measure.lacksEvidence ? (
        <p className="alert-text">
          {evidenceMissingWord}：已完成但没有佐证材料，也未说明原因，申请销号前须补齐。
        </p>
      ) : null}
      {evidence.length === 0 && noEvidenceReason === '' && !measure.lacksEvidence ? (
        <p className="soft">还没有佐证材料</p>
      ) : null}
      <ul className="evidence">
        {evidence.map((item) => (
          <li key={item.id}>
            <div>
              <div>{item.title}</div>
              <div className="soft">
                {[item.reference, item.fileName ?? '', `${item.addedOn} 添加`].filter(Boolean).join(' · ')}
              </div>
            </div>
            {free ? (
              <button
                type="button"
                className="button button-small button-plain"
                aria-label={`移除佐证材料${item.title}`}
                onClick={() =>
                  openConfirm(
                    '移除佐证材料',
                    `确定移除“${item.title}”吗？可用撤销（Ctrl+Z）找回。`,
                    '移除',
                    () => attempt(call('evidence.remove', { id: item.id })),
                  )
                }
              >
                移除
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {noEvidenceReason === '' ? null : (
        <div>
          <span className="soft">无佐证原因：</span>
          {noEvidenceReason}
        </div>
      )}
    </Section>
  );
}
