import type { Plan, ResourceChange } from "./plan";
import { stripIndex } from "./read-references";
import { readText } from "./values";

/** What identifies a resource in another's attribute. */
const IDENTITIES = ["id", "arn", "name"] as const;

/** What one resource says of another: an attribute that holds or refers to a resource of one of `types`. */
export interface Referral {
  readonly change: ResourceChange;
  readonly attribute: string;
  readonly types: readonly string[];
}

/** Finds the resources of one plan that others speak of. */
export interface FindResources {
  /** The resource that is meant, undefined where the plan does not hold it. */
  readonly referred: (referral: Referral) => ResourceChange | undefined;
  /** The resource at an address, undefined where the plan does not hold it. */
  readonly byAddress: (address: string) => ResourceChange | undefined;
  /** All of one type, in the plan's order. */
  readonly ofType: (type: string) => readonly ResourceChange[];
}

/** Indexes the resources of a plan by address and by what identifies them. */
export function indexResources({ changes }: Pick<Plan, "changes">): FindResources {
  const byAddress = new Map<string, ResourceChange>();
  const byIdentity = new Map<string, ResourceChange>();
  const byType = new Map<string, ResourceChange[]>();
  for (const change of changes.filter(({ deposed }) => !deposed)) {
    const block = stripIndex(change.address);
    if (!byAddress.has(block)) byAddress.set(block, change);
    byAddress.set(change.address, change);
    for (const identity of listIdentities(change)) byIdentity.set(`${change.type} ${identity}`, change);
    const others = byType.get(change.type);
    if (others) others.push(change);
    else byType.set(change.type, [change]);
  }
  return {
    byAddress: (address) => byAddress.get(address),
    ofType: (type) => byType.get(type) ?? [],
    referred: (referral) => findByValue(byIdentity, referral) ?? findByReference(byAddress, referral),
  };
}

/** What tells the API of a resource from others: its address, or its id where the plan does not hold it. */
export function identifyApi(change: ResourceChange, find: FindResources): string | undefined {
  const api = find.referred({ change, attribute: "api_id", types: ["aws_apigatewayv2_api"] });
  return api?.address ?? readText(change.after, "api_id") ?? readText(change.before, "api_id");
}

function listIdentities({ before, after }: ResourceChange): string[] {
  return [before, after].flatMap((side) => IDENTITIES.flatMap((name) => readText(side, name) ?? []));
}

function findByValue(
  byIdentity: ReadonlyMap<string, ResourceChange>,
  { change: { before, after }, attribute, types }: Referral,
): ResourceChange | undefined {
  const texts = [after, before].flatMap((side) => readText(side, attribute) ?? []);
  // A route's target is `integrations/<id>`.
  const identities = texts.flatMap((text) => [text, text.slice(text.lastIndexOf("/") + 1)]);
  return identities.flatMap((id) => types.flatMap((type) => byIdentity.get(`${type} ${id}`) ?? []))[0];
}

/** Where a reference names no instance, the one with the same index is meant. */
function findByReference(
  byAddress: ReadonlyMap<string, ResourceChange>,
  { change: { address, references }, attribute, types }: Referral,
): ResourceChange | undefined {
  const index = /\[[^[]*\]$/.exec(address)?.[0] ?? "";
  return (references[attribute] ?? [])
    .flatMap((reference) => listPrefixes(stripIndex(reference)))
    .flatMap((prefix) => byAddress.get(`${prefix}${index}`) ?? byAddress.get(prefix) ?? [])
    .find(({ type }) => types.includes(type));
}

/** `a.b.c`, `a.b`, `a` */
function listPrefixes(reference: string): string[] {
  const steps = reference.split(".");
  return steps.map((_, index) => steps.slice(0, steps.length - index).join("."));
}
