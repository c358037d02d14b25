/** What changed between two editions of a month, in words, with what stood there before. */
import type { AnnexRow, ReleaseChange, Summary } from '../contract/types.ts';
import { formatRate } from '../counting.ts';
import { dayLabel } from '../day.ts';
import { formatYuan } from '../money.ts';
import { deadlineWords } from '../summary/lines.ts';
import { stateWords } from '../summary/phrases.ts';
import { issueStateWords, unassignedWord } from '../words.ts';
import type { ReleaseContent } from './content.ts';
import type { FrozenSet } from './freeze.ts';
import { frozenRows } from './freeze.ts';

export type Edition = Pick<ReleaseContent, 'summary' | 'doc' | 'lines' | 'sets'>;

/** More are told by their number alone. */
const CHANGES_AT_MOST = 300;
/** Rows that one line names. */
const NAMED_AT_MOST = 20;

/** Sets whose rows are named when they come or go. */
const namedSets = [
  'issues:all',
  'issues:closed',
  'measures:all',
  'measures:done',
  'measures:established',
  'measures:overdue',
  'measures:lagging',
  'regulations',
  'sanctions',
  'recoveries',
  'clues:received',
  'clues:concluded',
];

/** Figures first, in the paper's order, then rows, words and the annex. */
export function changesBetween(before: Edition, after: Edition): ReleaseChange[] {
  const changes = [
    ...heads(before.summary, after.summary),
    ...figures(before, after),
    ...rows(before, after),
    ...texts(before.summary, after.summary),
    ...matters(before.summary, after.summary),
    ...late(before.summary, after.summary),
    ...annex(before.summary.annex, after.summary.annex),
  ];
  if (fixed(before) !== fixed(after) || (changes.length === 0 && setting(before) !== setting(after)))
    changes.push({ what: '固定用语、署名或版式', before: '', after: '有变化' });
  const rest = changes.length - CHANGES_AT_MOST;
  return rest <= 0
    ? changes
    : [...changes.slice(0, CHANGES_AT_MOST), { what: '其余变化', before: '', after: `另有${rest}处` }];
}

/** What the office says of itself and at the beginning and end of the paper, whatever the figures are. */
function fixed({ doc }: Edition): string {
  return JSON.stringify(
    doc.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block): unknown[] => {
        // The day below the signature goes with the figures.
        if (block.block === 'seal') return [block.lines.slice(0, -1)];
        if (block.block === 'text')
          return block.part === undefined ? [block.runs.map(({ text }) => text)] : [];
        return ['marks', 'letterhead', 'recipient', 'signs'].includes(block.block) ? [block] : [];
      }),
    ),
  );
}

/** All that is printed, without the titles: the number of the edition stands in them. */
function setting({ doc }: Edition): string {
  return JSON.stringify(
    doc.sections.map(({ blocks, ...page }) => [page, blocks.filter(({ block }) => block !== 'title')]),
  );
}

/** Figures alone, where the edition before left nothing else to compare with: by their values, as the ledger keeps them. */
export function changedValues(
  before: Readonly<Record<string, number>>,
  after: Pick<Edition, 'sets'>,
): ReleaseChange[] {
  const sets = Object.entries(after.sets).map(
    ([key, set]) => [key, { ...set, value: before[key] ?? 0 }] as const,
  );
  return figures({ sets: Object.fromEntries(sets) }, after).slice(0, CHANGES_AT_MOST);
}

function changed(what: string, before: string, after: string): ReleaseChange[] {
  return before === after ? [] : [{ what, before, after }];
}

function heads(before: Summary, after: Summary): ReleaseChange[] {
  const base = ({ base: b }: Summary) =>
    b.kind === 'released' ? `已印发月报第${b.edition ?? 1}版` : `台账截至${dayLabel(b.asOf)}的口径`;
  return [
    ...changed('统计截止日', dayLabel(before.asOf), dayLabel(after.asOf)),
    ...changed('与上月比较的依据', base(before), base(after)),
    ...changed('单位名称', before.round.organisation, after.round.organisation),
    ...changed('整改完成率', formatRate(before.overall.rateBp), formatRate(after.overall.rateBp)),
  ];
}

function figures(before: Pick<Edition, 'sets'>, after: Pick<Edition, 'sets'>): ReleaseChange[] {
  const keys = new Set([...Object.keys(after.sets), ...Object.keys(before.sets)]);
  const found = new Map<string, ReleaseChange>();
  for (const key of keys) {
    const was = before.sets[key];
    const is = after.sets[key];
    // A group that came or went without anything in it says nothing.
    if ((was?.value ?? 0) === (is?.value ?? 0)) continue;
    const change = { what: (is ?? was)?.title ?? key, before: valueWords(was), after: valueWords(is) };
    // One and the same number may stand in two tables.
    found.set(JSON.stringify(change), change);
  }
  return [...found.values()];
}

function valueWords(set: FrozenSet | undefined): string {
  if (set === undefined) return '无';
  if (set.unit === 'fen') return `${formatYuan(set.value)}元`;
  if (set.unit === 'people') return `${set.value}人次`;
  return String(set.value);
}

