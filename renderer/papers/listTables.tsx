/** Tables of rows: what is new, what is late, what is due, groups, matters. */
import type { IssueLine, MeasureLine, Summary } from '../../shared/contract/types.ts';
import { formatRate } from '../../shared/counting.ts';
import { deadlineWords } from '../../shared/summary/lines.ts';
import { stateWords } from '../../shared/summary/phrases.ts';
import { backDatedWord, lagWord } from '../../shared/words.ts';
import { Figure } from './figure.tsx';
import { Table } from './Table.tsx';
import type { Column, Row } from './Table.tsx';

interface Props {
  readonly summary: Summary;
}

const place: Column = { title: '编号', share: 13 };
const unit: Column = { title: '责任单位', share: 17 };
const lead: Column = { title: '牵头领导', share: 12, middle: true };

function shortDay(day: string | null): string {
  if (day === null) return '';
  const [year, month, date] = day.split('-').map(Number);
  return `${year}.${month}.${date}`;
}

function issueRow(line: IssueLine, note: string): Row {
  return {
    key: line.id,
    cells: [
      line.place,
      line.title,
      line.lead?.name ?? '',
      line.unit?.name ?? '',
      [shortDay(line.closedOn), note, line.backDated ? backDatedWord : ''].filter(Boolean).join(' '),
    ],
  };
}

function measureRow(line: MeasureLine): Row {
  return {
    key: line.id,
    cells: [
      line.issuePlace,
      measureWords(line),
      line.lead?.name ?? '',
      line.unit?.name ?? '',
      [shortDay(line.doneOn), line.backDated ? backDatedWord : ''].filter(Boolean).join(' '),
    ],
  };
}

function measureWords(line: MeasureLine): string {
  return `${line.number} ${line.title}`.trim();
}

export function MonthTables({ summary: s }: Props) {
  const issueColumns = (last: string): Column[] => [
    place,
    { title: '问题', share: 40 },
    lead,
    unit,
    { title: last, share: 16, middle: true },
  ];
  const measureColumns = (last: string): Column[] => [
    place,
    { title: '措施', share: 40 },
    lead,
    unit,
    { title: last, share: 16, middle: true },
  ];
  return (
    <>
      {s.newlyClosed.length === 0 ? null : (
        <Table
          title="本月新销号问题"
          columns={issueColumns('销号日期')}
          rows={s.newlyClosed.map((l) => issueRow(l, ''))}
        />
      )}
      {s.gone.length === 0 ? null : (
        <Table
          title="上期已销号、本期不再计入的问题"
          columns={issueColumns('说明')}
          rows={s.gone.map((l) => issueRow({ ...l, closedOn: null }, l.withdrawn ? '移出' : '重启'))}
        />
      )}
      {s.newlyDone.length === 0 ? null : (
        <Table
          title="本月新完成措施"
          columns={measureColumns('完成日期')}
          rows={s.newlyDone.map(measureRow)}
        />
      )}
      {s.newlyEstablished.length === 0 ? null : (
        <Table
          title="本月新建立长效机制的措施"
          columns={measureColumns('建立日期')}
          rows={s.newlyEstablished.map(measureRow)}
        />
      )}
    </>
  );
}

function lateRow(line: MeasureLine): Row {
  return {
    key: line.id,
    cells: [
      line.issuePlace,
      measureWords(line),
      [line.lead?.name ?? '', line.unit?.name ?? ''].filter(Boolean).join('\n'),
      deadlineWords(line.deadlineRaw, line.dueOn),
      line.daysLate > 0 ? line.daysLate : '—',
      line.delayReason,
      line.nextStep,
    ],
  };
}

/** Those that are overdue and lag too stand once, in the first table. */
export function LateTables({ summary: s }: Props) {
  const columns: Column[] = [
    { title: '编号', share: 15 },
    { title: '措施', share: 18 },
    { title: '牵头领导、责任单位', share: 15 },
    { title: '期限', share: 16, middle: true },
    { title: '超期天数', share: 8, middle: true },
    { title: '原因', share: 23 },
    { title: '下一步', share: 23 },
  ];
  const lagging = s.lagging.filter((line) => line.lamp !== 'red');
  return (
    <>
      {s.overdue.length === 0 ? null : (
        <Table title="超期措施" columns={columns} rows={s.overdue.map(lateRow)} />
      )}
      {lagging.length === 0 ? null : (
        <Table title={`${lagWord}措施（尚未超期）`} columns={columns} rows={lagging.map(lateRow)} />
      )}
    </>
  );
}

