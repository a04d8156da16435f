import { leastWork } from "@sfn-websocket/languages/__tests__/least-work";
import { createAws } from "../../account/aws";
import { createVirtualClock } from "../virtual-clock";

const ACCOUNT = { AWS: "arn:aws:iam::123456789012:root" };
const ROLE = "arn:aws:iam::123456789012:role/runs";
const MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:greet";
const SESSION = "User: arn:aws:sts::123456789012:assumed-role/runs/greet is not authorized to perform:";
const ALL = { Effect: "Allow", Principal: ACCOUNT, Action: "kms:*", Resource: "*" };
const USE = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };
const LOGS = { ...USE, Principal: { Service: "logs.us-east-1.amazonaws.com" } };

const print = (...statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

function open() {
  const log: string[] = [];
  const clock = createVirtualClock();
  const aws = createAws({ clock, log: (line) => log.push(line) });
  const { kms, logs, stepfunctions } = aws.region("us-east-1");
  const Condition = { StringEquals: { "aws:SourceAccount": "123456789012" } };
  const trust = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { Service: "states.amazonaws.com" },
    Condition,
  };
  aws.iam.createRole({ roleName: "runs", assumeRolePolicyDocument: print(trust) });
  const ask = (action: string, request: object) => JSON.parse(kms.call(action, JSON.stringify(request)).body || "{}");
  const createKey = (...statements: readonly object[]) => {
    const answer = ask("CreateKey", statements.length === 0 ? {} : { Policy: print(...statements) });
    return (answer.KeyMetadata?.Arn ?? `${answer.__type}: ${answer.message}`) as string;
  };
  const start = async () => {
    const request = JSON.stringify({ stateMachineArn: MACHINE });
    const { status, body } = await stepfunctions.call("StartSyncExecution", request, { authorize: () => undefined });
    const { status: ended, __type, message } = JSON.parse(body);
    return status === 200 ? ended : `${__type.split("#")[1]}: ${message}`;
  };
  const createMachine = (kmsKeyId: string, seconds = 300) => {
    const encryption = { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId, kmsDataKeyReusePeriodSeconds: seconds };
    const definition = JSON.stringify({ StartAt: "A", States: { A: { Type: "Succeed" } } });
    const machine = { name: "greet", type: "EXPRESS", roleArn: ROLE, definition } as const;
    stepfunctions.createStateMachine({ ...machine, encryptionConfiguration: encryption });
  };
  const createGroup = (kmsKeyId: string) => {
    const { body } = logs.call("CreateLogGroup", JSON.stringify({ logGroupName: "g", kmsKeyId }));
    return body === "" ? "created" : `${JSON.parse(body).__type}: ${JSON.parse(body).message}`;
  };
  const allow = (...statements: readonly object[]) =>
    aws.iam.putRolePolicy({ roleName: "runs", policyName: "key", policyDocument: print(...statements) });
  return { aws, log, clock, ask, createKey, createMachine, createGroup, start, allow };
}

describe("a log group's key", () => {
  const NOT_ALLOWED =
    "AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:us-east-1:123456789012:log-group:g'";
  const only = (pattern: string) => ({ ArnLike: { "kms:EncryptionContext:aws:logs:arn": pattern } });

  it.each([
    ["lets the service in", [ALL, LOGS], "created"],
    [
      "lets the service in for such groups",
      [ALL, { ...LOGS, Condition: only("arn:aws:logs:*:123456789012:log-group:g") }],
      "created",
    ],
    ["is the account's alone", [ALL], NOT_ALLOWED],
    ["is the default", [], NOT_ALLOWED],
    [
      "lets another region's service in",
      [ALL, { ...LOGS, Principal: { Service: "logs.eu-west-1.amazonaws.com" } }],
      NOT_ALLOWED,
    ],
    [
      "lets the service in for other groups",
      [ALL, { ...LOGS, Condition: only("arn:aws:logs:*:*:log-group:h") }],
      NOT_ALLOWED,
    ],
    ["denies it", [ALL, LOGS, { ...LOGS, Effect: "Deny" }], NOT_ALLOWED],
  ])("decides by a policy that %s", (_what, statements, outcome) => {
    const { createKey, createGroup } = open();
    expect(createGroup(createKey(...statements))).toBe(outcome);
  });

  it("is anybody's where it was not made here", () => {
    expect(open().createGroup("arn:aws:kms:us-east-1:123456789012:key/theirs")).toBe("created");
  });

  it("fails where it is no ARN, or disabled, and tells why", () => {
    const { ask, createKey, createGroup, log } = open();
    expect(createGroup("key")).toBe("InvalidParameterException: The specified KMS Key Id could not be found. 'g'");
    const KeyId = createKey(ALL, LOGS);
    ask("DisableKey", { KeyId });
    expect(createGroup(KeyId)).toBe(NOT_ALLOWED);
    expect(log).toEqual([expect.stringContaining(`${KeyId} is disabled.`)]);
  });
});

