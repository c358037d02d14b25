/** Tables of the counts: overall, measures by timeliness, outcomes and clues. */
import type { Summary } from '../../shared/contract/types.ts';
import { formatRate } from '../../shared/counting.ts';
import { recoveryName } from '../../shared/summary/outcomes.ts';
import { lampWords } from '../../shared/summary/phrases.ts';
import {
  establishedWord,
  issueStateWords,
  lagWord,
  measureStateWords,
  regulationWords,
  sanctionWords,
} from '../../shared/words.ts';
import { Figure } from './figure.tsx';
import { Table } from './Table.tsx';
import type { Row } from './Table.tsx';

interface Props {
  readonly summary: Summary;
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference);
}

export function OverallTable({ summary }: Props) {
  const o = summary.overall;
  const stated = (value: number | null) => (value === null ? '—' : value);
  const states = o.byState.filter((s) => s.figure.value > 0 || s.state === 'closed');
  return (
    <>
      <Table
        columns={[
          { title: '指标', share: 30 },
          { title: '本期', share: 14, middle: true },
          { title: '上期', share: 14, middle: true },
          { title: '增减', share: 14, middle: true },
          { title: '文件所载', share: 18, middle: true },
        ]}
        rows={[
          {
            key: 'aspects',
            cells: ['方面（个）', <Figure key="f" of={o.aspects} />, '', '', stated(o.stated.aspects)],
          },
          {
            key: 'issues',
            cells: ['问题（个）', <Figure key="f" of={o.issues} />, '', '', stated(o.stated.issues)],
          },
          {
            key: 'closed',
            cells: [
              '　已销号（个）',
              <Figure key="f" of={o.closed} />,
              <Figure key="b" of={o.baseClosed} />,
              signed(o.closed.value - o.baseClosed.value),
              stated(o.stated.closed),
            ],
          },
          {
            key: 'open',
            cells: ['　未销号（个）', <Figure key="f" of={o.open} />, '', '', stated(o.stated.open)],
          },
          {
            key: 'new',
            cells: ['　本月新销号（个）', <Figure key="f" of={o.newlyClosed} />, '', '', ''],
          },
          { key: 'gone', cells: ['　重启或移出（个）', <Figure key="f" of={o.gone} />, '', '', ''] },
          { key: 'rate', cells: ['整改完成率', formatRate(o.rateBp), formatRate(o.baseRateBp), '', ''] },
          {
            key: 'measures',
            cells: ['整改措施（条）', <Figure key="f" of={o.measures} />, '', '', stated(o.stated.measures)],
          },
          {
            key: 'done',
            cells: [
              '　已完成（条）',
              <Figure key="f" of={o.measuresDone} />,
              <Figure key="b" of={o.baseDone} />,
              signed(o.measuresDone.value - o.baseDone.value),
              '',
            ],
          },
          {
            key: 'established',
            cells: [`　${establishedWord}（条）`, <Figure key="f" of={o.measuresEstablished} />, '', '', ''],
          },
        ]}
      />
      <Table
        title="问题按整改状态"
        columns={states.map((s) => ({ title: issueStateWords[s.state], share: 1, middle: true }))}
        rows={[{ key: 'states', cells: states.map((s) => <Figure key={s.state} of={s.figure} />) }]}
      />
    </>
  );
}

export function MeasureTable({ summary }: Props) {
  const o = summary.overall;
  const lamps = o.measuresByLamp.filter((l) => l.figure.value > 0 || l.lamp === 'red' || l.lamp === 'amber');
  return (
    <>
      <Table
        title="措施按整改状态"
        columns={[
          ...o.measuresByState.map((s) => ({ title: measureStateWords[s.state], share: 1, middle: true })),
          { title: '合计', share: 1, middle: true },
        ]}
        rows={[
          {
            key: 'states',
            cells: [
              ...o.measuresByState.map((s) => <Figure key={s.state} of={s.figure} />),
              <Figure key="all" of={o.measures} />,
            ],
          },
        ]}
      />
      <Table
        title={`措施按时限（“${lagWord}”与其他各类有重合）`}
        columns={[
          ...lamps.map((l) => ({ title: lampWords(l.lamp), share: 1, middle: true })),
          { title: lagWord, share: 1, middle: true },
        ]}
        rows={[
          {
            key: 'lamps',
            cells: [
              ...lamps.map((l) => <Figure key={l.lamp} of={l.figure} />),
              <Figure key="lag" of={o.lagging} />,
            ],
          },
        ]}
      />
    </>
  );
}

export function OutcomeTable({ summary }: Props) {
  const { outcomes: o, clues } = summary;
  const shown = <T extends { figure: { rows: number } }>(rows: readonly T[]) =>
    rows.filter((r) => r.figure.rows > 0);
  const rows: Row[] = [
    ...shown(o.regulations).map((r): Row => ({
      key: `regulation ${r.kind}`,
      cells: [
        '建章立制',
        `${regulationWords[r.kind]}制度（项）`,
        <Figure key="f" of={r.figure} />,
        <Figure key="m" of={r.inMonth} />,
      ],
    })),
    ...shown(o.sanctions).map((s): Row => ({
      key: `sanction ${s.kind}`,
      cells: [
        '问责处理',
        `${sanctionWords[s.kind]}（人）`,
        <Figure key="f" of={s.figure} />,
        <Figure key="m" of={s.inMonth} />,
      ],
    })),
    ...(o.sanctionsTotal.rows === 0
      ? []
      : [
          {
            key: 'sanctions',
            total: true,
            cells: ['问责处理', '合计（人次）', <Figure key="f" of={o.sanctionsTotal} />, ''],
          },
        ]),
    ...shown(o.recoveries).map((r): Row => ({
      key: `recovery ${r.kind}`,
      cells: [
        '收回、挽回资金',
        `${recoveryName(r.kind)}（元）`,
        <Figure key="f" of={r.figure} money />,
        <Figure key="m" of={r.inMonth} money />,
      ],
    })),
    ...(o.recoveries.length < 2
      ? []
      : [
          {
            key: 'recoveries',
            total: true,
            cells: ['收回、挽回资金', '合计（元）', <Figure key="f" of={o.recoveriesTotal} money />, ''],
          },
        ]),
    { key: 'received', cells: ['问题线索', '收到（件）', <Figure key="f" of={clues.received} />, ''] },
    { key: 'concluded', cells: ['问题线索', '办结（件）', <Figure key="f" of={clues.concluded} />, ''] },
    { key: 'clueRate', cells: ['问题线索', '办结率', formatRate(clues.rateBp), ''] },
  ];
  return (
    <Table
      columns={[
        { title: '类别', share: 26 },
        { title: '种类', share: 38 },
        { title: '累计', share: 20, middle: true },
        { title: '本月', share: 16, middle: true },
      ]}
      rows={rows}
    />
  );
}
