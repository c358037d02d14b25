/** Files picked, jobs, preferences, clipboard, zoom. */
import type { shellCalls } from '../../shared/contract/shell.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';

type ShellNames = Exclude<keyof typeof shellCalls, `paper.${string}`>;

export const shellHandlers: Family<ShellNames, Context> = {
  'file.pickNotice': async (_, { desk, tokens }) => {
    const path = await desk.pickNotice();
    return { file: path === null ? null : tokens.addFile(path) };
  },
  'job.list': (_, { jobs }) => ({ jobs: [...jobs.list()] }),
  'job.state': ({ id }, { jobs }) => jobs.state(id),
  'job.cancel': ({ id }, { jobs }) => {
    jobs.cancel(id);
    return {};
  },
  'prefs.get': (_, { preferences }) => ({ ...preferences.all() }),
  'prefs.set': (values, { preferences }) => {
    preferences.merge(values);
    return {};
  },
  'clipboard.write': ({ text }, { desk }) => {
    desk.writeClipboard(text);
    return {};
  },
  'window.zoom': ({ percent }, { desk }) => {
    desk.setZoom(percent);
    return {};
  },
};
