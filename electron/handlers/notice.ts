/** A notice in: read as a job, kept for the preview, written as one batch. */
import { importedBefore, importNotice } from '../../db/index.ts';
import type { noticeCalls } from '../../shared/contract/notice.ts';
import type { NoticeReading } from '../../shared/notice/types.ts';
import type { Context } from '../context.ts';
import type { Family } from '../door/dispatcher.ts';
import { READ_NOTICE } from '../jobs/kinds.ts';
import type { FoundNotice, ReadNoticePayload } from '../jobs/kinds.ts';

export const noticeHandlers: Family<keyof typeof noticeCalls, Context> = {
  'notice.read': (source, { jobs, tokens, readings }) => {
    const payload: ReadNoticePayload =
      'file' in source ? { path: tokens.file(source.file) } : { text: source.text };
    const { id } = jobs.start(READ_NOTICE, payload, (value) => readings.keep(id, value as FoundNotice));
    return { job: id };
  },
  'notice.reading': ({ job }, { readings, session }) => {
    const { reading, name, sha256 } = readings.of(job);
    const { current } = session;
    return {
      reading: mutable(reading),
      name,
      sha256,
      importedBefore: current === null ? null : importedBefore(current.read, sha256),
    };
  },
  'notice.commit': async ({ job, nodes, month, target }, { readings, session }) => {
    const { reading, name, sha256 } = readings.of(job);
    const { value, revision } = await session.write(
      { action: 'notice.commit', detail: { name, title: reading.title } },
      (db) => importNotice(db, { nodes, stated: reading.stated, source: { name, sha256 }, month, target }),
    );
    return { revision, ...value };
  },
};

/** The contract's shapes are mutable, the reader's are not; the object itself is the same. */
function mutable(reading: NoticeReading) {
  return reading as unknown as import('../../shared/contract/index.ts').Reply<'notice.reading'>['reading'];
}
