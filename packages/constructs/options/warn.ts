import { Annotations } from "cdktf";
import type { Construct, IConstruct } from "constructs";

/** The key, in the context of an app, of its stacks' names by their ids: stacks of one name differ in environment and region. */
export const STACK_NAMES = "sfn-websocket:stackNames";

/** What each app was told. */
const told = new WeakMap<IConstruct, Set<string>>();

/** Warns at synthesis of a construct, once for all environments and regions of its stack. */
export function warn(scope: Construct, message: string): void {
  const [id = "", ...path] = scope.node.path.split("/");
  const names: Readonly<Record<string, string>> = scope.node.tryGetContext(STACK_NAMES) ?? {};
  const known = told.get(scope.node.root) ?? new Set<string>();
  told.set(scope.node.root, known);
  const warning = [names[id] ?? id, ...path, message].join("/");
  if (known.has(warning)) return;
  known.add(warning);
  Annotations.of(scope).addWarning(message);
}
