/** import-ledger: an old ledger as first content, with its history and closing days. */
import type { Day, Month } from '../../shared/day.ts';
import { Refused } from './refused.ts';
import type { Caller } from './refused.ts';
import type { Answer, Command, Tools } from './types.ts';

interface Options {
  readonly file: string;
  readonly dryRun: boolean;
  /** Month of progress whose column names none; today's when not given. */
  readonly month: Month | undefined;
  readonly feedbackOn: Day | undefined;
  /** Round that takes it in; a new one when not given. */
  readonly round: number | undefined;
}

const DEFAULT_MONTHS = 6;
const MAX_TITLE = 200;

export const importLedgerCommand: Command = {
  options: ['dry-run', 'month', 'feedback', 'round'],
  words: ['文件'],
  read(typed) {
    const options: Options = {
      file: typed.words[0] ?? '',
      dryRun: typed.has('dry-run'),
      month: typed.month('month'),
      feedbackOn: typed.day('feedback'),
      round: typed.number('round'),
    };
    return { opens: 'writer', run: (call, tools) => importLedger(options, call, tools) };
  },
};

async function importLedger(options: Options, call: Caller, tools: Tools): Promise<Answer> {
  const { job } = await call('ledgerImport.read', { file: tools.token(options.file) });
  const read = await tools.finished(job);
  if (!read.ok) throw new Refused(read.error);
  const { name, sha256, recognised, counted, problems } = await call('ledgerImport.preview', { job });
  // What could not be understood is told, and is in no field of the ledger.
  const unmapped = recognised.columns.flatMap((column) =>
    column.field === null && column.heading !== '' ? [column.heading] : [],
  );
  const found = { name, sha256, sheet: recognised.sheet, counted, unmapped, problems };
  if (options.dryRun) return { value: found, text: printed(found) };
  const { today } = await call('ledger.state', {});
  const title = name.replace(/\.[^.]*$/, '').trim();
  const written = await call('ledgerImport.commit', {
    job,
    month: options.month ?? today.slice(0, 7),
    target:
      options.round === undefined
        ? {
            newRound: {
              title: (title === '' ? name : title).slice(0, MAX_TITLE),
              feedbackOn: options.feedbackOn ?? null,
              months: DEFAULT_MONTHS,
            },
          }
        : { round: options.round },
  });
  return {
    value: { ...written, ...found },
    text: `${printed(found)}\n已导入批次 ${written.batch}（第 ${written.revision} 步）：${written.issues} 个问题、${written.measures} 条措施，其中 ${written.closed} 个问题标记为导入销号。`,
  };
}

interface Found {
  readonly sheet: string;
  readonly counted: Readonly<Record<string, number>>;
  readonly unmapped: readonly string[];
  readonly problems: readonly { sheet: string; cell: string; found: string; expected: string }[];
}

function printed({ sheet, counted, unmapped, problems }: Found): string {
  const lines = [
    `工作表“${sheet}”：${counted['aspects'] ?? 0} 个方面、${counted['issues'] ?? 0} 个问题、${counted['measures'] ?? 0} 条措施，其中已销号 ${counted['closed'] ?? 0} 个问题。`,
  ];
  if (unmapped.length > 0) lines.push(`没有导入的栏目：${unmapped.join('、')}`);
  if (problems.length > 0) lines.push(`待核对 ${problems.length} 处：`);
  for (const problem of problems)
    lines.push(`  ${problem.sheet}!${problem.cell} “${problem.found}”：应为${problem.expected}`);
  return lines.join('\n');
}
