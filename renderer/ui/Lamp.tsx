/** Lamps and state marks: each has its own sign and shape beside its colour, so that print and colour-blind eyes can tell them apart. */
import type { Lamp as LampCode, IssueState, MeasureState } from '../../shared/lists.ts';
import { timelinessOf } from '../../shared/timeliness.ts';
import { issueStateWords, measureStateWords, timelinessWords } from '../../shared/words.ts';

/** One sign for each lamp. */
export const lampSigns: Readonly<Record<LampCode, string>> = {
  off: '—',
  question_tick: '?',
  grey_tick: '✓',
  green_tick: '✓',
  amber_tick: '✓',
  blue: '长',
  grey: '未',
  red: '超',
  amber: '临',
  green: '正',
};

export function lampWord(lamp: LampCode): string {
  return timelinessWords[timelinessOf(lamp)];
}

/** A lamp; `long` writes the word beside the sign. */
export function Lamp({ lamp, long = false }: { readonly lamp: LampCode | null; readonly long?: boolean }) {
  if (lamp === null) return null;
  const word = lampWord(lamp);
  return (
    <span className="lamp-with-word" title={word}>
      <span className={`lamp lamp-${lamp}`} aria-hidden="true">
        {lampSigns[lamp]}
      </span>
      {long ? <span className="lamp-word">{word}</span> : <span className="visually-hidden">{word}</span>}
    </span>
  );
}

/** Filled by quarters, so that the state can be read without colour and without the word. */
const stateSigns: Readonly<Record<MeasureState, string>> = {
  not_started: '○',
  in_progress: '◔',
  mostly_done: '◕',
  done: '●',
};

export function StateMark({ state, word }: { readonly state: MeasureState; readonly word?: string }) {
  return (
    <span className={`state state-${state}`}>
      <span aria-hidden="true" className="state-sign">
        {stateSigns[state]}
      </span>
      {word ?? measureStateWords[state]}
    </span>
  );
}

export function IssueStateMark({ state }: { readonly state: IssueState }) {
  return <span className={`issue-state issue-${state}`}>{issueStateWords[state]}</span>;
}

/** One sign for each state of an issue that asks for, or is past, a step of the closing chain. */
export const issueSigns: Readonly<Partial<Record<IssueState, string>>> = {
  ready: '待',
  applied: '申',
  reviewed: '审',
  verified: '核',
  closed: '销',
};

/** The issue's sign in a frame; nothing while its measures are still being worked on. */
export function IssueStamp({
  state,
  withdrawn = false,
}: {
  readonly state: IssueState | null;
  readonly withdrawn?: boolean;
}) {
  if (withdrawn) {
    return (
      <span className="issue-stamp" title="已撤销，不计入统计">
        <span aria-hidden="true">撤</span>
        <span className="visually-hidden">已撤销</span>
      </span>
    );
  }
  const sign = state === null ? undefined : issueSigns[state];
  if (state === null || sign === undefined) return null;
  return (
    <span className={`issue-stamp issue-stamp-${state}`} title={issueStateWords[state]}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{issueStateWords[state]}</span>
    </span>
  );
}

/** `12/31` above a bar; full bars are green. */
export function Progress({
  done,
  of,
  label,
}: {
  readonly done: number;
  readonly of: number;
  readonly label: string;
}) {
  const share = of === 0 ? 0 : Math.floor((done * 100) / of);
  return (
    <span
      className={`progress ${of > 0 && done === of ? 'progress-full' : ''}`}
      title={`${label} ${done}/${of}`}
    >
      <span className="progress-text">
        <span className="visually-hidden">{label} </span>
        {done}/{of}
      </span>
      <span className="progress-bar" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </span>
    </span>
  );
}
