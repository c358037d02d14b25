/**
 * 整改进展情况通报, the public notice: what was found and what came of it, in the order of the ledger and in the form in
 * which such notices are published, so that our own reading of notices gives the same outline back. Names of persons
 * are left out.
 */
import type { PaperBlock, PaperDoc, PaperRun, PaperSettings } from '../contract/types.ts';
import { formatRate } from '../counting.ts';
import { dayLabel, monthOf } from '../day.ts';
import type { Day } from '../day.ts';
import { formatYuan } from '../money.ts';
import { toChineseNumeral } from '../numerals.ts';
import { progressBy } from '../summary/asOf.ts';
import type { MeasureAt } from '../summary/asOf.ts';
import type { ComputedFigures } from '../summary/compute.ts';
import type { Figure } from '../contract/types.ts';
import type { HeadingFact, IssueFact } from '../summary/facts.ts';
import { recoveryName } from '../summary/outcomes.ts';
import { sanctionWords } from '../words.ts';
import { figureRun, heading, paragraph, portrait, title } from './blocks.ts';
import { masker } from './persons.ts';
import { quoted } from './quoted.ts';
import { sealBlock, sentenceOf, usualNoticeClosing } from './settings.ts';

export interface NoticeGround {
  readonly computed: Pick<ComputedFigures, 'figures' | 'context'>;
  readonly inspectedBy: string;
  readonly feedbackOn: Day | null;
  /** Names of persons that the ledger knows, of whatever kind. */
  readonly names: readonly string[];
  /** What the clerk noted at the stage of publication. */
  readonly stageNote: string;
  readonly today: Day;
  readonly revision: number;
}

/** Place in the notice → names replaced there. */
type Replaced = Map<string, number>;

export function progressDoc(ground: NoticeGround, words: PaperSettings): PaperDoc {
  const { figures } = ground.computed;
  const { organisation } = figures.round;
  const replaced: Replaced = new Map();
  const { blocks, bare } = outline(ground, replaced);
  const recipient = words.publicRecipient;
  const party = partyOf(organisation);
  return {
    title: `${organisation}整改进展情况通报`,
    forms: ['docx'],
    revision: ground.revision,
    sections: [
      portrait([
        title(...(party === '' ? [] : [party]), '关于巡察整改进展情况的通报'),
        ...(recipient === '' ? [] : [{ block: 'recipient' as const, text: colon(recipient) }]),
        ...preamble(ground, words),
        ...blocks,
        ...closing(ground, words),
        sealBlock(words, organisation, ground.today),
      ]),
    ],
    notes: notesOf(ground, words, replaced, bare),
    differing: 0,
  };
}

const colon = (text: string): string => (/[：:]$/u.test(text) ? text : `${text}：`);
const partyOf = (organisation: string): string =>
  organisation === '' || /(?:党委|党组|委员会|党总支|党支部)$/u.test(organisation)
    ? organisation
    : `${organisation}党委`;

/* ---- what comes before the tree ---- */

function preamble(
  { computed, names, feedbackOn, ...ground }: NoticeGround,
  words: PaperSettings,
): PaperBlock[] {
  const { figures } = computed;
  const inspectedBy = masker(names)(ground.inspectedBy).text;
  const party = partyOf(figures.round.organisation);
  const fed = feedbackOn === null ? '反馈了巡察意见' : `于${dayLabel(feedbackOn)}反馈了巡察意见`;
  const usual = [
    '按照巡察工作统一部署，',
    `${inspectedBy === '' ? '巡察组' : inspectedBy}对${party === '' ? '我单位' : party}开展了巡察，并${fed}。`,
    '按照党务公开有关要求，现将巡察整改进展情况予以公布。',
  ].join('');
  const standing = standingRuns(figures);
  const outcomes = outcomeRuns(figures);
  return [
    paragraph(sentenceOf(words, 'progress', 'opening', usual)),
    paragraph(...standing),
    ...(outcomes.length === 0 ? [] : [paragraph('在巡察整改工作中，', ...outcomes, '。')]),
  ];
}

type Figures = NoticeGround['computed']['figures'];
type Piece = string | PaperRun;

function standingRuns({ asOf, overall: o, clues }: Figures): Piece[] {
  if (o.issues.value === 0) return [`截至${dayLabel(asOf)}，台账中尚无问题。`];
  const lasting: Piece[] =
    o.measuresEstablished.value === 0
      ? []
      : ['，长期坚持并已建立长效机制', figureRun(o.measuresEstablished), '条'];
  return [
    `截至${dayLabel(asOf)}，巡察反馈的`,
    ...(o.aspects.value === 0 ? [] : [figureRun(o.aspects), '个方面']),
    ...[figureRun(o.issues), '个问题，已完成整改', figureRun(o.closed), '个，'],
    ...(o.open.value === 0 ? ['全部完成整改。'] : ['还有', figureRun(o.open), '个问题正在积极整改过程中。']),
    ...(o.measures.value === 0
      ? []
      : [
          '共制定整改措施',
          figureRun(o.measures),
          '条，其中落实到位',
          figureRun(o.measuresDone),
          '条',
          ...lasting,
          '。',
        ]),
    ...(clues.received.value === 0
      ? []
      : [
          ...['对移交的', figureRun(clues.received), '件问题线索，及时进行处置，目前已办结'],
          ...[figureRun(clues.concluded), `件，办结率为${shortRate(clues.rateBp)}。`],
        ]),
  ];
}

