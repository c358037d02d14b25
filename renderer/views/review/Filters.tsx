/** Above the list: every kind of difference with its count, one pressed at a time; columns; only what waits. */
import { useMemo } from 'react';
import type { StagedFile } from '../../../shared/contract/types.ts';
import { answerFields, fieldWords } from '../../../shared/returns/fields.ts';
import { hints } from '../../../shared/returns/types.ts';
import type { CellClass } from '../../../shared/returns/types.ts';
import { setFilter, useReview } from '../../store/review.ts';
import { FilterButton } from '../ledger/checklist/FilterButton.tsx';
import { acceptClean, openBulkMenu } from './bulk.ts';
import { canWait } from './filter.ts';
import type { Focus } from './filter.ts';
import { absentRows } from './fileState.ts';
import { showFacts } from './shown.ts';
import { classWords, hintWords } from './words.ts';

/** What asks for the clerk comes first; the rest only when it is there. */
const firstClasses: readonly CellClass[] = ['problem', 'both', 'theirs'];
/** Nothing differs in these: only listed together with the rows that hold nothing else. */
const quietClasses: readonly CellClass[] = ['unchanged', 'blank'];

interface Chip {
  readonly focus: Focus;
  readonly label: string;
  readonly title: string;
  readonly count: number | null;
  readonly sign?: string;
  readonly tone?: CellClass;
}

export function Filters({ files }: { readonly files: readonly StagedFile[] }) {
  const filter = useReview((store) => store.filter);
  const found = useReview((store) => store.found);
  const working = useReview((store) => store.work !== null);
  const counted = useReview((store) => store.keys.length / 2);
  const absent = useMemo(() => {
    const asked = filter.file === null ? files : files.filter((file) => file.id === filter.file);
    return asked.reduce((sum, file) => sum + absentRows(file), 0);
  }, [files, filter.file]);

  const chips: Chip[] = [
    { focus: 'all', label: '全部', title: '各类差异', count: null },
    ...firstClasses.map((each) => classChip(each, found?.classes[each] ?? 0)),
    rowChip('row:new', '未对上', '没有找到对应措施的行', found?.rowClasses.new ?? 0),
    rowChip('row:ambiguous', '对上多条', '对应哪条措施还要指定的行', found?.rowClasses.ambiguous ?? 0),
    {
      focus: 'completion',
      label: '提请完成',
      title: '报送把措施改为已完成的行',
      count: found?.completions ?? 0,
    },
    { focus: 'clean', label: '无疑问', title: '没有问题、提示，也不提请完成的行', count: null },
    ...(['forbidden', 'ours'] as const).map((each) => classChip(each, found?.classes[each] ?? 0)),
    ...hints.map((hint): Chip => ({
      focus: `hint:${hint}`,
      label: hintWords(hint).word,
      title: hintWords(hint).tells,
      count: found?.hints[hint] ?? 0,
    })),
    ...(filter.everyRow ? quietClasses.map((each) => classChip(each, found?.classes[each] ?? 0)) : []),
  ];
  const always: readonly Focus[] = ['all', 'class:problem', 'class:both', 'class:theirs', 'clean'];
  const shown = chips.filter(
    (chip) => always.includes(chip.focus) || chip.focus === filter.focus || (chip.count ?? 0) > 0,
  );
  return (
    <div className="rv-filters" role="group" aria-label="筛选">
      <div className="rv-chips">
        {shown.map((chip) => (
          <button
            key={chip.focus}
            type="button"
            className={`chip ${chip.tone === undefined ? '' : `rv-chip-${chip.tone}`} ${filter.focus === chip.focus ? 'chip-on' : ''}`}
            aria-pressed={filter.focus === chip.focus}
            title={chip.title}
            onClick={() => setFilter({ focus: filter.focus === chip.focus ? 'all' : chip.focus })}
          >
            {chip.sign === undefined ? null : <i aria-hidden="true">{chip.sign}</i>}
            {chip.label}
            {chip.count === null ? null : <b>{chip.count}</b>}
          </button>
        ))}
        {absent > 0 ? (
          <button
            type="button"
            className="chip"
            title="本该填报、文件里没有的措施"
            onClick={() => showFacts(true)}
          >
            缺报<b>{absent}</b>
          </button>
        ) : null}
      </div>
      <div className="rv-tools">
        <label className="rv-check" title="只列出还没有决定的（O）">
          <input
            type="checkbox"
            checked={filter.openOnly && canWait(filter.focus)}
            disabled={!canWait(filter.focus)}
            onChange={(event) => setFilter({ openOnly: event.target.checked })}
          />
          只看未决
        </label>
        <label className="rv-check" title="没有差异的行也列出">
          <input
            type="checkbox"
            checked={filter.everyRow}
            onChange={(event) =>
              setFilter({
                everyRow: event.target.checked,
                ...(event.target.checked ? { openOnly: false } : {}),
              })
            }
          />
          含无差异的行
        </label>
        <FilterButton
          title="栏目"
          options={answerFields.map((value) => ({ value, label: fieldWords[value] }))}
          chosen={filter.fields}
          onChange={(fields) => setFilter({ fields })}
        />
        <span className="rv-count" role="status">
          列出 <b>{counted}</b> 行
        </span>
        <span className="rv-gap" />
        <button
          type="button"
          className="button button-small"
          disabled={working}
          title="只是单位有改动、没有问题和提示、也不提请完成的行，全部采纳（Ctrl+Shift+A）"
          onClick={() => void acceptClean(filter.file)}
        >
          采纳无疑问的
        </button>
        <button
          type="button"
          className="button button-small"
          aria-haspopup="menu"
          title="按类别、栏目、文件一起决定（B）"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            openBulkMenu(box.left, box.bottom + 2);
          }}
        >
          批量决定 ▾
        </button>
      </div>
    </div>
  );
}

function classChip(each: CellClass, count: number): Chip {
  const { word, tells, sign } = classWords[each];
  return { focus: `class:${each}`, label: word, title: tells, count, sign, tone: each };
}
function rowChip(focus: Focus, label: string, title: string, count: number): Chip {
  return { focus, label, title, count };
}
