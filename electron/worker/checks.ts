import { listChecks } from '../../db/checks/index.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { ListChecksPayload } from '../jobs/kinds.ts';
import { reader } from './ledger.ts';

/** Looks a large ledger through for contradictions. @throws Refusal */
export function listChecksBody({ ledger, asked }: ListChecksPayload): Reply<'check.list'> {
  return listChecks(reader(ledger), asked, ledger.today);
}
