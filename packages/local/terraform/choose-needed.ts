import { type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import { blocks, type ReadStack } from "./configuration";
import { listReferences } from "./references";

/** What is served for its own sake: APIs, and workflows, which may name one another by their ARNs' texts. */
const ROOTS = /^aws_(apigatewayv2|api_gateway|cloudfront|sfn)_/;
/** What belongs to a thing that it refers to: without it, that thing would behave otherwise. */
const ATTACHED = new Set(["aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_lambda_permission"]);

/**
 * The addresses without which what is served here would not be what it is on AWS: the APIs, what they refer to, and what
 * is attached to that.
 */
export function chooseNeeded({ configuration }: ReadStack): ReadonlySet<string> {
  const all = listBlocks(configuration);
  const references = new Map(
    [...all].map(([address, block]) => [address, listReferences(block).filter((name) => all.has(name))]),
  );
  const needed = new Set<string>();
  const need = (address: string): void => {
    if (needed.has(address)) return;
    needed.add(address);
    references.get(address)?.forEach(need);
  };
  for (const address of all.keys()) if (ROOTS.test(address)) need(address);
  const attached = [...all.keys()].filter((address) => ATTACHED.has(address.split(".")[0] ?? ""));
  for (let before = -1; before !== needed.size;) {
    before = needed.size;
    for (const address of attached) if (references.get(address)?.some((each) => needed.has(each))) need(address);
  }
  return needed;
}

/** Every block that an expression may name, by its address. */
function listBlocks(configuration: JsonObject): ReadonlyMap<string, Json> {
  const typed = (kind: string, before: string) =>
    Object.entries(blocks(configuration, kind)).flatMap(([type, named]) =>
      Object.entries(objectOf(named)).map(([name, block]) => [`${before}${type}.${name}`, block] as const),
    );
  const named = (kind: string, before: string) =>
    Object.entries(blocks(configuration, kind)).map(([name, block]) => [`${before}.${name}`, block] as const);
  return new Map([
    ...typed("resource", ""),
    ...typed("data", "data."),
    ...named("locals", "local"),
    ...named("variable", "var"),
    ...named("module", "module"),
  ]);
}
