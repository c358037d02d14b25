/** Tables that 对账销号单 and 一问题一档案 share: measures, evidence, the steps of closing. */
import type { ClosingRecord } from '../contract/types.ts';
import { formatBytes } from '../bytes.ts';
import { demandWords, reopenGroundWords } from '../words.ts';
import type { PaperTable } from './blocks.ts';
import type { IssueStanding, StandingMeasure } from './issueStanding.ts';
import type { EvidenceFact } from './ledgerRows.ts';
import { deadlineInFull, evidenceSaid, measureStateSaid, nameOr } from './rowWords.ts';
import { type Column, lines, shortDay, stacked, tableOf } from './tables.ts';

/** How a measure is called within its issue: by its own number, else by its place. */
export function measureCalls(measures: readonly StandingMeasure[]): ReadonlyMap<number, string> {
  return new Map(
    measures.map(({ id, number }, at) => [id, number === '' ? `第${at + 1}条` : number] as const),
  );
}

/** 3条，已完成2条；另有已撤销1条. */
export function measuresSaid(measures: readonly StandingMeasure[]): string {
  const active = measures.filter(({ withdrawnOn }) => withdrawnOn === null);
  const gone = measures.length - active.length;
  const counted =
    active.length === 0
      ? '尚未制定'
      : `${active.length}条，已完成${active.filter(({ complete }) => complete).length}条`;
  return gone === 0 ? counted : `${counted}；另有已撤销${gone}条`;
}

const stateSaid = (row: StandingMeasure): string =>
  row.withdrawnOn === null ? measureStateSaid(row) : stacked('已撤销', shortDay(row.withdrawnOn));

/** `wide`: landscape, with the latest progress. */
export function measureTable(
  { measures }: IssueStanding,
  caption: string | undefined,
  wide: boolean,
): PaperTable {
  const calls = measureCalls(measures);
  const columns: Column<StandingMeasure>[] = [
    { title: '序号', share: 15, middle: true, of: ({ id }) => calls.get(id) ?? '' },
    { title: '整改措施', share: 70, of: ({ words }) => words },
    {
      ...{ title: '责任单位、责任人', share: 32 },
      of: ({ unit, assignee, assisting }) =>
        stacked(nameOr(unit), assignee, assisting.length === 0 ? '' : `配合：${assisting.join('、')}`),
    },
    ...(wide
      ? [
          {
            ...{ title: '整改要求', share: 18, middle: true },
            of: ({ demand }: StandingMeasure) => demandWords[demand],
          },
          { title: '整改期限', share: 30, middle: true, of: deadlineInFull },
        ]
      : [
          {
            ...{ title: '整改要求及期限', share: 36, middle: true },
            of: (row: StandingMeasure) =>
              row.deadline.words.includes(demandWords[row.demand])
                ? deadlineInFull(row)
                : stacked(demandWords[row.demand], deadlineInFull(row)),
          },
        ]),
    { title: '完成情况', share: wide ? 27 : 26, middle: true, of: stateSaid },
    ...(wide
      ? [
          { title: '佐证', share: 16, middle: true, of: evidenceCount },
          { title: '最新进展', share: 62, of: ({ progress }: StandingMeasure) => progress },
        ]
      : []),
  ];
  return tableOf(columns, lines(measures), '尚未制定整改措施。', caption);
}

function evidenceCount(row: StandingMeasure): string {
  if (row.evidence.length > 0) return `${row.evidence.length}份`;
  return row.noEvidenceReason === '' ? evidenceSaid(row) : '无';
}

interface Piece {
  readonly measure: StandingMeasure;
  /** Null: none, for the reason recorded. */
  readonly evidence: EvidenceFact | null;
  readonly at: number;
}

function piecesOf(measure: StandingMeasure): Omit<Piece, 'at'>[] {
  if (measure.evidence.length > 0) return measure.evidence.map((evidence) => ({ measure, evidence }));
  return measure.noEvidenceReason === '' ? [] : [{ measure, evidence: null }];
}

/**
 * Every piece of evidence with the whole hash of its file; measures without any with the reason recorded.
 * `lost`: hashes of files that are no longer where the ledger keeps them.
 */
export function evidenceTable(
  { measures }: IssueStanding,
  lost: ReadonlySet<string>,
  caption: string | undefined,
): PaperTable {
  const calls = measureCalls(measures);
  const pieces = measures.flatMap(piecesOf).map((piece, at) => ({ ...piece, at }));
  const columns: Column<Piece>[] = [
    { title: '序号', share: 11, middle: true, of: ({ at }) => String(at + 1) },
    { title: '措施', share: 15, middle: true, of: ({ measure }) => calls.get(measure.id) ?? '' },
    {
      ...{ title: '材料名称', share: 58 },
      of: ({ measure, evidence }) => evidence?.title ?? `无佐证材料：${measure.noEvidenceReason}`,
    },
    { title: '文号或存放位置', share: 40, optional: true, of: ({ evidence }) => evidence?.reference ?? '' },
    { title: '文件', share: 46, optional: true, of: ({ evidence }) => fileSaid(evidence, lost) },
    {
      ...{ title: '文件指纹（SHA-256）', share: 60, optional: true },
      of: ({ evidence }) => evidence?.sha256 ?? '',
    },
    { title: '收录日期', share: 22, middle: true, of: ({ evidence }) => shortDay(evidence?.addedOn ?? null) },
  ];
  return tableOf(columns, lines(pieces), '没有佐证材料。', caption);
}

function fileSaid(evidence: EvidenceFact | null, lost: ReadonlySet<string>): string {
  if (evidence === null || evidence.fileName === null) return '';
  const size = evidence.bytes === null ? '' : `（${formatBytes(evidence.bytes)}）`;
  const gone = evidence.sha256 !== null && lost.has(evidence.sha256) ? '文件已丢失' : '';
  return stacked(`${evidence.fileName}${size}`, gone);
}

/** Which application of its cycle an event speaks of; one that was sent back is counted with the next attempt. */
function applicationOf({ step, attempt }: ClosingRecord): number {
  return step === 'sent_back' || step === 'application_withdrawn' ? attempt - 1 : attempt;
}

/** Every step that was taken about closing, in all cycles, oldest first. */
export function stepTable(
  events: readonly ClosingRecord[],
  caption: string | undefined,
  empty: string,
): PaperTable {
  const columns: Column<ClosingRecord>[] = [
    {
      ...{ title: '轮次', share: 26, middle: true },
      of: (event) => `第${event.cycle}轮${applicationOf(event) > 1 ? `第${applicationOf(event)}次` : ''}`,
    },
    { title: '环节', share: 26, middle: true, of: ({ name }) => name },
    { title: '办理人', share: 34, middle: true, of: ({ actor }) => actor },
    { title: '日期', share: 32, middle: true, of: ({ on }) => shortDay(on) },
    {
      ...{ title: '意见', share: 110 },
      of: ({ ground, opinion }) => `${ground === '' ? '' : `（${reopenGroundWords[ground]}）`}${opinion}`,
    },
  ];
  return tableOf(columns, lines(events), empty, caption);
}
