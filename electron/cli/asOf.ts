/** `as-of`: the figures of any day, by the day things took effect, and as known at a time. */
import type { Reply } from '../../shared/contract/index.ts';
import { formatRate } from '../../shared/counting.ts';
import { isDay } from '../../shared/day.ts';
import { formatYuan } from '../../shared/money.ts';
import { regulationWords, sanctionWords } from '../../shared/words.ts';
import { WrongUsage } from './arguments.ts';
import { shorten, table } from './table.ts';
import type { Command } from './types.ts';

type Dashboard = Reply<'dashboard.get'>;

const NAME_WIDTH = 40;

export const asOfCommand: Command = {
  options: ['known-at'],
  words: ['日'],
  read(typed) {
    const asOf = typed.words[0] ?? '';
    if (!isDay(asOf)) throw new WrongUsage(`“${typed.words[0] ?? ''}”：日期要写成 2024-08-31 的样子`);
    const time = typed.text('known-at');
    const query = { asOf, ...(time === undefined ? {} : { knownAt: readTime(time) }) };
    return {
      opens: 'reader',
      run: async (call) => {
        const value = await call('dashboard.get', query);
        return { value, text: printed(value) };
      },
    };
  },
};

const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d{1,3})?))?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A time of this computer's clock, or with its zone as ISO has it; a day alone means its end. UTC ISO. @throws WrongUsage */
export function readTime(typed: string): string {
  const [, day = '', hour = '23', minute = '59', second, zone = ''] = TIME.exec(typed.trim()) ?? [];
  const seconds = second ?? (TIME.exec(typed.trim())?.[2] === undefined ? '59.999' : '00');
  const time = isDay(day) ? new Date(`${day}T${hour}:${minute}:${seconds}${zone}`) : null;
  if (time === null || Number.isNaN(time.getTime()))
    throw new WrongUsage(`--known-at ${typed}：时间要写成 "2024-06-30 18:00" 或 2024-06-30 的样子`);
  return time.toISOString();
}

/** A time as this computer's clock shows it. */
function localTime(iso: string): string {
  const time = new Date(iso);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

function printed(d: Dashboard): string {
  const { overall, clues, outcomes } = d.summary;
  const near = overall.measuresByLamp.find((each) => each.lamp === 'amber')?.figure.value ?? 0;
  const heads = ['问题', '已销号', '未销号', '销号率'];
  const groups = (word: string, rows: Dashboard['summary']['byAspect']) =>
    table(
      [word, ...heads],
      rows.map((row) => [
        shorten(row.name, NAME_WIDTH),
        row.issues.value,
        row.closed.value,
        row.open.value,
        formatRate(row.rateBp),
      ]),
    );
  const lines = [
    `${d.summary.round.title} 截至 ${d.asOf}`,
    ...(d.knownAt === null
      ? []
      : [
          `按 ${localTime(d.knownAt.at)} 时台账的记载（第 ${d.knownAt.step} 步，记于 ${localTime(d.knownAt.recordedAt)}）`,
        ]),
    ...(d.feedbackOn !== null && d.asOf < d.feedbackOn
      ? [`这一天在反馈日（${d.feedbackOn}）之前，还没有可计的内容。`]
      : []),
    '',
    table(
      [...heads, '措施', '完成（含长效）', '超期', '临期', '滞后'],
      [
        [
          ...[overall.issues.value, overall.closed.value, overall.open.value, formatRate(overall.rateBp)],
          ...[overall.measures.value, overall.measuresComplete.value],
          ...[overall.overdue.value, near, overall.lagging.value],
        ],
      ],
    ),
    '',
    groups('方面', d.summary.byAspect),
    '',
    groups('责任单位', d.summary.issuesByUnit),
    '',
    groups('牵头领导', d.summary.issuesByLead),
    '',
    table(
      ['整改成效', '累计', '本月'],
      [
        ...outcomes.regulations.map(({ kind, figure, inMonth }) => [
          `${regulationWords[kind]}制度（项）`,
          figure.value,
          inMonth.value,
        ]),
        ...outcomes.sanctions
          .filter(({ figure }) => figure.value > 0)
          .map(({ kind, figure, inMonth }) => [
            `${sanctionWords[kind]}（人次）`,
            figure.value,
            inMonth.value,
          ]),
        ...outcomes.recoveries.map(({ kind, figure, inMonth }) => [
          `${kind}（元）`,
          formatYuan(figure.value),
          formatYuan(inMonth.value),
        ]),
        ['收到问题线索（件）', clues.received.value, ''],
        ['办结问题线索（件）', clues.concluded.value, ''],
      ],
    ),
  ];
  return lines.join('\n');
}
