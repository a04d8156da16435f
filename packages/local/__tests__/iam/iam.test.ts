import { createIam, IamError } from "../../iam/iam";
import type { Iam } from "../../iam/iam";
import { readCases } from "./read-cases";

interface MalformedCase {
  readonly id: string;
  readonly kind: "trust" | "inline" | "managed";
  readonly document: unknown;
  readonly message: string;
}

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "states.amazonaws.com" }, Action: "sts:AssumeRole" },
});
const allow = JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const LAMBDA_ROLE = "arn:aws:iam::aws:policy/service-role/AWSLambdaRole";

function createAccount(): Iam {
  const iam = createIam({ accountId: "111111111111", partition: "aws", now: () => 0 });
  iam.createRole({ roleName: "r", assumeRolePolicyDocument: trust });
  return iam;
}

/** Code, status and message of the IamError that `call` throws. */
function readError(call: () => unknown): [string, number, string] {
  try {
    call();
  } catch (error) {
    if (error instanceof IamError) return [error.code, error.status, error.message];
    throw error;
  }
  throw new Error("the call throws nothing");
}

const putDocument: Record<MalformedCase["kind"], (iam: Iam, policyDocument: string) => unknown> = {
  trust: (iam, text) => iam.createRole({ roleName: "t", assumeRolePolicyDocument: text }),
  inline: (iam, policyDocument) => iam.putRolePolicy({ roleName: "r", policyName: "p", policyDocument }),
  managed: (iam, policyDocument) => iam.createPolicy({ policyName: "m", policyDocument }),
};

describe("a policy document", () => {
  it.each(readCases<MalformedCase>("malformed-policies.jsonl"))("rejects $id", ({ kind, document, message }) => {
    const text = typeof document === "string" ? document : JSON.stringify(document);
    expect(readError(() => putDocument[kind](createAccount(), text))).toEqual([
      "MalformedPolicyDocument",
      400,
      message,
    ]);
  });

  it("fails when it is too long", () => {
    const long = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "a:".padEnd(10_240, "b"), Resource: "*" },
    });
    const iam = createAccount();
    expect([
      readError(() => putDocument.inline(iam, long)),
      readError(() => putDocument.managed(iam, long)),
      readError(() => putDocument.trust(iam, long)),
    ]).toEqual([
      ["LimitExceeded", 409, "Maximum policy size of 10240 bytes exceeded for role r"],
      ["LimitExceeded", 409, "Cannot exceed quota for PolicySize: 6144"],
      ["LimitExceeded", 409, "Cannot exceed quota for ACLSizePerRole: 2048"],
    ]);
  });
});

describe("a role", () => {
  it("answers what it was created with", () => {
    const iam = createIam({ accountId: "111111111111", partition: "aws-cn", now: () => 5 });
    const role = iam.createRole({ roleName: "r", path: "/a/b/", description: "d", assumeRolePolicyDocument: trust });
    expect(role).toEqual({
      roleName: "r",
      roleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      path: "/a/b/",
      arn: "arn:aws-cn:iam::111111111111:role/a/b/r",
      description: "d",
      maxSessionDuration: 3600,
      createDate: 5,
      assumeRolePolicyDocument: trust,
    });
    expect([iam.getRole("r"), iam.listRoles()]).toEqual([role, [role]]);
  });

  it("lists and forgets its policies", () => {
    const iam = createAccount();
    iam.putRolePolicy({ roleName: "r", policyName: "p", policyDocument: allow });
    iam.attachRolePolicy({ roleName: "r", policyArn: LAMBDA_ROLE });
    expect(iam.getRolePolicy("r", "p")).toEqual({ roleName: "r", policyName: "p", policyDocument: allow });
    expect(iam.listRolePolicies("r")).toEqual(["p"]);
    expect(iam.listAttachedRolePolicies("r").map(({ arn }) => arn)).toEqual([LAMBDA_ROLE]);
    iam.deleteRolePolicy("r", "p");
    iam.detachRolePolicy({ roleName: "r", policyArn: LAMBDA_ROLE });
    iam.deleteRole("r");
    expect(iam.listRoles()).toEqual([]);
  });

  it("rejects what AWS rejects, with AWS's words", () => {
    const iam = createAccount();
    iam.putRolePolicy({ roleName: "r", policyName: "p", policyDocument: allow });
    const { arn } = iam.createPolicy({ policyName: "m", policyDocument: allow });
    iam.attachRolePolicy({ roleName: "r", policyArn: arn });
    const missing = "arn:aws:iam::111111111111:policy/none";
    const named = { assumeRolePolicyDocument: trust };
    expect([
      readError(() => iam.createRole({ roleName: "r", ...named })),
      readError(() => iam.createRole({ roleName: "a b", ...named })),
      readError(() => iam.createRole({ roleName: "a", path: "a", ...named })),
      readError(() => iam.getRole("__proto__")),
      readError(() => iam.getRolePolicy("r", "none")),
      readError(() => iam.attachRolePolicy({ roleName: "r", policyArn: missing })),
      readError(() => iam.detachRolePolicy({ roleName: "r", policyArn: LAMBDA_ROLE })),
      readError(() => iam.getPolicy(missing)),
      readError(() => iam.createPolicy({ policyName: "m", policyDocument: allow })),
      readError(() => iam.deletePolicy(arn)),
      readError(() => iam.deleteRole("r")),
    ]).toEqual([
      ["EntityAlreadyExists", 409, "Role with name r already exists."],
      [
        "ValidationError",
        400,
        "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
      ],
      [
        "ValidationError",
        400,
        "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
      ],
      ["NoSuchEntity", 404, "The role with name __proto__ cannot be found."],
      ["NoSuchEntity", 404, "The role policy with name none cannot be found."],
      ["NoSuchEntity", 404, `Policy ${missing} does not exist or is not attachable.`],
      ["NoSuchEntity", 404, `Policy ${LAMBDA_ROLE} was not found.`],
      ["NoSuchEntity", 404, `Policy ${missing} was not found.`],
      ["EntityAlreadyExists", 409, "A policy called m already exists. Duplicate names are not allowed."],
      ["DeleteConflict", 409, "Cannot delete a policy attached to entities."],
      ["DeleteConflict", 409, "Cannot delete entity, must delete policies first."],
    ]);
  });
});
