import { findNodeAtLocation, getNodeValue, type Node, parseTree } from "jsonc-parser";
import { findSteps } from "./locate";

/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where in a definition's text a diagnostic's location is: at the name of a member, at an element of a list; the text's
 * start where the location leads nowhere.
 */
export function placeLocation(text: string, location = ""): TextPlace {
  const root = parseTree(text);
  const node = root && findNode(root, location);
  return placeOffset(text, (node?.parent?.type === "property" ? node.parent : node)?.offset ?? 0);
}

function findNode(root: Node, location: string): Node | undefined {
  const steps = findSteps(getNodeValue(root), location);
  return (
    steps &&
    findNodeAtLocation(
      root,
      steps.map(({ name }) => name),
    )
  );
}

/** The line and the column of an offset. */
export function placeOffset(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
