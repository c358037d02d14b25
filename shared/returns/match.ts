/**
 * Which measure a row is about: as the clerk says, else by its hidden id, by its official number, by its words. What
 * contradicts itself or fits several measures is never guessed: it waits as `ambiguous`, with the measures it may mean.
 */
import { Finder, type Said, type Scored } from './finder.ts';
import { numberKey } from './numberKey.ts';
import { wordKey } from './same.ts';
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
    const { known, id } = row;
    if (id !== null) {
      const own = this.#own.get(id.measure);
      if (own !== undefined) return this.#byId(own, row);
      this.#strangerIds ??= new Set(this.#strangers.map((measure) => measure.id));
      if (this.#strangerIds.has(id.measure)) return waits('ambiguous', 'measure_not_of_unit', [id.measure]);
    }
    const said = saidOf(known);
    const numbered = this.#finder.byNumber(said);
    const byNumber = numbered === null ? null : this.#byNumber(said, numbered);
    if (byNumber !== null) return byNumber;
    const alike = this.#finder.alike(said, MAYBE);
    const best = sure(alike);
    if (best !== null) return found(best.measure, 'text', best.score);
    return (
      this.#stranger(said) ??
      (alike.length > 0 ? several(alike.map((one) => one.measure)) : null) ??
      // Headings between the rows, sums, remarks: without an answer there is nothing to decide.
      waits('new', row.answers.some((answer) => answer.value !== '') ? 'no_match' : 'left_out', [])
    );
  }

  /** An id was copied along when number or words name another measure and nothing speaks for this one. */
  #byId(own: KnownMeasure, { known }: ReadRow): Match {
    if (known.title !== undefined && known.title !== '' && known.title === own.sent?.title)
      return found(own, 'id', 100);
    const said = saidOf(known);
    const titles = [own.sent?.title ?? '', own.title, own.text];
    if (said.title !== '' && titles.some((title) => wordKey(title) === said.title))
      return found(own, 'id', 100);
    const named = this.#finder.equal(said).map((one) => one.measure);
    if (named.length > 0 && !named.includes(own)) return several([own, ...named]);
    const numbered = this.#numberOfOther(own, said);
    if (numbered !== null && (said.title === '' || this.#finder.fit(said, own) < MAYBE))
      return several([own, numbered]);
    return found(own, 'id', 100);
  }

  #numberOfOther(own: KnownMeasure, said: Said): KnownMeasure | null {
    if (said.number === '' || said.number === numberKey(own.sent?.number ?? own.number)) return null;
    const other = this.#finder.byNumber(said)?.measure ?? null;
    return other === own ? null : other;
  }

  /** A number alone is believed; beside words it must fit them, for other people count otherwise. */
  #byNumber(
    said: Said,
    { measure, telling }: { readonly measure: KnownMeasure; readonly telling: boolean },
  ): Match | null {
    const silent = said.title === '';
    if (silent && said.issueTitle === '') return found(measure, 'number', telling ? 100 : 90);
    const score = silent ? this.#finder.fitOfIssue(said, measure) : this.#finder.fit(said, measure);
    const named = score === 100 || silent ? [] : this.#finder.equal(said).map((one) => one.measure);
    const other = named.length > 0 && !named.includes(measure);
    if (score >= MAYBE && !other) return found(measure, 'number', score);
    // A running number beside words that name another measure is only a running number.
    if (!telling) return null;
    const best = sure(this.#finder.alike(said, MAYBE));
    return several(best === null ? [measure] : [measure, best.measure]);
  }

  #stranger(said: Said): Match | null {
    const numbered = this.#round.byNumber(said);
    if (numbered?.telling === true && !this.#own.has(numbered.measure.id) && said.title !== '') {
      const { measure } = numbered;
      if (this.#round.fit(said, measure) >= MAYBE)
        return waits('ambiguous', 'measure_not_of_unit', [measure.id]);
    }
    const alike = this.#round.alike(said, STRANGER);
    if (alike.length === 0 || alike.some((one) => this.#own.has(one.measure.id))) return null;
    return waits('ambiguous', 'measure_not_of_unit', alike.map((one) => one.measure.id).slice(0, CANDIDATES));
  }
}

const saidOf = (known: ReadRow['known']): Said => ({
  number: numberKey(known.number ?? ''),
  issueNumber: numberKey(known.issueNumber ?? ''),
  title: wordKey(known.title ?? ''),
  issueTitle: wordKey(known.issueTitle ?? ''),
});

/** The best one, when it is good enough and no other is nearly as good. */
function sure<T>([best, next]: readonly Scored<T>[]): Scored<T> | null {
  if (best === undefined || best.score < SURE) return null;
  return next !== undefined && next.score > best.score - LEAD ? null : best;
}

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
