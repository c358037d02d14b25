/** 设置: what the ledger counts by, who sits at the PC, how the window looks, where the ledger lies, its check. */
import { useLedger } from '../../store/ledger.ts';
import { ViewHead } from '../parts/Notes.tsx';
import { Calendar } from './Calendar.tsx';
import { CountingSettings } from './CountingSettings.tsx';
import { Fonts } from './Fonts.tsx';
import { Operator } from './Operator.tsx';
import { Place } from './Place.tsx';
import { TextSize } from './TextSize.tsx';
import { Verify } from './Verify.tsx';
import './settings.css';

export default function Settings() {
  const version = useLedger((store) => store.ledger?.version ?? '');
  return (
    <div className="settings">
      <ViewHead title="设置" />
      <div className="settings-page">
        <CountingSettings />
        <Calendar />
        <Operator />
        <TextSize />
        <Fonts />
        <Place />
        <Verify />
        <section className="pane settings-part" aria-label="关于">
          <h2>关于</h2>
          <p>整改台账　版本 {version}</p>
          <p className="settings-hint">
            单机使用，不联网。台账是一个文件夹，整个复制就是备份；程序升级前会在同一文件夹自动留存一份副本。
          </p>
        </section>
      </div>
    </div>
  );
}
