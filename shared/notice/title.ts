import { isBalanced } from './markers.ts';

/** Sentences and titles: the words that name an issue or a heading, and the first sentence that names a measure. */

const PAIRS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['"', '"'],
  ["'", "'"],
  ['”', '”'],
]);
const OPENING = '“‘「『《〈【（(';
const CLOSING = '”’」』》〉】）)';
/** Titles are looked for in the beginning of a text only, so that a book in one line costs no more than a title. */
const REACH = 400;

/** What may follow the quotes that hold a title: …”问题的整改进展情况。 */
const AFTER_QUOTES =
  /^[ \t\u3000]*(?:等)?(?:的)?(?:突出|具体|方面)?(?:问题|整改|$|[。；;：:，,.\n（(]|方面[。；;：:\n]|方面$)/;
const LEAD_IN = /^[ \t\u3000]*(?:关于|针对|对于|围绕|对|于|就)?[ \t\u3000]*/;
/** 的问题的整改进展情况 and its shorter forms, at the end. */
const PROBLEM_TAIL = /(?:的)?问题(?:的)?(?:整改|落实|进展|完成|工作|推进){0,4}(?:的)?(?:情况)?$/;
const PROGRESS_TAIL = /(?:的)?整改(?:整改|落实|进展|完成|工作|推进){0,3}(?:的)?情况$/;
/** Words in which a shortcoming is usually put. */
const DEFICIT =
  /(?:不够[^，。]{0,4}|不到位|不力|不足|不严|不实|不高|不深|不强|不全|不细|不准|不紧|不畅|不佳|不善|不清|不明|不彻底|不健全|不完善|不规范|不及时|不扎实|不严格|不严肃|不突出|不明显|不平衡|不深入|不合理|不科学|不精准|缺失|缺乏|薄弱|滞后|弱化|淡化|虚化|短板|差距|漏洞|隐患|盲区|风险|违规|流于形式|走过场|偏差|欠缺|有待(?:加强|提高|提升)|仍然存在|依然存在|时有发生|松懈|宽松软|乏力)$/;

/** The position after the first sentence of a text (its full stop included), or the whole length. Quotes and brackets are minded when they are balanced. A new paragraph ends a sentence. */
function sentenceEnd(text: string): number {
  const minded = isBalanced(text, 2000) ? findEnd(text, true) : -1;
  if (minded >= 0) return minded;
  const end = findEnd(text, false);
  return end < 0 ? text.length : end;
}

function findEnd(text: string, mindQuotes: boolean): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\n') return i;
    if (mindQuotes) {
      if (OPENING.includes(c)) depth++;
      else if (CLOSING.includes(c)) depth = Math.max(0, depth - 1);
    }
    if (depth === 0 && (c === '。' || c === '！' || c === '？')) return i + 1;
  }
  return -1;
}

/** Blanks between Chinese characters and at the ends go, line ends become nothing; words in Latin keep their blanks. */
export function tidy(text: string): string {
  return text
    .replace(/[\r\n]+/g, '')
    .replace(/[ \t\u3000\u00a0\ufeff\u200b*]+/g, ' ')
    .replace(/(?<![A-Za-z0-9]) | (?![A-Za-z0-9])/g, '')
    .trim();
}

function withoutEndMark(text: string): string {
  return text.replace(/[。！？；;，,：:、.\s]{1,8}$/, '');
}

/** A measure: title = first sentence, without its end mark; rest = what follows it ('' when it is one sentence). */
export function splitMeasure(body: string): { title: string; rest: string } {
  const text = body.trim();
  const end = sentenceEnd(text);
  return { title: tidy(withoutEndMark(text.slice(0, end).trim())), rest: text.slice(end).trim() };
}

/** Words inside the outer quotes at the beginning of a text, and where they end; null when no quotes hold a title. */
function quoted(text: string): { inner: string; end: number } | null {
  const lead = LEAD_IN.exec(text)?.[0].length ?? 0;
  const open = text.charAt(lead);
  const close = PAIRS.get(open);
  if (close === undefined) return null;
  let depth = 0;
  let fallback = -1;
  for (let i = lead; i < Math.min(text.length, lead + REACH); i++) {
    const c = text.charAt(i);
    const closes = c === close && i > lead;
    if (open !== close && c === open) depth++;
    else if (closes && open !== close) depth--;
    if (!closes || !AFTER_QUOTES.test(text.slice(i + 1, i + 12))) continue;
    if (open === close || depth === 0) return { inner: text.slice(lead + 1, i), end: i + 1 };
    // Quotes left open inside: the last closing one that a title may end with.
    if (depth > 0) fallback = i;
    if (depth > 0 && /^[ \t]*(?:的)?问题/.test(text.slice(i + 1, i + 6))) break;
  }
  return fallback < 0 ? null : { inner: text.slice(lead + 1, fallback), end: fallback + 1 };
}

