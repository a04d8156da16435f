import type { Permission } from "./resources";

/** A service that wants to invoke a function on behalf of a resource of its own. */
export interface Invoker {
  readonly functionArn: string;
  readonly principal: string;
  readonly sourceArn: string;
}

/**
 * Returns whether the statement lets the service invoke the function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function permits(permission: Permission, { functionArn, principal, sourceArn }: Invoker): boolean {
  const { action, sourceArn: pattern } = permission;
  return (
    permission.functionArn === functionArn &&
    (permission.principal === principal || permission.principal === "*") &&
    (action === "lambda:InvokeFunction" || action === "lambda:*") &&
    (pattern === undefined || matchesArn(pattern, sourceArn))
  );
}

/** Matches as `ArnLike` does: `*` is any text within one part between colons, `?` one character. */
function matchesArn(pattern: string, arn: string): boolean {
  const sixParts = (text: string) => [...text.split(":").slice(0, 5), text.split(":").slice(5).join(":")];
  const parts = sixParts(arn);
  return sixParts(pattern).every((part, index) => matchesWildcards(part, parts[index] ?? ""));
}

/** In time proportional to the product of the lengths, whatever the pattern. */
function matchesWildcards(pattern: string, text: string): boolean {
  let reached: readonly number[] = [0];
  for (const character of pattern) reached = advance(reached, character, text);
  return reached.includes(text.length);
}

/** The positions in the text, in ascending order, that one more character of the pattern leads to. */
function advance(reached: readonly number[], character: string, text: string): readonly number[] {
  const [first] = reached;
  if (character === "*" && first !== undefined)
    return Array.from({ length: text.length - first + 1 }, (_, index) => first + index);
  const passed = reached.filter((at) => at < text.length && (character === "?" || text[at] === character));
  return passed.map((at) => at + 1);
}
