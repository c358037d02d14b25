/** Text size of this PC's window: a preference, not part of the ledger. Takes effect at once. */
import { Radio } from 'antd';
import { useTextSize } from '../../store/layout.ts';
import type { TextSize as Size } from '../../store/layout.ts';
import { setPref } from '../../store/prefs.ts';

const sizes: readonly { readonly value: Size; readonly label: string }[] = [
  { value: 'normal', label: '标准' },
  { value: 'large', label: '大' },
  { value: 'huge', label: '特大' },
];

export function TextSize() {
  const size = useTextSize();
  return (
    <section className="pane settings-part" aria-label="文字大小">
      <h2>文字大小</h2>
      <Radio.Group
        aria-label="文字大小"
        optionType="button"
        value={size}
        options={[...sizes]}
        onChange={(event) => setPref('textSize', event.target.value as Size)}
      />
      <p className="settings-hint">只影响这台电脑的显示，不影响打印。</p>
    </section>
  );
}
