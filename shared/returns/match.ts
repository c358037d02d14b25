/**
 * Which measure a row is about: as the clerk says, else by its hidden id, by its official number, by its words. What
 * contradicts itself or fits several measures is never guessed: it waits as `ambiguous`, with the measures it may mean.
 */
import { Finder, fit, type Said } from './finder.ts';
import { numberKey } from './numberKey.ts';
import { plainText, wordKey } from './same.ts';
import type { KnownMeasure, MatchHow, ReadRow, RowProblem, StagedRow, UnitKnown } from './types.ts';

export type Match = Pick<StagedRow, 'measure' | 'how' | 'score' | 'candidates' | 'class' | 'problem'>;

/** Words resemble so much that they are taken for the same measure, if no other is nearly as like. */
const SURE = 80;
const LEAD = 5;
/** So much likeness makes a measure one that may be meant; a number is believed when the words are that near. */
const MAYBE = 55;
/** A measure of another unit is named only when the words leave little doubt. */
const STRANGER = 85;
const CANDIDATES = 6;

type Stranger = UnitKnown['strangers'][number];

const finders = new WeakMap<readonly Stranger[], Finder<Stranger>>();

/** The round's list is the same object for every unit, so its index is made once. */
function finderOfRound(strangers: readonly Stranger[]): Finder<Stranger> {
  const known = finders.get(strangers);
  if (known !== undefined) return known;
  const made = new Finder(strangers);
  finders.set(strangers, made);
  return made;
}

/**
 * One match for every row, in their order.
 * @param chosen the clerk's own matches by row (from 1); null leaves the row out
 */
export function matchRows(
  rows: readonly ReadRow[],
  unit: UnitKnown,
  chosen: ReadonlyMap<number, number | null>,
): Match[] {
  const matcher = new Matcher(unit);
  const matches = rows.map((row) => {
    const said = chosen.get(row.row + 1);
    return said === undefined ? matcher.match(row) : matcher.chosen(said);
  });
  return onceEach(matches);
}

class Matcher {
  readonly #own: ReadonlyMap<number, KnownMeasure>;
  readonly #finder: Finder<KnownMeasure>;
  readonly #round: Finder<Stranger>;
  readonly #strangers: UnitKnown['strangers'];
  #strangerIds: ReadonlySet<number> | null = null;

  constructor(unit: UnitKnown) {
    this.#own = new Map(unit.measures.map((measure) => [measure.id, measure]));
    this.#finder = new Finder(unit.measures);
    this.#strangers = unit.strangers;
    this.#round = finderOfRound(unit.strangers);
  }

  chosen(measure: number | null): Match {
    if (measure === null) return waits('new', 'left_out', []);
    const own = this.#own.get(measure);
    return own === undefined
      ? waits('ambiguous', 'measure_not_of_unit', [measure])
      : found(own, 'chosen', 100);
  }

  match(row: ReadRow): Match {
    const said: Said = {
      number: row.known.number ?? '',
      issueNumber: row.known.issueNumber ?? '',
      title: row.known.title ?? '',
      issueTitle: row.known.issueTitle ?? '',
    };
    if (row.id !== null) {
      const own = this.#own.get(row.id.measure);
      if (own !== undefined) return this.#byId(own, said);
      this.#strangerIds ??= new Set(this.#strangers.map((measure) => measure.id));
      if (this.#strangerIds.has(row.id.measure))
        return waits('ambiguous', 'measure_not_of_unit', [row.id.measure]);
    }
    return (
      this.#byNumber(said) ??
      this.#byText(said) ??
      this.#stranger(said) ??
      this.#unsure(said) ??
      // Headings between the rows, sums, remarks: without an answer there is nothing to decide.
      waits('new', row.answers.some((answer) => answer.value !== '') ? 'no_match' : 'left_out', [])
    );
  }

  /** An id was copied along when number or words name another measure and nothing speaks for this one. */
  #byId(own: KnownMeasure, said: Said): Match {
    const title = plainText(said.title);
    const same = [own.sent?.title, own.title, own.text].some(
      (known) => known === said.title || (known !== undefined && plainText(known) === title),
    );
    if (same && title !== '') return found(own, 'id', 100);
    const named = title === '' ? [] : this.#finder.equal(said).map((one) => one.measure);
    if (named.length > 0 && !named.includes(own)) return several([own, ...named]);
    const numbered = this.#numberOfOther(own, said);
    if (numbered !== null && (title === '' || fit(said, own) < MAYBE)) return several([own, numbered]);
    return found(own, 'id', 100);
  }

