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
  closing: () => import('../views/closing/index.tsx'),
  plan: () => import('../views/plan/index.tsx'),
  returns: () => import('../views/returns/index.tsx'),
  outcomes: () => import('../views/outcomes/index.tsx'),
  checks: () => import('../views/checks/index.tsx'),
  dashboard: () => import('../views/dashboard/index.tsx'),
  summary: () => import('../views/summary/index.tsx'),
  papers: () => import('../views/papers/index.tsx'),
  rounds: () => import('../views/rounds/index.tsx'),
  people: () => import('../views/people/index.tsx'),
  history: () => import('../views/history/index.tsx'),
  settings: () => import('../views/settings/index.tsx'),
};

export const viewTitles: Readonly<Record<ViewName, string>> = {
  ledger: '整改台账',
  closing: '销号办理',
  plan: '整改工期',
  returns: '报送',
  outcomes: '整改成效',
  checks: '核对',
  dashboard: '综合看板',
  summary: '月报',
  papers: '文书',
  rounds: '轮次与时间轴',
  people: '单位与人员',
  history: '操作记录',
  settings: '设置',
};

/** On the bar on top, where thirteen of them must find room. */
export const viewTabs: Readonly<Record<ViewName, string>> = {
  ledger: '台账',
  closing: '销号',
  plan: '工期',
  returns: '报送',
  outcomes: '成效',
  checks: '核对',
  dashboard: '看板',
  summary: '月报',
  papers: '文书',
  rounds: '轮次',
  people: '人员',
  history: '记录',
  settings: '设置',
};

export const LazyView: Readonly<Record<Exclude<ViewName, 'ledger'>, ComponentType>> = {
  closing: lazy(loads.closing),
  plan: lazy(loads.plan),
  returns: lazy(loads.returns),
  outcomes: lazy(loads.outcomes),
  checks: lazy(loads.checks),
  dashboard: lazy(loads.dashboard),
  summary: lazy(loads.summary),
  papers: lazy(loads.papers),
  rounds: lazy(loads.rounds),
  people: lazy(loads.people),
  history: lazy(loads.history),
  settings: lazy(loads.settings),
};

export const LazyNotice = lazy<ComponentType<NoticeProps>>(() => import('../views/notice/index.tsx'));
export const LazyTaking = lazy<ComponentType>(() =>
  import('../views/returns/TakeDialog.tsx').then((module) => ({ default: module.TakeDialog })),
);
export const LazyClosing = lazy<ComponentType>(() =>
  import('../views/closing/ClosingLayer.tsx').then((module) => ({ default: module.ClosingLayer })),
);
export const LazyLedgerImport = lazy(() => import('../views/ledgerImport/index.tsx'));
export const LazyStart = lazy<ComponentType>(() => import('../views/start/index.tsx'));
export const LazyAgendaStrip = lazy<ComponentType>(() =>
  import('./AgendaStrip.tsx').then((module) => ({ default: module.AgendaStrip })),
);
