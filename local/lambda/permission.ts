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
  let reached = new Set([0]);
  for (const character of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (character === "*") for (let end = at; end <= text.length; end += 1) next.add(end);
      else if (at < text.length && (character === "?" || text[at] === character)) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(text.length);
}