  #numberOfOther(own: KnownMeasure, said: Said): KnownMeasure | null {
    const key = numberKey(said.number);
    if (key === '' || key === numberKey(own.sent?.number ?? own.number)) return null;
    const other = this.#finder.byNumber(said)?.measure ?? null;
    return other === own ? null : other;
  }

  /** A number alone is believed; beside words it must fit them, for other people count otherwise. */
  #byNumber(said: Said): Match | null {
    const numbered = this.#finder.byNumber(said);
    if (numbered === null) return null;
    const { measure, telling } = numbered;
    const silent = wordKey(said.title) === '';
    if (silent && wordKey(said.issueTitle) === '') return found(measure, 'number', telling ? 100 : 90);
    const score = silent ? fitOfIssue(said, measure) : fit(said, measure);
    const named = score === 100 || silent ? [] : this.#finder.equal(said).map((one) => one.measure);
    const other = named.length > 0 && !named.includes(measure);
    if (score >= MAYBE && !other) return found(measure, 'number', score);
    // A running number beside words that name another measure is only a running number.
    if (!telling) return null;
    const best = this.#sure(said);
    return several(best === null ? [measure] : [measure, best.measure]);
  }

  #byText(said: Said): Match | null {
    const best = this.#sure(said);
    return best === null ? null : found(best.measure, 'text', best.score);
  }

  #sure(said: Said) {
    const [best, next] = this.#finder.alike(said, MAYBE);
    if (best === undefined || best.score < SURE) return null;
    if (next !== undefined && next.score > best.score - LEAD) return null;
    return best;
  }

  #stranger(said: Said): Match | null {
    const numbered = this.#round.byNumber(said);
    const named = numbered === null || this.#own.has(numbered.measure.id) ? null : numbered.measure;
    if (
      named !== null &&
      wordKey(said.title) !== '' &&
      fit(said, named) >= MAYBE &&
      numbered?.telling === true
    )
      return waits('ambiguous', 'measure_not_of_unit', [named.id]);
    const alike = this.#round.alike(said, STRANGER).filter((one) => one.score >= STRANGER);
    const [first] = alike;
    if (first === undefined || alike.some((one) => this.#own.has(one.measure.id))) return null;
    return waits('ambiguous', 'measure_not_of_unit', alike.map((one) => one.measure.id).slice(0, CANDIDATES));
  }

  #unsure(said: Said): Match | null {
    const alike = this.#finder.alike(said, MAYBE);
    return alike.length === 0 ? null : several(alike.map((one) => one.measure));
  }
}

const fitOfIssue = (said: Said, measure: KnownMeasure): number =>
  fit(
    { ...said, title: said.issueTitle, issueTitle: '' },
    { ...measure, title: measure.issueTitle, text: '' },
  );

function found(measure: KnownMeasure, how: MatchHow, score: number): Match {
  // What was taken out of the plan is not reported on; the clerk says what to do with the row.
  if (measure.withdrawn) return waits('ambiguous', 'measure_withdrawn', [measure.id]);
  return { measure: measure.id, how, score, candidates: [], class: 'matched', problem: null };
}

function waits(
  rowClass: 'new' | 'ambiguous',
  problem: RowProblem | null,
  candidates: readonly number[],
): Match {
  return { measure: null, how: null, score: 0, candidates, class: rowClass, problem };
}

const several = (measures: readonly KnownMeasure[]): Match =>
  waits('ambiguous', 'several_candidates', [...new Set(measures.map((m) => m.id))].slice(0, CANDIDATES));

/** A measure has one row. Of several, one that the clerk chose stands; otherwise none does. */
function onceEach(matches: readonly Match[]): Match[] {
  const rows = new Map<number, { all: number; chosen: number }>();
  for (const { measure, how } of matches) {
    if (measure === null) continue;
    const count = rows.get(measure) ?? { all: 0, chosen: 0 };
    count.all += 1;
    if (how === 'chosen') count.chosen += 1;
    rows.set(measure, count);
  }
  return matches.map((match) => {
    const count = match.measure === null ? undefined : rows.get(match.measure);
    if (count === undefined || match.measure === null || count.all === 1) return match;
    if (match.how === 'chosen' && count.chosen === 1) return match;
    return waits('ambiguous', 'measure_twice', [match.measure]);
  });
}
