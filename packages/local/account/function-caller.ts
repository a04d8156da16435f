import { createAccessKeyId } from "../lambda/environment-variables";
import type { AuthorizeCaller, AwsRequest } from "../protocols/aws-request";
import type { Aws } from "./aws";

/** The services whose calls a function's role is asked for. */
const CHECKED = ["dynamodb", "states", "execute-api"];

/**
 * What the role of a function lets it do, where a call is signed with the function's credentials; undefined for everybody
 * else, and for a function that names no role.
 */
export function findFunctionCaller(aws: Aws, accessKeyId: string): AuthorizeCaller | undefined {
  if (!accessKeyId.startsWith("ASIA")) return undefined;
  const versions = [...aws.lambda.functions.values()].flatMap(({ functionArn, functionName, versions: every }) =>
    [...every.values()].map(({ version, settings }) => ({ functionArn, functionName, version, role: settings.Role })),
  );
  const caller = versions.find(({ functionArn, version }) => createAccessKeyId(functionArn, version) === accessKeyId);
  if (caller === undefined || caller.role === "") return undefined;
  const { role: roleArn, functionName: sessionName, functionArn } = caller;
  return (action, resource, conditionKeys = {}) => {
    const decision = aws.iam.authorize({
      roleArn,
      principalService: "lambda.amazonaws.com",
      sessionName,
      action,
      resource,
      conditionKeys: { ...conditionKeys, "lambda:SourceFunctionArn": functionArn },
    });
    return decision.allowed ? undefined : decision.message;
  };
}

/** The call with what its caller may do; a service that asks nobody is said once. */
export function identifyCaller(aws: Aws, request: AwsRequest, told: ToldServices): AwsRequest {
  const authorize = findFunctionCaller(aws, request.accessKeyId ?? "");
  if (authorize === undefined) return request;
  if (!CHECKED.includes(request.service)) told.tell(request.service);
  return { ...request, authorize };
}

/** Services of which it was said that a function's calls are not checked there. */
export interface ToldServices {
  readonly tell: (service: string) => void;
}

export function createToldServices(log: (line: string) => void): ToldServices {
  const told = new Set<string>();
  return {
    tell(service) {
      if (!told.has(service))
        log(`AWS endpoint: ${service}: what functions call there is not checked against their roles`);
      told.add(service);
    },
  };
}
