/**
 * npm run check [-- STEP...]: types of every room, linter, formatter, import law, unused code. All steps run even when
 * one fails; the exit code tells.
 */
import { existsSync, readdirSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { findBreaches } from './checks/boundaries.ts';
import { lastLines, run } from './runtime/run.ts';
import { scriptMain } from './scripts/main.ts';
import { inRoot, root } from './scripts/root.ts';

const ROOMS = ['shared', 'db', 'electron', 'electron/preload', 'renderer', 'tests', 'build'];

/** A step answers its complaints, an empty text when there are none. */
const STEPS: Readonly<Record<string, () => Promise<string>>> = {
  types: async () => {
    const complaints: string[] = [];
    for (const room of ROOMS.filter(hasSources)) {
      complaints.push(await tool(['node_modules/typescript/bin/tsc', '-p', room, '--pretty', 'false']));
    }
    return complaints.filter((one) => one !== '').join('\n');
  },
  lint: () => tool(['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']),
  format: () => tool(['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  boundaries: () => Promise.resolve(findBreaches(root).join('\n')),
  unused: () => tool(['node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors']),
};

await scriptMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !Object.hasOwn(STEPS, name));
  if (unknown.length > 0)
    throw new Error(`No such step: ${unknown.join(', ')}. There are: ${names().join(', ')}`);
  let failed = 0;
  for (const name of wanted.length > 0 ? wanted : names()) {
    const started = performance.now();
    const complaint = (await STEPS[name]?.()) ?? '';
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${complaint === '' ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
    if (complaint !== '') {
      process.stdout.write(`${complaint}\n`);
      failed += 1;
    }
  }
  return failed === 0 ? 0 : 1;
});

function names(): string[] {
  return Object.keys(STEPS);
}

function hasSources(room: string): boolean {
  return (
    existsSync(inRoot(room)) &&
    readdirSync(inRoot(room), { recursive: true, encoding: 'utf8' }).some((name) => /\.tsx?$/.test(name))
  );
}

/** Runs a tool on this Node; what it says is the complaint when it exits with anything but 0. */
async function tool(args: readonly string[]): Promise<string> {
  const done = await run(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
  const said = stripVTControlCharacters(lastLines(done.output, 400));
  return done.code === 0 ? '' : said || `${args.join(' ')} ended with ${done.code}`;
}
