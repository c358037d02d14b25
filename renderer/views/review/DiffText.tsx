/** Old and new of a value: what goes struck through, what comes marked; long texts only around what differs. */
import { useMemo } from 'react';
import { kindOf } from '../../../shared/returns/fields.ts';
import type { AnswerField } from '../../../shared/returns/fields.ts';
import { linesOf, newLines } from '../../../shared/returns/same.ts';
import { differences, shortened } from './diff.ts';
import type { Piece } from './diff.ts';
import { shownValue } from './words.ts';

interface Props {
  readonly field: AnswerField;
  readonly old: string;
  readonly now: string;
  /** Only one side: the other one is shown elsewhere. */
  readonly side?: 'old' | 'now';
  /** The whole text, however long. */
  readonly whole: boolean;
  readonly onWhole: () => void;
}

export function DiffText(props: Props) {
  const kind = kindOf(props.field);
  if (kind === 'text') return <Prose {...props} />;
  if (kind === 'lines' || kind === 'regulations') return <Lines {...props} />;
  const { field, old, now, side } = props;
  if (side !== undefined) {
    const value = side === 'old' ? old : now;
    if (value === '') return <span className="soft">（空）</span>;
    const Mark = side === 'old' ? 'del' : 'ins';
    return (
      <span className="diff">
        <Mark>{shownValue(field, value)}</Mark>
      </span>
    );
  }
  return (
    <span className="diff">
      {old === '' ? <span className="soft">（空）</span> : <del>{shownValue(field, old)}</del>}
      <span className="diff-to" aria-label="改为">
        →
      </span>
      {now === '' ? <span className="soft">（空）</span> : <ins>{shownValue(field, now)}</ins>}
    </span>
  );
}

/** Beyond this many characters a text with nothing to compare with is cut. */
const LONG = 160;

function Prose({ old, now, side, whole, onWhole }: Props) {
  const all = useMemo(() => {
    const pieces = differences(old, now);
    return side === undefined
      ? pieces
      : pieces.filter(({ kind }) => kind !== (side === 'old' ? 'fresh' : 'gone'));
  }, [old, now, side]);
  const short = useMemo(() => {
    const around = shortened(all);
    // Nothing in common: there is nothing around a change, the texts themselves are long.
    if (around.pieces.some((piece) => piece.kind === 'same')) return around;
    const pieces = around.pieces.map((piece) =>
      piece.text.length > LONG ? { ...piece, text: `${piece.text.slice(0, LONG)}……` } : piece,
    );
    return { pieces, cut: all.some((piece) => piece.text.length > LONG) };
  }, [all]);
  const pieces = whole ? all : short.pieces;
  if (pieces.length === 0) return <span className="soft">（空）</span>;
  const apart = pieces.length === 2 && pieces.every(({ kind, text }) => kind !== 'same' && text.length > 8);
  return (
    <span className={apart ? 'diff diff-apart' : 'diff'}>
      <Pieces pieces={pieces} />
      {short.cut ? <Whole whole={whole} onWhole={onWhole} /> : null}
    </span>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map(({ kind, text }, index) =>
    // Pieces have no name of their own; their order is fixed by the two texts.
    kind === 'gone' ? (
      <del key={index}>{text}</del>
    ) : kind === 'fresh' ? (
      <ins key={index}>{text}</ins>
    ) : (
      <span key={index}>{text}</span>
    ),
  );
}

function Whole({ whole, onWhole }: { readonly whole: boolean; readonly onWhole: () => void }) {
  return (
    <button type="button" tabIndex={-1} className="diff-whole" title="空格" onClick={onWhole}>
      {whole ? '收起' : '看全文'}
    </button>
  );
}

/** Lists only grow: what the ledger has stays, what is not on record yet is added. */
function Lines({ field, old, now, side }: Props) {
  const added = side === 'old' ? [] : newLines(field, now, old);
  const kept = side === 'now' ? linesOf(now).filter((line) => !added.includes(line)) : linesOf(old);
  return (
    <span className="diff diff-lines">
      {kept.map((line) => (
        <span key={`kept ${line}`}>{line}</span>
      ))}
      {added.map((line) => (
        <ins key={`added ${line}`}>{line}</ins>
      ))}
      {kept.length + added.length === 0 ? <span className="soft">（空）</span> : null}
    </span>
  );
}

/** A value as it stands, long ones cut. */
export function PlainText({
  text,
  whole,
  onWhole,
}: {
  readonly text: string;
  readonly whole: boolean;
  readonly onWhole: () => void;
}) {
  if (text === '') return <span className="soft">（空）</span>;
  const cut = text.length > LONG;
  return (
    <span className="diff">
      {cut && !whole ? `${text.slice(0, LONG)}……` : text}
      {cut ? <Whole whole={whole} onWhole={onWhole} /> : null}
    </span>
  );
}
