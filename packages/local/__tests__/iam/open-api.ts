import { IAMClient } from "@aws-sdk/client-iam";
import { createIamApi } from "../../iam/api";
import { createIam, type Iam } from "../../iam/iam";
import { type ApiServer, serveApi } from "../api-server";
import { trust } from "../configuration";

export const NOW = new Date(1_652_472_014_000);
export const account = { partition: "aws", accountId: "123456789012", now: () => NOW.getTime() };
export const RoleName = "sfn";
export const RoleArn = `arn:aws:iam::123456789012:role/app/${RoleName}`;
export const PolicyArn = "arn:aws:iam::123456789012:policy/start";
export const XRay = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";

export const allow = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
export const create = {
  RoleName,
  Path: "/app/",
  AssumeRolePolicyDocument: trust("states.amazonaws.com"),
  Description: "<é & 'b'>",
};
export const policy = { PolicyName: "start", PolicyDocument: allow("states:StartExecution") };

/** The API of an IAM without roles, and a client of it. */
export interface OpenApi {
  readonly iam: Iam;
  readonly server: ApiServer;
  readonly client: IAMClient;
}

export async function openApi(): Promise<OpenApi> {
  const iam = createIam(account);
  const server = await serveApi(createIamApi(iam, () => undefined));
  return { iam, server, client: new IAMClient(server.client) };
}
