import { jsonLanguage } from "@codemirror/lang-json";
import type { SyntaxNode } from "@lezer/common";

/** The line, from 1, at which a definition's text has what a location names; undefined where it has no such. */
export function findLine(text: string, location: string): number | undefined {
  const root = jsonLanguage.parser.parse(text).topNode.firstChild;
  const found = root && find(text, root, location);
  return found === undefined || found === null ? undefined : text.slice(0, found.from).split("\n").length;
}

/** A name may hold slashes, which locations do not escape. */
function find(text: string, node: SyntaxNode, location: string): SyntaxNode | undefined {
  for (const { step, value, at } of listSteps(text, node)) {
    if (!location.startsWith(step)) continue;
    const rest = location.slice(step.length);
    if (rest === "") return at;
    const below = /^[/[]/.test(rest) ? find(text, value, rest) : undefined;
    if (below) return below;
  }
  return undefined;
}

interface Step {
  readonly step: string;
  readonly value: SyntaxNode;
  /** Where it begins: at a member's name. */
  readonly at: SyntaxNode;
}

function listSteps(text: string, node: SyntaxNode): readonly Step[] {
  if (node.name === "Object")
    return node.getChildren("Property").flatMap((property) => {
      const [name, value] = [property.firstChild, property.lastChild];
      if (!name || !value) return [];
      return [{ step: `/${readName(text.slice(name.from, name.to))}`, value, at: property }];
    });
  if (node.name !== "Array") return [];
  const steps: Step[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!/^[[\],]$/.test(child.name)) steps.push({ step: `[${steps.length}]`, value: child, at: child });
  return steps;
}

function readName(written: string): string {
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}