describe("a state machine's key", () => {
  const ADMIN = { ...ALL, Action: "kms:Put*" };
  const named = { ...USE, Principal: { AWS: ROLE } };
  const forMachine = { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": MACHINE } };
  const through = { StringEquals: { "kms:ViaService": "states.us-east-1.amazonaws.com" } };
  const NO_IDENTITY = "because no identity-based policy allows the kms:GenerateDataKey action";
  const NO_RESOURCE = "because no resource-based policy allows the kms:GenerateDataKey action";

  it.each<[string, object[], object[], string]>([
    ["the key's policy names the role", [ADMIN, named], [], "SUCCEEDED"],
    ["the account decides and the role's policy allows it", [ALL], [USE], "SUCCEEDED"],
    ["the role's policy allows it for the machine", [ALL], [{ ...USE, Condition: forMachine }], "SUCCEEDED"],
    ["the account decides and no policy allows it", [ALL], [], NO_IDENTITY],
    ["only the role's policy allows it", [ADMIN], [USE], NO_RESOURCE],
    ["the role's policy allows it through the service only", [ALL], [{ ...USE, Condition: through }], NO_IDENTITY],
    [
      "the role's policy denies it",
      [ADMIN, named],
      [{ ...USE, Effect: "Deny" }],
      "with an explicit deny in an identity-based policy",
    ],
    [
      "the key's policy denies it",
      [ALL, { ...named, Effect: "Deny" }],
      [USE],
      "with an explicit deny in a resource-based policy",
    ],
    [
      "the key's policy names another role beside the account",
      [{ ...ALL, Principal: { AWS: [ACCOUNT.AWS, "arn:aws:iam::210987654321:role/other"] } }],
      [],
      NO_IDENTITY,
    ],
  ])("decides where %s", async (_what, keyPolicy, rolePolicy, outcome) => {
    const { allow, createKey, createMachine, start } = open();
    if (rolePolicy.length > 0) allow(...rolePolicy);
    const arn = createKey(...keyPolicy);
    createMachine(arn);
    const denied = `KmsAccessDeniedException: ${SESSION} kms:GenerateDataKey on resource: ${arn} ${outcome}`;
    expect(await start()).toBe(outcome === "SUCCEEDED" ? outcome : denied);
  });

  it("fails an execution that nobody waits for, and one by an alias", async () => {
    const { aws, ask, createKey, createMachine } = open();
    ask("CreateAlias", { AliasName: "alias/mine", TargetKeyId: createKey(ALL) });
    createMachine("alias/mine");
    const request = JSON.stringify({ stateMachineArn: MACHINE });
    const { stepfunctions } = aws.region("us-east-1");
    const answer = await stepfunctions.call("StartExecution", request, { authorize: () => undefined });
    expect(answer).toMatchObject({
      status: 400,
      body: expect.stringContaining("#KmsAccessDeniedException") as unknown,
    });
  });

  it("is not asked for while its data key is used again", async () => {
    const { ask, clock, createKey, createMachine, start } = open();
    const KeyId = createKey(ADMIN, named);
    createMachine(KeyId, 60);
    expect(await start()).toBe("SUCCEEDED");
    ask("DisableKey", { KeyId });
    clock.advance(59_999);
    expect(await start()).toBe("SUCCEEDED");
    clock.advance(1);
    expect(await start()).toBe(`KmsInvalidStateException: ${KeyId} is disabled.`);
  });
});

describe("a key's policy", () => {
  const MALFORMED = "MalformedPolicyDocumentException: ";
  const STRANGER = { AWS: "arn:aws:iam::123456789012:role/stranger" };

  it.each<[string, object[], string]>([
    [
      "by which nobody could change it",
      [LOGS],
      `${MALFORMED}The new key policy will not allow you to update the key policy in the future.`,
    ],
    [
      "that names a role that is not there",
      [ALL, { ...USE, Principal: STRANGER }],
      `${MALFORMED}Policy contains a statement with one or more invalid principals.`,
    ],
    ["without a principal", [ALL, USE], `${MALFORMED}Missing required field Principal`],
    ["without a resource", [{ ...ALL, Resource: undefined }], `${MALFORMED}Policy statement must contain resources.`],
  ])("is refused %s", (_what, statements, refusal) => {
    const { createKey, log } = open();
    expect(createKey(...statements)).toBe(refusal);
    expect(log).toEqual([expect.stringContaining(refusal.slice(MALFORMED.length))]);
  });

  it("may have spaces in its statements' names, as the default has", () => {
    expect(open().createKey({ ...ALL, Sid: "Enable IAM User Permissions" })).toMatch(/^arn:aws:kms:/);
  });
});

it("refuses a policy that locks everybody out in time, however many it names and forbids", () => {
  const { createKey } = open();
  const Principal = { AWS: Array.from({ length: 400 }, (_, index) => `arn:aws:iam::123456789012:user/${index}`) };
  const Action = Array.from({ length: 1_500 }, (_, index) => `*:${index}`);
  const refused =
    "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.";
  const create = () => createKey({ ...ALL, Principal, Action });
  expect(create()).toBe(refused);
  expect(leastWork(() => void create(), 500)).toBeLessThan(500);
});
