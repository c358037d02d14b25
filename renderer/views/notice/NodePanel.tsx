/** The selected node in full: rename it, change its kind, split it where the cursor stands, see what was read with it. */
import { useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { renameNode, setKind } from '../../../shared/notice/edit.ts';
import type { NoticeKind, NoticeNode } from '../../../shared/notice/types.ts';
import { demandWords } from '../../../shared/words.ts';
import { isComposing } from '../../app/composing.ts';
import { notifyInfo } from '../../app/notify.ts';
import { nodeOf } from './flatten.ts';
import { kindWords, splitAt } from './mending.ts';
import { mend, useNotice } from './session.ts';

export function NodePanel({ nameField }: { nameField: RefObject<HTMLInputElement | null> }) {
  const nodes = useNotice((session) => session.nodes);
  const selected = useNotice((session) => session.selected);
  const node = nodeOf(nodes, selected);
  if (node === undefined) return <p className="notice-hint">在左边选一条，可以在这里改。</p>;
  return <NodeFields key={node.key} node={node} nameField={nameField} />;
}

function NodeFields({
  node,
  nameField,
}: {
  node: NoticeNode;
  nameField: RefObject<HTMLInputElement | null>;
}) {
  // What is being typed; null shows the node's own title.
  const [typed, setTyped] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);

  function rename(): void {
    if (typed !== null && typed !== node.title) mend((nodes) => renameNode(nodes, node.key, typed));
    setTyped(null);
  }

  function onNameKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      rename();
      document.querySelector<HTMLElement>('[data-pane="tree"]')?.focus();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      setTyped(null);
      document.querySelector<HTMLElement>('[data-pane="tree"]')?.focus();
    }
  }

  function changeKind(kind: NoticeKind): void {
    if (!mend((nodes) => setKind(nodes, node.key, kind))) {
      notifyInfo('这里不能这样改', `这一条现在不能改成“${kindWords[kind]}”。`);
    }
  }

  function split(): void {
    splitAt(text.current?.selectionStart ?? 0);
  }

  const facts: [string, string | null][] = [
    ['责任领导', node.lead],
    ['责任单位', node.unit],
    ['配合单位', node.assisting.length === 0 ? null : node.assisting.join('、')],
    ['责任人', node.assignee],
    ['整改期限', node.deadline],
    ['整改要求', node.demand === null ? null : demandWords[node.demand]],
  ];
  return (
    <div className="notice-panel-fields">
      <label className="notice-name">
        <span>名称（F2）</span>
        <input
          ref={nameField}
          value={typed ?? node.title}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onNameKey}
          onBlur={rename}
        />
      </label>
      <label className="notice-kind">
        <span>类别</span>
        <select value={node.kind} onChange={(event) => changeKind(event.target.value as NoticeKind)}>
          {(Object.keys(kindWords) as NoticeKind[]).map((kind) => (
            <option key={kind} value={kind}>
              {kindWords[kind]}
            </option>
          ))}
        </select>
      </label>
      <label className="notice-body">
        <span>
          原文（第 {node.line} 行起{node.kind === 'measure' ? '；光标放在要拆开的地方，按 Ctrl+回车' : ''}）
        </span>
        <textarea
          ref={text}
          readOnly
          value={node.text}
          onKeyDown={(event) => {
            if (!isComposing(event) && event.ctrlKey && event.key === 'Enter' && node.kind === 'measure') {
              event.preventDefault();
              split();
            }
          }}
        />
      </label>
      {node.kind === 'measure' && (
        <button type="button" className="plain-button notice-split" onClick={split}>
          在光标处拆成两条
        </button>
      )}
      {facts.some(([, value]) => value !== null) && (
        <dl className="notice-facts">
          {facts.map(([label, value]) =>
            value === null ? null : (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      )}
      {node.progress !== null && node.progress !== node.text && (
        <p className="notice-progress">
          <b>进展</b>
          {node.progress}
        </p>
      )}
    </div>
  );
}
