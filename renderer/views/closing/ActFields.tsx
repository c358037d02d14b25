/** Who acted, on which day, and what was said: the fields that every step of the chain asks. */
import { AutoComplete, Input } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Day } from '../../../shared/day.ts';
import { useCall } from '../../door.ts';
import { useLedger } from '../../store/ledger.ts';
import { matches, useInitials } from '../../ui/match.ts';
import { DayField } from '../parts/DayField.tsx';
import { useRemembered } from './remembered.ts';

export interface ActValues {
  readonly actor: string;
  readonly on: Day | null;
  readonly text: string;
}
export type ActProblems = Partial<Record<keyof ActValues, string>>;

interface Props {
  readonly values: ActValues;
  readonly problems: ActProblems;
  readonly onChange: (values: ActValues) => void;
  /** Under which key names and texts of this step are remembered. */
  readonly memory: string;
  /** Who usually holds the step; shown as an example. */
  readonly holder: string;
  readonly textLabel: string;
  readonly textRequired: boolean;
  readonly textHint?: string;
  /** Offered until something was said at this step. */
  readonly usual?: string;
}

export function ActFields(props: Props) {
  const { values, problems, onChange, memory, holder, textLabel, textRequired } = props;
  const today = useLedger((store) => store.ledger?.today ?? '');
  const operator = useLedger((store) => store.ledger?.operator ?? '');
  const actors = useCall('closing.actors', {}, { tables: ['closing_events', 'persons'] });
  const lastActors = useRemembered(`${memory}.actor`);
  const lastTexts = useRemembered(`${memory}.text`);
  const initials = useInitials();
  const names = [
    ...new Set([...lastActors, ...(holder === '' ? [] : [holder]), ...(actors.value?.actors ?? [])]),
  ];
  const texts = lastTexts.length > 0 ? lastTexts : props.usual === undefined ? [] : [props.usual];
  return (
    <div className="act-fields">
      <Field label="办理人" required problem={problems.actor}>
        {(id) => (
          <>
            <AutoComplete
              id={id}
              className="act-actor"
              autoFocus
              value={values.actor}
              options={names.map((name) => ({ value: name }))}
              showSearch={{
                filterOption: (typed, option) =>
                  option !== undefined && matches(option.value, initials(option.value), typed.trim()),
              }}
              placeholder={holder === '' ? '姓名、部门或会议' : `如 ${holder}`}
              onChange={(actor: string) => onChange({ ...values, actor })}
            />
            <Suggestions
              label="上次的办理人"
              texts={lastActors.slice(0, 2)}
              current={values.actor}
              onTake={(actor) => onChange({ ...values, actor })}
            />
          </>
        )}
      </Field>
      <Field label="日期" required problem={problems.on}>
        {(id) => (
          <DayField
            id={id}
            value={values.on}
            latest={today}
            allowClear={false}
            onChange={(on) => onChange({ ...values, on })}
          />
        )}
      </Field>
      <p className="act-note">
        办理人是作出这一步的领导、部门或会议；本机经办人{operator === '' ? '' : `（${operator}）`}
        由程序另行记录，两者不混。
      </p>
      <Field label={textLabel} required={textRequired} problem={problems.text} wide>
        {(id) => (
          <>
            <Input.TextArea
              id={id}
              value={values.text}
              maxLength={4000}
              autoSize={{ minRows: 2, maxRows: 6 }}
              placeholder={props.textHint ?? ''}
              onChange={(event) => onChange({ ...values, text: event.target.value })}
            />
            <Suggestions
              label="填入"
              texts={texts}
              current={values.text}
              onTake={(text) => onChange({ ...values, text })}
            />
          </>
        )}
      </Field>
    </div>
  );
}

function Field(props: {
  readonly label: string;
  readonly required: boolean;
  readonly problem: string | undefined;
  readonly wide?: boolean;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={props.wide === true ? 'act-field act-wide' : 'act-field'}>
      <label htmlFor={id}>
        {props.label}
        {props.required ? <span className="act-must">必填</span> : <span className="soft">可不填</span>}
      </label>
      {props.children(id)}
      {props.problem === undefined ? null : (
        <p className="act-problem" role="alert">
          {props.problem}
        </p>
      )}
    </div>
  );
}

/** What was said before, taken over by a press and never by itself. */
function Suggestions(props: {
  readonly label: string;
  readonly texts: readonly string[];
  readonly current: string;
  readonly onTake: (text: string) => void;
}) {
  const texts = props.texts.filter((text) => text !== props.current.trim());
  if (texts.length === 0) return null;
  return (
    <div className="act-suggest" role="group" aria-label={props.label}>
      <span className="soft">{props.label}：</span>
      {texts.map((text) => (
        <button
          key={text}
          type="button"
          className="button button-small"
          title={text}
          onClick={() => props.onTake(text)}
        >
          <span>{text}</span>
        </button>
      ))}
    </div>
  );
}

/** What is not filled in yet, by field. */
export function checkAct(values: ActValues, textRequired: string | null): ActProblems {
  return {
    ...(values.actor.trim() === '' ? { actor: '请填写办理人' } : {}),
    ...(values.on === null ? { on: '请填写日期' } : {}),
    ...(textRequired !== null && values.text.trim() === '' ? { text: `请填写${textRequired}` } : {}),
  };
}
