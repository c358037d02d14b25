/** A regulation as one line of an answer: 《title》（number）. */

/** The canonical line; a title that is quoted already is not quoted twice, and it stays one line. */
export function regulationLine(title: string, number: string): string {
  const bare = title.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  const quoted = /^《.*》$/.test(bare) ? bare : `《${bare}》`;
  const sign = number.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  return sign === '' ? quoted : `${quoted}（${sign}）`;
}

/** Title and number of a line, '' for no number. Without quotes only brackets that end in 号 hold one. */
export function regulationOf(line: string): { readonly title: string; readonly number: string } {
  const text = line.trim();
  const m = /^《(.*)》\s*(?:[（(](.*)[)）])?$/.exec(text) ?? /^(.*?)[（(]([^（()）]*号)[)）]$/.exec(text);
  return m === null ? { title: text, number: '' } : { title: m[1] ?? '', number: m[2] ?? '' };
}
