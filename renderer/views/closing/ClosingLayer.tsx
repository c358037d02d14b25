/** The dialog of the closing chain that lies open, over whatever screen. */
import { ActDialog } from './ActDialog.tsx';
import { ClosingPaperDialog } from './ClosingPaperDialog.tsx';
import { ReopenDialog } from './ReopenDialog.tsx';
import { useClosing } from './state.ts';

export function ClosingLayer() {
  const dialog = useClosing((store) => store.dialog);
  if (dialog === null) return null;
  if (dialog.kind === 'paper') return <ClosingPaperDialog key={dialog.issue} issue={dialog.issue} />;
  const { act } = dialog;
  const key = `${act.id} ${act.issues.map(({ id }) => id).join(' ')}`;
  const [only] = act.issues;
  if (act.kind !== 'reopen') return <ActDialog key={key} act={act} />;
  return only === undefined ? null : <ReopenDialog key={key} issue={only} />;
}