/** The first sentence of a title's text, its end mark off; also cut at a colon or a comma that a named problem stands before. */
function bareSentence(text: string): string {
  const head = text.slice(0, sentenceEnd(text.slice(0, REACH)));
  const cut = /^[^，,：:；;。]{2,120}?(?:问题|情况)(?=[，,：:；;])/.exec(head);
  if (
    cut !== null &&
    (/^[ \t\u3000]*(?:关于|针对|于|对于)/.test(head) || /[：:]/.test(head.charAt(cut[0].length)))
  )
    return cut[0];
  const colon = /^([^：:]{2,80})[：:]/.exec(head);
  if (colon?.[1] !== undefined && (namesDeficit(colon[1]) || colon[0].length === head.trim().length))
    return colon[1];
  return head;
}

/** The title of an issue or a heading from its whole body: outer quotes first, else the bare title. */
export function titleOf(body: string): string {
  const text = body.trimStart();
  const held = quoted(text);
  if (held !== null) return tidy(held.inner);
  const bare = withoutEndMark(bareSentence(text).trim());
  const asked = /^(?:关于|针对|对于|于)[ \t\u3000]*(?=[^ \t\u3000])/.exec(bare);
  const tail = PROBLEM_TAIL.exec(bare);
  if (asked !== null && tail !== null && tail.index > asked[0].length) {
    const inner = bare.slice(asked[0].length, tail.index);
    return tidy(quotedWhole(inner) ?? inner);
  }
  const progress = PROGRESS_TAIL.exec(bare);
  if (progress !== null && progress.index > 0) return titleOf(bare.slice(0, progress.index));
  return tidy(bare);
}

function quotedWhole(text: string): string | null {
  const close = PAIRS.get(text.charAt(0));
  return close !== undefined && text.length > 2 && text.indexOf(close, 1) === text.length - 1
    ? text.slice(1, -1)
    : null;
}

/** Where the part of a body that names an issue ends: what follows tells of its rectification. */
export function titleEnd(body: string): number {
  const lead = body.length - body.trimStart().length;
  const text = body.slice(lead);
  const held = quoted(text);
  if (held !== null) {
    const tail =
      /^[ \t\u3000]*(?:等)?(?:的)?(?:突出|具体|方面)?(?:问题)?(?:的)?(?:问题)?(?:整改|落实|进展|完成|工作|推进){0,4}(?:的)?(?:情况)?[。；;：:，,.]?/.exec(
        text.slice(held.end, held.end + 40),
      );
    return lead + held.end + (tail?.[0].length ?? 0);
  }
  const bare = bareSentence(text);
  const mark = /^[。；;：:，,]/.test(text.slice(bare.length)) ? 1 : 0;
  return lead + bare.length + mark;
}

/** Does a title end in words of a shortcoming (…不到位, …有差距)? */
export function namesDeficit(title: string): boolean {
  // Its words stand at the very end: looking at more would only take time.
  return DEFICIT.test(title.slice(-12));
}

/** Does a text begin like the name of an issue (or of a heading over issues)? `strong`: without doubt. */
export function problemLike(body: string): 'strong' | 'likely' | null {
  const text = body.slice(0, 240).trimStart();
  const held = quoted(text);
  if (held !== null && held.inner.length > 1) {
    const after = text.slice(held.end).trimStart();
    if (/^(?:等)?(?:的)?(?:突出|具体|方面)?(?:问题|整改)/.test(after)) return 'strong';
    return namesDeficit(held.inner) ? 'strong' : null;
  }
  if (
    /^(?:关于|针对|对于|于)[^。；;\n]{2,160}?问题(?:的)?(?:整改|落实|进展|完成|工作|推进){0,4}(?:情况)?[ \t]*(?:[。；;：:\n]|$)/.test(
      text,
    )
  )
    return 'strong';
  const first = withoutEndMark(bareSentence(text).trim());
  if (first.length <= 80 && (namesDeficit(first) || /.{3}问题(?:的?整改.{0,6}情况)?$/.test(first.slice(-24))))
    return 'likely';
  return null;
}
