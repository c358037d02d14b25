/** Says which released months count an issue as closed, before it is opened again. */
import { monthLabel } from '../../../shared/month.ts';
import { useCall } from '../../door.ts';

export function CountedNote({ issue }: { readonly issue: number }) {
  const counting = useCall('release.counting', { issues: [issue] });
  const months = counting.value?.releases ?? [];
  if (months.length === 0) return null;
  return (
    <p className="act-counted" role="status">
      涉及已印发的{months.map(({ month }) => monthLabel(month)).join('、')}
      月报：其中已计为销号，印发版不变；下一期月报会把它列为不再计入。需要更正的，请在重启后出更正版。
    </p>
  );
}
