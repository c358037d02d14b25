/** While the file is read: what is done, how far, and a way out. */
import { cancelReading, useNotice } from './session.ts';

export function ReadingStep() {
  const job = useNotice((session) => session.job);
  const total = job?.total ?? 0;
  return (
    <div className="notice-reading">
      <p role="status">正在读取，识别方面、问题和措施…</p>
      {total > 0 ? (
        <progress value={job?.done ?? 0} max={total} aria-label="读取进度" />
      ) : (
        <progress aria-label="读取进度" />
      )}
      <button type="button" className="plain-button" autoFocus onClick={cancelReading}>
        取消
      </button>
    </div>
  );
}
