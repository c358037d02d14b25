/** What a view shows instead of its content: a refusal with a way to try again, or the reading of an answer. */
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/result.ts';
import { wordFailure } from '../../words/errors.ts';
import './parts.css';

export function FailureNote({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const words = wordFailure(failure);
  return (
    <div className="note note-failure" role="alert">
      <strong>{words.title}</strong>
      {words.advice !== '' && <p>{words.advice}</p>}
      {onRetry !== undefined && (
        <button type="button" className="plain-button" onClick={onRetry}>
          重试
        </button>
      )}
    </div>
  );
}

export function Loading({ children = '正在读取…' }: { children?: ReactNode }) {
  return (
    <p className="note-loading" role="status">
      {children}
    </p>
  );
}

/** An empty list that says what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="note-empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** Head of a screen: its name, what stands beside it, and its actions. */
export function ViewHead({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="view-head">
      <div>
        <h1>{title}</h1>
        {children}
      </div>
      {actions !== undefined && <div className="view-actions">{actions}</div>}
    </header>
  );
}
