import type { Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";

/** A statement in one line: `Allow states:StartSyncExecution on arn:… for … if …`. */
export function printStatement({ effect, actions, resources, principals, conditions }: Statement): string {
  const parts = [
    [`${effect} `, actions],
    [" on ", resources],
    [" for ", principals],
    [" if ", conditions],
  ] as const;
  return parts.map(([word, list]) => (list.length > 0 ? `${word}${list.join(", ")}` : "")).join("");
}
