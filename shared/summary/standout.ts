/** What stands out in a month: who is ahead and behind, and what units said of their delays. */
import type { Figure, MeasureLine, NarrativeRun, Summary } from '../contract/types.ts';
import { list, nothing, number, rate, say, value } from './sentence.ts';
import type { Sentence } from './sentence.ts';

type Group = Summary['byAspect'][number];

/** Units named in a sentence at most, and reasons quoted. */
const NAMED = 3;
const QUOTED = 3;
/** Characters of a quoted reason. */
const QUOTE = 40;

/** Words that the ledger gives: with other figures they may be others. The number beside them opens their rows. */
const named = (name: string, text: string): NarrativeRun => value(name, text);

/**
 * How many of the groups are wholly closed, and the ones furthest behind by name, `most` of them; where none is whole,
 * the one furthest ahead too.
 */
export function standings(
  key: 'aspect' | 'unit' | 'lead',
  groups: readonly Group[],
  { issues, closed }: Pick<Summary['overall'], 'issues' | 'closed'>,
  all: string,
  whole: string,
  word: string,
  most: number,
): Sentence {
  const known = groups.filter((g) => g.id !== null && g.issues.value > 0);
  const done = known.filter((g) => g.open.value === 0).length;
  const unclear = groups.find((g) => g.id === null && g.issues.value > 0);
  const behind = known.filter((g) => g.open.value > 0).sort(byRate);
  const ahead = done === 0 && behind.length > 1 ? behind.at(-1) : undefined;
  const last = known.length < 2 ? [] : behind.filter((g) => g !== ahead).slice(0, most);
  if (known.length === 0)
    return unclear === undefined
      ? nothing
      : say`${number(`${key}sUnclear`, unclear.issues)}个问题未明确${word}`;
  return [
    ...say`${value(`${key}s`, String(known.length), issues)}${all}中，${value(`${key}sWhole`, String(done), closed)}${whole}问题已全部销号`,
    ...(ahead === undefined
      ? nothing
      : say`，完成率最高的是${named(`${key}Ahead`, ahead.name)}（${rate(`${key}AheadRate`, ahead.rateBp, ahead.closed)}）`),
    ...(last.length === 0
      ? nothing
      : say`，完成率${last.length === 1 ? '最低' : '较低'}的是${list(
          last.map(
            (g, i) =>
              say`${named(`${key}Behind${i + 1}`, g.name)}（${rate(`${key}Behind${i + 1}Rate`, g.rateBp, g.closed)}，未销号${number(`${key}Behind${i + 1}Open`, g.open)}个）`,
          ),
          '、',
        )}`),
    ...(unclear === undefined
      ? nothing
      : say`，另有${number(`${key}sUnclear`, unclear.issues)}个问题未明确${word}`),
  ];
}

/** Lowest rate first; of equal ones that with more open issues, then in the order of the table. */
function byRate(a: Group, b: Group): number {
  return (a.rateBp ?? 0) - (b.rateBp ?? 0) || b.open.value - a.open.value;
}

type MeasureGroup = Summary['measuresByUnit'][number];

/** The units with the most of something, by name; nothing where fewer than two share in it. */
export function busiest(
  key: string,
  groups: readonly MeasureGroup[],
  of: (group: MeasureGroup) => Figure,
  words: string,
  unit: string,
): Sentence {
  const sharing = groups.filter((g) => g.id !== null && of(g).value > 0);
  const most = [...sharing].sort((a, b) => of(b).value - of(a).value).slice(0, NAMED);
  const top = most[0];
  if (sharing.length < 2 || top === undefined || of(top).value < 2) return nothing;
  const shown = most.filter((g) => of(g).value > 1);
  return say`${words}${list(
    shown.map(
      (g, i) =>
        say`${named(`${key}Unit${i + 1}`, g.name)}（${number(`${key}Unit${i + 1}Number`, of(g))}${unit}）`,
    ),
    '、',
  )}。`;
}

/** Why measures are late and what comes next, in the units' own words, where they said so. */
export function lateWords(s: Pick<Summary, 'overdue' | 'lagging'>): Sentence {
  const lines = [...s.overdue, ...s.lagging.filter((line) => line.lamp !== 'red')];
  const quoted = (key: string, field: 'delayReason' | 'nextStep'): Sentence => {
    const said = quotes(lines, field);
    return list(
      said.map((text, i) => [named(`${key}${i + 1}`, text)]),
      '；',
    );
  };
  const reasons = quoted('reason', 'delayReason');
  const next = quoted('next', 'nextStep');
  if (reasons.length + next.length === 0) return nothing;
  const why = reasons.length === 0 ? nothing : say`据责任单位说明，主要原因是：${reasons}。`;
  return next.length === 0 ? why : say`${why}下一步：${next}。`;
}

/** What was said, each once, at most some of it and each not longer than its first sentence. */
function quotes(lines: readonly MeasureLine[], field: 'delayReason' | 'nextStep'): string[] {
  const said = new Set<string>();
  for (const line of lines) {
    const text = firstSentence(line[field]);
    if (text !== '') said.add(text);
    if (said.size === QUOTED) break;
  }
  return [...said];
}

function firstSentence(text: string): string {
  const [sentence = ''] = text.trim().split(/[。；;！!？?\n]/u);
  const whole = sentence.replace(/^(?:因为|由于|原因[是为]?[:：]?|下一步[，,:：]?)/u, '').trim();
  const characters = Array.from(whole);
  return characters.length <= QUOTE ? whole : `${characters.slice(0, QUOTE - 1).join('')}…`;
}
