import { Component, type ComponentChildren } from "preact";
import { ProblemNote } from "./problem-note";

interface Boundary {
  /** What is shown, as its heading calls it. */
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Holds what goes wrong in a view to that view: it is told there, and shown anew when somebody asks. */
export class ViewBoundary extends Component<Boundary, { readonly problem?: string }> {
  override state: { readonly problem?: string } = {};

  override componentDidCatch(thrown: unknown): void {
    // The cause, for who looks for it; a reader is told what to do.
    console.error(thrown);
    this.setState({ problem: `${this.props.title} cannot show this; the browser's own console tells why` });
  }

  override render({ children }: Boundary) {
    const { problem } = this.state;
    if (problem === undefined) return children;
    return (
      <>
        <ProblemNote message={problem} />
        <button type="button" onClick={() => this.setState({ problem: undefined })}>
          Show it anew
        </button>
      </>
    );
  }
}
