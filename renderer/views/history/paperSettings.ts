/** Settings of papers as kept, in words: only what was filled in. */
import { reminderWords } from '../../../shared/words.ts';

const labels: readonly (readonly [string, string])[] = [
  ['letterhead', '发文机关标志'],
  ['signature', '署名'],
  ['recipient', '月报主送'],
  ['publicRecipient', '整改通报主送'],
  ['signs', '签署栏'],
  ['copy', '份号'],
  ['secret', '密级和期限'],
  ['urgency', '紧急程度'],
];
const papers: Readonly<Record<string, string>> = {
  ...reminderWords,
  progress: '整改进展情况通报',
  summary: '月报',
};

/** What can't be read is shown as it is kept. */
export function paperSettingsWords(kept: string): string {
  let settings: unknown;
  try {
    settings = JSON.parse(kept);
  } catch {
    return kept;
  }
  if (typeof settings !== 'object' || settings === null) return kept;
  const of = new Map<string, unknown>(Object.entries(settings));
  const said = labels.flatMap(([name, label]) => {
    const value = of.get(name);
    const text = Array.isArray(value) ? value.join('、') : typeof value === 'string' ? value : '';
    return text === '' ? [] : [`${label} ${text.replaceAll('\n', ' ')}`];
  });
  const worded = Object.keys(of.get('wording') ?? {}).map((paper) => papers[paper] ?? paper);
  if (worded.length > 0) said.push(`自拟语句 ${worded.join('、')}`);
  return said.join('；');
}
