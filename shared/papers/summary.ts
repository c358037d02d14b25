/** The monthly summary as a paper: what `shared/summary` computed, set as the office sets it. */
import type { PaperDoc, PaperSettings, Summary } from '../contract/types.ts';
import { dayLabel } from '../day.ts';
import { monthLabel } from '../month.ts';
import { sectionNumeral, summaryFileName } from '../summary/phrases.ts';
import { heading, landscape, meta, paragraph, portrait, title } from './blocks.ts';

export function summaryDoc(s: Summary, words: PaperSettings): PaperDoc {
  return {
    title: summaryFileName(s.month),
    forms: ['xlsx', 'docx'],
    revision: s.revision,
    sections: [
      portrait([
        title('巡察整改情况月报', `（${monthLabel(s.month)}）`),
        meta(s.round.organisation),
        meta(`（截至${dayLabel(s.asOf)}）`),
        ...s.narrative.flatMap((part, i) => [
          heading(1, `${sectionNumeral(i + 1)}、${part.heading}`),
          paragraph(part.text),
        ]),
        { block: 'annexes', items: [`巡察整改台账（${monthLabel(s.month)}）`] },
        { block: 'signs', places: words.signs },
      ]),
      landscape([
        { block: 'annexMark', text: '附件' },
        title(`巡察整改台账（${monthLabel(s.month)}）`),
        {
          block: 'table',
          columns: [
            { title: '编号', share: 19 },
            { title: '问题', share: 33 },
            { title: '整改措施', share: 36 },
          ],
          rows: s.annex.map((row) => ({
            cells: [row.issuePlace, row.issueTitle, `${row.measureNumber} ${row.measureTitle}`.trim()],
          })),
          empty: '台账中尚无问题。',
        },
      ]),
    ],
    notes: [],
    differing: 0,
  };
}
