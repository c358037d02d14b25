/** No measure answers the filters: says so and offers the way back. */
import { clearFilters } from '../../../store/checklist.ts';

export function NothingFound() {
  return (
    <div className="list-empty">
      <h3>没有符合条件的措施</h3>
      <p>可以减少查找词或取消部分筛选。</p>
      <button type="button" className="button button-main" onClick={clearFilters}>
        清除全部筛选
      </button>
    </div>
  );
}
