import { createIam } from "../../iam/iam";
import type { Iam } from "../../iam/iam";
import { readCases } from "./read-cases";

type Keys = Readonly<Record<string, string | string[]>>;

interface DecisionCase {
  readonly id: string;
  readonly version?: string;
  readonly statements: readonly object[];
  readonly action?: string;
  readonly resource?: string;
  readonly keys?: Keys;
  readonly expect: "allowed" | "implicit-deny" | "explicit-deny";
  readonly note?: string;
}

interface TrustCase {
  readonly id: string;
  readonly statement: object;
  readonly principal: string;
  readonly keys?: Keys;
  readonly expect: boolean;
}

const ACTION = "states:StartSyncExecution";
const RESOURCE = "arn:aws:states:us-east-1:111111111111:stateMachine:quote";
const ROLE = "arn:aws:iam::111111111111:role/gateway/invoke";
const USER = "arn:aws:sts::111111111111:assumed-role/invoke/session";
const trustApiGateway = {
  Effect: "Allow",
  Principal: { Service: "apigateway.amazonaws.com" },
  Action: "sts:AssumeRole",
};
const assumes = { roleArn: ROLE, principalService: "apigateway.amazonaws.com", sessionName: "session" };

const printPolicy = (statements: readonly object[], version = "2012-10-17"): string =>
  JSON.stringify({ Version: version, Statement: statements });

function createAccount(trust: object = trustApiGateway): Iam {
  const iam = createIam({ accountId: "111111111111", partition: "aws", now: () => Date.UTC(2026, 0, 1) });
  iam.createRole({ roleName: "invoke", path: "/gateway/", assumeRolePolicyDocument: printPolicy([trust]) });
  return iam;
}

const ask = { ...assumes, action: ACTION, resource: RESOURCE, conditionKeys: {} };
const putPolicy = (iam: Iam, statements: readonly object[], version?: string): void =>
  iam.putRolePolicy({ roleName: "invoke", policyName: "p", policyDocument: printPolicy(statements, version) });

describe("a session of a role", () => {
  it.each(readCases<DecisionCase>("decisions.jsonl"))("with $id is decided: $expect", (example) => {
    const { statements, version, expect: expected, note } = example;
    const { action = ACTION, resource = RESOURCE, keys = {} } = example;
    const iam = createAccount();
    putPolicy(iam, statements, version);
    const decision = iam.authorize({ ...assumes, action, resource, conditionKeys: keys });
    const why = {
      allowed: "",
      "implicit-deny": `because no identity-based policy allows the ${action} action`,
      "explicit-deny": "with an explicit deny in an identity-based policy",
    }[expected];
    const message = `User: ${USER} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
    const told = note === undefined ? message : `${message} (${note})`;
    expect(decision).toEqual(
      expected === "allowed" ? { allowed: true } : { allowed: false, reason: expected, message: told },
    );
  });
});

describe("a trust policy", () => {
  it.each(readCases<TrustCase>("trust.jsonl"))("for $id answers $principal: $expect", (example) => {
    const { statement, principal, keys = {}, expect: allowed } = example;
    const iam = createAccount(statement);
    const decision = iam.assumeRole({
      roleArn: ROLE,
      principalService: principal,
      sessionName: "s",
      conditionKeys: keys,
    });
    const message = `User: ${principal} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
    expect(decision).toEqual(allowed ? { allowed: true } : { allowed: false, reason: "cannot-assume", message });
  });
});

