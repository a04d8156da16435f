import { ACCOUNT, type AccountSettings } from "../control/account";
import { badRequest } from "../api-gateway-error";
import type { ApiContext } from "./context";
import { applyOperations, PATCH_MEMBERS, type Patches, replaceText } from "./patch-operations";
import { type Actions, defineAction } from "./rest-json";

const PATCHES: Patches<AccountSettings> = {
  "replace /cloudwatchRoleArn": replaceText("cloudwatchRoleArn"),
  "add /cloudwatchRoleArn": replaceText("cloudwatchRoleArn"),
  "remove /cloudwatchRoleArn": replaceText("cloudwatchRoleArn"),
};

/** The actions on the account's settings. @see https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateAccount.html */
export const ACCOUNT_ACTIONS: Actions = {
  GetAccount: defineAction({
    method: "GET",
    path: "/account",
    members: {},
    call: ({ gateway }) => viewAccount(gateway.account),
  }),
  UpdateAccount: defineAction({
    method: "PATCH",
    path: "/account",
    mutates: true,
    members: PATCH_MEMBERS,
    call({ gateway, refuseLoggingRole }, { body }) {
      const updated = applyOperations(gateway.account, body, PATCHES);
      const { cloudwatchRoleArn } = updated;
      if (cloudwatchRoleArn !== undefined && cloudwatchRoleArn !== gateway.account.cloudwatchRoleArn)
        requireLogRole(cloudwatchRoleArn, refuseLoggingRole);
      gateway.account = updated;
      return viewAccount(updated);
    },
  }),
};

/** *Recorded*: the texts, as Terraform's provider waits for the second to pass. */
function requireLogRole(roleArn: string, refuse: ApiContext["refuseLoggingRole"]): void {
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(roleArn)) throw badRequest("The role ARN is not well formed");
  if (refuse?.(roleArn) !== undefined)
    throw badRequest(
      "The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.",
    );
}

const viewAccount = (account: AccountSettings): object => ({ ...account, ...ACCOUNT });
