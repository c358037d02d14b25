/** 名称沿革: which name held from when. Earlier months print the name of their day. */
import type { Day } from '../../../shared/day.ts';

/** The ledger dates a first name that nobody dated from here (db/names.ts). */
const FIRST_DAY = '1949-10-01';

interface NameHistoryProps {
  readonly title: string;
  readonly names: readonly { readonly name: string; readonly from: Day }[];
  /** The name of today. */
  readonly present: string;
  readonly today: Day;
  /** What ended it: 自 … 起并入 …, … 离任. */
  readonly end?: { readonly on: Day; readonly words: string } | undefined;
}

export function NameHistory({ title, names, present, today, end }: NameHistoryProps) {
  const lines = [...names].sort((a, b) => (a.from < b.from ? 1 : -1));
  return (
    <>
      <h3>{title}</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">启用日期</th>
            <th scope="col">名称</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {end !== undefined && (
            <tr>
              <td>{end.on}</td>
              <td colSpan={2}>{end.words}</td>
            </tr>
          )}
          {lines.map((each) => (
            <tr key={each.from}>
              <td>{each.from <= FIRST_DAY ? '最初' : each.from}</td>
              <td>{each.name}</td>
              <td>{each.from > today ? '尚未启用' : each.name === present ? '现用' : '曾用'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="people-hint">以前月份的月报和表格仍按当时的名称打印。</p>
    </>
  );
}