const shortRate = (bp: number | null): string => formatRate(bp).replace(/\.00%$/, '%');

const regulationSaid = { new: '新制定制度', revised: '修改完善制度', abolished: '废止制度' } as const;

/** People are told by number alone. */
function outcomeRuns({ outcomes: { regulations, sanctions, recoveries } }: Figures): Piece[] {
  const some = <T extends { readonly figure: Figure }>(rows: readonly T[]) =>
    rows.filter((row) => row.figure.value > 0);
  const families: Piece[][][] = [
    some(sanctions).map(({ kind, figure }) => [sanctionWords[kind], figureRun(figure), '人']),
    some(regulations).map(({ kind, figure }) => [regulationSaid[kind], figureRun(figure), '项']),
    some(recoveries).map(({ kind, figure }) => [recoveryName(kind), moneyRun(figure), '元']),
  ];
  return joined(
    families.filter((family) => family.length > 0).map((family) => joined(family, '，')),
    '；',
  );
}

/** 165,800 rather than 165,800.00 in a sentence. */
function moneyRun(figure: Figure): PaperRun {
  return { ...figureRun(figure, true), text: formatYuan(figure.value).replace(/\.00$/, '') };
}

function joined(groups: readonly (readonly Piece[])[], by: string): Piece[] {
  return groups.flatMap((group, at) => (at === 0 ? group : [by, ...group]));
}

/* ---- the tree ---- */

type Mark = (n: number) => string;
const marks: readonly Mark[] = [
  (n) => `${toChineseNumeral(n)}、`,
  (n) => `（${toChineseNumeral(n)}）`,
  (n) => `${n}.`,
  (n) => `（${n}）`,
  (n) => (n <= 20 ? String.fromCodePoint(0x245f + n) : `${n}）`),
];
const markAt = (level: number): Mark => marks[Math.min(level, marks.length - 1)] ?? String;
const levelOf = (depth: number): 1 | 2 | 3 => (depth === 0 ? 1 : depth === 1 ? 2 : 3);

interface Branch {
  readonly position: number;
  readonly id: number;
  readonly heading: HeadingFact | null;
  readonly issue: IssueFact | null;
}

/** Headings with an issue below them and issues in the plan, numbered anew in their order. */
function outline(
  { computed: { context }, names }: NoticeGround,
  replaced: Replaced,
): { blocks: PaperBlock[]; bare: string[] } {
  const { tree, now } = context;
  const mask = masker(names);
  const masked = (text: string, place: string): string => {
    const found = mask(text);
    if (found.count > 0) replaced.set(place, (replaced.get(place) ?? 0) + found.count);
    return found.text;
  };
  const below = new Map<number | null, Branch[]>();
  const add = (parent: number | null, branch: Branch) =>
    below.set(parent, [...(below.get(parent) ?? []), branch]);
  const known = new Set(tree.headings.map((each) => each.id));
  const depths = new Map<number | null, number>([[null, 0]]);
  for (const each of tree.headings) {
    depths.set(each.id, (depths.get(each.parentId) ?? 0) + 1);
    add(each.parentId, { position: each.position, id: each.id, heading: each, issue: null });
  }
  let deepest = 0;
  for (const issue of tree.issues) {
    if (!now.issues.has(issue.id)) continue;
    const parent = issue.headingId !== null && known.has(issue.headingId) ? issue.headingId : null;
    deepest = Math.max(deepest, depths.get(parent) ?? 0);
    add(parent, { position: issue.position, id: issue.id, heading: null, issue });
  }
  const holds = new Map<number, boolean>();
  for (const each of tree.headings.toReversed())
    holds.set(
      each.id,
      (below.get(each.id) ?? []).some((b) => b.issue !== null || holds.get(b.id) === true),
    );

  const blocks: PaperBlock[] = [];
  const bare: string[] = [];
  const visit = (parent: number | null, depth: number, path: string): void => {
    const branches = (below.get(parent) ?? [])
      .filter((branch) => branch.issue !== null || holds.get(branch.id) === true)
      // An issue behind a heading beside it would read as one of that heading's.
      .sort((a, b) => (a.heading === null ? 0 : 1) - (b.heading === null ? 0 : 1) || a.position - b.position);
    const numbers = { heading: 0, issue: 0 };
    for (const branch of branches) {
      if (branch.heading !== null) {
        numbers.heading += 1;
        const mark = markAt(depth)(numbers.heading);
        const place = path + mark.replace(/[、.]$/u, '');
        blocks.push(heading(levelOf(depth), mark + masked(named('关于', branch.heading.title), place)));
        visit(branch.heading.id, depth + 1, place);
      } else if (branch.issue !== null) {
        numbers.issue += 1;
        // Issues stand on one level, however many headings are above them.
        const mark = markAt(deepest)(numbers.issue);
        const place = path + mark.replace(/[、.]$/u, '');
        const measures = now.issues.get(branch.issue.id)?.measures ?? [];
        blocks.push(
          heading(levelOf(deepest), `${mark}${masked(named('针对', branch.issue.title), place)}。`),
        );
        if (measures.length === 0) bare.push(place);
        measures.forEach((measure, at) => {
          const said = masked(measureText(measure, now.day), `${place}第${at + 1}条措施`);
          blocks.push(paragraph(`${toChineseNumeral(at + 1)}是${said}`));
        });
      }
    }
  };
  visit(null, 0, '');
  return { blocks, bare };
}

