import type { JsonObject } from "@sfn-websocket/languages/json";
import { createKms, type Kms } from "../../kms/kms";

const PLACE = { partition: "aws", accountId: "123456789012", region: "eu-west-1" };
const ARN = "arn:aws:kms:eu-west-1:123456789012";
const DAY = 86_400_000;

function open() {
  const log: string[] = [];
  const clock = { now: 1_000 };
  const refusePolicy = (text: string, { mayLockOut }: { mayLockOut: boolean }) =>
    text === "locked" && !mayLockOut ? "locked out" : undefined;
  const kms = createKms({ ...PLACE, now: () => clock.now, log: (line) => log.push(line), refusePolicy });
  return { kms, log, clock, ask: (action: string, request: JsonObject = {}) => ask(kms, action, request) };
}

function ask(kms: Kms, action: string, request: JsonObject): JsonObject {
  const { status, body } = kms.call(action, JSON.stringify(request));
  const answer = body === "" ? {} : (JSON.parse(body) as JsonObject);
  return status === 200 ? answer : { error: `${String(answer.__type)}: ${String(answer.message ?? "")}` };
}

function createKey(opened: ReturnType<typeof open>, request: JsonObject = {}): string {
  const { KeyMetadata } = opened.ask("CreateKey", request) as { KeyMetadata: { KeyId: string } };
  return KeyMetadata.KeyId;
}

it("makes a key, which is described, listed and has its policy", () => {
  const opened = open();
  const Tags = [{ TagKey: "a", TagValue: "b" }];
  const KeyId = createKey(opened, { Description: "mine", Tags, Policy: "{}" });
  expect(opened.ask("DescribeKey", { KeyId: `${ARN}:key/${KeyId}` })).toMatchObject({
    KeyMetadata: {
      Arn: `${ARN}:key/${KeyId}`,
      CreationDate: 1,
      Description: "mine",
      KeyState: "Enabled",
      Enabled: true,
    },
  });
  expect(opened.ask("ListKeys")).toEqual({ Keys: [{ KeyArn: `${ARN}:key/${KeyId}`, KeyId }], Truncated: false });
  expect(opened.ask("GetKeyPolicy", { KeyId, PolicyName: "default" })).toEqual({ Policy: "{}", PolicyName: "default" });
  expect(opened.ask("ListKeyPolicies", { KeyId })).toEqual({ PolicyNames: ["default"], Truncated: false });
  expect(opened.ask("ListResourceTags", { KeyId })).toEqual({ Tags, Truncated: false });
});

it("changes a key's tags, description, policy and rotation", () => {
  const opened = open();
  const KeyId = createKey(opened, { Tags: [{ TagKey: "a", TagValue: "b" }] });
  opened.ask("TagResource", { KeyId, Tags: [{ TagKey: "c", TagValue: "d" }] });
  opened.ask("UntagResource", { KeyId, TagKeys: ["a"] });
  opened.ask("UpdateKeyDescription", { KeyId, Description: "new" });
  opened.ask("PutKeyPolicy", { KeyId, Policy: "other" });
  opened.ask("EnableKeyRotation", { KeyId, RotationPeriodInDays: 90 });
  expect(opened.ask("ListResourceTags", { KeyId })).toMatchObject({ Tags: [{ TagKey: "c", TagValue: "d" }] });
  expect(opened.ask("DescribeKey", { KeyId })).toMatchObject({ KeyMetadata: { Description: "new" } });
  expect(opened.ask("GetKeyPolicy", { KeyId })).toMatchObject({ Policy: "other" });
  const rotated = { KeyId, KeyRotationEnabled: true, NextRotationDate: 90 * 86_400 + 1, RotationPeriodInDays: 90 };
  expect(opened.ask("GetKeyRotationStatus", { KeyId })).toEqual(rotated);
  opened.ask("DisableKeyRotation", { KeyId });
  expect(opened.ask("GetKeyRotationStatus", { KeyId })).toEqual({ KeyId, KeyRotationEnabled: false });
});

