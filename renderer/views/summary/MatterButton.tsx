/** 提请研究事项: how many wait for a meeting or are being followed up, and the way to them. */
import { Button } from 'antd';
import { useEffect } from 'react';
import { matterState } from '../../../shared/matters.ts';
import type { Month } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { MatterDrawer } from './MatterDrawer.tsx';
import { closeMatters, openMatters, useMatters } from './matterState.ts';

/** @param month proposed for a new one */
export function MatterButton({ month }: { readonly month: Month }) {
  // What lies open goes with the screen.
  useEffect(() => closeMatters, []);
  const open = useMatters((store) => store.open);
  const list = useCall('matter.list', {}, { tables: ['matters', 'matter_issues', 'issues', 'rounds'] });
  const matters = list.value?.matters ?? list.last?.matters;
  const unsettled = (matters ?? []).filter((matter) => matterState(matter) !== 'settled').length;
  return (
    <>
      <Button type="text" size="small" onClick={openMatters}>
        {unsettled === 0 ? '提请研究事项' : `提请研究事项（${unsettled}项未落实）`}
      </Button>
      {open ? (
        <MatterDrawer month={month} matters={matters} failure={list.failure} onRetry={list.reload} />
      ) : null}
    </>
  );
}
