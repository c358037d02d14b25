/** 月报: the month's summary as the paper it will be; its figures open the rows they count. */
import { Button, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { dayLabel } from '../../../shared/day.ts';
import { monthLabel } from '../../../shared/month.ts';
import { summaryDoc } from '../../../shared/papers/summary.ts';
import { useCall } from '../../door.ts';
import { DocPaper } from '../../papers/doc/DocPaper.tsx';
import { markStandIns } from '../../papers/fonts.ts';
import { canWrite, useLedger } from '../../store/ledger.ts';
import { asNumber, setPref, usePref } from '../../store/prefs.ts';
import { MonthSteps } from '../parts/MonthSteps.tsx';
import { Empty, FailureNote, Loading } from '../parts/Notes.tsx';
import { useBusy } from '../parts/write.ts';
import { Differing } from './Differing.tsx';
import { FigureDrawer } from './FigureDrawer.tsx';
import { FontButton, FontNote } from './FontNote.tsx';
import { ReleaseBar } from './ReleaseBar.tsx';
import { chooseMonth, shownMonth, step, useChosenMonth } from './month.ts';
import { NarrativeDrawer } from './NarrativeDrawer.tsx';
import { put } from './print.ts';
import '../../papers/paper.css';
import './summary.css';

const ZOOMS = [50, 75, 90, 100, 125, 150, 200] as const;
/** In a narrow window the buttons carry the short words. */
const outputs = [
  { output: 'print', label: '打印', short: '打印' },
  { output: 'pdf', label: '存为 PDF', short: 'PDF' },
  { output: 'xlsx', label: '存为 Excel', short: 'Excel' },
  { output: 'docx', label: '存为 Word', short: 'Word' },
] as const;
/** Rows of a table drawn on screen. */
const ROWS = 500;

export default function SummaryView() {
  const months = useCall('summary.months', {});
  const chosen = useChosenMonth();
  const latest = months.value?.latest ?? null;
  const month = shownMonth(chosen, latest);
  const ready = months.value !== undefined || chosen !== null;
  const answer = useCall('summary.compute', ready ? { month } : null);
  // While another month is computed the paper on screen would be a wrong one; a change within the month bridges.
  const summary = answer.value ?? (answer.last?.month === month ? answer.last : undefined);
  // A figure belongs to its month: with another month its rows close by themselves.
  const [opened, setOpened] = useState<{ month: string; key: string } | null>(null);
  const figure = opened?.month === month ? opened.key : null;
  const open = useCallback((key: string) => setOpened({ month, key }), [month]);
  const close = useCallback(() => setOpened(null), []);
  const settings = useCall('paper.settings', {}, { tables: ['paper_settings', 'rounds'] });
  const words = settings.value ?? settings.last;
  const failed = answer.failure === null ? settings : answer;
  const doc = useMemo(
    () => (summary === undefined || words === undefined ? undefined : summaryDoc(summary, words)),
    [summary, words],
  );
  const [editing, setEditing] = useState<{ month: string; part: string } | null>(null);
  const edit = useCallback((part: string) => setEditing({ month, part }), [month]);
  const edited =
    editing?.month === month ? summary?.narrative.find((p) => p.part === editing.part) : undefined;
  const writable = useLedger(canWrite);
  const [fonts, setFonts] = useState(false);
  const { busy, once } = useBusy();
  const zoom = usePref('summary.zoom', asNumber, 90);
  const standIns = useCallback((element: HTMLElement | null) => {
    if (element !== null) markStandIns(element);
  }, []);

  if (months.failure !== null) return <FailureNote failure={months.failure} onRetry={months.reload} />;
  const known = months.value?.months ?? [];
  const options = (known.includes(month) ? known : [month, ...known]).map((value) => ({
    value,
    label: monthLabel(value),
  }));
  return (
    <div className="summary">
      <header className="summary-head">
        <h1>月报</h1>
        <div className="summary-bar" role="group" aria-label="月份和显示比例">
          <MonthSteps onStep={(by) => chooseMonth(step(month, by))}>
            <Select
              aria-label="月份"
              className="summary-month"
              value={month}
              options={options}
              onChange={(value: string) => chooseMonth(value)}
            />
          </MonthSteps>
          <Select
            aria-label="显示比例"
            className="summary-zoom"
            value={zoom}
            options={ZOOMS.map((value) => ({ value, label: `${value}%` }))}
            onChange={(value: number) => setPref('summary.zoom', value)}
          />
        </div>
        <span className="summary-gap" />
        <FontButton open={fonts} onToggle={() => setFonts((shown) => !shown)} />
        <div className="summary-out">
          {outputs.map(({ output, label, short }) => (
            <Button
              key={output}
              type={output === 'print' ? 'primary' : 'default'}
              aria-label={label}
              title={label}
              disabled={busy || summary === undefined}
              onClick={() => void once(() => put(output, month))}
            >
              <span className="summary-whole">{label}</span>
              <span className="summary-brief">{short}</span>
            </Button>
          ))}
        </div>
      </header>
      {ready ? (
        <ReleaseBar month={month}>
          {summary === undefined ? null : (
            <span className="summary-base">
              截至{dayLabel(summary.asOf)}，与{monthLabel(summary.base.month)}比较（
              {summary.base.kind === 'released'
                ? `已印发月报第${summary.base.edition ?? 1}版`
                : `台账截至${dayLabel(summary.base.asOf)}的口径`}
              ）
            </span>
          )}
        </ReleaseBar>
      ) : null}
      {fonts ? <FontNote /> : null}
      {failed.failure !== null ? (
        <FailureNote failure={failed.failure} onRetry={failed.reload} />
      ) : ready && months.value?.latest === null && summary?.overall.issues.value === 0 ? (
        <Empty title="台账中还没有问题">先导入通报或方案，再看月报。</Empty>
      ) : summary === undefined || doc === undefined ? (
        <Loading>正在计算{monthLabel(month)}月报…</Loading>
      ) : (
        <>
          <Differing summary={summary} writable={writable} onEdit={edit} />
          <div
            className="summary-desk"
            tabIndex={0}
            aria-label={`${monthLabel(month)}月报预览`}
            ref={standIns}
            onDoubleClick={(event) => {
              const part = partAt(event.target);
              if (part !== null) edit(part);
            }}
          >
            <div style={{ zoom: zoom / 100 }}>
              <DocPaper doc={doc} onFigure={open} onEdit={edit} limit={ROWS} />
            </div>
          </div>
        </>
      )}
      {edited === undefined ? null : (
        <NarrativeDrawer
          key={edited.part}
          month={month}
          paragraph={edited}
          writable={writable}
          onClose={() => setEditing(null)}
        />
      )}
      <FigureDrawer month={month} figure={figure} onClose={close} />
    </div>
  );
}

/** The part whose paragraph was pressed; null beside the paragraphs. */
function partAt(target: EventTarget): string | null {
  const paragraph = target instanceof Element ? target.closest('p') : null;
  return paragraph?.querySelector<HTMLElement>('[data-part]')?.dataset['part'] ?? null;
}
