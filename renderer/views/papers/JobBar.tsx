/** How far work on many papers has come, with a way to stop it. */
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { cancelJob } from '../../store/jobs.ts';
import type { Job } from '../../store/jobs.ts';

interface JobBarProps {
  /** Null: nothing is under way. */
  readonly job: string | null;
  readonly progress: Job | null;
  /** Shown in the button's place while nothing is under way. */
  readonly idle: ReactNode;
}

export function JobBar({ job, progress, idle }: JobBarProps) {
  if (job === null) return idle;
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <>
      {total > 1 ? (
        <span className="papers-job" role="status">
          <Progress
            percent={Math.floor((done * 100) / total)}
            status="active"
            showInfo={false}
            aria-label="进度"
          />
          {done} / {total} 份
        </span>
      ) : null}
      <Button danger onClick={() => cancelJob(job)}>
        停止
      </Button>
    </>
  );
}
