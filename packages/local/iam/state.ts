import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, mapOf, number, printKept, structureOf, text } from "../protocols/kept-state";
import { compilePolicy } from "./compile-policy";
import { restoreAttachment, type Policy, type PolicyStore, type PolicyVersion } from "./policies";
import { parsePolicy } from "./policy-document";
import { compileTrust } from "./roles";
import type { Role, RoleStore } from "./roles";

type Pairs = readonly (readonly [string, string])[];

/** Roles and policies as plain JSON. */
interface IamState {
  readonly roles: readonly { readonly role: Role; readonly inline: Pairs; readonly tags: Map<string, string> }[];
  readonly policies: readonly PolicyState[];
  /** By policies' ARNs, AWS's own among them, the names of roles. */
  readonly attachments: readonly (readonly [string, readonly string[]])[];
}

interface PolicyState {
  readonly policy: Policy;
  readonly versions: readonly PolicyVersion[];
  readonly latestVersion: number;
  readonly tags: Map<string, string>;
}

const IAM = structureOf<IamState>({
  roles: list(
    structureOf({
      role: structureOf({
        roleName: text,
        roleId: text,
        path: text,
        arn: text,
        maxSessionDuration: number,
        createDate: number,
        assumeRolePolicyDocument: text,
      }),
      inline: entries(text),
      tags: mapOf(text),
    }),
  ),
  policies: list(
    structureOf({
      policy: structureOf({
        policyName: text,
        policyId: text,
        path: text,
        arn: text,
        createDate: number,
        updateDate: number,
        policyDocument: text,
        defaultVersionId: text,
      }),
      versions: list(structureOf({ versionId: text, policyDocument: text, createDate: number })),
      latestVersion: number,
      tags: mapOf(text),
    }),
  ),
  attachments: entries(list(text)),
});

/** Returns all roles, the policies that are not AWS's own, and what is attached to what, as plain JSON. */
export function exportState({ roles, policyStore }: RoleStore): Json {
  const all = [...policyStore.policies.values()];
  const state: IamState = {
    roles: [...roles.values()].map(({ role, inline, tags }) => ({
      role,
      inline: [...inline].map(([name, { policyDocument }]) => [name, policyDocument] as const),
      tags,
    })),
    policies: all
      .filter(({ policy }) => !isAwsPolicy(policy.arn))
      .map(({ policy, versions, latestVersion, tags }) => ({
        policy,
        versions: [...versions.values()],
        latestVersion,
        tags,
      })),
    attachments: all
      .filter(({ attachedTo }) => attachedTo.size > 0)
      .map(({ policy, attachedTo }) => [policy.arn, [...attachedTo]] as const),
  };
  return printKept(state);
}

/** Replaces all roles and policies by those that were exported, an empty object being none; AWS's own policies stay. */
export function importState({ roles, policyStore, onChange }: RoleStore, state: Json): void {
  const imported = IAM(state, "iam");
  const { policies } = policyStore;
  roles.clear();
  for (const [arn, { attachedTo }] of [...policies]) {
    attachedTo.clear();
    if (!isAwsPolicy(arn)) policies.delete(arn);
  }
  for (const { role, inline, tags } of imported.roles) {
    const compiled = inline.map(([name, policyDocument]) => {
      const statements = compilePolicy(parsePolicy(policyDocument, "inline"));
      return [name, { policyDocument, statements }] as const;
    });
    const trust = compileTrust(role.assumeRolePolicyDocument);
    roles.set(role.roleName, {
      role,
      trust,
      inline: new Map(compiled),
      tags,
    });
  }
  for (const policy of imported.policies) addPolicy(policyStore, policy);
  for (const [arn, names] of imported.attachments) for (const name of names) restoreAttachment(policyStore, arn, name);
  onChange();
}

function addPolicy({ policies }: PolicyStore, { policy, versions, latestVersion, tags }: PolicyState): void {
  const statements = compilePolicy(parsePolicy(policy.policyDocument, "managed"));
  const byId = new Map(versions.map((version) => [version.versionId, version]));
  const stored = { policy, statements, versions: byId, latestVersion, tags };
  policies.set(policy.arn, { ...stored, attachedTo: new Set() });
}

const isAwsPolicy = (arn: string): boolean => arn.split(":")[4] === "aws";
