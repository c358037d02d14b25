/** Says which of the official fonts this PC has, and what stands in for those it lacks; folded until asked for. */
import { Button } from 'antd';
import { roleWords, useFontReport } from '../../papers/fonts.ts';

const ID = 'summary-fonts';

/** Opens and folds the note; says beside its name how many fonts are missing. */
export function FontButton({ open, onToggle }: { readonly open: boolean; readonly onToggle: () => void }) {
  const missing = useFontReport().filter((font) => !font.proper).length;
  return (
    <Button type="text" aria-expanded={open} aria-controls={ID} onClick={onToggle}>
      字体说明
      {missing === 0 ? null : <span className="summary-lacking">缺 {missing} 种</span>}
    </Button>
  );
}

export function FontNote() {
  const fonts = useFontReport();
  const missing = fonts.filter((font) => !font.proper);
  if (missing.length === 0) {
    return (
      <p id={ID} className="summary-fonts">
        公文字体齐全：{fonts.map((font) => font.used).join('、')}。
      </p>
    );
  }
  const words = missing.map((font) => `${roleWords[font.role]}用“${font.used ?? '系统宋体'}”代替`);
  return (
    <p id={ID} className="summary-fonts">
      本机缺少部分公文字体：{words.join('；')}
      。版式不变；装上相应字体后重新打开，或在“设置”中选用字体文件即可。
    </p>
  );
}
