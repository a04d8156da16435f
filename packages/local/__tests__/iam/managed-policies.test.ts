import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListEntitiesForPolicyCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
} from "@aws-sdk/client-iam";
import { outcome } from "../api-server";
import { allow, create, NOW, openApi, type OpenApi, policy, PolicyArn, RoleName } from "./open-api";

let server: OpenApi["server"];
let client: OpenApi["client"];

beforeEach(async () => {
  ({ server, client } = await openApi());
});
afterEach(() => server.close());

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
      Tags: [],
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

  it.each([
    ["GetPolicyVersion", `${PolicyArn}-gone`, "v1", "NoSuchEntityException", 404],
    ["SetDefaultPolicyVersion", `${PolicyArn}-gone`, "v1", "NoSuchEntityException", 404],
    ["DeletePolicyVersion", PolicyArn, "v9", "NoSuchEntityException", 404],
    ["SetDefaultPolicyVersion", PolicyArn, "latest", "ValidationError", 400],
  ] as const)("rejects %s of %s %s", async (action, arn, VersionId, name, status) => {
    const request = { PolicyArn: arn, VersionId };
    const commands = {
      GetPolicyVersion: () => client.send(new GetPolicyVersionCommand(request)),
      SetDefaultPolicyVersion: () => client.send(new SetDefaultPolicyVersionCommand(request)),
      DeletePolicyVersion: () => client.send(new DeletePolicyVersionCommand(request)),
    };
    const missing = `Policy ${arn} version ${VersionId} does not exist or is not attachable.`;
    const invalid =
      "1 validation error detected: Value at 'versionId' failed to satisfy constraint: Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?";
    expect(await outcome(commands[action]())).toEqual([name, status, status === 404 ? missing : invalid]);
  });

  it("rejects what is no ARN", async () => {
    const named = new GetPolicyCommand({ PolicyArn: "a-name-but-no-arn-of-a-policy" });
    const refused = ["ValidationError", 400, "ARN a-name-but-no-arn-of-a-policy is not valid."];
    expect(await outcome(client.send(named))).toEqual(refused);
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

  it("cannot be deleted while it is the boundary of a role", async () => {
    await client.send(new CreateRoleCommand({ ...create, PermissionsBoundary: PolicyArn }));
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
    expect([Policy?.PermissionsBoundaryUsageCount, Policy?.AttachmentCount]).toEqual([1, 0]);
    const conflict = ["DeleteConflictException", 409, "Cannot delete a policy attached to entities."];
    expect(await outcome(client.send(new DeletePolicyCommand({ PolicyArn })))).toEqual(conflict);
    await client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
    expect(await outcome(client.send(new DeletePolicyCommand({ PolicyArn })))).toEqual({});
  });
});
