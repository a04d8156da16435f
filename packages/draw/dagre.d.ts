/**
 * What this package needs of dagre. Its own types import each other without the ends of their names, which only a bundler
 * resolves: to Node.js's rules all of them are `any`.
 */
declare module "@dagrejs/dagre" {
  interface Point {
    readonly x: number;
    readonly y: number;
  }

  interface GraphLabel {
    readonly rankdir: "TB";
    readonly nodesep: number;
    readonly edgesep: number;
    readonly ranksep: number;
    readonly ranker: "network-simplex" | "tight-tree";
  }

  /** Without a place until it is laid out. */
  interface NodeLabel extends Partial<Point> {
    readonly width: number;
    readonly height: number;
  }

  interface EdgeLabel extends Partial<Point> {
    readonly width?: number;
    readonly height?: number;
    readonly weight?: number;
    readonly minlen?: number;
    readonly labelpos?: "c";
    readonly points?: readonly Point[];
  }

  export class Graph {
    constructor(options: { readonly multigraph: boolean });
    setGraph(label: GraphLabel): this;
    setNode(name: string, label: NodeLabel): this;
    setEdge(from: string, to: string, label: EdgeLabel, name: string): this;
    node(name: string): NodeLabel;
    edge(from: string, to: string, name: string): EdgeLabel;
  }

  export function layout(graph: Graph): void;
}
