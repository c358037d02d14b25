/** 核对: what contradicts itself in the ledger, by kind, each one step from its place; settled there or waved through. */
import { useState } from 'react';
import { checkKinds, checkTones, toneOf } from '../../../shared/checks/kinds.ts';
import type { CheckKind } from '../../../shared/checks/kinds.ts';
import { checkWords, toneWords } from '../../../shared/checks/words.ts';
import type { Reply } from '../../../shared/contract/index.ts';
import { Empty, FailureNote, Loading, ViewHead } from '../parts/Notes.tsx';
import { TabList } from '../parts/TabList.tsx';
import { FindingList } from './FindingList.tsx';
import { useRows } from './rows.ts';
import { setShown, useChecksShown } from './shown.ts';
import './checks.css';

export default function Checks() {
  const { kind, waived } = useChecksShown();
  const kinds = kind === null ? [] : [kind];
  const found = useRows({ kinds, waived });
  const { answer } = found;
  const known = answer.value ?? answer.last;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const show = (next: Parameters<typeof setShown>[0]): void => {
    setChosen(new Set());
    setShown(next);
  };

  return (
    <div className="checks">
      <ViewHead title="核对">
        <p>台账里前后矛盾、缺少或可疑的地方，随台账自动更新。逐项改正；确认无误的写明理由，免于处理。</p>
      </ViewHead>
      <div className="checks-page">
        <TabList
          label="核对"
          tabs={[
            { key: 'open', label: `待处理 ${known?.open ?? ''}` },
            { key: 'waived', label: `已免于处理 ${known?.waived ?? ''}` },
          ]}
          shown={waived ? 'waived' : 'open'}
          panel="checks-panel"
          onShow={(tab) => show({ waived: tab === 'waived', kind: null })}
        />
        <div
          id="checks-panel"
          className="checks-panel"
          role="tabpanel"
          aria-labelledby={`tab-${waived ? 'waived' : 'open'}`}
        >
          {answer.failure !== null ? (
            <FailureNote failure={answer.failure} onRetry={answer.reload} />
          ) : known === undefined ? (
            <Loading>正在核对…</Loading>
          ) : (waived ? known.waived : known.open) === 0 ? (
            <Nothing waived={waived} others={known.waived} />
          ) : (
            <div className="checks-body">
              <Kinds
                counts={known}
                waived={waived}
                shown={kind}
                onShow={(next) => show({ waived, kind: next })}
              />
              <FindingList
                key={`${kind ?? ''} ${waived}`}
                asked={{ kinds, waived }}
                found={found}
                chosen={chosen}
                onChosen={setChosen}
              />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

function Nothing({ waived, others }: { waived: boolean; others: number }) {
  return waived ? (
    <Empty title="没有免于处理的事项">
      <p>在“待处理”中确认无误的事项，写明理由后列在这里。</p>
    </Empty>
  ) : (
    <Empty title="没有发现矛盾">
      <p>
        台账的日期、期限、佐证、责任人和计数都对得上。
        {others > 0 ? `另有 ${others} 项已写明理由免于处理。` : ''}
      </p>
    </Empty>
  );
}

interface KindsProps {
  readonly counts: Pick<Reply<'check.list'>, 'kinds' | 'open' | 'waived'>;
  readonly waived: boolean;
  readonly shown: CheckKind | null;
  readonly onShow: (kind: CheckKind | null) => void;
}

/** Kinds that occur, under their weight. */
function Kinds({ counts, waived, shown, onShow }: KindsProps) {
  const sizes = new Map(counts.kinds.map((each) => [each.kind, waived ? each.waived : each.open]));
  const sizeOf = (kind: CheckKind): number => sizes.get(kind) ?? 0;
  const button = (kind: CheckKind | null, label: string, n: number) => (
    <button
      key={kind ?? 'all'}
      type="button"
      className="checks-kind"
      aria-current={shown === kind}
      onClick={() => onShow(kind)}
    >
      <span>{label}</span>
      <b>{n}</b>
    </button>
  );
  return (
    <nav className="pane checks-kinds" aria-label="事项种类">
      {button(null, '全部', waived ? counts.waived : counts.open)}
      {checkTones.map((tone) => {
        const kinds = checkKinds.filter(
          (kind) => toneOf[kind] === tone && (sizeOf(kind) > 0 || kind === shown),
        );
        if (kinds.length === 0) return null;
        return (
          <div key={tone} role="group" aria-label={toneWords[tone]}>
            <h2 className={`checks-tone checks-${tone}`}>{toneWords[tone]}</h2>
            {kinds.map((kind) => button(kind, checkWords[kind], sizeOf(kind)))}
          </div>
        );
      })}
    </nav>
  );
}
