/** Which fields a heading may mean, and how sure that is. What stands beside it decides later (`mapColumns.ts`). */
import { AlikeIndex } from './alike.ts';
import { stateOf } from './cells/state.ts';
import { bareWords, fieldNames, groups, sharedNames } from './columnWords.ts';
import { answerFields, columnFields, fieldWords, knownFields, type ColumnField } from './fields.ts';
import { plainHeading, type PlainHeading } from './plainHeading.ts';

export interface Meaning {
  readonly field: ColumnField;
  readonly how: 'exact' | 'synonym' | 'similar';
  /** 0–100. */
  readonly score: number;
}

/** Fields by plain name; the program's own names are exact. */
const exact = new Map<string, ColumnField>();
const synonyms = new Map<string, Meaning[]>();

for (const field of columnFields) {
  const { full, bare } = plainHeading(fieldWords[field]);
  // 其他 alone says nothing.
  if (bareWords.test(full)) continue;
  for (const name of [full, bare]) if (!exact.has(name)) exact.set(name, field);
}
// Rare words before everyday ones: a name given to two fields stays with the one that lists it first.
for (const [field, names] of Object.entries(fieldNames) as [ColumnField, readonly string[]][])
  names.forEach((name, at) => {
    const { full } = plainHeading(name);
    if (!synonyms.has(full)) synonyms.set(full, [{ field, how: 'synonym', score: at < 12 ? 92 : 90 }]);
  });
for (const [name, first, other] of sharedNames)
  synonyms.set(plainHeading(name).full, [
    { field: first, how: 'synonym', score: 86 },
    { field: other, how: 'synonym', score: 84 },
  ]);

/** All names a heading can be like, without those that everyday words make. */
const likely = [...synonyms].filter(([name]) => name.length >= 3 && !bareWords.test(name));
const likelyNames = new AlikeIndex(likely.map(([name]) => name));

/** What is said by the kind of word that a heading ends with or holds: only these fields can be like it. */
const kinds: readonly (readonly [pattern: RegExp, fields: readonly ColumnField[], sure: number])[] = [
  [/目标|预期|方案|依据|意义|线索|涉及金额|涉及资金|电话|邮箱|签字|盖章|年龄|性别|职务/, [], 0],
  [/下一?步|下一?阶段|后续|下月|下期|下季度|今后/, ['nextStep'], 74],
  [/上月|上期|上次|前期|上季度|以前/, ['lastProgress', 'presentState'], 0],
  [/延期|展期|延长/, ['extensionTo', 'extensionReason'], 0],
  [/销号.{0,3}(?:时间|日期)$/, ['closedOn'], 74],
  [/实际.{0,6}(?:时间|日期|时限)$/, ['doneOn'], 74],
  [
    /(?:计划|要求|预计|拟|应|截止|限定|规定).{0,8}(?:时间|日期|时限|期限)$|时限$|期限$|节点$/,
    ['deadline'],
    72,
  ],
  [/(?:时间|日期)$/, ['deadline', 'doneOn', 'closedOn'], 0],
  [/原因|理由|困难|难点/, ['delayReason', 'extensionReason'], 66],
  [/(?:配合|协办|协助|协同|参与).{0,4}(?:单位|部门|部室|处室|科室)$/, ['assisting'], 74],
  [/(?:单位|部门|部室|处室|科室|主体)$/, ['unit', 'assisting'], 0],
  [/领导$/, ['lead'], 66],
  [/(?:责任人|负责人|经办人|联系人)$/, ['assignee', 'lead'], 0],
  [/佐证|印证|支撑材料|材料$|资料$|附件/, ['evidence'], 70],
  [/制度|建章立制|长效机制/, ['regulations', 'regulationsNew', 'regulationsRevised'], 0],
  [/谈话|诫勉|处分|问责|追责|批评教育|组织处理|司法/, ['sanctions'], 0],
  [/收回|挽回|追缴|清退|收缴|退缴|挽损/, ['recoveries', 'recovery_returned', 'recovery_loss_recovered'], 0],
  [/金额|资金|损失|数量|人数|个数|次数/, [], 0],
  [/(?:序号|编号)$/, ['number', 'issueNumber'], 0],
  [/状态$|进度$|是否|完成率|比例$/, ['state', 'presentState'], 66],
  [/(?:措施|举措|任务)$/, ['title'], 66],
  [/(?:进展|情况|成效|成果|结果)$/, ['progress', 'state', 'regulations', 'sanctions'], 0],
  [/表现|情形$/, ['issueText'], 66],
  [/问题$/, ['issueTitle', 'issueText', 'aspect', 'delayReason'], 66],
  [/备注|说明$/, ['remark'], 66],
];

const ownFields = new Map(
  [...knownFields, ...answerFields].map((field) => [plainHeading(fieldWords[field]).full, field] as const),
);

/** The field of a heading of the program's own workbook; 其他 stands under its group. */
export function ownField(parts: readonly string[]): ColumnField | null {
  return ownFields.get(plainHeading(parts[parts.length - 1] ?? '').full) ?? null;
}

/** Nothing longer is a heading. */
const LONGEST = 80;

const remembered = new Map<string, readonly Meaning[]>();

