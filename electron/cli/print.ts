/** Replies as readable text. */
import type { Reply } from '../../shared/contract/index.ts';
import type { DryRun } from '../../shared/contract/types.ts';
import { formatBytes } from '../../shared/bytes.ts';
import { formatYuan } from '../../shared/money.ts';
import { monthLabel } from '../../shared/month.ts';
import { issueStateWords, measureStateWords } from '../../shared/words.ts';
import { wordStep } from '../../shared/stepWords.ts';
import { shorten, table } from './table.ts';

const TITLE_WIDTH = 60;

export function printTree({ nodes }: Reply<'tree.all'>): string {
  if (nodes.length === 0) return '还没有内容，请先导入通报或方案。';
  const depth = new Map<string, number>();
  return nodes
    .map((node) => {
      const level = node.parent === null ? 0 : (depth.get(node.parent) ?? 0) + 1;
      depth.set(node.id, level);
      const word = node.state === null ? null : stateWord(node.kind, node.state);
      const state = node.withdrawn ? ' 〔已撤销〕' : word === null ? '' : ` 〔${word}〕`;
      return `${'  '.repeat(level)}${node.id} ${node.number}${shorten(node.title, TITLE_WIDTH)}${state}`;
    })
    .join('\n');
}

function stateWord(kind: string, state: string): string {
  const words: Readonly<Record<string, string>> = kind === 'measure' ? measureStateWords : issueStateWords;
  return words[state] ?? state;
}

function orNone(value: number | null): string | number {
  return value ?? '未写明';
}

export function printStats(stats: Reply<'round.stats'>): string {
  const { stated } = stats;
  return table(
    ['项目', '台账计数', '文件所载'],
    [
      ['方面', String(stats.aspects), String(orNone(stated.aspects))],
      ['子类', String(stats.subheadings), ''],
      ['问题', String(stats.issues), String(orNone(stated.issues))],
      ['已销号问题', String(stats.issuesClosed), String(orNone(stated.closed))],
      ['整改措施', String(stats.measures), String(orNone(stated.measures))],
      ['已完成措施', String(stats.measuresDone), ''],
      ['已建立长效机制', String(stats.measuresEstablished), ''],
    ],
  );
}

export function printRounds({ rounds }: Reply<'round.list'>): string {
  if (rounds.length === 0) return '还没有巡察轮次。';
  return table(
    ['编号', '当前', '反馈日', '问题', '已销号', '措施', '名称'],
    rounds.map((round) => [
      round.id,
      round.current ? '是' : '',
      round.feedbackOn ?? '未填',
      round.counted.issues,
      round.counted.issuesClosed,
      round.counted.measures,
      shorten(round.title, TITLE_WIDTH),
    ]),
  );
}

export function printDryRun(found: DryRun): string {
  const lines = [
    `标题：${found.title ?? '（没有认出）'}`,
    '',
    table(
      ['方面', '子类', '问题', '措施'],
      found.perAspect.map((aspect) => [
        shorten(aspect.title, TITLE_WIDTH),
        aspect.subheadings,
        aspect.issues,
        aspect.measures,
      ]),
    ),
    '',
    `合计：${found.aspects} 个方面，${found.subheadings} 个子类，${found.issues} 个问题，${found.measures} 条措施。`,
    `文件所载：${orNone(found.stated.aspects)} 个方面，${orNone(found.stated.issues)} 个问题，${orNone(found.stated.measures)} 条措施。`,
  ];
  if (found.warnings.length > 0) {
    lines.push(
      '',
      '请核对：',
      ...found.warnings.map((warning) => `  第 ${warning.line} 行：${warning.text}`),
    );
  }
  lines.push('', '以上仅为试读，没有写入台账。');
  return lines.join('\n');
}

export function printImported(reply: Reply<'notice.commit'>): string {
  const { counted } = reply;
  return (
    `已导入第 ${reply.batch} 批到轮次 ${reply.roundId}：${counted.aspects} 个方面，${counted.subheadings} 个子类，` +
    `${counted.issues} 个问题，${counted.measures} 条措施。可用 undo 整批撤销。`
  );
}

export function printSummary(summary: Reply<'summary.compute'>): string {
  const { outcomes } = summary;
  const money = outcomes.recoveries.map((one) => [one.kind, `${formatYuan(one.figure.value)} 元`] as const);
  return [
    `${summary.round.title} ${monthLabel(summary.month)}月报（截至 ${summary.asOf}）`,
    '',
    ...summary.narrative.flatMap((part) => [part.heading, part.text, '']),
    table(
      ['方面', '问题', '已销号', '未销号', '本月新销号', '销号率'],
      summary.byAspect.map((row) => [
        shorten(row.name, TITLE_WIDTH),
        row.issues.value,
        row.closed.value,
        row.open.value,
        row.newlyClosed.value,
        rate(row.rateBp),
      ]),
    ),
    ...(money.length === 0 ? [] : ['', table(['款项', '金额'], money)]),
  ].join('\n');
}

function rate(basisPoints: number | null): string {
  return basisPoints === null ? '—' : `${(basisPoints / 100).toFixed(2)}%`;
}

export function printLog({ entries }: Reply<'history.log'>): string {
  if (entries.length === 0) return '还没有变更记录。';
  return table(
    ['序号', '步骤', '时间', '经办人', '操作', '表', '行', '字段', '原值', '新值'],
    entries.map((entry) => [
      entry.seq,
      entry.step,
      entry.at.slice(0, 19).replace('T', ' '),
      entry.operator,
      wordStep({ action: entry.action, detail: {} }),
      entry.table,
      entry.row,
      entry.field === '' ? entry.op : entry.field,
      shorten(String(entry.old ?? ''), 24),
      shorten(String(entry.new ?? ''), 40),
    ]),
  );
}

export function printVerify(found: Reply<'ledger.verified'>): string {
  const read =
    found.files === 0 ? '' : `已核对佐证等存档文件 ${found.files} 份（${formatBytes(found.bytes)}）。`;
  if (found.ok) return `台账完整，没有发现问题。${read}`;
  return [
    `发现 ${found.problems.length} 处问题：${read}`,
    table(
      ['表', '行', '问题', '文件'],
      found.problems.map((problem) => [
        problem.table,
        String(problem.row ?? ''),
        problem.kind,
        shorten(problem.about ?? '', TITLE_WIDTH),
      ]),
    ),
  ].join('\n');
}