/** 关于“…”问题的整改进展情况; a title that says 问题 itself is not made to say it twice. */
function named(lead: string, text: string): string {
  const own = /^(?:关于|针对)(.+?)(?:的)?问题[。.]?$/u.exec(text.trim())?.[1] ?? text;
  const plain = own.trim().replace(/[。；;.]+$/u, '');
  const inner = /^“([^“”]*)”$/u.exec(plain)?.[1] ?? plain;
  return `${lead}${quoted(inner)}${inner.endsWith('问题') ? '' : '问题'}的整改进展情况`;
}

/** What a form's column is called stands before some progress: no word for the public. */
const LABEL =
  /^(?:目前|当前|本月|具体)?(?:整改|落实|完成|工作)?(?:进展|措施|落实|完成|整改)(?:情况)?[：:]\s*/u;

/** What the measure is, then what was reported of it last; one paragraph, whatever it was typed as. */
function measureText({ fact }: MeasureAt, day: Day): string {
  const name = onOneLine(fact.title).replace(/[。；;.]+$/u, '');
  const last = progressBy(fact, monthOf(day)).findLast((p) => p.text.trim() !== '')?.text ?? '';
  const told = onOneLine(last).replace(LABEL, '');
  if (told === '') return `${name}。`;
  return ended(told.startsWith(name) ? told : `${name}。${told}`);
}

const ended = (text: string): string =>
  /[。！？]["”’）)]?$/u.test(text) ? text : `${text.replace(/[，、；;.]+$/u, '')}。`;

function onOneLine(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029\t]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, at, all) =>
      at === all.length - 1 || /[。；：，、！？;:,]$/u.test(line) ? line : `${line}；`,
    )
    .join('');
}

/* ---- what comes after it ---- */

function closing({ computed: { figures } }: NoticeGround, words: PaperSettings): PaperBlock[] {
  const { overall: o, round } = figures;
  const party = partyOf(round.organisation);
  const open: Piece[] =
    o.open.value === 0
      ? []
      : ['对正在整改的', figureRun(o.open), '个问题，紧盯不放、逐项推进，确保按期整改到位；'];
  const done: Piece[] =
    o.closed.value === 0
      ? []
      : ['对已完成整改的', figureRun(o.closed), '个问题，适时开展“回头看”，巩固整改成果，防止问题反弹；'];
  return [
    paragraph(
      `下一步，${party === '' ? '我们' : party}将坚持目标不变、力度不减，持续抓好巡察整改工作。`,
      ...open,
      ...done,
      '对需要长期坚持的措施，持续用力、久久为功，不断健全长效机制。',
    ),
    paragraph(sentenceOf(words, 'progress', 'closing', usualNoticeClosing)),
  ];
}

const PLACES_SHOWN = 12;

function notesOf(
  { stageNote }: NoticeGround,
  words: PaperSettings,
  replaced: Replaced,
  bare: readonly string[],
): string[] {
  const places = [...replaced].map(([place, count]) => `${place}（${count}处）`);
  const total = [...replaced.values()].reduce((sum, count) => sum + count, 0);
  const rest = places.length > PLACES_SHOWN ? `等${places.length}个地方` : '';
  return [
    total === 0
      ? '没有发现台账所载人员的姓名。台账以外的姓名程序认不出来，公开前请通读一遍。'
      : `正文中有${total}处人名已换成“×××”或“有关同志”：${places.slice(0, PLACES_SHOWN).join('、')}${rest}。请逐处核对；台账以外的姓名程序认不出来，公开前请通读一遍。`,
    ...(bare.length === 0 ? [] : [`没有整改措施的问题：${bare.join('、')}。`]),
    ...((words.wording.progress?.closing ?? '') === ''
      ? ['联系电话、地址和邮箱还是“×××”：可在“公文设置”中写好结尾，也可在 Word 中补填。']
      : []),
    ...(stageNote === '' ? [] : [`“公开”阶段的备注：${stageNote}（不公开的事项，请在 Word 中删去。）`]),
  ];
}
