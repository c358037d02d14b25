/** The monthly summary as a paper: what `shared/summary` computed, set as the office sets it. */
import type {
  PaperBlock,
  PaperChart,
  PaperDoc,
  PaperRun,
  PaperSettings,
  Summary,
  SummaryPart,
} from '../contract/types.ts';
import { dayLabel } from '../day.ts';
import { monthLabel } from '../month.ts';
import { editionMark, sectionNumeral, summaryFileName } from '../summary/phrases.ts';
import { heading, landscape, meta, paragraph, portrait, title } from './blocks.ts';
import { burnDownChart, progressChart } from './charts.ts';
import { markBlocks, sealBlock } from './settings.ts';
import { annexTable, dueTables, lateTables, matterTables, monthTables } from './summaryLists.ts';
import { groupTables, measureTables, outcomeTables, overallTables } from './summaryTables.ts';

type Paragraph = Summary['narrative'][number];

const none = (): PaperBlock[] => [];

/** What stands below the paragraph of a part. */
const below: Readonly<Record<SummaryPart, (s: Summary) => PaperBlock[]>> = {
  overall: (s) => [...overallTables(s), ...picture(burnDownChart(s.trend))],
  measures: measureTables,
  month: monthTables,
  late: lateTables,
  groups: (s) => [
    ...picture(progressChart('各方面问题整改进度', s.byAspect)),
    ...picture(progressChart('各责任单位问题整改进度', s.issuesByUnit)),
    ...groupTables(s),
  ],
  outcomes: outcomeTables,
  // Its figures stand in the table of the outcomes.
  clues: none,
  due: dueTables,
  matters: matterTables,
};

function editionLine(edition: number | undefined): string[] {
  return edition === undefined ? [] : [editionMark(edition)];
}

/** The whole paper of a month; `words` is what the office says of itself, `edition` the number of a correction. */
export function summaryDoc(s: Summary, words: PaperSettings, edition?: number): PaperDoc {
  const annexTitle = `巡察整改台账（${monthLabel(s.month)}）`;
  const { opening = '', closing = '' } = words.wording.summary ?? {};
  const differing = s.narrative.flatMap((p) =>
    p.runs.flatMap((run) => (run.differs === undefined ? [] : [{ p, run }])),
  );
  return {
    title: `${summaryFileName(s.month)}${editionMark(edition)}`,
    forms: ['xlsx', 'docx'],
    revision: s.revision,
    sections: [
      portrait([
        ...markBlocks(words),
        title('巡察整改情况月报', `（${monthLabel(s.month)}）`, ...editionLine(edition)),
        ...(s.round.organisation === '' ? [] : [meta(s.round.organisation)]),
        meta(`（截至${dayLabel(s.asOf)}）`),
        ...recipient(words.recipient),
        ...paragraphs([{ text: ended(opening) }]),
        ...s.narrative.flatMap((part, i) => [
          heading(1, `${sectionNumeral(i + 1)}、${part.heading}`),
          ...partParagraphs(part),
          ...below[part.part](s),
        ]),
        ...paragraphs([{ text: ended(closing) }]),
        { block: 'annexes', items: [annexTitle] },
        sealBlock(words, s.round.organisation, s.asOf),
        { block: 'signs', places: words.signs },
      ]),
      landscape([
        { block: 'annexMark', text: '附件' },
        title(annexTitle),
        meta([s.round.organisation, `截至${dayLabel(s.asOf)}`].filter((said) => said !== '').join('　')),
        annexTable(s),
        { block: 'signs', places: words.signs },
      ]),
    ],
    notes: [
      ...(differing.length === 0
        ? []
        : [
            `月报文字中有${differing.length}处与台账不一致：${differing
              .map(({ p, run }) => `${p.heading}，${differenceWords(run.text, run.differs ?? '')}`)
              .join('；')}。`,
          ]),
      ...unexplained(s),
    ],
    differing: differing.length,
  };
}

/** How an edited figure and the ledger disagree: 月报文字为26，台账为25. */
export function differenceWords(text: string, ledger: string): string {
  return ledger === '' ? `月报文字为“${text}”，台账现在没有这一项` : `月报文字为“${text}”，台账为“${ledger}”`;
}

/** The clerk's own sentence with its full stop. */
const ended = (text: string): string =>
  text.trim() === '' || /[。！？：；.!?]$/u.test(text.trim()) ? text.trim() : `${text.trim()}。`;

function recipient(text: string): PaperBlock[] {
  const name = text.trim().replace(/[：:]$/u, '');
  return name === '' ? [] : [{ block: 'recipient', text: `${name}：` }];
}

const picture = (chart: PaperChart | null): PaperBlock[] =>
  chart === null ? [] : [{ block: 'chart', chart }];

/** A part's words, which the clerk may change; their ends of line part paragraphs. */
function partParagraphs({ part, runs }: Paragraph): PaperBlock[] {
  const told = runs.map(({ text, figure, differs }): PaperRun => ({
    text,
    ...(figure === undefined ? {} : { figure }),
    ...(differs === undefined ? {} : { differs }),
  }));
  return paragraphs(told).map((block) => ({ ...block, part }));
}

function paragraphs(runs: readonly PaperRun[]): ReturnType<typeof paragraph>[] {
  const lines: PaperRun[][] = [[]];
  for (const run of runs) {
    run.text.split('\n').forEach((text, i) => {
      if (i > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...run, text });
    });
  }
  return lines.filter((line) => line.some((run) => run.text.trim() !== '')).map((line) => paragraph(...line));
}

/** What units were asked about their delays and have not answered. */
function unexplained({ overdue }: Summary): string[] {
  const lacking = (field: 'delayReason' | 'nextStep'): number =>
    overdue.filter((line) => line[field].trim() === '').length;
  const reason = lacking('delayReason');
  const next = lacking('nextStep');
  const words = [
    ...(reason === 0 ? [] : [`${reason}条没有填原因`]),
    ...(next === 0 ? [] : [`${next}条没有填下一步`]),
  ];
  return words.length === 0 ? [] : [`超期措施中${words.join('、')}。`];
}
