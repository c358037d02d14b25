/** The foot of an official paper: annexes' names, signature and day, places to sign. */
import { Fragment } from 'react';
import type { PaperBlock } from '../../../shared/contract/types.ts';
import { DAY_HERE, SIGN_HERE } from '../../../shared/papers/signHere.ts';
import { widthInEm } from './widths.ts';

type Of<B extends PaperBlock['block']> = Extract<PaperBlock, { block: B }>;

/** 附件：1.… Each name's further lines begin below its first character. */
export function Annexes({ block: { items } }: { readonly block: Of<'annexes'> }) {
  const many = items.length > 1;
  return (
    <div className={many ? 'doc-annexes doc-annexes-many' : 'doc-annexes'}>
      {items.map((item, i) => (
        <Fragment key={i}>
          <span>{i === 0 ? '附件：' : ''}</span>
          {many ? <span>{i + 1}.</span> : null}
          <span>{item}</span>
        </Fragment>
      ))}
    </div>
  );
}

/** Characters left free right of the day, as room for the seal. */
const DAY_ROOM = 4;

/** The last line is the day, four characters from the right; what signs stands centred above it. */
export function Seal({ block: { lines } }: { readonly block: Of<'seal'> }) {
  const day = widthInEm(lines.at(-1) ?? '');
  const widest = Math.max(...lines.map(widthInEm));
  const right = Math.max(0, DAY_ROOM - (widest - day) / 2);
  return (
    <footer className="doc-seal" style={{ marginRight: `${right}em` }}>
      {lines.map((line, i) => (
        <p key={i}>{line}</p>
      ))}
    </footer>
  );
}

export function Signs({ block: { places } }: { readonly block: Of<'signs'> }) {
  return (
    <footer className="doc-signs" style={{ gridTemplateColumns: `repeat(${places.length}, 1fr)` }}>
      {places.map((place, i) => (
        <span key={i}>{place}：</span>
      ))}
    </footer>
  );
}

export function Places({ block: { places } }: { readonly block: Of<'places'> }) {
  return (
    <footer
      className="doc-places"
      style={{ gridTemplateColumns: `repeat(${places.length}, minmax(0, 1fr))` }}
    >
      {places.map(({ name, opinion, who, on }, i) => (
        <div key={i}>
          <b>{name}</b>
          <i>{opinion}</i>
          <span>{who === '' ? SIGN_HERE : who}</span>
          <span>{on === '' ? DAY_HERE : on}</span>
        </div>
      ))}
    </footer>
  );
}
