/**
 * Screens and dialogs, each in its own folder with a default export, fetched when first shown.
 * - Screens take no props; they read `store/ledger` and the door. Those marked `kit` are shown inside antd's
 *   ConfigProvider (zh_CN, this program's theme) and antd's App, so they may use antd freely.
 * - `notice` takes `{ file, onClose }`; `taking` reads its files from `store/ledger`; `start` is shown instead of everything while no ledger is open.
 */
import { lazy } from 'react';
import type { ComponentType } from 'react';
import type { ViewName } from '../store/ledger.ts';
import type { NoticeProps } from './noticeProps.ts';

type Load = () => Promise<{ default: ComponentType }>;

const loads: Readonly<Record<Exclude<ViewName, 'ledger'>, Load>> = {
  returns: () => import('../views/returns/index.tsx'),
  summary: () => import('../views/summary/index.tsx'),
  rounds: () => import('../views/rounds/index.tsx'),
  people: () => import('../views/people/index.tsx'),
  history: () => import('../views/history/index.tsx'),
  settings: () => import('../views/settings/index.tsx'),
};

export const viewTitles: Readonly<Record<ViewName, string>> = {
  ledger: '整改台账',
  returns: '报送',
  summary: '月报',
  rounds: '轮次与时间轴',
  people: '单位与人员',
  history: '操作记录',
  settings: '设置',
};

export const LazyView: Readonly<Record<Exclude<ViewName, 'ledger'>, ComponentType>> = {
  returns: lazy(loads.returns),
  summary: lazy(loads.summary),
  rounds: lazy(loads.rounds),
  people: lazy(loads.people),
  history: lazy(loads.history),
  settings: lazy(loads.settings),
};

export const LazyNotice = lazy<ComponentType<NoticeProps>>(() => import('../views/notice/index.tsx'));
export const LazyTaking = lazy<ComponentType>(() =>
  import('../views/returns/TakeDialog.tsx').then((module) => ({ default: module.TakeDialog })),
);
export const LazyLedgerImport = lazy(() => import('../views/ledgerImport/index.tsx'));
export const LazyStart = lazy<ComponentType>(() => import('../views/start/index.tsx'));