describe("a decision", () => {
  it("rejects the session of a role that cannot be assumed or does not exist", () => {
    const iam = createAccount({ ...trustApiGateway, Principal: { Service: "states.amazonaws.com" } });
    putPolicy(iam, [{ Effect: "Allow", Action: "*", Resource: "*" }]);
    for (const roleArn of [ROLE, `${ROLE}2`, "arn:aws:iam::111111111111:role/invoke", ""]) {
      expect(iam.authorize({ ...ask, roleArn })).toEqual({
        allowed: false,
        reason: "cannot-assume",
        message: `User: apigateway.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      });
    }
  });

  it("holds until a role or policy changes", () => {
    const iam = createAccount();
    const isAllowed = (): boolean => iam.authorize(ask).allowed;
    const allow = { Effect: "Allow", Action: ACTION, Resource: RESOURCE };
    expect(isAllowed()).toBe(false);
    putPolicy(iam, [allow]);
    expect(isAllowed()).toBe(true);
    iam.deleteRolePolicy("invoke", "p");
    expect(isAllowed()).toBe(false);
    const { arn: policyArn } = iam.createPolicy({ policyName: "m", policyDocument: printPolicy([allow]) });
    iam.attachRolePolicy({ roleName: "invoke", policyArn });
    expect(isAllowed()).toBe(true);
    iam.detachRolePolicy({ roleName: "invoke", policyArn });
    expect(isAllowed()).toBe(false);
    iam.attachRolePolicy({ roleName: "invoke", policyArn: "arn:aws:iam::aws:policy/AWSStepFunctionsFullAccess" });
    expect(isAllowed()).toBe(true);
    iam.updateAssumeRolePolicy("invoke", printPolicy([{ ...trustApiGateway, Effect: "Deny" }]));
    expect(isAllowed()).toBe(false);
  });

  it("that a condition was looked at for holds for its request alone", () => {
    const iam = createAccount();
    const Condition = { StringEquals: { "aws:SourceAccount": "1" } };
    putPolicy(iam, [{ Effect: "Allow", Action: ACTION, Resource: RESOURCE, Condition }]);
    const decide = (account: string): boolean =>
      iam.authorize({ ...ask, conditionKeys: { "aws:SourceAccount": account } }).allowed;
    expect([decide("1"), decide("2"), decide("1")]).toEqual([true, false, true]);
  });

  it("takes bounded time and memory on hostile resources", () => {
    const iam = createAccount();
    putPolicy(iam, [{ Effect: "Allow", Action: ACTION, Resource: `${RESOURCE}${"*a".repeat(2000)}` }]);
    for (let count = 0; count < 3000; count++) iam.authorize({ ...ask, resource: `${RESOURCE}${count}` });
    expect(iam.authorize({ ...ask, resource: `${RESOURCE}${"a".repeat(4000)}b` }).allowed).toBe(false);
  });
});

describe("a permissions boundary", () => {
  const allow = (action: string) => ({ Effect: "Allow", Action: action, Resource: "*" });
  const createBounded = (statements: readonly object[]): Iam => {
    const iam = createAccount();
    putPolicy(iam, [allow("states:*")]);
    const { arn } = iam.createPolicy({ policyName: "boundary", policyDocument: printPolicy(statements) });
    iam.putRolePermissionsBoundary("invoke", arn);
    return iam;
  };
  const refusal = (why: string) =>
    `User: ${USER} is not authorized to perform: ${ACTION} on resource: ${RESOURCE} ${why}`;

  it("allows what the role's own policies allow too, and nothing by itself", () => {
    const iam = createBounded([allow("*")]);
    expect(iam.authorize(ask)).toEqual({ allowed: true });
    expect(iam.authorize({ ...ask, action: "lambda:InvokeFunction" })).toMatchObject({ reason: "implicit-deny" });
  });

  it("keeps from the role what it does not allow, and what it denies", () => {
    expect(createBounded([allow("dynamodb:*")]).authorize(ask)).toEqual({
      allowed: false,
      reason: "implicit-deny",
      message: refusal(`because no permissions boundary allows the ${ACTION} action`),
    });
    const denied = createBounded([allow("*"), { Effect: "Deny", Action: ACTION, Resource: "*" }]);
    expect(denied.authorize(ask)).toEqual({
      allowed: false,
      reason: "explicit-deny",
      message: refusal("with an explicit deny in a permissions boundary"),
    });
  });

  it("holds from when it is set until it is taken away, and is exported with its role", () => {
    const iam = createBounded([allow("dynamodb:*")]);
    const another = createAccount();
    another.importState(iam.exportState());
    expect(another.authorize(ask)).toMatchObject({ reason: "implicit-deny" });
    iam.deleteRolePermissionsBoundary("invoke");
    expect(iam.authorize(ask)).toEqual({ allowed: true });
  });

  it("that is no policy of this machine keeps nothing, which is told", () => {
    const log: string[] = [];
    const iam = createIam({ accountId: "111111111111", partition: "aws", log: (line) => log.push(line) });
    const assumeRolePolicyDocument = printPolicy([trustApiGateway]);
    const permissionsBoundary = "arn:aws:iam::111111111111:policy/theirs";
    iam.createRole({ roleName: "invoke", path: "/gateway/", assumeRolePolicyDocument, permissionsBoundary });
    putPolicy(iam, [allow("states:*")]);
    expect(iam.authorize(ask)).toEqual({ allowed: true });
    expect(log).toEqual([
      `iam: the boundary of role 'invoke' keeps nothing from it here, got '${permissionsBoundary}', which is no policy of this machine; create it to try what it does`,
    ]);
  });
});
