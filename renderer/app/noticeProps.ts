/** What the frame hands to the import dialog. */
import type { FileToken } from '../store/ledger.ts';

export interface NoticeProps {
  /** A file that was dropped on the window; null lets the clerk choose or paste. */
  readonly file: FileToken | null;
  readonly onClose: () => void;
}