export function DueTable({ summary: s }: Props) {
  if (s.dueNext.length === 0) return null;
  return (
    <Table
      columns={[
        place,
        { title: '措施', share: 36 },
        lead,
        unit,
        { title: '期限', share: 14, middle: true },
        { title: '状态', share: 12, middle: true },
      ]}
      rows={s.dueNext.map((line) => ({
        key: line.id,
        cells: [
          line.issuePlace,
          measureWords(line),
          line.lead?.name ?? '',
          line.unit?.name ?? '',
          deadlineWords(line.deadlineRaw, line.dueOn),
          stateWords(line.state, line.established),
        ],
      }))}
    />
  );
}

export function MatterTable({ summary: s }: Props) {
  if (s.matters.length === 0) return null;
  return (
    <Table
      columns={[
        { title: '事项', share: 38 },
        { title: '对应问题', share: 16 },
        { title: '会议日期', share: 14, middle: true },
        { title: '决定和落实情况', share: 36 },
      ]}
      rows={s.matters.map((m) => ({
        key: m.id,
        cells: [
          m.title,
          m.issues.join('、'),
          m.meetingOn === null ? '待研究' : shortDay(m.meetingOn),
          [m.decision, m.followUp].filter(Boolean).join(' '),
        ],
      }))}
    />
  );
}

export function GroupTables({ summary: s }: Props) {
  return (
    <>
      <GroupTable title="按方面" name="方面" issues={s.byAspect} />
      <GroupTable title="按责任单位（问题）" name="责任单位" issues={s.issuesByUnit} />
      <GroupTable title="按责任领导（问题）" name="责任领导" issues={s.issuesByLead} />
      <MeasureGroupTable title="按责任单位（措施）" name="责任单位" groups={s.measuresByUnit} />
      <MeasureGroupTable title="按责任领导（措施）" name="责任领导" groups={s.measuresByLead} />
    </>
  );
}

const number = (title: string, share = 10): Column => ({ title, share, middle: true });

function GroupTable({ title, name, issues }: { title: string; name: string; issues: Summary['byAspect'] }) {
  if (issues.length === 0) return null;
  return (
    <Table
      title={title}
      columns={[
        { title: name, share: 42 },
        number('问题'),
        number('已销号'),
        number('未销号'),
        number('上期销号'),
        number('本月新增'),
        number('重启移出'),
        number('完成率', 14),
      ]}
      rows={issues.map((g) => ({
        key: g.id ?? 'none',
        cells: [
          g.name,
          <Figure key="issues" of={g.issues} />,
          <Figure key="closed" of={g.closed} />,
          <Figure key="open" of={g.open} />,
          <Figure key="base" of={g.baseClosed} />,
          <Figure key="new" of={g.newlyClosed} />,
          <Figure key="gone" of={g.gone} />,
          formatRate(g.rateBp),
        ],
      }))}
    />
  );
}

function MeasureGroupTable({
  title,
  name,
  groups,
}: {
  title: string;
  name: string;
  groups: Summary['measuresByUnit'];
}) {
  if (groups.length === 0) return null;
  return (
    <Table
      title={title}
      columns={[
        { title: name, share: 42 },
        number('措施'),
        number('已完成', 12),
        number('本月新增'),
        number('超期'),
        number('临期'),
        number(lagWord),
      ]}
      rows={groups.map((g) => ({
        key: g.id ?? 'none',
        cells: [
          g.name,
          <Figure key="measures" of={g.measures} />,
          <Figure key="complete" of={g.complete} />,
          <Figure key="done" of={g.newlyDone} />,
          <Figure key="overdue" of={g.overdue} />,
          <Figure key="near" of={g.near} />,
          <Figure key="lagging" of={g.lagging} />,
        ],
      }))}
    />
  );
}
