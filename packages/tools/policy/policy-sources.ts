import { isJsonObject, type Json, readOwn } from "@sfn-websocket/languages/json";
import { readStatements, type Statement } from "@sfn-websocket/languages/states-language/permissions/policy-statements";
import {
  POLICY_PLACES,
  type PolicyForm,
  type PolicyHolder as Holder,
  type PolicyPlace,
  readLambdaPermission,
} from "../policy-places";
import { MANAGED_POLICIES } from "@sfn-websocket/languages/states-language/permissions/managed-policies";
import type { Reason } from "@sfn-websocket/languages/states-language/permissions/grant-reasons";
import type { References, Resource } from "./resolve-references";

/** What a policy is: who may become a role, what a role may do, who may use a resource. */
export type PolicyKind = "trust" | "permission" | "resource policy";

/** Who has a policy where it is no role. */
export type PolicyHolder = Exclude<Holder, "role">;

/** A policy as a resource has it, its statements in Terraform's words. */
export interface Policy {
  /** Name of the role, user or group; of a resource's own policy, the resource. */
  readonly role: string;
  /** @default a role, or a resource */
  readonly holder?: PolicyHolder;
  readonly kind: PolicyKind;
  /** Empty for a role's trust. */
  readonly name: string;
  /** Undefined where they cannot be read. */
  readonly statements: readonly Statement[] | undefined;
  /** What stands where the statements should. */
  readonly got: string;
  /** Why AWS's own policy is attached, which nobody else can narrow. */
  readonly reason?: Reason;
}

/** A stack's resources. */
export interface PolicyStack {
  readonly resources: readonly Resource[];
  readonly references: References;
}

/** The policies of a resource; of a type that no row knows, any text that is a policy document. */
export function listPolicies(resource: Resource, stack: PolicyStack): readonly Policy[] {
  const places = readOwn(POLICY_PLACES, resource.type);
  if (places === undefined) return listOwnPolicies(resource, stack);
  return places.flatMap((place) => READERS[place.form](resource, place, stack));
}

type ReadPlace = (resource: Resource, place: PolicyPlace, stack: PolicyStack) => readonly Policy[];

const READERS: Readonly<Record<PolicyForm, ReadPlace>> = {
  document(resource, { kind, attribute, holders }, stack) {
    const { attributes } = resource;
    const name = stack.references.name(resource);
    if (kind === "trust") return [read("trust", { role: name, name: "", document: attributes[attribute] })];
    if (holders === undefined)
      return isAttached(resource, stack) ? [] : [permission("(attached to nothing)", name, attributes[attribute])];
    return Object.entries(holders).map(([by, holder]) =>
      hold(holder, permission(nameRole(attributes[by], stack), name, attributes[attribute])),
    );
  },
  blocks(resource, { attribute }, stack) {
    const blocks = [resource.attributes[attribute] ?? []].flat().filter((block) => isJsonObject(block));
    const role = stack.references.name(resource);
    return blocks.map(({ name, policy }) => permission(role, showText(name, stack), policy));
  },
  arns(resource, { attribute, holders }, stack) {
    const { attributes } = resource;
    return listTexts(attributes[attribute]).flatMap((arn) => {
      if (holders === undefined) return [attach(stack.references.name(resource), arn, stack)];
      return Object.entries(holders).flatMap(([by, holder]) =>
        listTexts(attributes[by]).map((name) => hold(holder, attach(nameRole(name, stack), arn, stack))),
      );
    });
  },
  statement({ id, attributes }, _, { references }) {
    const { principals, ...statement } = readLambdaPermission((name) => listTexts(attributes[name])[0]);
    const named = principals.map((name) => (name.endsWith(".amazonaws.com") ? `Service:${name}` : name));
    const role = statement.resources.map((name) => references.show(name)).join();
    return [{ role, kind: "resource policy", name: id, statements: [{ ...statement, principals: named }], got: "" }];
  },
};

/** Whether some resource attaches the policy. */
function isAttached(resource: Resource, { resources, references }: PolicyStack): boolean {
  return resources.some(({ attributes }) => {
    const arns = [attributes["policy_arn"], attributes["managed_policy_arns"]].flatMap(listTexts);
    return arns.some((arn) => references.find(arn) === resource);
  });
}

function listOwnPolicies(resource: Resource, { references }: PolicyStack): readonly Policy[] {
  return Object.entries(resource.attributes).flatMap(([name, document]) => {
    if (typeof document !== "string" || !/"Statement"\s*:/.test(document)) return [];
    const role = references.show(`\${${resource.type}.${resource.id}.id}`);
    return [read("resource policy", { role, name, document })];
  });
}

const hold = (holder: Holder, policy: Policy): Policy => (holder === "role" ? policy : { ...policy, holder });

function permission(role: string, name: string, document: Json | undefined): Policy {
  return read("permission", { role, name, document });
}

function read(
  kind: PolicyKind,
  { document, ...names }: Pick<Policy, "role" | "name"> & { readonly document: Json | undefined },
): Policy {
  const statements = typeof document === "string" ? readStatements(document) : undefined;
  return { ...names, kind, statements: statements?.length === 0 ? undefined : statements, got: String(document) };
}

/** What a role gets from a policy that is attached to it. */
function attach(role: string, arn: string, { references }: PolicyStack): Policy {
  const own = references.find(arn);
  if (own) return permission(role, references.name(own), own.attributes["policy"]);
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const known = /^arn:[^:]+:iam::aws:policy\//.test(references.show(arn)) ? MANAGED_POLICIES[name] : undefined;
  if (known === undefined) return permission(role, name, references.show(arn));
  const { actions, resources, reason } = known;
  const statements = [{ effect: "Allow" as const, actions, resources, principals: [], conditions: [] }];
  return { role, kind: "permission", name, statements, got: "", reason };
}

function nameRole(role: Json | undefined, { references }: PolicyStack): string {
  const text = typeof role === "string" ? role : "";
  const found = references.find(text);
  return found ? references.name(found) : references.show(text);
}

function showText(value: Json | undefined, { references }: PolicyStack): string {
  return typeof value === "string" ? references.show(value) : "";
}

function listTexts(value: Json | undefined): readonly string[] {
  return [value ?? []].flat().filter((item) => typeof item === "string");
}
