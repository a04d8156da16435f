import type { DrawnEdge } from "@sfn-websocket/draw/drawing";
import { useMemo } from "preact/hooks";
import { findDrawing } from "./read-drawing";

interface Props {
  /** The text of the whole definition. */
  readonly definition: string;
  /** The state's location. */
  readonly selected: string;
}

/** A state's own definition, and where it leads by which rules and errors, none of them cut; nothing where it is not there. */
export function StateDefinition({ definition, selected }: Props) {
  const drawing = useMemo(() => findDrawing(definition), [definition]);
  const node = drawing?.nodes.find(({ id, state }) => id === selected && state !== undefined);
  if (drawing === undefined || node === undefined) return null;
  const names = new Map(drawing.nodes.map(({ id, name }) => [id, name]));
  const edges = drawing.edges.filter(({ from }) => from === selected);
  return (
    <section class="graph-state" aria-label={`State ${node.name}`}>
      <h3>{node.name}</h3>
      <p class="quiet">{node.note}</p>
      {edges.length > 0 && (
        <ul>
          {edges.map((edge) => (
            <li key={edge.id}>{describeEdge(edge, names.get(edge.target) ?? "")}</li>
          ))}
        </ul>
      )}
      <pre tabIndex={0} aria-label={`The definition of ${node.name}`}>
        {JSON.stringify(node.state, undefined, 2)}
      </pre>
    </section>
  );
}

function describeEdge({ label }: DrawnEdge, target: string): string {
  return label === undefined ? `leads to ${target}` : `leads to ${target}: ${label.text.split("\n").join("; ")}`;
}
