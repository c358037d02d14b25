import { listChecks, waiveChecks } from '../../db/checks/index.ts';
import type { Written } from '../../db/index.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { ListChecksPayload, WaiveChecksPayload } from '../jobs/kinds.ts';
import { reader, writeBeside } from './ledger.ts';

/** Looks a large ledger through for contradictions. @throws Refusal */
export function listChecksBody({ ledger, asked }: ListChecksPayload): Reply<'check.list'> {
  return listChecks(reader(ledger), asked, ledger.today);
}

/** Waves many findings through in one step. @throws Refusal as `waiveChecks` */
export function waiveChecksBody({ keys, reason, ...task }: WaiveChecksPayload): Promise<Written<null>> {
  return writeBeside(task, (steps) =>
    steps.write({ action: 'check.waive', detail: { count: keys.length } }, (db) => {
      waiveChecks(db, keys, reason);
      return null;
    }),
  );
}
