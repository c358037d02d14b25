/** What applications still lack, by issue; each item is one press from the place where it is mended. */
import { useState } from 'react';
import type { Reply } from '../../../shared/contract/index.ts';
import type { MissingItem } from '../../../shared/contract/types.ts';
import { missingWord } from '../../../shared/papers/closingWords.ts';
import { goToMissing } from './go.ts';
import { mendWord, numbered } from './words.ts';
import './dialogs.css';

type Lacking = Reply<'closing.missing'>['issues'][number];

/** So many items of an issue are shown before the rest is unfolded. */
const FIRST = 8;
/** So many issues are drawn at a time: hundreds may be asked about at once. */
const ISSUES = 12;

interface Props {
  readonly issues: readonly Lacking[];
  /** The issue itself is not named where its own page says it. */
  readonly heads?: boolean;
}

export function MissingList({ issues, heads = true }: Props) {
  const [shown, setShown] = useState(ISSUES);
  const rest = issues.length - shown;
  return (
    <ul className="missing">
      {issues.slice(0, shown).map((issue) => (
        <li key={issue.id}>
          {heads ? <strong className="missing-issue">{numbered(issue)}</strong> : null}
          <Items issue={issue} />
        </li>
      ))}
      {rest <= 0 ? null : (
        <li>
          <button type="button" className="button button-small" onClick={() => setShown(shown + ISSUES)}>
            再列 {Math.min(rest, ISSUES)} 个问题（还有 {rest} 个）
          </button>
        </li>
      )}
    </ul>
  );
}

function Items({ issue }: { readonly issue: Lacking }) {
  const [all, setAll] = useState(false);
  const shown = all ? issue.missing : issue.missing.slice(0, FIRST);
  const rest = issue.missing.length - shown.length;
  return (
    <ul className="missing-items">
      {shown.map((item) => (
        <Item key={`${item.kind} ${item.measure?.id ?? ''}`} issue={issue.id} item={item} />
      ))}
      {rest === 0 ? null : (
        <li>
          <button type="button" className="button button-small button-plain" onClick={() => setAll(true)}>
            还有 {rest} 项…
          </button>
        </li>
      )}
    </ul>
  );
}

function Item({ issue, item }: { readonly issue: number; readonly item: MissingItem }) {
  return (
    <li className={`missing-item missing-${item.kind}`}>
      <button type="button" onClick={() => goToMissing(issue, item)}>
        <span className="missing-what">
          {item.measure === null ? null : <span className="missing-measure">{numbered(item.measure)}</span>}
          <b>{missingWord(item)}</b>
        </span>
        <span className="missing-go">{mendWord(item)} →</span>
      </button>
    </li>
  );
}
