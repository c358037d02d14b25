/** Names of sheets as every office program takes them: without its signs, at most 31 long, each once. */
const LONGEST = 31;
/** Signs of addresses; an apostrophe spoils the titles that are printed on every page. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[[\]:*?/\\'’\u0000-\u001f\ufffe\uffff]/g;

export class SheetNames {
  readonly #taken = new Set<string>(['history']);

  /** The name, made fit and told from those taken before. */
  take(wanted: string): string {
    const clean = [...wanted.replace(FORBIDDEN, '').trim()].join('') || '表';
    for (let n = 1; ; n += 1) {
      const mark = n === 1 ? '' : `（${n}）`;
      const name = cut(clean, LONGEST - mark.length) + mark;
      if (this.#taken.has(name.toLowerCase())) continue;
      this.#taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** The format counts UTF-16 units; a pair of surrogates is not torn. */
function cut(name: string, length: number): string {
  const short = name.slice(0, length);
  return /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}
