/** Quoting what may hold quotes itself. */

const inner: ReadonlyMap<string, string> = new Map([
  ['“', '‘'],
  ['”', '’'],
  ['「', '‘'],
  ['」', '’'],
]);

/** In quotes; double ones inside become single ones. */
export function quoted(text: string): string {
  let open = false;
  const held = [...text.trim()].map((letter) => {
    if (letter !== '"') return inner.get(letter) ?? letter;
    open = !open;
    return open ? '‘' : '’';
  });
  return `“${held.join('')}”`;
}