/** Meanings of a heading's parts (from the top row down), best first; [] when it resembles nothing known. */
export function meaningsOf(parts: readonly string[]): readonly Meaning[] {
  if (parts.some((part) => part.length > LONGEST)) return [];
  const key = parts.join('\u0000');
  const known = remembered.get(key);
  if (known !== undefined) return known;
  // A month's files repeat their headings; hostile ones must not fill the memory.
  if (remembered.size > 4000) remembered.clear();
  const found = readMeanings(parts);
  remembered.set(key, found);
  return found;
}

function readMeanings(parts: readonly string[]): Meaning[] {
  const plain = parts.map(plainHeading);
  const leaf = plain[plain.length - 1];
  if (leaf === undefined) return [];
  const over = plain.slice(0, -1).filter((part) => part.full !== '');
  const grouped = ofGroup(over, leaf);
  if (grouped !== undefined) return grouped;
  const found: Meaning[] = [];
  const everyday = bareWords.test(leaf.bare);
  if (!everyday || over.length === 0) found.push(...named(leaf, 0));
  const above = over[over.length - 1];
  if (above !== undefined && (found[0]?.score ?? 0) < 90) {
    const joined = { ...leaf, bare: above.bare + leaf.bare, full: above.full + leaf.full };
    found.push(...named(joined, 2));
    // Under 本月整改进展 stand 8月 or 情况: the heading above is the name.
    if (leaf.bare === '' || /^(?:情况|内容|说明|具体情况|具体内容|文字说明)$/.test(leaf.bare))
      found.push(...named(above, 2));
  }
  if (found.length === 0 && everyday) found.push(...named(leaf, 4));
  if (found.length === 0) found.push(...similar(leaf, over));
  return best(found);
}

/** `undefined`: the group says nothing about it. */
function ofGroup(over: readonly PlainHeading[], leaf: PlainHeading): Meaning[] | undefined {
  for (const above of over) {
    const group = groups.find((one) => one.over.test(above.full));
    const hit = group?.leaves.find(([pattern]) => pattern.test(leaf.bare));
    if (hit === undefined || (exact.has(leaf.full) && !isShared(leaf.full))) continue;
    return hit[1] === null
      ? []
      : [{ field: hit[1], how: exactGroup(above, leaf) ? 'exact' : 'synonym', score: 90 }];
  }
  return undefined;
}

/** 其他 under the own workbook's heading for money. */
function exactGroup(above: PlainHeading, leaf: PlainHeading): boolean {
  return leaf.bare === '其他' && above.bare === '本月收回挽回资金';
}

function named(plain: PlainHeading, less: number): Meaning[] {
  const found: Meaning[] = [];
  for (const [name, minus] of spellings(plain)) {
    const field = exact.get(name);
    if (field !== undefined && !isShared(name))
      found.push({ field, how: 'exact', score: 100 - less - minus });
    for (const meaning of synonyms.get(name) ?? [])
      found.push({ ...meaning, score: meaning.score - less - minus });
    if (found.length > 0) return found;
  }
  return found;
}

function isShared(name: string): boolean {
  return (synonyms.get(name)?.length ?? 0) > 1;
}

/** Most faithful first: with brackets, without; without 本月, without a count at its end. */
function spellings(plain: PlainHeading): (readonly [name: string, minus: number])[] {
  const now = plain.bare.replace(/^(?:本月|本期|当月|当前|本次|本季度|本单位|本部门|年)/, '');
  const counted = now.replace(/(?:人数|人次|金额|情况|数)$/, '');
  const list: (readonly [string, number])[] = [
    [plain.full, 0],
    [plain.bare, 1],
    [now, 2],
  ];
  if (counted.length >= 2 && !bareWords.test(counted)) list.push([counted, 6]);
  return list.filter(([name], at) => name !== '' && list.findIndex(([other]) => other === name) === at);
}

function similar(leaf: PlainHeading, over: readonly PlainHeading[]): Meaning[] {
  const name = leaf.bare;
  if (name.length < 2 || name.length > 24 || stateOf(name) !== null) return [];
  const kind = kinds.find(([pattern]) => pattern.test(name));
  if (kind?.[1].length === 0) return [];
  if (bareWords.test(name) && over.length === 0) return [];
  const found: Meaning[] = [];
  for (const { at, score } of likelyNames.alike(name, kind === undefined ? 70 : 60)) {
    for (const meaning of likely[at]?.[1] ?? [])
      if (kind === undefined || kind[1].includes(meaning.field))
        found.push({ field: meaning.field, how: 'similar', score: Math.round(score * 0.85) });
  }
  const [first] = kind?.[1] ?? [];
  // 下一步… of any wording is a next step, whatever else the name says.
  if (first !== undefined && (kind?.[2] ?? 0) > 0)
    found.push({ field: first, how: 'similar', score: kind?.[2] ?? 0 });
  return found;
}

/** The best meaning of each field, best first. */
function best(found: readonly Meaning[]): Meaning[] {
  const byField = new Map<ColumnField, Meaning>();
  for (const meaning of found)
    if ((byField.get(meaning.field)?.score ?? 0) < meaning.score) byField.set(meaning.field, meaning);
  return [...byField.values()].sort((a, b) => b.score - a.score);
}
