import type { QueryAction, XmlValue } from "../protocols/query-protocol";
import type { Iam, Role } from "./iam";
import {
  encodeDocument,
  printPage,
  printTags,
  printTime,
  readNumber,
  readTagList,
  requireText,
} from "./read-parameters";
import { createTagActions } from "./tag-actions";

/** The actions on roles. */
export function createRoleActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    ...createOneRoleActions(iam),
    ...createRoleChangeActions(iam),
    ...createTagActions("Role", (request) => iam.roleTags(requireText(request, "RoleName"))),
  };
}

function createOneRoleActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    CreateRole: {
      mutates: true,
      run: (request) => {
        const role = iam.createRole({
          roleName: requireText(request, "RoleName"),
          assumeRolePolicyDocument: requireText(request, "AssumeRolePolicyDocument"),
          path: request.read("Path"),
          description: request.read("Description"),
          maxSessionDuration: readNumber(request, "MaxSessionDuration"),
          tags: readTagList(request),
        });
        return { Role: describeRole(role, iam.roleTags(role.roleName)) };
      },
    },
    GetRole: {
      run: (request) => {
        const role = iam.getRole(requireText(request, "RoleName"));
        return { Role: { ...describeRole(role, iam.roleTags(role.roleName)), RoleLastUsed: {} } };
      },
    },
    ListRoles: {
      run: (request) => {
        const prefix = request.read("PathPrefix") ?? "/";
        const found = iam.listRoles().filter(({ path }) => path.startsWith(prefix));
        return printPage(
          request,
          "Roles",
          found.map((role) => describeRole(role)),
        );
      },
    },
  };
}

function createRoleChangeActions(iam: Iam): Readonly<Record<string, QueryAction>> {
  return {
    UpdateRole: {
      mutates: true,
      run: (request) => {
        iam.updateRole({
          roleName: requireText(request, "RoleName"),
          description: request.read("Description"),
          maxSessionDuration: readNumber(request, "MaxSessionDuration"),
        });
        return {};
      },
    },
    UpdateRoleDescription: {
      mutates: true,
      run: (request) => {
        const roleName = requireText(request, "RoleName");
        iam.updateRole({ roleName, description: requireText(request, "Description") });
        return { Role: describeRole(iam.getRole(roleName)) };
      },
    },
    UpdateAssumeRolePolicy: {
      mutates: true,
      run: (request) =>
        void iam.updateAssumeRolePolicy(requireText(request, "RoleName"), requireText(request, "PolicyDocument")),
    },
    DeleteRole: { mutates: true, run: (request) => void iam.deleteRole(requireText(request, "RoleName")) },
    ListInstanceProfilesForRole: {
      run: (request) => {
        iam.getRole(requireText(request, "RoleName"));
        return printPage(request, "InstanceProfiles", []);
      },
    },
  };
}

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
    Tags: tags.size > 0 ? printTags(tags) : undefined,
  };
}
