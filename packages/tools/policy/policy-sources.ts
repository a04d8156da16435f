import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import { readStatements, type Statement } from "../plan-review/policy-statements";
import { MANAGED_POLICIES } from "./managed-policies";
import type { Reason } from "./reasons";
import type { References, Resource } from "./resolve-references";

/** What a policy is: who may become a role, what a role may do, who may use a resource. */
export type PolicyKind = "trust" | "permission" | "resource policy";

/** Who has a policy where it is no role. */
export type PolicyHolder = "user" | "group";

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

type ListPolicies = (resource: Resource, stack: PolicyStack) => readonly Policy[];

/** The policies of a resource; of a type that no row knows, any text that is a policy document. */
export function listPolicies(resource: Resource, stack: PolicyStack): readonly Policy[] {
  return (SOURCES[resource.type] ?? listOwnPolicies)(resource, stack);
}

/** Where policies stand in the resources of IAM and Lambda; those of any other type are the resource's own. */
const SOURCES: Readonly<Record<string, ListPolicies>> = {
  aws_iam_role: (resource, stack) => {
    const { attributes } = resource;
    const role = stack.references.name(resource);
    const inline = [attributes["inline_policy"] ?? []].flat().filter((block) => isJsonObject(block));
    return [
      read("trust", { role, name: "", document: attributes["assume_role_policy"] }),
      ...inline.map(({ name, policy }) => permission(role, showText(name, stack), policy)),
      ...listTexts(attributes["managed_policy_arns"]).map((arn) => attach(role, arn, stack)),
    ];
  },
  aws_iam_role_policy: (resource, stack) => listInline("role", resource, stack),
  aws_iam_user_policy: (resource, stack) => listInline("user", resource, stack),
  aws_iam_group_policy: (resource, stack) => listInline("group", resource, stack),
  aws_iam_policy: (resource, stack) => {
    const isAttached = stack.resources.some(({ attributes }) => {
      const arns = [attributes["policy_arn"], attributes["managed_policy_arns"]].flatMap(listTexts);
      return arns.some((arn) => stack.references.find(arn) === resource);
    });
    const name = stack.references.name(resource);
    return isAttached ? [] : [permission("(attached to nothing)", name, resource.attributes["policy"])];
  },
  aws_iam_role_policy_attachment: (resource, stack) => listAttached({ role: "role" }, resource, stack),
  aws_iam_user_policy_attachment: (resource, stack) => listAttached({ user: "user" }, resource, stack),
  aws_iam_group_policy_attachment: (resource, stack) => listAttached({ group: "group" }, resource, stack),
  aws_iam_policy_attachment: (resource, stack) =>
    listAttached({ roles: "role", users: "user", groups: "group" }, resource, stack),
  aws_lambda_permission: ({ id, attributes }, stack) => {
    const [actions, resources, principals] = ["action", "function_name", "principal"].map((name) =>
      listTexts(attributes[name]),
    );
    const named = principals?.map((name) => (name.endsWith(".amazonaws.com") ? `Service:${name}` : name)) ?? [];
    const conditions = [
      ...listTexts(attributes["source_arn"]).map((arn) => `ArnLike aws:SourceArn = ${arn}`),
      ...listTexts(attributes["source_account"]).map((account) => `StringEquals aws:SourceAccount = ${account}`),
    ];
    const statement = { effect: "Allow" as const, actions: actions ?? [], resources: resources ?? [] };
    const role = resources?.map((name) => stack.references.show(name)).join() ?? "";
    const statements = [{ ...statement, principals: named, conditions }];
    return [{ role, kind: "resource policy", name: id, statements, got: "" }];
  },
};

const listOwnPolicies: ListPolicies = (resource, { references }) =>
  Object.entries(resource.attributes).flatMap(([name, document]) => {
    if (typeof document !== "string" || !/"Statement"\s*:/.test(document)) return [];
    const role = references.show(`\${${resource.type}.${resource.id}.id}`);
    return [read("resource policy", { role, name, document })];
  });

type Holder = "role" | PolicyHolder;

const hold = (holder: Holder, policy: Policy): Policy => (holder === "role" ? policy : { ...policy, holder });

/** The policy that a resource writes into its role, user or group, whose name is the attribute of that name. */
function listInline(holder: Holder, { attributes, ...resource }: Resource, stack: PolicyStack): readonly Policy[] {
  const name = stack.references.name({ attributes, ...resource });
  return [hold(holder, permission(nameRole(attributes[holder], stack), name, attributes["policy"]))];
}

/** The policy that a resource attaches to those whom its attributes name. */
function listAttached(
  holders: Readonly<Record<string, Holder>>,
  { attributes }: Resource,
  stack: PolicyStack,
): readonly Policy[] {
  return listTexts(attributes["policy_arn"]).flatMap((arn) =>
    Object.entries(holders).flatMap(([attribute, holder]) =>
      listTexts(attributes[attribute]).map((name) => hold(holder, attach(nameRole(name, stack), arn, stack))),
    ),
  );
}

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