function rows(before: Edition, after: Edition): ReleaseChange[] {
  return namedSets.flatMap((key) => {
    const was = namesOf(before, key);
    const is = namesOf(after, key);
    const title = (after.sets[key] ?? before.sets[key])?.title ?? key;
    const added = [...is].filter(([id]) => !was.has(id)).map(([, name]) => name);
    const gone = [...was].filter(([id]) => !is.has(id)).map(([, name]) => name);
    return [
      ...(added.length === 0 ? [] : [{ what: `${title}：新计入`, before: '', after: listed(added) }]),
      ...(gone.length === 0 ? [] : [{ what: `${title}：不再计入`, before: listed(gone), after: '' }]),
    ];
  });
}

/** Rows of a set by what makes them the same in both editions. */
function namesOf(edition: Edition, key: string): Map<string, string> {
  const found = frozenRows(edition, key);
  switch (found?.kind) {
    case 'issues':
      return new Map(found.rows.map((row) => [String(row.id), `${row.place} ${row.title}`.trim()]));
    case 'measures':
      return new Map(
        found.rows.map((row) => [String(row.id), `${row.issuePlace} ${row.number}${row.title}`.trim()]),
      );
    case 'outcomes':
      return new Map(
        found.rows.map((row) => [`${row.id} ${row.title} ${row.amount}`, `${row.title}${row.number}`]),
      );
    default:
      return new Map();
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_AT_MOST).join('；');
  return names.length <= NAMED_AT_MOST ? shown : `${shown}；等${names.length}项`;
}

/** Paragraphs that the clerk worded; those composed from the figures change with them. */
function texts(before: Summary, after: Summary): ReleaseChange[] {
  return after.narrative.flatMap((part) => {
    const was = before.narrative.find((other) => other.part === part.part);
    if (was === undefined || !(was.edited || part.edited)) return [];
    return changed(`“${part.heading}”的文字`, was.text, part.text);
  });
}

function matters(before: Summary, after: Summary): ReleaseChange[] {
  const words = (s: Summary) =>
    new Map(
      s.matters.map((m) => [
        m.id,
        [
          ...[m.title, m.meetingOn === null ? '' : dayLabel(m.meetingOn), m.decision, m.followUp],
          m.settledOn === null ? '' : `${dayLabel(m.settledOn)}落实完毕`,
        ]
          .filter((word) => word !== '')
          .join('；'),
      ]),
    );
  const was = words(before);
  const is = words(after);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((id) =>
    changed('提请研究事项', was.get(id) ?? '', is.get(id) ?? ''),
  );
}

/** What units say of their delays, of measures that are late in both. */
function late(before: Summary, after: Summary): ReleaseChange[] {
  const linesOf = (s: Summary) => new Map([...s.overdue, ...s.lagging].map((line) => [line.id, line]));
  const was = linesOf(before);
  return [...linesOf(after)].flatMap(([id, is]) => {
    const line = was.get(id);
    if (line === undefined) return [];
    const place = `${is.issuePlace} ${is.number}${is.title}`.trim();
    return [
      ...changed(`${place}：原因`, line.delayReason, is.delayReason),
      ...changed(`${place}：下一步`, line.nextStep, is.nextStep),
    ];
  });
}

type Field = readonly [word: string, of: (row: AnnexRow) => string];

const issueFields: readonly Field[] = [
  ['编号', (row) => row.issuePlace],
  ['问题', (row) => row.issueTitle],
  ['方面', (row) => row.aspect],
  ['问题状态', (row) => issueStateWords[row.issueState]],
];
const measureFields: readonly Field[] = [
  ['整改措施', (row) => row.measureTitle],
  ['牵头领导', (row) => row.lead || unassignedWord],
  ['责任单位', (row) => row.unit || unassignedWord],
  ['整改期限', (row) => deadlineWords(row.deadline, null).replaceAll('\n', '')],
  ['整改状态', (row) => (row.state === null ? '' : stateWords(row.state, row.established))],
  ['整改进展', (row) => row.progress],
];

/** Rows that stand in both, field by field; those that came or went are told of above. */
function annex(before: readonly AnnexRow[], after: readonly AnnexRow[]): ReleaseChange[] {
  const issues = new Map(before.map((row) => [row.issueId, row]));
  const measures = new Map(before.map((row) => [`${row.issueId}/${row.measureId ?? ''}`, row]));
  const told = new Set<number>();
  const found: ReleaseChange[] = [];
  const compare = (place: string, fields: readonly Field[], was: AnnexRow, is: AnnexRow) => {
    for (const [word, of] of fields) found.push(...changed(`${place}：${word}`, of(was), of(is)));
  };
  for (const row of after) {
    const issue = issues.get(row.issueId);
    if (issue !== undefined && !told.has(row.issueId)) compare(row.issuePlace, issueFields, issue, row);
    told.add(row.issueId);
    const measure = measures.get(`${row.issueId}/${row.measureId ?? ''}`);
    if (measure !== undefined)
      compare(`${row.issuePlace} ${row.measureNumber}`.trim(), measureFields, measure, row);
  }
  return found;
}
