import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListInstanceProfilesForRoleCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
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
import { createIamApi } from "../../../local/iam/api";
import { createIam, type Iam } from "../../../local/iam/iam";
import { type ApiServer, outcome, serveApi } from "../api-server";

const NOW = new Date(1_652_472_014_000);
const account = { partition: "aws", accountId: "123456789012", now: () => NOW.getTime() };
const RoleName = "sfn";
const RoleArn = `arn:aws:iam::123456789012:role/app/${RoleName}`;
const PolicyArn = "arn:aws:iam::123456789012:policy/start";
const XRay = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";

const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
const allow = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
const create = {
  RoleName,
  Path: "/app/",
  AssumeRolePolicyDocument: trust("states.amazonaws.com"),
  Description: "<é & 'b'>",
};
const policy = { PolicyName: "start", PolicyDocument: allow("states:StartExecution") };

let iam: Iam;
let server: ApiServer;
let client: IAMClient;

beforeEach(async () => {
  iam = createIam(account);
  server = await serveApi(createIamApi(iam));
  client = new IAMClient(server.client);
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
    expect(await outcome(client.send(created))).toEqual({ Role: tagged });
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
    expect(described.Role?.Description).toBe("newer");

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

describe("a managed policy", () => {
  const described = {
    PolicyName: "start",
    PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
    Arn: PolicyArn,
    Path: "/",
    DefaultVersionId: "v1",
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: NOW,
    UpdateDate: NOW,
  };
  const version = (VersionId: string, IsDefaultVersion: boolean) => ({ VersionId, IsDefaultVersion, CreateDate: NOW });

  beforeEach(async () => {
    expect(await outcome(client.send(new CreatePolicyCommand(policy)))).toEqual({ Policy: described });
  });

  it("has versions, of which the default one holds", async () => {
    const document = allow("states:StopExecution");
    const add = { PolicyArn, PolicyDocument: document, SetAsDefault: true };
    const added = await outcome(client.send(new CreatePolicyVersionCommand(add)));
    expect(added).toEqual({ PolicyVersion: version("v2", true) });
    expect((await client.send(new GetPolicyCommand({ PolicyArn }))).Policy).toEqual({
      ...described,
      DefaultVersionId: "v2",
    });
    const list = new ListPolicyVersionsCommand({ PolicyArn });
    const versions = [version("v2", true), version("v1", false)];
    expect(await outcome(client.send(list))).toEqual({ Versions: versions, IsTruncated: false });
    const get = new GetPolicyVersionCommand({ PolicyArn, VersionId: "v2" });
    const { PolicyVersion } = await client.send(get);
    expect(decodeURIComponent(PolicyVersion?.Document ?? "")).toBe(document);

    const remove = (VersionId: string) =>
      outcome(client.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId })));
    const conflict = (text: string) => ["DeleteConflictException", 409, text];
    expect(await remove("v2")).toEqual(conflict("Cannot delete the default version of a policy."));
    const text =
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
    expect(await outcome(client.send(new DeletePolicyCommand({ PolicyArn })))).toEqual(conflict(text));
    expect(await remove("v1")).toEqual({});
    expect(await outcome(client.send(new DeletePolicyCommand({ PolicyArn })))).toEqual({});
    const gone = ["NoSuchEntityException", 404, `Policy ${PolicyArn} was not found.`];
    expect(await outcome(client.send(new GetPolicyCommand({ PolicyArn })))).toEqual(gone);
  });

  it("has five versions at most", async () => {
    const add = () =>
      outcome(client.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allow("s3:*") })));
    for (let count = 2; count <= 5; count++)
      expect(await add()).toEqual({ PolicyVersion: version(`v${count}`, false) });
    const text =
      "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.";
    expect(await add()).toEqual(["LimitExceededException", 409, text]);
  });

  it("is listed with who has it, and cannot be deleted while somebody has", async () => {
    const { Role } = await client.send(new CreateRoleCommand(create));
    await client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const local = await client.send(new ListPoliciesCommand({ Scope: "Local", OnlyAttached: true }));
    expect(local.Policies).toEqual([{ ...described, AttachmentCount: 1 }]);
    const entities = await outcome(client.send(new ListEntitiesForPolicyCommand({ PolicyArn })));
    const PolicyRoles = [{ RoleName, RoleId: Role?.RoleId }];
    expect(entities).toEqual({ PolicyGroups: [], PolicyUsers: [], PolicyRoles, IsTruncated: false });
    const conflict = ["DeleteConflictException", 409, "Cannot delete a policy attached to entities."];
    expect(await outcome(client.send(new DeletePolicyCommand({ PolicyArn })))).toEqual(conflict);
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
    const call = createIamApi(iam);
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

  it("stays whole under a hundred creates and deletes at once", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `role-${index}`);
    await Promise.all(names.map((name) => client.send(new CreateRoleCommand({ ...create, RoleName: name }))));
    expect(iam.listRoles()).toHaveLength(100);
    await Promise.all(names.map((name) => client.send(new DeleteRoleCommand({ RoleName: name }))));
    expect(iam.listRoles()).toEqual([]);
  });
});
