/** One round: its facts, stages and totals. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Round } from '../../../shared/contract/types.ts';
import { askNewStage } from './stageForms.ts';
import { StageForm } from './StageForm.tsx';
import { StageLine } from './StageLine.tsx';
import { StepsForm } from './StepsForm.tsx';
import { TotalsTable } from './TotalsTable.tsx';
import { stageStatus } from './timeline.ts';

interface RoundDetailProps {
  readonly round: Round;
  readonly today: string;
  readonly nearDays: number;
  readonly writable: boolean;
  readonly onEdit: () => void;
  readonly onStated: () => void;
  readonly onMakeCurrent: () => void;
}

export function RoundDetail({
  round,
  today,
  nearDays,
  writable,
  onEdit,
  onStated,
  onMakeCurrent,
}: RoundDetailProps) {
  const { stages } = round;
  const [stageId, setStageId] = useState<number | null>(
    () => stages.find((stage) => stage.doneOn === null)?.id ?? stages[0]?.id ?? null,
  );
  const [stepsOpen, setStepsOpen] = useState(false);
  const stage = stages.find((each) => each.id === stageId);
  // The ledger's own reckoning, which the clerk may have changed, not a second one.
  const end = stages.find((each) => each.kind === 'concentrated')?.dueOn ?? null;
  const overdue = stages.filter((each) => stageStatus(each, today, nearDays) === 'overdue').length;
  const near = stages.filter((each) => stageStatus(each, today, nearDays) === 'near').length;

  return (
    <div className="rounds-detail">
      <section className="pane round-facts" aria-label="轮次基本情况">
        <header>
          <h2>
            {round.title}
            {round.current && <span className="round-current">当前轮次</span>}
          </h2>
          <div className="view-actions">
            {!round.current && (
              <Button disabled={!writable} onClick={onMakeCurrent}>
                设为当前轮次
              </Button>
            )}
            <Button disabled={!writable} onClick={() => setStepsOpen(true)}>
              销号流程设置
            </Button>
            <Button disabled={!writable} onClick={onEdit}>
              修改
            </Button>
          </div>
        </header>
        <dl>
          <Fact label="被巡察单位" value={round.organisation} />
          <Fact label="巡察组" value={round.inspectedBy} />
          <Fact label="反馈日期" value={round.feedbackOn ?? ''} />
          <Fact
            label="集中整改"
            value={end === null ? `${round.months} 个月` : `${round.months} 个月，至 ${end}`}
          />
          <Fact
            wide
            label="销号流程"
            value={round.steps
              .map(({ name, holder }) => (holder === '' ? name : `${name}（${holder}）`))
              .join(' → ')}
          />
        </dl>
      </section>

      <section className="pane round-stages" aria-label="阶段时间轴">
        <header>
          <h3>阶段时间轴</h3>
          <p>
            今天 {today}
            {overdue > 0 && <span className="tell-alert">　{overdue} 个阶段已逾期</span>}
            {near > 0 && <span className="tell-amber">　{near} 个阶段临近</span>}
          </p>
        </header>
        {stages.length === 0 ? (
          <p className="round-none">
            本轮次没有阶段。
            <Button size="small" disabled={!writable} onClick={() => askNewStage(round.id, null)}>
              增加阶段…
            </Button>
          </p>
        ) : (
          <StageLine
            stages={stages}
            today={today}
            nearDays={nearDays}
            chosen={stageId}
            onChoose={setStageId}
          />
        )}
        {stage !== undefined && (
          <StageForm key={stage.id} roundId={round.id} stage={stage} today={today} readOnly={!writable} />
        )}
      </section>

      <section className="pane round-totals" aria-label="文件所载与台账实有">
        <header>
          <h3>文件所载与台账实有</h3>
          <Button size="small" disabled={!writable} onClick={onStated}>
            登记文件所载总数
          </Button>
        </header>
        <TotalsTable round={round} />
      </section>
      {stepsOpen ? <StepsForm round={round} onClose={() => setStepsOpen(false)} /> : null}
    </div>
  );
}

function Fact({ label, value, wide = false }: { label: string; value: string; wide?: boolean }) {
  return (
    <div className={wide ? 'round-fact-wide' : ''}>
      <dt>{label}</dt>
      <dd>{value === '' ? '未填' : value}</dd>
    </div>
  );
}
