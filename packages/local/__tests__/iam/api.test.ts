import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from "@aws-sdk/client-iam";
import { encodeDocument } from "../../iam/action";
import { createIamApi } from "../../iam/api";
import { createIam } from "../../iam/iam";
import { outcome } from "../api-server";
import {
  account,
  allow,
  create,
  NOW,
  openApi,
  type OpenApi,
  policy,
  PolicyArn,
  RoleArn,
  RoleName,
  XRay,
} from "./open-api";
import { trust } from "../configuration";

let iam: OpenApi["iam"];
let server: OpenApi["server"];
let client: OpenApi["client"];

beforeEach(async () => {
  ({ iam, server, client } = await openApi());
});
afterEach(() => server.close());

const noRole = ["NoSuchEntityException", 404, "The role with name sfn cannot be found."];

describe("a role", () => {
  const role = {
    Path: "/app/",
    RoleName,
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    Arn: RoleArn,
    CreateDate: NOW,
    AssumeRolePolicyDocument:
      "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22sts%3AAssumeRole%22%2C%22Principal%22%3A%7B%22Service%22%3A%22states.amazonaws.com%22%7D%7D%5D%7D",
    Description: "<é & 'b'>",
    MaxSessionDuration: 3_600,
  };

  it("is created, changed and deleted", async () => {
    const created = new CreateRoleCommand({ ...create, Tags: [{ Key: "a", Value: "1" }] });
    const tagged = { ...role, Tags: [{ Key: "a", Value: "1" }] };
    const { Description: _description, MaxSessionDuration: _duration, ...told } = tagged;
    expect(await outcome(client.send(created))).toEqual({ Role: told });
    const { Role } = await client.send(new GetRoleCommand({ RoleName }));
    expect(Role).toEqual({ ...tagged, RoleLastUsed: {} });
    const exists = ["EntityAlreadyExistsException", 409, "Role with name sfn already exists."];
    expect(await outcome(client.send(created))).toEqual(exists);

    const update = new UpdateRoleCommand({ RoleName, Description: "new", MaxSessionDuration: 7_200 });
    expect(await outcome(client.send(update))).toEqual({});
    const other = trust("apigateway.amazonaws.com");
    await client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: other }));
    const { Roles = [] } = await client.send(new ListRolesCommand({ PathPrefix: "/app/" }));
    const [{ AssumeRolePolicyDocument = "", ...listed } = {}] = Roles;
    expect(decodeURIComponent(AssumeRolePolicyDocument)).toBe(other);
    const { AssumeRolePolicyDocument: _, ...same } = role;
    expect([listed]).toEqual([{ ...same, Description: "new", MaxSessionDuration: 7_200 }]);
    const described = await client.send(new UpdateRoleDescriptionCommand({ RoleName, Description: "newer" }));
    expect([described.Role?.Description, described.Role?.MaxSessionDuration]).toEqual(["newer", undefined]);

    const profiles = new ListInstanceProfilesForRoleCommand({ RoleName });
    expect(await outcome(client.send(profiles))).toEqual({ InstanceProfiles: [], IsTruncated: false });
    expect(await outcome(client.send(new DeleteRoleCommand({ RoleName })))).toEqual({});
    expect(await outcome(client.send(new DeleteRoleCommand({ RoleName })))).toEqual(noRole);
    expect(await outcome(client.send(new GetRoleCommand({ RoleName })))).toEqual(noRole);
  });

  it("keeps its tags", async () => {
    await client.send(new CreateRoleCommand(create));
    const Tags = [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "" },
    ];
    await client.send(new TagRoleCommand({ RoleName, Tags }));
    await client.send(new UntagRoleCommand({ RoleName, TagKeys: ["a"] }));
    const held = { Tags: [{ Key: "b", Value: "" }], IsTruncated: false };
    expect(await outcome(client.send(new ListRoleTagsCommand({ RoleName })))).toEqual(held);
  });

  it("has policies of its own and managed ones, and cannot be deleted before they are gone", async () => {
    await client.send(new CreateRoleCommand(create));
    const inline = { RoleName, PolicyName: "inline", PolicyDocument: allow("logs:*") };
    await client.send(new PutRolePolicyCommand(inline));
    await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: XRay }));
    const { PolicyDocument = "" } = await client.send(new GetRolePolicyCommand(inline));
    expect(decodeURIComponent(PolicyDocument)).toBe(inline.PolicyDocument);
    const names = { PolicyNames: ["inline"], IsTruncated: false };
    expect(await outcome(client.send(new ListRolePoliciesCommand({ RoleName })))).toEqual(names);
    const attached = [{ PolicyName: "AWSXRayDaemonWriteAccess", PolicyArn: XRay }];
    const list = new ListAttachedRolePoliciesCommand({ RoleName });
    expect(await outcome(client.send(list))).toEqual({ AttachedPolicies: attached, IsTruncated: false });

    const remove = () => outcome(client.send(new DeleteRoleCommand({ RoleName })));
    const conflict = (what: string) => ["DeleteConflictException", 409, `Cannot delete entity, must ${what} first.`];
    expect(await remove()).toEqual(conflict("delete policies"));
    await client.send(new DeleteRolePolicyCommand(inline));
    expect(await remove()).toEqual(conflict("detach all policies"));
    await client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: XRay }));
    expect(await remove()).toEqual({});
  });

  it("is there again after a restart, and may what it could", async () => {
    await client.send(new CreateRoleCommand({ ...create, Tags: [{ Key: "a", Value: "1" }] }));
    await client.send(new PutRolePolicyCommand({ RoleName, PolicyName: "inline", PolicyDocument: allow("logs:*") }));
    await client.send(new CreatePolicyCommand(policy));
    for (const arn of [PolicyArn, XRay]) await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: arn }));
    const restarted = createIam(account);
    restarted.importState(JSON.parse(JSON.stringify(iam.exportState())));
    expect(restarted.exportState()).toEqual(iam.exportState());
    const ask = (action: string) =>
      restarted.authorize({
        roleArn: RoleArn,
        principalService: "states.amazonaws.com",
        sessionName: "s",
        action,
        resource: "arn:aws:x:::y",
        conditionKeys: {},
      }).allowed;
    const actions = ["logs:PutLogEvents", "states:StartExecution", "xray:PutTraceSegments", "s3:GetObject"];
    expect(actions.map(ask)).toEqual([true, true, true, false]);
    restarted.importState({});
    expect(restarted.exportState()).toEqual({ roles: [], policies: [], attachments: [] });
  });
});

