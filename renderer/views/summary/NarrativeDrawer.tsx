/** Wording a part of the month's summary by hand, with its figures watched while it is typed. */
import { Button, Drawer, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useMemo, useRef, useState } from 'react';
import { NARRATIVE_LENGTH } from '../../../shared/contract/lengths.ts';
import type { NarrativeRun, Summary } from '../../../shared/contract/types.ts';
import type { Month } from '../../../shared/day.ts';
import { differenceWords } from '../../../shared/papers/summary.ts';
import { align, reconcile, textOf, updatedText } from '../../../shared/summary/edit.ts';
import { isComposing } from '../../app/composing.ts';
import { notifyFailure, notifyInfo, notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { call } from '../../door.ts';
import { useBusy } from '../parts/write.ts';

type Paragraph = Summary['narrative'][number];

interface Props {
  readonly month: Month;
  readonly paragraph: Paragraph;
  readonly writable: boolean;
  readonly onClose: () => void;
}

/** What was typed and not yet saved, by month and part, so that closing by mistake loses nothing. */
const drafts = new Map<string, string>();

export function NarrativeDrawer({ month, paragraph, writable, onClose }: Props) {
  const { part, heading, text: kept, runs, composed, edited } = paragraph;
  const key = `${month} ${part}`;
  const [text, setText] = useState(() => drafts.get(key) ?? kept);
  const { busy, once } = useBusy();
  const box = useRef<TextAreaRef>(null);
  const found = useMemo(() => reconcile(align(runs, composed, text), composed), [runs, composed, text]);
  const typed = (next: string): void => {
    setText(next);
    if (next === kept) drafts.delete(key);
    else drafts.set(key, next);
  };
  const leave = (): void => {
    if (drafts.has(key))
      notifyInfo(`“${heading}”的修改还没有保存`, '改过的文字已留着，再点“修改”可以接着写。');
    onClose();
  };
  const save = (words: string | null): void => {
    void once(async () => {
      if (await setNarrative(month, paragraph, words)) {
        drafts.delete(key);
        onClose();
      }
    });
  };
  const automatic = textOf(composed);
  const updated = updatedText(found);
  return (
    <Drawer
      open
      size="min(46rem, 92vw)"
      title={`修改文字：${heading}`}
      onClose={leave}
      afterOpenChange={(open) => {
        if (open) box.current?.focus({ cursor: 'start' });
      }}
      footer={
        <div className="narrative-foot">
          <Button
            type="primary"
            disabled={!writable || text === kept}
            loading={busy}
            onClick={() => save(text)}
          >
            保存（Ctrl+Enter）
          </Button>
          <Button disabled={!writable || updated === text} onClick={() => typed(updated)}>
            按台账更新
          </Button>
          <span className="summary-gap" />
          <Button
            disabled={!writable || (!edited && text === automatic)}
            onClick={() => {
              if (edited) save(null);
              else typed(automatic);
            }}
          >
            恢复自动文字
          </Button>
        </div>
      }
    >
      <div
        className="narrative"
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          event.stopPropagation();
          if (writable && text !== kept) save(text);
        }}
      >
        <Input.TextArea
          ref={box}
          aria-label={`${heading}的文字`}
          value={text}
          maxLength={NARRATIVE_LENGTH}
          autoSize={{ minRows: 8, maxRows: 18 }}
          readOnly={!writable}
          onChange={(event) => typed(event.target.value)}
        />
        <Differences found={found} composed={composed} />
        {text === automatic ? null : (
          <section className="narrative-automatic">
            <h3>自动文字</h3>
            <p>{automatic}</p>
          </section>
        )}
      </div>
    </Drawer>
  );
}

/** How many figures of the ledger the text holds, and each that says otherwise, with the words beside it. */
function Differences({
  found,
  composed,
}: {
  readonly found: readonly NarrativeRun[];
  readonly composed: readonly NarrativeRun[];
}) {
  const figures = found.filter((run) => run.name !== undefined);
  const differing = figures.filter((run) => run.differs !== undefined);
  const there = new Set(figures.map((run) => run.name));
  const gone = composed.filter((run) => run.name !== undefined && !there.has(run.name)).length;
  return (
    <div className="narrative-figures" role="status">
      <p>
        {figures.length === 0
          ? '文中没有取自台账的内容。'
          : differing.length === 0
            ? `文中有${figures.length}处取自台账，都与台账一致。`
            : `文中有${figures.length}处取自台账，其中${differing.length}处与台账不一致：`}
        {gone === 0 ? '' : `自动文字中另有${gone}处台账内容，文中没有写。`}
      </p>
      {differing.length === 0 ? null : (
        <ul>
          {found.map((run, i) =>
            run.differs === undefined ? null : (
              <li key={i}>
                <span className="narrative-where">
                  …{(found[i - 1]?.text ?? '').slice(-8)}
                  <mark>{run.text}</mark>
                  {(found[i + 1]?.text ?? '').slice(0, 4)}…
                </span>
                {differenceWords(run.text, run.differs)}
              </li>
            ),
          )}
        </ul>
      )}
    </div>
  );
}

/** Writes a part's wording; null: the composed one again. @returns whether it was taken */
export async function setNarrative(
  month: Month,
  { part, heading }: Paragraph,
  text: string | null,
): Promise<boolean> {
  const answer = await call('narrative.set', { month, part, text });
  if (!answer.ok) {
    notifyFailure(answer.error);
    return false;
  }
  notifySuccess(
    text === null ? `“${heading}”已恢复自动文字` : `“${heading}”的文字已保存`,
    { title: '撤销', run: () => void runCommand('history.undo') },
    'narrative',
  );
  return true;
}
