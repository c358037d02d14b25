import { waiveChecks } from '../../db/checks/index.ts';
import type { Written } from '../../db/index.ts';
import type { WaiveChecksPayload } from '../jobs/kinds.ts';
import { writeBeside } from './ledger.ts';

/** Waves many findings through in one step. @throws Refusal as `waiveChecks` */
export function waiveChecksBody({ keys, reason, ...task }: WaiveChecksPayload): Promise<Written<null>> {
  return writeBeside(task, (steps) =>
    steps.write({ action: 'check.waive', detail: { count: keys.length } }, (db) => {
      waiveChecks(db, keys, reason);
      return null;
    }),
  );
}
