import type { XmlValue } from "../protocols/query-protocol";
import {
  defineAction,
  encodeDocument,
  type IamActions,
  PAGE,
  printPage,
  printTags,
  printTime,
  readTagList,
  REQUIRED,
  ROLE,
  TAGS,
} from "./action";
import type { Role } from "./iam";

const CHANGED = { Description: {}, MaxSessionDuration: { type: "number" } } as const;

/** The actions on roles. */
export const ROLE_ACTIONS: IamActions = {
  CreateRole: defineAction({
    mutates: true,
    members: { Path: {}, ...ROLE, AssumeRolePolicyDocument: REQUIRED, PermissionsBoundary: {}, ...CHANGED, ...TAGS },
    run(iam, request) {
      const role = iam.createRole({
        roleName: request.RoleName,
        assumeRolePolicyDocument: request.AssumeRolePolicyDocument,
        path: request.Path,
        description: request.Description,
        maxSessionDuration: request.MaxSessionDuration,
        tags: readTagList(request),
        permissionsBoundary: request.PermissionsBoundary,
      });
      return { Role: { ...describeRole(role, iam.roleTags(role.roleName)), Description: undefined, ...NOT_TOLD } };
    },
  }),
  GetRole: defineAction({
    members: ROLE,
    run(iam, { RoleName }) {
      const role = iam.getRole(RoleName);
      return { Role: { ...describeRole(role, iam.roleTags(role.roleName)), RoleLastUsed: {} } };
    },
  }),
  ListRoles: defineAction({
    members: { PathPrefix: {}, ...PAGE },
    run(iam, request) {
      const { PathPrefix = "/" } = request;
      const found = iam.listRoles().filter(({ path }) => path.startsWith(PathPrefix));
      const roles = found.map((role) => describeRole(role));
      return printPage(request, "Roles", roles);
    },
  }),
  UpdateRole: defineAction({
    mutates: true,
    members: { ...ROLE, ...CHANGED },
    run(iam, { RoleName: roleName, Description: description, MaxSessionDuration: maxSessionDuration }) {
      iam.updateRole({ roleName, description, maxSessionDuration });
      return {};
    },
  }),
  UpdateRoleDescription: defineAction({
    mutates: true,
    members: { ...ROLE, Description: REQUIRED },
    run(iam, { RoleName: roleName, Description: description }) {
      iam.updateRole({ roleName, description });
      return { Role: { ...describeRole(iam.getRole(roleName)), ...NOT_TOLD } };
    },
  }),
  UpdateAssumeRolePolicy: defineAction({
    mutates: true,
    members: { ...ROLE, PolicyDocument: REQUIRED },
    run: (iam, { RoleName, PolicyDocument }) => void iam.updateAssumeRolePolicy(RoleName, PolicyDocument),
  }),
  PutRolePermissionsBoundary: defineAction({
    mutates: true,
    members: { ...ROLE, PermissionsBoundary: REQUIRED },
    run: (iam, { RoleName, PermissionsBoundary }) => void iam.putRolePermissionsBoundary(RoleName, PermissionsBoundary),
  }),
  DeleteRolePermissionsBoundary: defineAction({
    mutates: true,
    members: ROLE,
    run: (iam, { RoleName }) => void iam.deleteRolePermissionsBoundary(RoleName),
  }),
  DeleteRole: defineAction({ mutates: true, members: ROLE, run: (iam, { RoleName }) => void iam.deleteRole(RoleName) }),
  ListInstanceProfilesForRole: defineAction({
    members: { ...ROLE, ...PAGE },
    run(iam, request) {
      iam.getRole(request.RoleName);
      return printPage(request, "InstanceProfiles", []);
    },
  }),
};

/** What only GetRole and ListRoles tell. *Recorded*, as are the members and the type of a boundary: LocalStack's AWS-validated snapshots. */
const NOT_TOLD = { MaxSessionDuration: undefined };

function describeRole(
  role: Role,
  tags: ReadonlyMap<string, string> = new Map(),
): { readonly [name: string]: XmlValue } {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: printTime(role.createDate),
    AssumeRolePolicyDocument: encodeDocument(role.assumeRolePolicyDocument),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    PermissionsBoundary: role.permissionsBoundary && {
      PermissionsBoundaryType: "Policy",
      PermissionsBoundaryArn: role.permissionsBoundary,
    },
    Tags: tags.size > 0 ? printTags(tags) : undefined,
  };
}
