/** Shown when something takes longer than half a second; before that a still window is calmer. */
import { useEffect, useState } from 'react';

const PATIENCE = 500;

export function Waiting({ text = '正在打开…' }: { readonly text?: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setLate(true);
    }, PATIENCE);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
  return (
    <div className="waiting" role="status" aria-live="polite">
      {late ? (
        <>
          <span className="spinner" aria-hidden="true" />
          {text}
        </>
      ) : null}
    </div>
  );
}
