/** What a round's papers say of the office itself, until the clerk says otherwise. */
import type { PaperSettings } from '../contract/types.ts';
import { signatures } from '../summary/phrases.ts';

export const usualPaperSettings: PaperSettings = {
  letterhead: '',
  signature: '',
  recipient: '',
  publicRecipient: '',
  copy: '',
  secret: '',
  urgency: '',
  signs: [...signatures],
  wording: {},
};
