/** Every key of the review. */
import { Modal } from 'antd';

const keys: readonly (readonly [string, string])[] = [
  ['F8 或 N / Shift+F8 或 P', '下一处、上一处未决的差异'],
  ['↓ ↑', '下一处、上一处差异（已决定的也走到）'],
  ['PageDown PageUp', '往后、往前十行'],
  ['Home End', '第一行、最后一行'],
  ['[ ]', '上一个、下一个文件'],
  ['A', '采纳（没有看懂而有拟读的，照拟读采纳）'],
  ['K', '保留台账；未对上的行：不导入'],
  ['E 或 F2', '改为…'],
  ['L', '稍后（退回未决），到下一处'],
  ['回车', '照拟读采纳；未对上的行：选措施'],
  ['M', '改为对应别的措施'],
  ['Shift+A / Shift+K / Shift+L', '整行采纳、整行保留、整行退回'],
  ['Ctrl+Shift+A', '采纳全部无疑问的'],
  ['B', '批量决定的菜单'],
  ['空格', '看全文、收起'],
  ['F', '原表位置（再按收起）'],
  ['I', '文件情况'],
  ['O', '只看未决'],
  ['Ctrl+Z / Ctrl+Y', '退回、恢复决定'],
  ['Ctrl+回车', '确认导入'],
  ['F6 / Shift+F6', '换到另一栏'],
  ['Esc', '收起原表；再按返回，决定都留着'],
];

export function KeyList({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal open centered title="核对时的按键" footer={null} onCancel={onClose} destroyOnHidden>
      <dl className="rv-key-list">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
