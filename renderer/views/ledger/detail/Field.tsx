/** A field of the detail: shown as text, edited in place. Enter or leaving keeps, Esc gives up, a refusal stays. */
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/result.ts';
import { isComposing } from '../../../app/composing.ts';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Picker } from '../../../ui/Picker.tsx';
import type { Option } from '../../../ui/Picker.tsx';
import { PopoverButton } from '../../../ui/Popover.tsx';

export function ReadField({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="field">
      <div className="field-label">{label}</div>
      <div className="field-value">{children}</div>
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  /** Null shows the value only. */
  readonly onKeep: ((text: string) => Promise<Failure | null>) | null;
  readonly long?: boolean;
  readonly required?: boolean;
  readonly placeholder?: string;
  /** Shown beside the value while it isn't edited. */
  readonly aside?: ReactNode;
}

export function TextField({
  label,
  value,
  onKeep,
  long = false,
  required = false,
  placeholder = '—',
  aside,
}: TextProps) {
  const [text, setText] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const shown = useRef<HTMLButtonElement>(null);
  const busy = useRef(false);
  const editing = text !== null;

  useEffect(() => {
    if (!editing) return;
    box.current?.focus();
    box.current?.setSelectionRange(0, long ? 0 : box.current.value.length);
  }, [editing, long]);

  const leave = (focus: boolean): void => {
    setText(null);
    setFailure(null);
    if (focus) window.setTimeout(() => shown.current?.focus());
  };
  const keep = async (focus: boolean): Promise<void> => {
    if (busy.current || text === null || onKeep === null) return;
    const wanted = text.trim();
    if (wanted === value) {
      leave(focus);
      return;
    }
    if (required && wanted === '') {
      setFailure({ code: 'title_empty' });
      return;
    }
    busy.current = true;
    const refused = await onKeep(wanted);
    busy.current = false;
    if (refused === null) leave(focus);
    else setFailure(refused);
  };

  return (
    <div className="field">
      <div className="field-label">{label}</div>
      {editing ? (
        <div className="field-edit">
          <textarea
            ref={box}
            className="input"
            aria-label={label}
            rows={long ? 6 : 2}
            value={text}
            onChange={(event) => {
              setText(long ? event.target.value : event.target.value.replace(/[\r\n]+/g, ''));
              setFailure(null);
            }}
            onBlur={() => void keep(false)}
            onKeyDown={(event) => {
              if (isComposing(event)) return;
              if (event.key === 'Escape') {
                event.preventDefault();
                event.stopPropagation();
                leave(true);
              } else if (event.key === 'Enter' && (!long || event.ctrlKey)) {
                event.preventDefault();
                event.stopPropagation();
                void keep(true);
              }
            }}
          />
          {failure === null ? null : <FailureNote failure={failure} />}
        </div>
      ) : (
        <div className="field-value">
          {onKeep === null ? (
            <span className={value === '' ? 'soft' : long ? 'field-long' : ''}>
              {value === '' ? placeholder : value}
            </span>
          ) : (
            <button
              ref={shown}
              type="button"
              className={`field-button ${value === '' ? 'soft' : ''} ${long ? 'field-long' : ''}`}
              title={`修改${label}`}
              onClick={() => setText(value)}
            >
              {value === '' ? placeholder : value}
            </button>
          )}
          {aside}
        </div>
      )}
    </div>
  );
}

interface PickProps {
  readonly label: string;
  readonly shown: ReactNode;
  readonly options: readonly Option[];
  readonly current: string | null;
  readonly onPick: ((value: string) => void) | null;
  readonly onNew?: (label: string) => void;
  readonly onOpen?: () => void;
  /** Without a box to type in. */
  readonly plain?: boolean;
  readonly aside?: ReactNode;
}

export function PickField(props: PickProps) {
  const { label, shown, options, current, onPick, onNew, plain = false } = props;
  return (
    <div className="field">
      <div className="field-label">{label}</div>
      <div className="field-value">
        {onPick === null ? (
          shown
        ) : (
          <PopoverButton className="field-button" title={`修改${label}`} label={shown}>
            {(close) => (
              <Picker
                plain={plain}
                options={options}
                current={current}
                placeholder={plain ? label : '输入名称或拼音首字母'}
                onCancel={close}
                onPick={(value) => {
                  close();
                  onPick(value);
                }}
                onNew={
                  onNew === undefined
                    ? undefined
                    : (name) => {
                        close();
                        onNew(name);
                      }
                }
              />
            )}
          </PopoverButton>
        )}
        {props.aside}
      </div>
    </div>
  );
}

/** A part of the detail under its own heading; can be folded. */
export function Section(props: {
  readonly title: string;
  readonly count?: number;
  readonly open?: boolean;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(props.open ?? true);
  return (
    <section className="section" data-section={props.title}>
      <div className="section-head">
        <button type="button" className="section-title" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true" className={`section-arrow ${open ? 'section-open' : ''}`}>
            ▸
          </span>
          {props.title}
          {props.count === undefined ? null : <span className="section-count">{props.count}</span>}
        </button>
        {props.action}
      </div>
      {open ? <div className="section-body">{props.children}</div> : null}
    </section>
  );
}
