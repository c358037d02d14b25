/** 列对应: how a returned file was recognised, shown on its own grid and corrected there. */
export interface MappingDialogProps {
  /** Id of the staged file. */
  readonly file: number;
  readonly onClose: () => void;
}

export function MappingDialog({ file, onClose }: MappingDialogProps) {
  return (
    <div className="mapping" role="dialog" aria-modal="true" aria-label={`文件 ${file} 的列对应`}>
      <button type="button" onClick={onClose}>
        返回
      </button>
    </div>
  );
}
