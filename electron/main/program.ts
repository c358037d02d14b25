/** What stands behind the window: session, jobs, handlers, desk, put together. Loaded while the page comes up. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { contract } from '../../shared/contract/index.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Context } from '../context.ts';
import { about, showFolder } from '../dialogs.ts';
import { createDispatcher, isCallName } from '../door/dispatcher.ts';
import type { Door } from '../door/door.ts';
import { failureOf } from '../door/failures.ts';
import { openJsonStore } from '../files/json-store.ts';
import { clearTemporaries } from '../files/temporaries.ts';
import { createFileTokens } from '../files/tokens.ts';
import type { FileTokens } from '../files/tokens.ts';
import { handlers } from '../handlers/index.ts';
import { createReadings } from '../handlers/readings.ts';
import { sendEvent } from '../ipc.ts';
import type { WindowRegistry } from '../ipc.ts';
import { createJobs } from '../jobs/jobs.ts';
import { createKept } from '../jobs/kept.ts';
import type { Log } from '../log.ts';
import { setMenu } from '../menu.ts';
import { createOutcomes } from '../returns/outcomes.ts';
import { tidy } from '../returns/tidy.ts';
import { createSession, folderPlace } from '../session.ts';
import { warmFinding } from '../warm.ts';
import { runDemo } from './demo.ts';
import { createDesk } from './desk.ts';
import type { Home } from './home.ts';
import type { OnlyWindow } from './only-window.ts';
import { utilityHost } from './utility.ts';

export interface Program {
  readonly door: Door;
  readonly setMenu: () => void;
  readonly runDemoWhenAsked: () => void;
}

/** Builds the program and opens the ledger it worked on last; a ledger that can't be opened is told in the window. */
export function buildProgram(home: Home, window: OnlyWindow, windows: WindowRegistry): Program {
  const { log } = home;
  const { own } = window;
  const settings = openJsonStore(join(home.folder, 'settings.json'));
  if (settings.keptAside !== null) log.info(`damaged settings kept aside as ${settings.keptAside}`);

  const session = createSession({
    place: folderPlace(settings, home.suggestedFolder),
    today: home.today,
    operator: userName(),
    version: app.getVersion(),
    nativeBinding: home.nativeBinding,
    logError: log.error,
    onLedger(state) {
      sendEvent(own(), 'ledger', state);
      // A child that holds the ledger before this one open would keep it from being moved or taken away.
      jobs.pool.rest();
      warmFinding(session);
      void tidy(session, log.error);
    },
    onChanged: (change) => sendEvent(own(), 'changed', change),
  });
  const jobs = createJobs({
    host: utilityHost(home.worker),
    onState: (state) => sendEvent(own(), 'job', state),
    logError: log.error,
  });
  const tokens = createFileTokens();
  const context: Context = {
    session,
    jobs,
    tokens,
    preferences: openJsonStore(join(home.folder, 'preferences.json')),
    readings: createReadings(),
    ledgers: createReadings(),
    outcomes: createOutcomes(),
    taken: createKept(),
    exported: createKept(),
    verified: createKept(),
    papers: createKept(),
    released: createKept(),
    tellReview: (batch) => sendEvent(own(), 'review', { batch }),
    logError: log.error,
    desk: createDesk({
      ...{ window: own, windows, state: window.state },
      ...{ preload: home.preload, home: home.folder, log },
    }),
  };
  const dispatcher = createDispatcher(handlers, context, {
    checkReplies: home.checkReplies,
    logError: log.error,
  });
  app.on('will-quit', () => {
    jobs.closeAll();
    clearTemporaries();
    session.close();
  });
  session.openRemembered();

  return {
    door: {
      kindOf: (name) => (isCallName(name) ? contract[name].kind : null),
      dispatch: (name, args) => dispatcher.dispatch(name, args),
      drop: (path) => dropped(path, tokens, log),
    },
    setMenu: () =>
      setMenu(
        {
          command: (id) => sendEvent(own(), 'command', { id }),
          openLogs: () => showFolder(log.folder ?? home.folder),
          about: () => about(own),
          devTools: () => own()?.webContents.toggleDevTools(),
        },
        { packaged: home.packaged },
      ),
    runDemoWhenAsked: () => {
      if (home.demoFolder !== null) runDemo(home.demoFolder, own());
    },
  };
}

function dropped(path: unknown, tokens: FileTokens, log: Log): ReturnType<Door['drop']> {
  if (typeof path !== 'string' || path === '') return fail('file_missing');
  try {
    return ok(tokens.addPlace(path));
  } catch (error) {
    const failure = failureOf(error);
    return failure === null
      ? fail('internal', { logId: log.error('drop', error) })
      : { ok: false, error: failure };
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '经办人';
  }
}
