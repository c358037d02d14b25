/** Where a node stands: the headings above it, each of which can be gone to. */
import { selectNode } from '../../../store/ledger.ts';

interface Props {
  readonly path: readonly { readonly id: number; readonly number: string; readonly title: string }[];
}

export function Path({ path }: Props) {
  if (path.length === 0) return null;
  return (
    <nav className="path" aria-label="所在位置">
      {path.map((node) => (
        <button
          key={node.id}
          type="button"
          className="path-part"
          title={`${node.number}${node.title}`}
          onClick={() => selectNode({ kind: 'heading', id: node.id })}
        >
          {node.number}
          {node.title}
        </button>
      ))}
    </nav>
  );
}
