import { parseParameter } from "./parse-expression";
import type { Scanner } from "./scanner";
import type { Expression, Reference, Step } from "./syntax";

/** A reference with the backslashes before it. */
export interface ParsedReference {
  readonly reference: Reference;
  readonly prefix: string;
  readonly escaped: boolean;
}

/** Parses `$a.b`, `${a.b}`, `$!a`, `\$a`; undefined, and nothing read, if what starts here is text. */
export function parseReference(scanner: Scanner): ParsedReference | undefined {
  const start = scanner.at;
  const opening = scanner.match(/(\\*)\$(?:\\*!)?(\{?)([a-zA-Z_][\w-]*)/y);
  if (opening === undefined) return undefined;
  const [, backslashes = "", brace, name = ""] = opening;
  if (name === "true" || name === "false") scanner.fail(`'$${name}' is not a name; choose another`, start);
  const steps = parseSteps(scanner);
  if (brace === "{" && !scanner.take("}")) scanner.expected("'}'");
  const source = scanner.text.slice(start + backslashes.length, scanner.at);
  // `$\!a` is a reference to nothing
  const known = !/^\$\\/.test(source);
  return {
    reference: { kind: "reference", name: known ? name : "", steps, source, at: start + backslashes.length },
    prefix: backslashes.slice(0, backslashes.length >> 1),
    escaped: backslashes.length % 2 === 1,
  };
}

/** Reads the name, the steps and the `}` of what follows a reference as `{name}`, which prints nothing of them. */
export function skipReference(scanner: Scanner): void {
  scanner.match(/(?:\\*\$(?:\\*!)?)?[a-zA-Z_][\w-]*/y);
  parseSteps(scanner);
  if (!scanner.take("}")) scanner.expected("'}'");
}

function parseSteps(scanner: Scanner): Step[] {
  const steps: Step[] = [];
  for (;;) {
    const at = scanner.at;
    if (scanner.take("[")) {
      steps.push({ kind: "index", index: parseIndex(scanner), at });
      continue;
    }
    // a dollar after a property is lost where one more step follows. *Recorded* from Velocity 1.7
    if (steps.at(-1)?.kind === "property") scanner.match(/\\*\$(?:\\*!)?(?=\.[a-zA-Z])/y);
    const name = scanner.match(/\.([a-zA-Z][\w-]*)/y)?.[1];
    if (name === undefined) return steps;
    if (name === "true" || name === "false") scanner.fail(`'.${name}' is not a property; write get("${name}")`, at);
    // a bracket with nothing after it is text
    if (scanner.sees(/\((?=[^])/y))
      steps.push({ kind: "method", name, arguments: parseArguments(scanner), at: at + 1 });
    else steps.push({ kind: "property", name, at: at + 1 });
  }
}

function parseIndex(scanner: Scanner): Expression {
  const index = parseParameter(scanner);
  if (index.kind !== "literal" && index.kind !== "interpolation" && index.kind !== "reference")
    scanner.expected("a text, an integer or a reference");
  if (!scanner.take("]")) scanner.expected("']'");
  return index;
}

function parseArguments(scanner: Scanner): Expression[] {
  scanner.take("(");
  const list: Expression[] = [];
  if (scanner.take(")")) return list;
  do list.push(parseParameter(scanner));
  while (scanner.take(","));
  if (!scanner.take(")")) scanner.expected("',' or ')'");
  return list;
}
