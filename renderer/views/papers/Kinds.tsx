/** Which paper: kinds in groups. Arrow keys go through all of them; only the chosen one is reached with Tab. */
import { isComposing } from '../../app/composing.ts';
import { groups } from './kinds.ts';
import type { PaperKind } from './kinds.ts';

interface KindsProps {
  readonly shown: PaperKind;
  readonly onShow: (kind: PaperKind) => void;
}

const order = groups.flatMap(({ kinds }) => kinds.map(({ kind }) => kind));

export function Kinds({ shown, onShow }: KindsProps) {
  const move = (event: React.KeyboardEvent): void => {
    if (isComposing(event)) return;
    const at = order.indexOf(shown);
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: Math.max(0, at - 1),
      ArrowDown: Math.min(order.length - 1, at + 1),
      Home: 0,
      End: order.length - 1,
    };
    const target = Object.hasOwn(targets, event.key) ? order[targets[event.key] ?? 0] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    onShow(target);
    document.getElementById(`paper-kind-${target}`)?.focus();
  };
  return (
    <nav className="papers-kinds" aria-label="文书种类" onKeyDown={move}>
      {groups.map(({ title, kinds }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          {kinds.map(({ kind, label }) => (
            <button
              key={kind}
              id={`paper-kind-${kind}`}
              type="button"
              className={kind === shown ? 'papers-kind papers-kind-on' : 'papers-kind'}
              aria-current={kind === shown ? 'true' : undefined}
              tabIndex={kind === shown ? 0 : -1}
              onClick={() => onShow(kind)}
            >
              {label}
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}
