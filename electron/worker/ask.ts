import { answered, groundOf, isQuestion } from '../questions.ts';
import type { AskPayload } from '../jobs/kinds.ts';
import { named, reader } from './ledger.ts';

/** Answers a question about a large ledger. @throws Refusal */
export async function askBody({ ledger, name, args }: AskPayload): Promise<unknown> {
  if (!isQuestion(name)) throw new Error(`no question: ${name}`);
  const ground = await groundOf(
    named(() => reader(ledger)),
    ledger.today,
    args,
    ledger.file,
  );
  return named(() => answered(ground, name, args as never));
}
