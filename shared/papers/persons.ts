/**
 * Names of persons left out of what is published. Only names that the ledger knows can be found; the clerk is told how
 * many were, and where, and reads the rest himself.
 */

/** In place of a name, and of a name with 同志 or a post. */
const NAME = '×××';
const COMRADE = '有关同志';

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺';
const COMPOUND = ['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒'];
const POSTS = '书记|董事长|总经理|经理|主任|部长|处长|科长|局长|院长|校长|主席|委员|总监|主管|组长';
/** What a name does not end with: a unit, a body, a post without a name before it. */
const NO_NAME =
  /(?:部|室|处|科|司|局|组|会|院|中心|支部|公司|集团|单位|企业|办|党委|纪委|人员|同志|领导|干部|负责人|等)$/u;

const surnameOf = (name: string): string => COMPOUND.find((each) => name.startsWith(each)) ?? name.charAt(0);

/** Is it a Chinese person's name by its looks: a usual surname, and one or two characters more? */
function looksLikeName(text: string): boolean {
  if (!/^\p{sc=Han}{2,4}$/u.test(text) || NO_NAME.test(text)) return false;
  const compound = COMPOUND.some((each) => text.startsWith(each));
  return compound ? text.length > 2 : text.length < 4 && SURNAMES.includes(text.charAt(0));
}

/** A post with nothing but a usual surname before it names a person: 沈书记, but not 党委书记. */
function isNameWithPost(text: string): boolean {
  const before = new RegExp(`^(.+?)(?:副)?(?:${POSTS})$`, 'u').exec(text)?.[1];
  if (before === undefined) return false;
  return COMPOUND.includes(before) || (before.length === 1 && SURNAMES.includes(before));
}

/** Between the parts of a name that is no Han one. */
const POINT = '[·•・‧]';
const POST_END = new RegExp(`(?:${POSTS})$`, 'u');

/** Names of the ledger's own list of persons: whatever they look like, unless they are a post or a body. */
export function namesOfPersons(persons: readonly string[]): string[] {
  return persons
    .map((name) => name.replace(/[（(].*$/u, '').replace(/\s+/gu, ''))
    .filter((name) => [...name].length >= 2 && !NO_NAME.test(name))
    .filter((name) => !POST_END.test(name) || isNameWithPost(name));
}

/** Names in fields that hold several, or other words beside them (责任人). */
export function namesInField(field: string): string[] {
  return partsOf(field).filter((part) => looksLikeName(part) || FOREIGN.test(part));
}

/** Names in a field that holds nothing else (those who were sanctioned): also ones of a rare surname. */
export function namesOfSanctioned(field: string): string[] {
  return partsOf(field).filter(
    (part) =>
      FOREIGN.test(part) ||
      isNameWithPost(part) ||
      (/^\p{sc=Han}{2,4}$/u.test(part) && ![NO_NAME, NOBODY, POST_END].some((no) => no.test(part))),
  );
}

/** 买买提·艾力, with any of the points that are typed for it. */
const FOREIGN = new RegExp(String.raw`^\p{sc=Han}+(?:${POINT}\p{sc=Han}+)+$`, 'u');
/** What is typed where no names are to be told. */
const NOBODY = /(?:人|人次|职工|员工|不详|不明|匿名|保密|未知|若干|没有|从略)$/u;

function partsOf(field: string): string[] {
  return (
    field
      // Two characters set to the width of three, with a wide blank between them.
      .replace(/(?<!\p{sc=Han})(\p{sc=Han})[\s\u3000]+(\p{sc=Han})(?!\p{sc=Han})/gu, '$1$2')
      .split(/[、，,；;／/\s。.（）()：:]+/u)
      .map((part) => part.replace(/(?:等.*|同志)$/u, ''))
      .flatMap((part) => withoutPost(part))
  );
}

/** 经理张伟, 张伟经理: the name beside the post; a surname with a post (沈书记) stays as it is. */
function withoutPost(part: string): string[] {
  if (isNameWithPost(part)) return [part];
  const after = new RegExp(`^.*(?:${POSTS})(\\p{sc=Han}{2,3})$`, 'u').exec(part)?.[1];
  const before = new RegExp(`^(\\p{sc=Han}{2,4}?)(?:副)?(?:${POSTS})$`, 'u').exec(part)?.[1];
  return [[after, before].find((name) => name !== undefined && looksLikeName(name)) ?? part];
}

export interface Masked {
  readonly text: string;
  /** How many names were replaced. */
  readonly count: number;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
/** Typeset names have blanks in them, also wide ones; a point within a name is typed in several ways, or left out. */
const spaced = (name: string): string =>
  [...name]
    .map((letter) => (new RegExp(POINT, 'u').test(letter) ? `${POINT}?` : escaped(letter)))
    .join(String.raw`[\s\u3000]*`);

/**
 * A function that replaces every one of these names, longest first: with 同志 or a post behind it by 有关同志, else by
 * ×××; so also 张某, 张某某 of a surname that is among them.
 */
export function masker(names: readonly string[]): (text: string) => Masked {
  const known = [...new Set(names)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (known.length === 0) return (text) => ({ text, count: 0 });
  const surnames = [...new Set(known.map(surnameOf))].map(escaped).join('|');
  // Few characters begin a name: at all others thousands of names need not be tried.
  const first = [...new Set(known.map((name) => [...name][0] ?? ''))].map(escaped).join('|');
  const whole = new RegExp(
    `(?=${first})(?:(?:${known.map(spaced).join('|')})(同志)?` +
      // Neither 某市 nor 某项: a person's surname stands before it, and nothing that is counted or ruled behind.
      `|(?:${surnames})某(?:某|甲|乙|丙|丁)?(同志)?(?![市县区省州镇乡村街公企单部项些个种类年月日段次])` +
      `|(?:${surnames})(?:副)?(?:${POSTS})(?!们))`,
    'gu',
  );
  const post = new RegExp(`(?:${POSTS})$`, 'u');
  return (text) => {
    let count = 0;
    const masked = text.replace(whole, (found, comrade?: string, other?: string) => {
      count += 1;
      return comrade !== undefined || other !== undefined || post.test(found) ? COMRADE : NAME;
    });
    return { text: masked, count };
  };
}
