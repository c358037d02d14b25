/** antd as this program uses it: Chinese, with the window's colours; and the dialogs and menus that any code may open. */
import { App as AntApp, ConfigProvider } from 'antd';
import type { ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { remOf, useTextSize } from '../../store/layout.ts';
import { ContextMenu } from './ContextMenu.tsx';
import { FormDialog } from './FormDialog.tsx';

dayjs.locale('zh-cn');

function themeFor(size: number): ThemeConfig {
  return {
    token: {
      colorPrimary: '#2c4a6e',
      colorInfo: '#2c4a6e',
      colorLink: '#2c4a6e',
      colorError: '#b3261e',
      colorWarning: '#8a5a00',
      colorSuccess: '#1e6b3a',
      colorText: '#1f2733',
      colorTextSecondary: '#4a5568',
      colorTextTertiary: '#5f6b7c',
      colorTextPlaceholder: '#69758a',
      colorBorder: '#b4bdc9',
      colorBorderSecondary: '#d5dbe3',
      borderRadius: 3,
      fontSize: size,
      fontFamily: 'inherit',
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.12s',
    },
    components: { Table: { cellPaddingBlock: 7, headerBg: '#e8ecf1' } },
  };
}

/** What every screen that uses antd stands in. */
export function KitFrame({ children }: { readonly children: ReactNode }) {
  const size = remOf[useTextSize()];
  return (
    <ConfigProvider
      locale={zhCN}
      theme={themeFor(size)}
      button={{ autoInsertSpace: false }}
      form={{ validateMessages: { required: '请填写${label}' } }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
}

/** Dialogs and menus opened through `app/forms` and `app/menus`. */
export function KitHost() {
  return (
    <KitFrame>
      <FormDialog />
      <ContextMenu />
    </KitFrame>
  );
}
