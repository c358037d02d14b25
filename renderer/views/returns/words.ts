/** How units, files and batches of returns are said. Every figure over the roll-call is the size of a set of its rows. */
import type { Batch, JudgedFile, RollCall, StagedFile } from '../../../shared/contract/types.ts';
import type { FileCounts } from '../../../shared/returns/types.ts';
import { dayLabel } from '../../../shared/day.ts';
import type { Day } from '../../../shared/day.ts';
import type { Job } from '../../store/jobs.ts';
import type { ReminderKind } from '../../../shared/lists.ts';
import { nextKind } from '../../../shared/papers/ladder.ts';

export type RollRow = RollCall['rows'][number];

/* ---- the roll-call ---- */

export type FigureKey = 'expected' | 'received' | 'late' | 'absent' | 'incomplete' | 'corrected';

interface RollFigure {
  readonly key: FigureKey;
  readonly label: string;
  readonly hint: string;
  readonly tone: '' | 'alert' | 'amber';
  readonly holds: (row: RollRow) => boolean;
}

const came = (row: RollRow): boolean => row.status === 'received' || row.status === 'late';

/** 应报 = 已报 + 未报; the others are told of those that came. */
export const rollFigures: readonly RollFigure[] = [
  { key: 'expected', label: '应报', hint: '本月应当报送的单位', tone: '', holds: () => true },
  { key: 'received', label: '已报', hint: '报送表已经收到的单位，含逾期报来的', tone: '', holds: came },
  {
    key: 'absent',
    label: '未报',
    hint: '报送表还没有收到的单位',
    tone: 'alert',
    holds: (row) => !came(row),
  },
  {
    key: 'late',
    label: '逾期报送',
    hint: '截止日之后才报来的单位',
    tone: 'amber',
    holds: (row) => row.status === 'late',
  },
  {
    key: 'incomplete',
    label: '不全',
    hint: '报来了，但有措施没有填的单位',
    tone: 'amber',
    holds: (row) => came(row) && row.missing > 0,
  },
  {
    key: 'corrected',
    label: '更正',
    hint: '报来之后又报来更正的单位',
    tone: '',
    holds: (row) => row.corrected > 0,
  },
];

export function figureRows(rows: readonly RollRow[], key: FigureKey | null): readonly RollRow[] {
  const figure = rollFigures.find((each) => each.key === key);
  return figure === undefined ? rows : rows.filter(figure.holds);
}

/** Sign, colour and word of a unit's standing. */
export function standing(row: RollRow): {
  readonly lamp: string;
  readonly sign: string;
  readonly word: string;
} {
  switch (row.status) {
    case 'received':
      return { lamp: 'green_tick', sign: '✓', word: '按时报送' };
    case 'late':
      return { lamp: 'amber_tick', sign: '✓', word: `逾期 ${row.daysLate} 天报送` };
    case 'waiting':
      return { lamp: 'grey', sign: '待', word: '待报' };
    case 'not_sent':
      return { lamp: 'red', sign: '未', word: `未报，已逾期 ${row.daysLate} 天` };
  }
}

/** Whom a reminder is about: nothing came, or not all of it. */
export const needsReminder = (row: RollRow): boolean => !came(row) || row.missing > 0;

/** Papers grow sterner: first 提醒函, then 督办通知单, then 告诫书. */
export const nextReminder = (row: Pick<RollRow, 'reminders'>): ReminderKind => nextKind(row.reminders);

/** A number that was given out can't be taken back: nobody is offered a second paper to the same unit on one day. */
export function remindedOn(row: Pick<RollRow, 'reminders'>, day: Day): boolean {
  return row.reminders.some((each) => each.on === day);
}

/** 'YYYY-MM-DD' as said of a day near: 9月5日. */
export function shortDay(day: Day): string {
  return dayLabel(day).replace(/^\d+年/, '');
}

/* ---- files ---- */

const askNames: Readonly<Record<StagedFile['asks'][number], string>> = {
  sheet: '工作表',
  columns: '栏目',
  unit: '单位',
  month: '月份',
};

/** '单位、月份' of what the clerk must say before a file can be compared. */
export function askWords(asks: StagedFile['asks']): string {
  return asks.map((ask) => askNames[ask]).join('、');
}

/** What a compared file holds, the important first; one word when it brings nothing new. */
export function countWords(counts: FileCounts): readonly string[] {
  const { classes, rowClasses } = counts;
  const astray = rowClasses.new + rowClasses.ambiguous;
  const said: readonly (readonly [number, string])[] = [
    [classes.theirs + classes.both, '处有改动'],
    [classes.both, '处双方都改'],
    [classes.problem, '处待核对'],
    [astray, '行没有对上措施'],
    [counts.completions, '条提请完成'],
    [classes.forbidden, '处改了不可改的格'],
    [rowClasses.absent, '条措施没有填'],
  ];
  const words = said.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return words.length === 0 ? [`${counts.rows} 行，与台账一致`] : words;
}

/** Whether there is anything in a file for the clerk to decide. */
export function needsReview(file: Pick<StagedFile, 'status'>): boolean {
  return file.status === 'review';
}

/** What reading is doing: its steps are those of electron/returns/takeIn.ts. */
export function readingWords(job: Pick<Job, 'step' | 'done' | 'total'> | null): string {
  if (job === null || job.step === 'list') return '正在查看有哪些文件…';
  if (job.step === 'hash') return `正在核对是否导入过：第 ${job.done} 份，共 ${job.total} 份`;
  return `已读取并比较 ${job.done} 份，共 ${job.total} 份`;
}

export function bytesWord(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Files that were refused before they reached a batch stand in the job's list only. */
export function refusedOnly(judged: readonly JudgedFile[], staged: readonly StagedFile[]): JudgedFile[] {
  const known = new Set(staged.map((file) => file.name));
  return judged.filter((file) => file.refused !== null && !known.has(file.file));
}

/* ---- batches ---- */

export const batchWords: Readonly<Record<Batch['status'], string>> = {
  review: '待核对',
  committed: '已确认',
  undone: '已撤销',
};
