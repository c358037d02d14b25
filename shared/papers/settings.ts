/** What a round's papers say of the office itself: the clerk's own words, and what stands where he wrote none. */
import type { PaperSettings } from '../contract/types.ts';
import { dayLabel } from '../day.ts';
import type { Day } from '../day.ts';
import type { ReminderKind } from '../lists.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { signatures } from '../summary/phrases.ts';
import type { PaperBlock } from '../contract/types.ts';

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

export type WordedPaper = keyof PaperSettings['wording'];
export const wordedPapers = ['reminder', 'notice', 'warning', 'progress', 'summary'] as const;

/** What papers to units end with. */
export const usualLetterClosing: Readonly<Record<ReminderKind, string>> = {
  reminder: '特此函告。填报和整改中有疑问的，请与我办联系。',
  notice: '特此通知。填报和整改中有疑问的，请与我办联系。',
  warning: '特此告诫。填报和整改中有疑问的，请与我办联系。',
};
/** What the public notice asks of its readers; whoever gives it out fills in the places. */
export const usualNoticeClosing =
  '欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。联系电话：×××；邮寄地址：×××；电子邮箱：×××。';

/** 秘密★1年, 机密★长期, or the class alone. */
const SECRET = /^(?:绝密|机密|秘密)(?:★\S{1,20})?$/u;

/**
 * Settings as they are kept: without blanks around them. Refuses `paper_copy_number` (not six digits),
 * `paper_secret_form`, `paper_signs_repeated`.
 */
export function checkedPaperSettings(settings: PaperSettings): Result<PaperSettings> {
  const { copy, secret, signs, wording } = settings;
  const kept: PaperSettings = {
    letterhead: settings.letterhead.trim(),
    signature: settings.signature.trim(),
    recipient: settings.recipient.trim(),
    publicRecipient: settings.publicRecipient.trim(),
    copy: copy.trim(),
    secret: secret.trim(),
    urgency: settings.urgency.trim(),
    signs: signs.map((place) => place.trim()),
    wording: {},
  };
  for (const paper of wordedPapers) {
    const own = wording[paper];
    if (own === undefined) continue;
    const words = { opening: own.opening.trim(), closing: own.closing.trim() };
    if (words.opening !== '' || words.closing !== '') kept.wording[paper] = words;
  }
  if (!/^(?:\d{6})?$/.test(kept.copy)) return fail('paper_copy_number', { copy: kept.copy });
  if (kept.secret !== '' && !SECRET.test(kept.secret))
    return fail('paper_secret_form', { secret: kept.secret });
  if (new Set(kept.signs).size < kept.signs.length) return fail('paper_signs_repeated');
  return ok(kept);
}

const OFFICE = '巡察整改办公室';

/** 发文机关标志: the clerk's own, else the round's organisation with its office. */
export const letterheadOf = (words: PaperSettings, organisation: string): string =>
  words.letterhead === '' ? `${organisation}${OFFICE}` : words.letterhead;

/** 份号, 密级, 紧急程度, each only where it says something. */
export function markBlocks({ copy, secret, urgency }: PaperSettings): PaperBlock[] {
  const marked = copy !== '' || secret !== '' || urgency !== '';
  return marked ? [{ block: 'marks', copy, secret, urgency }] : [];
}

/** Head of a letter: the marks and the letterhead. */
export function letterHead(words: PaperSettings, organisation: string): PaperBlock[] {
  const text = letterheadOf(words, organisation);
  return [...markBlocks(words), { block: 'letterhead', text, letter: true }];
}

/** 署名 and 成文日期. */
export function sealBlock(words: PaperSettings, organisation: string, on: Day): PaperBlock {
  const own = words.signature.split('\n').filter((line) => line.trim() !== '');
  const usual = organisation === '' ? [OFFICE] : [organisation, OFFICE];
  return { block: 'seal', lines: [...(own.length > 0 ? own : usual), dayLabel(on)] };
}

/** The clerk's own opening, so ended that a sentence may go on behind it; else the usual one. */
export function openingOf(words: PaperSettings, paper: WordedPaper, usual: string): string {
  const own = words.wording[paper]?.opening ?? '';
  if (own === '') return usual;
  return /[。，；：！？,.;:!?]$/u.test(own) ? own : `${own}，`;
}

/** The clerk's own opening or closing as a paragraph of its own, else the usual one. */
export function sentenceOf(
  words: PaperSettings,
  paper: WordedPaper,
  place: 'opening' | 'closing',
  usual: string,
): string {
  const own = words.wording[paper]?.[place] ?? '';
  if (own === '') return usual;
  return /[。！？.!?]$/u.test(own) ? own : `${own}。`;
}
