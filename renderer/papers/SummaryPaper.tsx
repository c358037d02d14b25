/**
 * The monthly summary as an official paper. One component serves the screen (figures open their rows) and the printed
 * page; it renders the computed object and counts nothing itself. Whoever shows it loads paper.css.
 */
import type { Figure as FigureValue, Summary } from '../../shared/contract/types.ts';
import { dayLabel } from '../../shared/day.ts';
import { monthLabel } from '../../shared/month.ts';
import { sectionNumeral, signatures } from '../../shared/summary/phrases.ts';
import { Annex } from './Annex.tsx';
import { OpenFigure } from './figure.tsx';
import { DueTable, GroupTables, LateTables, MatterTable, MonthTables } from './listTables.tsx';
import { MeasureTable, OutcomeTable, OverallTable } from './overviewTables.tsx';

interface SummaryPaperProps {
  readonly summary: Summary;
  /** Opens the rows behind a figure; left out on paper. */
  readonly onFigure?: (figure: FigureValue) => void;
  /** Rows of the annex that are drawn; a screen need not hold a hundred thousand of them. */
  readonly annexLimit?: number;
}

type Part = Summary['narrative'][number]['part'];

const tables: Readonly<Record<Part, ((props: { readonly summary: Summary }) => React.ReactNode) | null>> = {
  overall: OverallTable,
  measures: MeasureTable,
  month: MonthTables,
  late: LateTables,
  groups: GroupTables,
  outcomes: OutcomeTable,
  clues: null,
  due: DueTable,
  matters: MatterTable,
};

export function SummaryPaper({ summary, onFigure, annexLimit }: SummaryPaperProps) {
  return (
    <OpenFigure.Provider value={onFigure ?? null}>
      <article className="paper" lang="zh-CN">
        <section className="paper-sheet">
          <header>
            <h1 className="paper-title">
              巡察整改情况月报
              <span className="paper-title-month">（{monthLabel(summary.month)}）</span>
            </h1>
            <p className="paper-meta">{summary.round.organisation}</p>
            <p className="paper-meta">（截至{dayLabel(summary.asOf)}）</p>
          </header>
          {summary.narrative.map((paragraph, i) => {
            const Tables = tables[paragraph.part];
            return (
              <section key={paragraph.part}>
                <h2 className="paper-heading">
                  {sectionNumeral(i + 1)}、{paragraph.heading}
                </h2>
                <p className="paper-text">{paragraph.text}</p>
                {Tables === null ? null : <Tables summary={summary} />}
              </section>
            );
          })}
          <p className="paper-text paper-annex-note">附件：巡察整改台账（{monthLabel(summary.month)}）</p>
          <footer className="paper-sign">
            {signatures.map((place) => (
              <span key={place}>{place}：</span>
            ))}
          </footer>
        </section>
        <Annex summary={summary} limit={annexLimit} />
      </article>
    </OpenFigure.Provider>
  );
}
