/** One issue on the board. */
import type { StepSetting } from '../../../shared/contract/types.ts';
import { issueStateWords } from '../../../shared/words.ts';
import { Progress } from '../../ui/Lamp.tsx';
import { placeOf, returnedWords, waitedWords } from './words.ts';
import type { Card } from './words.ts';

interface Props {
  readonly card: Card;
  /** The step that its column waits for; a card of an older cycle may wait for another one. */
  readonly due: StepSetting | null;
}

export function CardView({ card, due }: Props) {
  const waited = waitedWords(card);
  const own = card.next !== null && due !== null && card.next.name !== due.name ? card.next : null;
  return (
    <>
      <div className="card-top">
        <span className="card-place">{placeOf(card)}</span>
        <span className="card-gap" />
        <Progress done={card.measuresComplete} of={card.measures} label="措施完成" />
      </div>
      <div className="card-title" title={card.title}>
        {card.title}
      </div>
      <div className="card-who">
        {[card.lead?.name, card.unit?.name].filter(Boolean).join(' · ') || '未明确责任'}
      </div>
      <div className="card-foot">
        {waited !== '' ? <b>{waited}</b> : <span>{issueStateWords[card.state]}</span>}
        <span className="card-marks">
          {own === null ? null : (
            <span className="card-own">
              待{own.name}
              {own.holder === '' ? '' : ` · ${own.holder}`}
            </span>
          )}
          {card.cycle > 1 ? <span className="mark">第{card.cycle}轮</span> : null}
          <Returned card={card} />
          {card.imported ? <span className="mark mark-amber">导入销号</span> : null}
          {card.recheckedOn === null ? null : (
            <span className="mark mark-green" title={`${card.recheckedOn} 回头看通过`}>
              回头看
            </span>
          )}
        </span>
      </div>
    </>
  );
}

/** Sent back and still open: that is what it waits for. Applied for again: only that it was. */
function Returned({ card }: { readonly card: Card }) {
  if (card.returned === null || card.closure === 'closed') return null;
  const open = card.closure === 'open';
  return (
    <span className={open ? 'mark mark-alert' : 'mark'} title={returnedWords(card.returned)}>
      {open ? '退回' : '曾退回'}
    </span>
  );
}
