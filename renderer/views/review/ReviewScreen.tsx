/** 核对报送: the differences of a batch, decided one by one or many at once, then taken over; over the whole window. */
export interface ReviewScreenProps {
  readonly batch: number;
  readonly onClose: () => void;
}

export function ReviewScreen({ batch, onClose }: ReviewScreenProps) {
  return (
    <div className="review" role="dialog" aria-modal="true" aria-label={`核对第 ${batch} 批报送`}>
      <button type="button" onClick={onClose}>
        返回
      </button>
    </div>
  );
}
