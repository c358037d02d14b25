/** The first sheet: the summary laid out as on paper, paragraphs and the table of counts. */
import type { Summary } from '../../shared/contract/types.ts';
import type { Lamp } from '../../shared/lists.ts';
import { monthLabel } from '../../shared/month.ts';
import { sectionNumeral } from '../../shared/summary/phrases.ts';
import { establishedWord } from '../../shared/words.ts';
import { counted, day, rate, text as t } from './plan.ts';
import type { Cell, RowPlan, SheetPlan } from './plan.ts';
import { signRow, subtitle } from './sheetParts.ts';

export function front(s: Summary): SheetPlan {
  const o = s.overall;
  const columns = [34, 12, 12, 12, 16];
  const across = [[0, columns.length - 1]] as const;
  const rows: RowPlan[] = [
    { style: 'title', cells: [t(`巡察整改情况月报（${monthLabel(s.month)}）`)], merges: across },
    { style: 'subtitle', cells: [t(subtitle(s))], merges: across },
  ];
  s.narrative.forEach((p, i) => {
    rows.push({ style: 'section', cells: [t(`${sectionNumeral(i + 1)}、${p.heading}`)], merges: across });
    rows.push({ style: 'text', cells: [t(`　　${p.text}`)], merges: across });
    if (i === 0) rows.push(...frontTable(s));
  });
  if (s.matters.length > 0) {
    rows.push({
      style: 'head',
      cells: [t('提请研究事项'), null, t('对应问题'), t('会议日期'), t('决定和落实')],
      merges: [[0, 1]],
    });
    for (const m of s.matters) {
      rows.push({
        style: 'body',
        cells: [
          t(m.title),
          null,
          t(m.issues.join('、')),
          day(m.meetingOn) ?? t('待研究'),
          t([m.decision, m.followUp].filter(Boolean).join('\n')),
        ],
        merges: [[0, 1]],
      });
    }
  }
  if (o.gone.value > 0)
    rows.push({
      style: 'text',
      cells: [t('　　注：上期已销号、本期不再计入的问题见“新销号和新完成”。')],
      merges: across,
    });
  rows.push(signRow(columns));
  return { name: '月报', columns, rows, head: 0, orientation: 'portrait', filter: null };
}

function frontTable(s: Summary): RowPlan[] {
  const o = s.overall;
  const line = (
    name: string,
    now: Cell,
    base: Cell | null,
    change: Cell | null,
    stated: number | null,
  ): RowPlan => ({
    style: 'body',
    cells: [t(name), now, base, change, stated === null ? null : counted(stated)],
  });
  const lamp = (which: Lamp) => o.measuresByLamp.find((l) => l.lamp === which)?.figure.value ?? 0;
  return [
    { style: 'head', cells: [t('指标'), t('本期'), t('上期'), t('增减'), t('文件所载')] },
    line('方面（个）', counted(o.aspects.value), null, null, o.stated.aspects),
    line('问题（个）', counted(o.issues.value), null, null, o.stated.issues),
    line(
      '　　其中：已销号（个）',
      counted(o.closed.value),
      counted(o.baseClosed.value),
      counted(o.closed.value - o.baseClosed.value),
      o.stated.closed,
    ),
    line('　　　　　未销号（个）', counted(o.open.value), null, null, o.stated.open),
    line('整改完成率', rate(o.rateBp), rate(o.baseRateBp), null, null),
    line('整改措施（条）', counted(o.measures.value), null, null, o.stated.measures),
    line(
      '　　其中：已完成（条）',
      counted(o.measuresDone.value),
      counted(o.baseDone.value),
      counted(o.measuresDone.value - o.baseDone.value),
      null,
    ),
    line(`　　　　　${establishedWord}（条）`, counted(o.measuresEstablished.value), null, null, null),
    line('　　　　　超期（条）', counted(lamp('red')), null, null, null),
    line('　　　　　临期（条）', counted(lamp('amber')), null, null, null),
    line('　　　　　滞后（条）', counted(o.lagging.value), null, null, null),
  ];
}
