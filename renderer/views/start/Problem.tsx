/** Why the ledger did not open, what to do, and the buttons that do it. */
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/result.ts';
import { call } from '../../door.ts';
import { notifyFailure } from '../../app/notify.ts';
import { createElsewhere, openOther, useOpening } from './opening.ts';
import type { Opening } from './opening.ts';
import { wordProblem } from './problems.ts';
import type { Remedy } from './problems.ts';

const remedyWords: Readonly<Record<Remedy, string>> = {
  retry: '重试',
  pick: '打开其他台账…',
  create: '另选文件夹新建…',
  read_only: '只读打开',
  reveal: '打开所在文件夹',
};

export function Problem({ problem }: { problem: Failure }) {
  const opening = useOpening();
  const shown = opening.failure ?? problem;
  const words = wordProblem(shown);
  return (
    <section className="start-problem" aria-labelledby="start-problem-title" data-code={shown.code}>
      <h1 id="start-problem-title">{words.title}</h1>
      <p className="start-what">{words.what}</p>
      <h2>怎么办</h2>
      <ol className="start-steps">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {words.facts.length > 0 && (
        <dl className="start-facts">
          {words.facts.map((fact) => (
            <Fact key={fact.label} label={fact.label}>
              {fact.value}
            </Fact>
          ))}
        </dl>
      )}
      <div className="start-remedies">
        {words.remedies.map((remedy, index) => (
          <button
            key={remedy}
            type="button"
            className={index === 0 ? 'start-button start-button-main' : 'start-button'}
            autoFocus={index === 0}
            disabled={opening.busy !== null}
            onClick={() => void act(remedy, opening)}
          >
            {remedyWords[remedy]}
          </button>
        ))}
      </div>
      <p className="start-busy" role="status">
        {opening.busy}
      </p>
      <p className="start-code">错误代号：{shown.code}</p>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

async function act(remedy: Remedy, opening: Opening): Promise<void> {
  switch (remedy) {
    case 'retry':
      return opening.run('正在重试…', () => call('ledger.retry', {}));
    case 'read_only':
      return opening.run('正在只读打开…', () => call('ledger.retry', { readOnly: true }));
    case 'pick':
      return opening.run('正在打开台账…', openOther);
    case 'create':
      return opening.run('正在新建台账…', createElsewhere);
    case 'reveal': {
      const result = await call('ledger.reveal', {});
      if (!result.ok) notifyFailure(result.error);
    }
  }
}
