import type { NoticeWarning } from './types.ts';

/** Characters no notice of some length does without, and a frequent word that is left when they are lost. */
const COMMON = '关公务实各方内案资法';
/** What titles and amounts of damaged texts look like: 于“…”问题, 有限司, 集团司, 落不到位, 任. */
const BROKEN: readonly (readonly [string, RegExp])[] = [
  ['关', /(?:^|[，。；：、（）\s.．])于[“"‘「]/],
  ['公', /有限司|子司|集团司|限责任司|司章程/],
  ['实', /落(?:不|党|中央|整改|责任|制度|上一|国企|到位|意识|[‘“])/],
  ['务', /任(?:清单|书分)|财(?:制度|问题|管理|销)|业(?:接待|支出)/],
  ['方', /[0-9一二三四五六七八九十]个?面[0-9一二三四五六七八九十]/],
  ['案', /方(?:》|，|。)备/],
  ['资', /融(?:担保|结构)|金(?:收支|使用)的?批/],
];

/**
 * Likely lost characters. By the whole text (some of the commonest characters never occur in 3,000 or more), then at each
 * of `heads` whose words look broken by just that loss; replacement characters anywhere are certain. Nothing is repaired.
 */
export function checkLost(
  lines: readonly string[],
  heads: readonly { line: number; text: string }[],
  firstLine: number,
): NoticeWarning[] {
  const warnings: NoticeWarning[] = [];
  const missing = new Set(COMMON);
  let characters = 0;
  for (const [i, line] of lines.entries()) {
    if (line.includes('\ufffd') || /[^?]\?{3,}/.test(line.slice(0, 20_000)))
      warnings.push({ code: 'lost_characters', line: i + 1, text: '这一行有无法显示的字符，可能丢字。' });
    characters += line.length;
    if (missing.size > 0) for (const c of missing) if (line.includes(c)) missing.delete(c);
  }
  const certain = characters >= 3000 && missing.size >= 3;
  if (certain)
    warnings.push({
      code: 'lost_characters',
      line: firstLine,
      text: `全文没有出现“${[...missing].join('、')}”这样的常用字，很可能在转换中丢失，请与原件核对。`,
    });
  for (const { line, text } of heads) {
    const found = BROKEN.find(([c, words]) => missing.has(c) && words.test(text.slice(0, 400)));
    if (found !== undefined && (certain || found[0] === '关'))
      warnings.push({
        code: 'lost_characters',
        line,
        text: `这一行可能丢了“${found[0]}”等字，请与原件核对。`,
      });
  }
  return warnings;
}
