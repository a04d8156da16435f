import { findPath, listNames, readSource, SOURCES } from "./sources";

/** The circles of imports that there are for a reason, types among them, by what their files have in common. */
const KNOWN: readonly RegExp[] = [
  // Grammars: an expression has references in it, and a reference expressions.
  /^packages\/languages\/velocity\/parse-/,
  /^packages\/languages\/velocity\/compile-/,
  /^packages\/languages\/jsonpath\/(parse-step-functions-|step-functions-)/,
  /^packages\/languages\/jsonpath\/parse-(arguments|filter|path)\.ts$/,
  // The type of the account follows from the rows of its services, which are handed the account.
  /^packages\/local\/(account|terraform)\//,
  // Types that say each other: a path is of a dialect, which parses paths; a number of JSON is told exactly.
  /^packages\/languages\/jsonpath\/(dialect|tokens|walk)\.ts$/,
  /^packages\/languages\/(json|jsonpath\/exact-number)\.ts$/,
  // What a stage tells of an event or a call names the stage.
  /^packages\/local\/apigateway\/stage\/(connection-call|event-steps|message-report|stage)\.ts$/,
  /^packages\/constructs\/options\/(route|target)-props\.ts$/,
  /^stacks\/(check-shared-names|list-stacks)\.ts$/,
];

const files = new Set(SOURCES);

/** The files that a file imports, types among them. */
function listImports(file: string): string[] {
  return listNames(readSource(file)).flatMap((name) =>
    ["ts", "mts", "tsx"].map((ending) => `${findPath(file, name)}.${ending}`).filter((each) => files.has(each)),
  );
}

/** Tarjan's: every set of nodes that are reached from each other. */
function listCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): number => {
    const own = order.size;
    order.set(node, own);
    open.push(node);
    const reached = (graph.get(node) ?? []).map((next) => {
      if (!order.has(next)) return visit(next);
      return open.includes(next) ? (order.get(next) ?? own) : own;
    });
    const lowest = Math.min(own, ...reached);
    if (lowest === own) circles.push(open.splice(open.indexOf(node)));
    return lowest;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles.filter(({ length }) => length > 1).map((circle) => circle.sort());
}

const circles = listCircles(new Map([...files].map((file) => [file, listImports(file)])));

it("has no circle of imports but those that are named here", () => {
  const isKnown = (circle: readonly string[]) => KNOWN.some((known) => circle.every((file) => known.test(file)));
  expect(files.size).toBeGreaterThan(500);
  expect(circles.filter((circle) => !isKnown(circle))).toEqual([]);
});

it("names no circle that is gone", () =>
  expect(KNOWN.filter((known) => !circles.some((circle) => circle.every((file) => known.test(file))))).toEqual([]));

it("finds circles of any length, and each once", () => {
  const graph = { a: ["b"], b: ["c"], c: ["a", "d"], d: ["e"], e: ["d"], f: ["a"], g: [] };
  expect(listCircles(new Map(Object.entries(graph)))).toEqual([
    ["d", "e"],
    ["a", "b", "c"],
  ]);
});
