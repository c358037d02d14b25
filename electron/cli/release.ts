/** Released months on the command line: `releases` lists them, `release-month` makes one (paper.ts). */
import type { Reply } from '../../shared/contract/index.ts';
import { formatBytes } from '../../shared/bytes.ts';
import { shorten, table } from './table.ts';
import type { Command } from './types.ts';

const REASON_WIDTH = 40;

export const releasesCommand: Command = {
  options: [],
  words: [],
  read: () => ({
    opens: 'reader',
    run: async (call) => {
      const value = await call('release.list', {});
      return { value, text: printReleases(value) };
    },
  }),
};

function printReleases({ releases }: Reply<'release.list'>): string {
  if (releases.length === 0) return '还没有印发过月报。';
  const size = (kept: { bytes: number } | null) => (kept === null ? '无' : formatBytes(kept.bytes));
  return table(
    ['编号', '月份', '版次', '印发日期', '统计截至', '经办人', 'PDF', 'Excel', 'Word', '更正原因'],
    releases.map((release) => [
      release.id,
      release.month,
      `第${release.edition}版`,
      release.releasedOn,
      release.asOf,
      release.operator,
      size(release.pdf),
      size(release.xlsx),
      size(release.docx),
      shorten(release.reason, REASON_WIDTH),
    ]),
  );
}
