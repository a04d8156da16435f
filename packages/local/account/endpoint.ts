import { REGION } from "@sfn-websocket/languages/region";
import type { Aws } from "./aws";
import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createToldServices, identifyCaller } from "./function-caller";
import { refuseAction, refuseCall, refuseExcess, refuseUnkept } from "./refuse-call";
import { type CallApi, type CreateApi, type EndpointWorld, listApis } from "./service-row";
import { ACCOUNT_SERVICES, REGION_SERVICES } from "./services";

export type { EndpointWorld } from "./service-row";

/** What makes the APIs, by the service's name in the signature of a call. */
const APIS: ReadonlyMap<string, CreateApi> = new Map([
  ...listApis(ACCOUNT_SERVICES, ({ aws }) => aws),
  ...listApis(REGION_SERVICES, ({ aws, region }) => aws.region(region)),
]);

/** Answers a call of an AWS API by the resources of an account. */
export type CallEndpoint = (aws: Aws, request: AwsRequest) => Promise<ApiAnswer>;

/**
 * Returns what answers calls of AWS APIs as AWS does, by the service that a signature names. A service or an action that
 * is not emulated is refused by its name, in the answer and in the log. An API is made when its first call comes, and
 * answers all others of its account and region.
 */
export function createEndpoint(world: EndpointWorld): CallEndpoint {
  const { log } = world;
  const told = createToldServices(log);
  const made = new WeakMap<Aws, Map<string, CallApi>>();
  return async (aws, request) => {
    const { service, region } = request;
    const create = APIS.get(service);
    if (create === undefined || !REGION.test(region)) return refuseCall(request, log);
    const excess = refuseExcess(request, log);
    if (excess !== undefined) return excess;
    const apis = made.get(aws) ?? new Map<string, CallApi>();
    made.set(aws, apis);
    const key = `${service} ${region}`;
    const call = apis.get(key) ?? create({ ...world, aws, region });
    apis.set(key, call);
    return finishCall(await call(identifyCaller(aws, request, told)), { aws, request, world });
  };
}

interface Called {
  readonly aws: Aws;
  readonly request: AwsRequest;
  readonly world: EndpointWorld;
}

/** A call that changed something is answered when the change is kept. */
async function finishCall(answer: ApiAnswer, { aws, request, world }: Called): Promise<ApiAnswer> {
  const { log, changed } = world;
  if (answer.unknown !== undefined) {
    log(`AWS endpoint: ${request.service}: the action is not emulated, got '${answer.unknown}'`);
    return { ...refuseAction(request, answer.unknown, answer), unknown: answer.unknown };
  }
  if (!answer.mutates) return answer;
  try {
    await changed?.(aws);
    return answer;
  } catch (error) {
    log(`AWS endpoint: ${request.service}: ${(error as Error).message}`);
    return refuseUnkept(request);
  }
}