describe("the API of IAM", () => {
  const constraint = "failed to satisfy constraint: Member must";
  it.each([
    [
      { RoleName: "a b" },
      "ValidationError",
      "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
    ],
    [{ AssumeRolePolicyDocument: "{" }, "MalformedPolicyDocumentException", expect.any(String)],
    [
      { MaxSessionDuration: 1 },
      "ValidationError",
      `1 validation error detected: Value '1' at 'maxSessionDuration' ${constraint} have value greater than or equal to 3600`,
    ],
    [
      { AssumeRolePolicyDocument: undefined },
      "ValidationError",
      `1 validation error detected: Value null at 'assumeRolePolicyDocument' ${constraint} not be null`,
    ],
  ])("rejects a role with %j as %s", async (changes, name, message) => {
    expect(await outcome(client.send(new CreateRoleCommand({ ...create, ...changes })))).toEqual([name, 400, message]);
    expect(iam.listRoles()).toEqual([]);
  });

  it("lists in parts", async () => {
    for (const name of ["a", "b", "c"]) await client.send(new CreateRoleCommand({ ...create, RoleName: name }));
    const first = await client.send(new ListRolesCommand({ MaxItems: 2 }));
    const second = await client.send(new ListRolesCommand({ MaxItems: 2, Marker: first.Marker }));
    const names = [first, second].map(({ Roles }) => Roles?.map((role) => role.RoleName));
    expect([names, first.IsTruncated, second.IsTruncated]).toEqual([[["a", "b"], ["c"]], true, false]);
    const wrong = new ListRolesCommand({ Marker: "wrong" });
    expect(await outcome(client.send(wrong))).toEqual(["ValidationError", 400, "Invalid Marker."]);
  });

  it("tells which calls change resources, and which action there is not", () => {
    const call = createIamApi(iam, () => undefined);
    const request = { service: "iam", region: "us-east-1", method: "POST", path: "/", query: new URLSearchParams() };
    const told = (parameters: Record<string, string>) => {
      const body = new URLSearchParams(parameters).toString();
      const { status, mutates, unknown } = call({ ...request, headers: {}, body });
      return [status, mutates, unknown];
    };
    expect(told({ Action: "CreateRole", ...create })).toEqual([200, true, undefined]);
    expect(told({ Action: "CreateRole", ...create })).toEqual([409, undefined, undefined]);
    expect(told({ Action: "ListRoles" })).toEqual([200, undefined, undefined]);
    expect(told({ Action: "CreateUser" })).toEqual([400, undefined, "CreateUser"]);
    expect(told({})).toEqual([400, undefined, "none"]);
  });

  it("fails with AWS's own words for what is no error of IAM, and tells the developer", () => {
    const listRoles = () => {
      throw new Error("oops");
    };
    const lines: string[] = [];
    const call = createIamApi({ ...iam, listRoles }, (line) => lines.push(line));
    const request = { service: "iam", region: "us-east-1", method: "POST", path: "/", query: new URLSearchParams() };
    const { status, body } = call({ ...request, headers: {}, body: "Action=ListRoles" });
    expect([status, /<Code>(.*)<\/Code>/.exec(body)?.[1]]).toEqual([500, "ServiceFailure"]);
    expect(lines.map((line) => line.split("\n")[0])).toEqual(["IAM: ListRoles failed: Error: oops"]);
  });

  it("prints a policy's document whatever it holds, half a character too", () => {
    expect(encodeDocument("{'a': \"\ud800\"}")).toBe("%7B%27a%27%3A%20%22%EF%BF%BD%22%7D");
  });

  it("stays whole under a hundred creates and deletes at once", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `role-${index}`);
    await Promise.all(names.map((name) => client.send(new CreateRoleCommand({ ...create, RoleName: name }))));
    expect(iam.listRoles()).toHaveLength(100);
    await Promise.all(names.map((name) => client.send(new DeleteRoleCommand({ RoleName: name }))));
    expect(iam.listRoles()).toEqual([]);
  });
});
