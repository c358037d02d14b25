/** What of released months lies open: releasing, the list, an edition as it was, or what changed. */
import { Button, Modal } from 'antd';
import type { Release } from '../../../shared/contract/types.ts';
import type { Month } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { useCall } from '../../door.ts';
import { FailureNote, Loading } from '../parts/Notes.tsx';
import { ReleaseChanges } from './ReleaseChanges.tsx';
import { ReleaseDialog } from './ReleaseDialog.tsx';
import { ReleaseEdition } from './ReleaseEdition.tsx';
import { ReleaseList } from './ReleaseList.tsx';
import { editionLabel } from './releasing.ts';
import { closeReleases, openReleases, useReleases } from './releaseState.ts';

interface Props {
  readonly month: Month;
  readonly releases: readonly Release[];
}

export function ReleaseLayer({ month, releases }: Props) {
  const dialog = useReleases((store) => store.dialog);
  if (dialog === null) return null;
  if (dialog.kind === 'make') return <ReleaseDialog key={month} month={month} />;
  if (dialog.kind === 'list') return <ReleaseList releases={releases} />;
  if (dialog.kind === 'differences') return <Differences month={month} />;
  const release = releases.find(({ id }) => id === dialog.release);
  if (release === undefined) return null;
  return dialog.kind === 'edition' ? (
    <ReleaseEdition key={release.id} release={release} />
  ) : (
    <Changes release={release} />
  );
}

function Differences({ month }: { readonly month: Month }) {
  const preview = useCall('release.preview', { month });
  const before = (preview.value?.edition ?? 2) - 1;
  return (
    <Modal
      open
      centered
      width="min(60rem, 95vw)"
      title={`${monthLabel(month)}：台账现在与第${before}版的不同`}
      onCancel={closeReleases}
      footer={
        <>
          <Button onClick={closeReleases}>关闭</Button>
          <Button onClick={() => openReleases({ kind: 'make' })}>出更正版…</Button>
        </>
      }
    >
      {preview.failure !== null ? (
        <FailureNote failure={preview.failure} onRetry={preview.reload} />
      ) : preview.value === undefined ? (
        <Loading />
      ) : (
        <ReleaseChanges changes={preview.value.changes} before={`第${before}版`} after="台账现在" />
      )}
    </Modal>
  );
}

function Changes({ release }: { readonly release: Release }) {
  const answer = useCall('release.changes', { id: release.id }, { tables: [] });
  return (
    <Modal
      open
      centered
      width="min(60rem, 95vw)"
      title={`${editionLabel(release)}更正了什么`}
      onCancel={closeReleases}
      footer={
        <>
          <Button onClick={() => openReleases({ kind: 'list' })}>返回已印发的月报</Button>
          <Button type="primary" autoFocus onClick={closeReleases}>
            关闭
          </Button>
        </>
      }
    >
      <p>
        <b>更正原因：</b>
        {release.reason}
      </p>
      {answer.failure !== null ? (
        <FailureNote failure={answer.failure} onRetry={answer.reload} />
      ) : answer.value === undefined ? (
        <Loading />
      ) : (
        <ReleaseChanges
          changes={answer.value.changes}
          before={`第${release.edition - 1}版`}
          after={`第${release.edition}版`}
        />
      )}
    </Modal>
  );
}