it("lets the account's policies decide about a key that is made without a policy", () => {
  const opened = open();
  const { Policy } = opened.ask("GetKeyPolicy", { KeyId: createKey(opened) });
  expect(JSON.parse(String(Policy))).toMatchObject({
    Statement: [{ Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" }],
  });
});

it("disables a key, which then is not rotated, and enables it again", () => {
  const opened = open();
  const KeyId = createKey(opened);
  opened.ask("DisableKey", { KeyId });
  expect(opened.kms.findKey(KeyId)).toMatchObject({ state: "Disabled" });
  expect(opened.ask("EnableKeyRotation", { KeyId })).toEqual({
    error: `DisabledException: ${ARN}:key/${KeyId} is disabled.`,
  });
  opened.ask("EnableKey", { KeyId });
  expect(opened.kms.findKey(KeyId)).toMatchObject({ state: "Enabled" });
});

it("deletes a key after its window, with its aliases", () => {
  const opened = open();
  const KeyId = createKey(opened);
  opened.ask("CreateAlias", { AliasName: "alias/a", TargetKeyId: KeyId });
  expect(opened.ask("ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 })).toEqual({
    DeletionDate: 7 * 86_400 + 1,
    KeyId: `${ARN}:key/${KeyId}`,
    KeyState: "PendingDeletion",
    PendingWindowInDays: 7,
  });
  const error = `KMSInvalidStateException: ${ARN}:key/${KeyId} is pending deletion.`;
  expect(opened.ask("EnableKey", { KeyId })).toEqual({ error });
  expect(opened.ask("CreateAlias", { AliasName: "alias/b", TargetKeyId: KeyId })).toEqual({ error });
  opened.clock.now += 7 * DAY;
  expect(opened.ask("ListKeys")).toEqual({ Keys: [], Truncated: false });
  expect(opened.ask("DeleteAlias", { AliasName: "alias/a" })).toEqual({
    error: `NotFoundException: Alias ${ARN}:alias/a is not found.`,
  });
  const gone = { error: `NotFoundException: Key '${ARN}:key/${KeyId}' does not exist` };
  for (const action of ["DescribeKey", "EnableKey", "GetKeyPolicy", "CancelKeyDeletion"])
    expect(opened.ask(action, { KeyId })).toEqual(gone);
  const restarted = open();
  restarted.kms.importState(opened.kms.exportState());
  expect(restarted.ask("DescribeKey", { KeyId: `${ARN}:key/${KeyId}` })).toEqual(gone);
});

it("keeps a key whose deletion is cancelled, disabled", () => {
  const opened = open();
  const KeyId = createKey(opened);
  const error = `KMSInvalidStateException: ${ARN}:key/${KeyId} is not pending deletion.`;
  expect(opened.ask("CancelKeyDeletion", { KeyId })).toEqual({ error });
  opened.ask("ScheduleKeyDeletion", { KeyId });
  opened.ask("CancelKeyDeletion", { KeyId });
  expect(opened.kms.findKey(KeyId)).toMatchObject({ state: "Disabled" });
});

it("points aliases to keys, among those of AWS's own services", () => {
  const opened = open();
  const [first, second] = [createKey(opened), createKey(opened, { MultiRegion: true })];
  expect(second).toMatch(/^mrk-[0-9a-f]{32}$/);
  opened.ask("CreateAlias", { AliasName: "alias/a", TargetKeyId: first });
  opened.ask("UpdateAlias", { AliasName: "alias/a", TargetKeyId: second });
  const AliasArn = `${ARN}:alias/a`;
  const alias = { AliasArn, AliasName: "alias/a", CreationDate: 1, LastUpdatedDate: 1, TargetKeyId: second };
  expect(opened.ask("ListAliases", { KeyId: second })).toEqual({ Aliases: [alias], Truncated: false });
  expect(opened.ask("ListAliases")).toMatchObject({
    Aliases: expect.arrayContaining([expect.objectContaining({ AliasName: "alias/aws/dynamodb" })]) as unknown,
  });
  expect(opened.ask("DescribeKey", { KeyId: AliasArn })).toMatchObject({
    KeyMetadata: { KeyId: second, MultiRegion: true, MultiRegionConfiguration: { MultiRegionKeyType: "PRIMARY" } },
  });
});

it.each([
  [
    "CreateAlias",
    { AliasName: "alias/a", TargetKeyId: "k" },
    `AlreadyExistsException: An alias with the name ${ARN}:alias/a already exists`,
  ],
  ["UpdateAlias", { AliasName: "alias/b", TargetKeyId: "k" }, `NotFoundException: Alias ${ARN}:alias/b is not found.`],
  ["CreateAlias", { AliasName: "alias/aws/b", TargetKeyId: "k" }, "NotAuthorizedException: "],
  [
    "CreateAlias",
    { AliasName: "b", TargetKeyId: "k" },
    expect.stringMatching(/^ValidationException: Alias must start with/),
  ],
  ["GetKeyPolicy", { KeyId: "k" }, `NotFoundException: Key '${ARN}:key/k' does not exist`],
  ["CreateKey", { KeySpec: "RSA_2048" }, expect.stringMatching(/^UnsupportedOperationException: .*got 'RSA_2048'/)],
  ["CreateKey", { Policy: "locked" }, "MalformedPolicyDocumentException: locked out"],
  ["CreateKey", { Policy: "é".repeat(16_385) }, "LimitExceededException: "],
  ["ListKeys", { Marker: "none" }, "InvalidMarkerException: "],
])("rejects %s of %j", (action, request, error) => {
  const opened = open();
  opened.ask("CreateAlias", { AliasName: "alias/a", TargetKeyId: "k" });
  expect(opened.ask(action, request)).toEqual({ error });
});

it("takes a policy of 32 KB, and logs how large one is that has more", () => {
  const opened = open();
  const KeyId = createKey(opened, { Policy: "é".repeat(16_384) });
  opened.ask("PutKeyPolicy", { KeyId, PolicyName: "default", Policy: "x".repeat(32_769) });
  expect(opened.log).toEqual(["KMS: a key policy is refused: it may have 32768 bytes, got 32769"]);
});

it("takes a policy by which nobody changes it where that is asked for", () => {
  const opened = open();
  const KeyId = createKey(opened, { Policy: "locked", BypassPolicyLockoutSafetyCheck: true });
  expect(opened.kms.findKey(KeyId)).toMatchObject({ policy: "locked" });
});

it("tells that nothing is known of a key that was not made here", () => {
  const opened = open();
  opened.ask("EnableKey", { KeyId: "theirs" });
  expect(opened.log).toEqual([expect.stringContaining("the key was not made here")]);
  expect(opened.kms.findKey("theirs")).toBeUndefined();
});

it("keeps its keys and aliases", () => {
  const opened = open();
  const KeyId = createKey(opened, { Tags: [{ TagKey: "a", TagValue: "b" }] });
  opened.ask("CreateAlias", { AliasName: "alias/a", TargetKeyId: KeyId });
  const { kms } = open();
  kms.importState(opened.kms.exportState());
  expect(kms.exportState()).toEqual(opened.kms.exportState());
  expect(kms.findKey("alias/a")).toEqual(opened.kms.findKey(KeyId));
  kms.importState({});
  expect(kms.findKey(KeyId)).toBeUndefined();
});
