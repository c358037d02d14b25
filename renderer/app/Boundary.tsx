/** Keeps an error of one screen to that screen, and says what can be done. */
import { Component } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly name: string;
  readonly children: ReactNode;
}
interface State {
  readonly broken: string | null;
}

export class Boundary extends Component<Props, State> {
  override state: State = { broken: null };

  static getDerivedStateFromError(error: unknown): State {
    return { broken: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.broken === null) return this.props.children;
    return (
      <div className="broken" role="alert">
        <h2>这个页面出现错误</h2>
        <p>台账内容不受影响。可以重试，或从上方转到其他页面。</p>
        <p className="soft">
          {this.props.name}：{this.state.broken}
        </p>
        <button
          type="button"
          className="button button-main"
          onClick={() => {
            this.setState({ broken: null });
          }}
        >
          重试
        </button>
      </div>
    );
  }
}
