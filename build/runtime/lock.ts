import { createHash } from 'node:crypto';
import { mkdirSync, unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import type { Progress } from './progress.ts';

/**
 * Runs the work while no other process runs work under the same folder. The lock is a listening local socket: the
 * system gives it back when the holder ends, however it ends, so there is no stale lock to guess about.
 */
export async function withLock<T>(folder: string, progress: Progress, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const address = lockAddress(folder);
  let told = false;
  for (;;) {
    const server = await tryListen(address);
    if (server !== null) {
      try {
        return await work();
      } finally {
        await new Promise<void>((done) => {
          server.close(() => done());
          server.emit('release');
        });
      }
    }
    if (!told) {
      progress.say('Another process is preparing the Electron runtime; waiting for it.');
      told = true;
    }
    await holderEnds(address);
  }
}

function lockAddress(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (process.platform === 'linux') return `\0rectification-ledger-${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\rectification-ledger-${name}`;
  return join(folder, 'lock.sock');
}

function tryListen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    // Whoever waits stays connected; the end of the connection is the sign that the lock is free.
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      server.once('release', () => socket.destroy());
    });
    server.setMaxListeners(0);
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

function holderEnds(address: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A socket file left by a holder that was killed (systems without abstract sockets).
      if (error.code === 'ECONNREFUSED' && address.endsWith('.sock')) {
        try {
          unlinkSync(address);
        } catch {
          // Another waiter was faster.
        }
      }
    });
    socket.on('close', () => setTimeout(resolve, 50));
    socket.resume();
  });
}
