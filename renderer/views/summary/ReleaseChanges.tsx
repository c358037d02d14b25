/** Differences between two editions, one a row. */
import type { ReleaseChange } from '../../../shared/contract/types.ts';

interface Props {
  readonly changes: readonly ReleaseChange[];
  /** Heads of the two columns. */
  readonly before: string;
  readonly after: string;
}

export function ReleaseChanges({ changes, before, after }: Props) {
  if (changes.length === 0) return <p className="soft">没有不同。</p>;
  return (
    <div className="release-changes" tabIndex={0} aria-label={`${changes.length}处不同`}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">内容</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change, at) => (
            <tr key={at}>
              <th scope="row">{change.what}</th>
              <td>{change.before === '' ? '—' : change.before}</td>
              <td>{change.after === '' ? '—' : change.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
