/** Shown while no ledger is open: the first start with its three choices, or why the last ledger did not open. */
import { useLedger } from '../../store/ledger.ts';
import { FirstStart } from './FirstStart.tsx';
import { Problem } from './Problem.tsx';
import './start.css';

export default function Start() {
  const ledger = useLedger((store) => store.ledger);
  if (ledger === null) return <div className="start" aria-busy="true" />;
  const { problem } = ledger;
  return (
    <div className="start">
      <div className="start-page">
        {problem === null ? (
          <FirstStart />
        ) : (
          <Problem problem={{ code: problem.code, detail: problem.detail ?? {} }} />
        )}
        <footer className="start-foot">整改台账 {ledger.version}　资料只保存在本机，不联网、不上传</footer>
      </div>
    </div>
  );
}
