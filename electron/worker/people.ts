import { peopleLoad, readSettings } from '../../db/index.ts';
import type { Reply } from '../../shared/contract/index.ts';
import type { PeopleLoadPayload } from '../jobs/kinds.ts';
import { reader } from './ledger.ts';

/** Who leads what, in a large ledger. @throws Refusal */
export function peopleLoadBody({ ledger, by }: PeopleLoadPayload): Reply<'people.load'> {
  const db = reader(ledger);
  return peopleLoad(db, by, ledger.today, readSettings(db));
}
