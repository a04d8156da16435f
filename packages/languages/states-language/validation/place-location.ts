import { type Node, parseTree } from "jsonc-parser";

/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

const START: TextPlace = { line: 1, column: 1 };

/**
 * Where in a definition's text a diagnostic's location is: at the name of a member, at an element of a list; the text's
 * start where the location leads nowhere. A name may hold slashes, which AWS's locations do not escape.
 */
export function placeLocation(text: string, location = ""): TextPlace {
  const root = parseTree(text);
  const offset = root === undefined ? undefined : findOffset(root, location);
  return offset === undefined ? START : placeOffset(text, offset);
}

function findOffset(node: Node, location: string): number | undefined {
  if (location === "" || location === "/") return node.offset;
  for (const [step, child, offset] of listSteps(node)) {
    if (!location.startsWith(step) || !/^([/[]|$)/.test(location.slice(step.length))) continue;
    const rest = location.slice(step.length);
    const below = rest === "" ? offset : findOffset(child, rest);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** What a location says of each member of a value, and where that member begins. */
function listSteps({ type, children = [] }: Node): readonly (readonly [step: string, child: Node, offset: number])[] {
  if (type === "array") return children.map((child, index) => [`[${index}]`, child, child.offset] as const);
  return children.flatMap(({ offset, children: [name, value] = [] }) =>
    name === undefined || value === undefined ? [] : [[`/${String(name.value)}`, value, offset] as const],
  );
}

/** The line and the column of an offset. */
export function placeOffset(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
