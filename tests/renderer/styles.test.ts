/** Style sheets of the views: each is loaded when its view is first shown, and stays. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../../build/scripts/root.ts';

/** Classes that a sheet gives looks of their own: rules whose selector is the class and nothing else. */
function classesOf(css: string): Set<string> {
  const plain = css.replaceAll(/\/\*[^]*?\*\//g, '');
  const selectors = [...plain.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(','));
  return new Set(selectors.map((one) => one.trim()).filter((one) => /^\.[\w-]+$/.test(one)));
}

test('no two views dress the same class: the one opened later would undo the other one’s looks', () => {
  const views = inRoot('renderer', 'views');
  const owners = new Map<string, Set<string>>();
  for (const name of readdirSync(views, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.css')) continue;
    const view = name.split(/[\\/]/)[0] ?? '';
    for (const one of classesOf(readFileSync(join(views, name), 'utf8')))
      owners.set(one, (owners.get(one) ?? new Set()).add(view));
  }
  expect(owners.size).toBeGreaterThan(300);
  const shared = [...owners].filter(([, of]) => of.size > 1).map(([one, of]) => [one, ...of]);
  expect(shared).toEqual([]);
});
