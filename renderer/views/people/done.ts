/** Writing from this screen: a refusal is shown, what was done is said with a way back. */
import type { Args, CallsOfKind, Reply } from '../../../shared/contract/index.ts';
import { notifySuccess } from '../../app/notify.ts';
import { runCommand } from '../../commands/registry.ts';
import { write } from '../parts/write.ts';

const undo = { title: '撤销', run: () => void runCommand('history.undo') };

/** Null when it was refused. */
export async function writeAndSay<K extends CallsOfKind<'write'>>(
  name: K,
  args: Args<K>,
  said: string | ((reply: Reply<K>) => string),
): Promise<Reply<K> | null> {
  const reply = await write(name, args);
  if (reply !== null) notifySuccess(typeof said === 'string' ? said : said(reply), undo);
  return reply;
}
