/**
 * Runs a script's body: its answer is the exit code, and what it throws is told as one plain message. LEDGER_VERBOSE=1
 * shows where it was thrown.
 */
export async function scriptMain(body: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    const verbose = process.env['LEDGER_VERBOSE'] === '1';
    const text =
      error instanceof Error ? ((verbose ? error.stack : undefined) ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
