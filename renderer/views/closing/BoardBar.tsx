/** Beneath the board: what is selected, what can be done with it, and why it was sent back. */
import { useLedger, canWrite } from '../../store/ledger.ts';
import { goToIssue } from './go.ts';
import { openAct, openClosingPaper } from './state.ts';
import { actLabel, actsFor, issueOfCard, placeOf, returnedWords } from './words.ts';
import type { Card } from './words.ts';

export function BoardBar({ cards }: { readonly cards: readonly Card[] }) {
  const writable = useLedger(canWrite);
  const [only] = cards;
  if (only === undefined) {
    return (
      <div className="board-bar board-idle">
        <span className="soft">
          点选问题办理；按住 Ctrl 或 Shift 多选，Ctrl+A 选中整列。方向键移动，空格选取，回车打开，Shift+F10
          菜单。
        </span>
      </div>
    );
  }
  const acts = actsFor(cards.map(issueOfCard));
  const main = acts.find(({ kind }) => kind === 'step');
  const single = cards.length === 1;
  return (
    <div className="board-bar" role="group" aria-label="办理所选问题">
      <div className="board-chosen">
        {single ? (
          <>
            <strong>
              {placeOf(only)}　{only.title}
            </strong>
            {only.returned === null || only.closure === 'closed' ? null : (
              <span className="board-returned">{returnedWords(only.returned)}</span>
            )}
          </>
        ) : (
          <strong>已选 {cards.length} 个问题</strong>
        )}
      </div>
      <div className="board-acts">
        {acts.map((act) => (
          <button
            key={act.id}
            type="button"
            className={act === main ? 'button button-main' : 'button'}
            disabled={!writable}
            onClick={() => openAct(act)}
          >
            {actLabel(act, cards.length)}
          </button>
        ))}
        {single ? (
          <>
            <button type="button" className="button" onClick={() => openClosingPaper(only)}>
              对账销号单
            </button>
            <button type="button" className="button" onClick={() => goToIssue(only.id)}>
              打开
            </button>
          </>
        ) : null}
      </div>
    </div>
  );
}
