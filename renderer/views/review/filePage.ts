/** Pages of a staged file's sheet, for its grid. */
import { call } from '../../door.ts';
import type { Result } from '../../../shared/result.ts';
import type { GridPage } from './gridPages.ts';

/** @param sheet null: the one that was read. @param first from 0 */
export async function askFileSheet(
  file: number,
  sheet: string | null,
  first: number,
  count: number,
): Promise<Result<GridPage>> {
  return call('returns.place', { file, sheet, row: first, rows: count });
}
