/** Whether the month is released and whether the ledger moved since, with the ways to release, to correct and to look. */
import { Button } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { dayLabel } from '../../../shared/day.ts';
import type { Month } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { MatterButton } from './MatterButton.tsx';
import { ReleaseLayer } from './ReleaseLayer.tsx';
import { closeReleases, openReleases } from './releaseState.ts';
import './release.css';

interface ReleaseBarProps {
  readonly month: Month;
  /** What else is said of the month. */
  readonly children: ReactNode;
}

export function ReleaseBar({ month, children }: ReleaseBarProps) {
  // What lies open goes with the screen: who comes back later looks for the month, not for an old edition.
  useEffect(() => closeReleases, []);
  const list = useCall('release.list', {}, { tables: ['releases', 'rounds'] });
  const readOnly = useLedger((store) => store.ledger?.open?.readOnly ?? false);
  const releases = list.value?.releases ?? list.last?.releases;
  const last = releases?.find((release) => release.month === month);
  const preview = useCall('release.preview', last === undefined ? null : { month });
  const differences = preview.value?.changes.length;
  return (
    <section className="release-bar" aria-label="印发情况">
      {releases === undefined ? null : last === undefined ? (
        <span className="release-state">尚未印发</span>
      ) : (
        <>
          <span className="release-state release-done">
            已印发第{last.edition}版（{dayLabel(last.releasedOn)}）
          </span>
          {differences === undefined ? null : differences === 0 ? (
            <span className="soft">台账没有变化</span>
          ) : (
            <Button
              type="link"
              size="small"
              className="release-moved"
              onClick={() => openReleases({ kind: 'differences' })}
            >
              台账已有变化，与印发版有 {differences} 处不同
            </Button>
          )}
        </>
      )}
      {children}
      <span className="summary-gap" />
      <MatterButton month={month} />
      {releases === undefined || releases.length === 0 ? null : (
        <Button type="text" size="small" onClick={() => openReleases({ kind: 'list' })}>
          已印发的月报（{releases.length}）
        </Button>
      )}
      <Button
        size="small"
        disabled={readOnly}
        title={readOnly ? '台账以只读方式打开，不能印发' : undefined}
        onClick={() => openReleases({ kind: 'make' })}
      >
        {last === undefined ? '印发…' : '出更正版…'}
      </Button>
      <ReleaseLayer month={month} releases={releases ?? []} />
    </section>
  );
}
