/** 已印发的月报: every edition, to be opened as it was, saved, printed. */
import { Button, Drawer } from 'antd';
import type { Release } from '../../../shared/contract/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { openPaper } from '../papers/state.ts';
import { Empty } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { editionLabel, releaseForms, saveRelease } from './releasing.ts';
import { closeReleases, openReleases } from './releaseState.ts';

export function ReleaseList({ releases }: { readonly releases: readonly Release[] }) {
  return (
    <Drawer open size="min(56rem, 94vw)" title="已印发的月报" onClose={closeReleases}>
      {releases.length === 0 ? (
        <Empty title="还没有印发过月报">在“月报”上核对好一个月的内容，再点“印发”。</Empty>
      ) : (
        <ul className="release-list">
          {releases.map((release) => (
            <Edition
              key={release.id}
              release={release}
              replaced={releases.some((r) => r.month === release.month && r.edition > release.edition)}
            />
          ))}
        </ul>
      )}
    </Drawer>
  );
}

function Edition({ release, replaced }: { readonly release: Release; readonly replaced: boolean }) {
  const { busy, once } = useBusy();
  const label = editionLabel(release);
  return (
    <li className={replaced ? 'release-replaced' : undefined}>
      <div className="release-what">
        <strong>
          {monthLabel(release.month)} 第{release.edition}版
        </strong>
        {replaced ? <span className="soft">已有更正版</span> : null}
        <span className="soft">
          {dayLabel(release.releasedOn)}印发，统计截至{dayLabel(release.asOf)}
          {release.operator === '' ? '' : `，经办人${release.operator}`}
        </span>
        {release.reason === '' ? null : <span>更正原因：{release.reason}</span>}
      </div>
      <div className="release-acts" role="group" aria-label={label}>
        <Button onClick={() => openReleases({ kind: 'edition', release: release.id })}>打开</Button>
        {release.edition === 1 ? null : (
          <Button onClick={() => openReleases({ kind: 'changes', release: release.id })}>更正了什么</Button>
        )}
        <Button
          onClick={() => {
            closeReleases();
            openPaper({ paper: 'release', release: release.id });
          }}
        >
          打印…
        </Button>
        {releaseForms
          .filter(({ form }) => release[form] !== null)
          .map(({ form, label: word }) => (
            <Button
              key={form}
              disabled={busy}
              aria-label={`${label}存为${word}`}
              onClick={() => void once(() => saveRelease(release, form))}
            >
              存为 {word}
            </Button>
          ))}
      </div>
    </li>
  );
}
