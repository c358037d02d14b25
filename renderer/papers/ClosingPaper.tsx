/**
 * 对账销号单 of one issue: what was found, what was done about each measure and by which evidence, what was said at
 * each step of the closing chain, and the places to sign. One component serves the screen and the printed page.
 */
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { ClosingPaper as Paper, MissingItem } from '../../shared/contract/types.ts';
import { measureComplete } from '../../shared/complete.ts';
import { dayLabel } from '../../shared/day.ts';
import {
  demandWords,
  establishedWord,
  issueStateWords,
  measureStateWords,
  reopenGroundWords,
} from '../../shared/words.ts';
import { missingWord, numbered } from '../views/closing/words.ts';
import { Table } from './Table.tsx';

interface ClosingPaperProps {
  readonly paper: Paper;
  /** Leads to where something that is missing can be mended; left out in print. */
  readonly onMissing?: (item: MissingItem) => void;
}

type Measure = Paper['measures'][number];
/** Signs of a hash that tell two files apart; the whole of it is shown by the pointer. */
const SHORT = 12;

export function ClosingPaper({ paper, onMissing }: ClosingPaperProps) {
  const { round, measures, events, steps, outcomes } = paper;
  const evidence = measures.flatMap((measure) => measure.evidence.map((item) => ({ measure, item })));
  return (
    <article className="paper paper-closing" lang="zh-CN">
      <section className="paper-sheet paper-wide">
        <header>
          <h1 className="paper-title">对账销号单</h1>
          <p className="paper-number">{round.title}</p>
        </header>
        <Facts paper={paper} />
        {paper.missing.length === 0 ? null : <Missing items={paper.missing} onMissing={onMissing} />}
        <Table
          title="一、整改措施及完成情况"
          columns={[
            { title: '序号', share: 15, middle: true },
            { title: '整改措施', share: 64 },
            { title: '责任单位、责任人', share: 34 },
            { title: '整改期限', share: 34, middle: true },
            { title: '完成情况', share: 26, middle: true },
            { title: '整改进展', share: 84 },
          ]}
          rows={measures.map((measure) => ({ key: measure.id, cells: measureCells(measure) }))}
          empty="没有整改措施。"
        />
        <Table
          title="二、佐证材料"
          columns={[
            { title: '措施', share: 15, middle: true },
            { title: '材料名称', share: 80 },
            { title: '文号或存放位置', share: 60 },
            { title: '文件', share: 66 },
            { title: '文件指纹', share: 36, middle: true },
          ]}
          rows={[
            ...evidence.map(({ measure, item }, index) => ({
              key: index,
              cells: [
                measure.number,
                item.title,
                item.reference,
                item.fileName ?? '',
                item.sha256 === null ? '' : <Hash key="hash" of={item.sha256} />,
              ],
            })),
            ...measures
              .filter((measure) => measure.evidence.length === 0 && measure.noEvidenceReason !== '')
              .map((measure) => ({
                key: `none ${measure.id}`,
                cells: [measure.number, `无佐证材料：${measure.noEvidenceReason}`, '', '', ''],
              })),
          ]}
          empty="没有佐证材料。"
        />
        {outcomes.length === 0 ? null : (
          <>
            <h2 className="paper-heading">三、整改成效</h2>
            {outcomes.map((text) => (
              <p key={text} className="paper-text">
                {text}
              </p>
            ))}
          </>
        )}
        <Table
          title={outcomes.length === 0 ? '三、销号办理意见' : '四、销号办理意见'}
          columns={[
            { title: '轮次', share: 15, middle: true },
            { title: '环节', share: 30, middle: true },
            { title: '办理人', share: 45, middle: true },
            { title: '日期', share: 34, middle: true },
            { title: '意见', share: 133 },
          ]}
          rows={events.map((event) => ({
            key: event.id,
            cells: [
              `第${event.cycle}轮`,
              event.name,
              event.actor,
              dayLabel(event.on),
              `${event.ground === '' ? '' : `（${reopenGroundWords[event.ground]}）`}${event.opinion}`,
            ],
          }))}
          empty="尚未申请销号。"
        />
        <footer className="paper-places" style={{ gridTemplateColumns: `repeat(${steps.length}, 1fr)` }}>
          {steps.map((step) => (
            <div key={step.step}>
              <b>{step.name}</b>
              <span>{step.holder === '' ? '　' : step.holder}</span>
              <i>（签章）</i>
              <span>年　月　日</span>
            </div>
          ))}
        </footer>
        <p className="paper-hash paper-day">制表日期：{dayLabel(paper.printedOn)}</p>
      </section>
    </article>
  );
}

/** Two facts a line, long ones alone on theirs. */
function Facts({ paper }: { readonly paper: Paper }) {
  const { issue, round } = paper;
  const active = paper.measures.filter(({ withdrawnOn }) => withdrawnOn === null);
  const complete = active.filter(measureComplete).length;
  const closed = issue.closedOn === null ? '' : `（${dayLabel(issue.closedOn)}）`;
  const facts: readonly (readonly [label: string, value: string, wide: boolean])[] = [
    ['问题', `${issue.place === '' ? issue.number : issue.place}　${issue.title}`, true],
    ['所属方面', issue.path.join(' › '), true],
    ['被巡察单位', round.organisation, false],
    ['巡察组', round.inspectedBy, false],
    ['牵头领导', issue.lead === '' ? '未明确' : issue.lead, false],
    ['责任单位', issue.unit === '' ? '未明确' : issue.unit, false],
    ['整改措施', `${active.length}条，已完成${complete}条`, false],
    [
      '销号状态',
      `${issueStateWords[issue.state]}${closed}${issue.cycle > 1 ? `，第${issue.cycle}轮` : ''}`,
      false,
    ],
  ];
  return (
    <dl className="paper-facts">
      {facts.map(([label, value, wide]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd className={wide ? 'paper-fact-wide' : undefined}>{value === '' ? '　' : value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Missing({
  items,
  onMissing,
}: {
  readonly items: readonly MissingItem[];
  readonly onMissing: ClosingPaperProps['onMissing'];
}) {
  return (
    <div className="paper-missing">
      <p>尚缺下列内容，还不能申请销号：</p>
      <ul>
        {items.map((item) => {
          const said = `${item.measure === null ? '' : `${numbered(item.measure)}：`}${missingWord(item)}`;
          return (
            <li key={`${item.kind} ${item.measure?.id ?? ''}`}>
              {onMissing === undefined ? (
                said
              ) : (
                <button type="button" className="paper-figure" onClick={() => onMissing(item)}>
                  {said}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function measureCells(measure: Measure): ReactNode[] {
  return [
    measure.number,
    measure.withdrawnOn === null ? measure.title : `${measure.title}（已于${measure.withdrawnOn}撤销）`,
    [measure.unit, measure.assignee].filter(Boolean).join('\n'),
    deadlineWords(measure),
    stateWords(measure),
    measure.progress,
  ];
}

function deadlineWords({ deadline, dueOn, demand }: Measure): string {
  const raw = deadline === '' ? demandWords[demand] : deadline;
  return dueOn === null || raw.includes(dueOn) ? raw : `${raw}\n（${dueOn}）`;
}

function stateWords({ state, established, doneOn, withdrawnOn }: Measure): string {
  if (withdrawnOn !== null) return '已撤销';
  if (state !== 'done' && established) return establishedWord;
  return doneOn === null ? measureStateWords[state] : `${measureStateWords[state]}\n${doneOn}`;
}

function Hash({ of }: { readonly of: string }) {
  return (
    <span className="paper-mono" title={of}>
      {of.slice(0, SHORT)}
    </span>
  );
}
