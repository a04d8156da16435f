import {
  CreatePolicyCommand,
  CreateRoleCommand,
  ListPolicyTagsCommand,
  ListRoleTagsCommand,
  type Tag,
  TagPolicyCommand,
  TagRoleCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
} from "@aws-sdk/client-iam";
import { outcome } from "../api-server";
import { create, openApi, type OpenApi, policy, PolicyArn, RoleName } from "./open-api";

let server: OpenApi["server"];
let client: OpenApi["client"];

beforeEach(async () => {
  ({ server, client } = await openApi());
});
afterEach(() => server.close());

const tag = (Key: string, Value = "v"): Tag => ({ Key, Value });
const numbered = (count: number) => Array.from({ length: count }, (_, index) => tag(`key${index}`));
const invalid = (problem: string) => ["ValidationError", 400, `1 validation error detected: Value at ${problem}`];
const CONSTRAINT = "failed to satisfy constraint: Member must";
const PATTERN = `regular expression pattern: ${String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`}`;
const LONG = "k".repeat(129);

/** *Recorded* of AWS: LocalStack's snapshots of test_iam_roles and test_iam_policies. */
describe("tags", () => {
  it.each<[string, Tag[], string]>([
    ["51 of them", numbered(51), `'tags' ${CONSTRAINT} have length less than or equal to 50`],
    ["a long key", [tag(LONG)], `'tags.1.member.key' ${CONSTRAINT} have length less than or equal to 128`],
    [
      "a long value",
      [tag("k", "v".repeat(257))],
      `'tags.1.member.value' ${CONSTRAINT} have length less than or equal to 256`,
    ],
    ["a wrong key", [tag("ok"), tag("why?")], `'tags.2.member.key' ${CONSTRAINT} satisfy ${PATTERN}+`],
    ["a wrong value", [tag("k", "a,b")], `'tags.1.member.value' ${CONSTRAINT} satisfy ${PATTERN}*`],
  ])("rejects %s, without showing it", async (_what, Tags, problem) => {
    expect(await outcome(client.send(new CreateRoleCommand({ ...create, Tags })))).toEqual(invalid(problem));
    await client.send(new CreateRoleCommand(create));
    expect(await outcome(client.send(new TagRoleCommand({ RoleName, Tags })))).toEqual(invalid(problem));
    expect(await outcome(client.send(new CreatePolicyCommand({ ...policy, Tags })))).toEqual(invalid(problem));
    await client.send(new CreatePolicyCommand(policy));
    expect(await outcome(client.send(new TagPolicyCommand({ PolicyArn, Tags })))).toEqual(invalid(problem));
  });

  it.each<[string, string[], string]>([
    ["51 keys", numbered(51).map(({ Key = "" }) => Key), "have length less than or equal to 50"],
    ...["why?", LONG].map((key): [string, string[], string] => [
      key,
      [key],
      `satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy ${PATTERN}+, Member must not be null]`,
    ]),
  ])("rejects %s to take away", async (_what, TagKeys, problem) => {
    const refused = invalid(`'tagKeys' ${CONSTRAINT} ${problem}`);
    expect(await outcome(client.send(new UntagRoleCommand({ RoleName, TagKeys })))).toEqual(refused);
    expect(await outcome(client.send(new UntagPolicyCommand({ PolicyArn, TagKeys })))).toEqual(refused);
  });

  const twice = "Duplicate tag keys found.";
  it.each<[string, Tag[], unknown, unknown]>([
    ["are the same", [tag("a"), tag("a")], `${twice} Please note that Tag keys are case insensitive.`, twice],
    ["differ in case", [tag("a"), tag("A")], `${twice} Please note that Tag keys are case insensitive.`, undefined],
  ])("whose keys %s are refused", async (_what, Tags, ofRole, ofPolicy) => {
    const refused = await outcome(client.send(new CreateRoleCommand({ ...create, Tags })));
    expect(refused).toEqual(["InvalidInputException", 400, ofRole]);
    const made = await outcome(client.send(new CreatePolicyCommand({ ...policy, Tags })));
    if (ofPolicy !== undefined) return expect(made).toEqual(["InvalidInputException", 400, ofPolicy]);
    expect((await client.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags).toEqual(Tags);
  });

  it("of a role replace those whose keys differ in case alone", async () => {
    await client.send(new CreateRoleCommand({ ...create, Tags: [tag("Team", "a"), tag("env", "b")] }));
    await client.send(new TagRoleCommand({ RoleName, Tags: [tag("team", "c")] }));
    const { Tags } = await client.send(new ListRoleTagsCommand({ RoleName }));
    expect(Tags).toEqual([tag("env", "b"), tag("team", "c")]);
  });

  it("are fifty at most, those that are held among them", async () => {
    await client.send(new CreateRoleCommand({ ...create, Tags: numbered(50) }));
    expect(await outcome(client.send(new TagRoleCommand({ RoleName, Tags: [tag("key1", "w")] })))).toEqual({});
    const full = ["LimitExceededException", 409, "The number of tags has reached the maximum limit of 50."];
    expect(await outcome(client.send(new TagRoleCommand({ RoleName, Tags: [tag("more")] })))).toEqual(full);
  });
});
