/** Which nodes of the tree are folded; remembered. */
import { useMemo } from 'react';
import { ancestors, nodeKey } from '../views/ledger/tree/flatten.ts';
import type { NodeKey } from '../views/ledger/tree/flatten.ts';
import { useOutline } from './outline.ts';
import { setPref, usePrefs } from './prefs.ts';

const KEY = 'tree.collapsed';

function read(value: unknown): ReadonlySet<NodeKey> {
  return new Set(Array.isArray(value) ? value.filter((key): key is string => typeof key === 'string') : []);
}
export function collapsed(): ReadonlySet<NodeKey> {
  return read(usePrefs.getState().values[KEY]);
}
export function useCollapsed(): ReadonlySet<NodeKey> {
  const value = usePrefs((store) => store.values[KEY]);
  return useMemo(() => read(value), [value]);
}

function keep(keys: Iterable<NodeKey>): void {
  setPref(KEY, [...keys]);
}
export function foldNode(key: NodeKey, fold: boolean): void {
  const keys = new Set(collapsed());
  if (fold) keys.add(key);
  else keys.delete(key);
  keep(keys);
}
/** Unfolds what lies above a node. */
export function revealNode(key: NodeKey): void {
  const keys = new Set(collapsed());
  const hidden = ancestors(useOutline.getState().nodes, key).filter((above) => keys.delete(above));
  if (hidden.length > 0) keep(keys);
}
export function foldAll(): void {
  keep(
    useOutline
      .getState()
      .nodes.filter((node) => node.kind === 'heading')
      .map(nodeKey),
  );
}
export function unfoldAll(): void {
  keep([]);
}
