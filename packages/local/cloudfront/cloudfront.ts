import type { Json } from "@sfn-websocket/languages/json";
import { type Account } from "./account";
import { CloudFrontError } from "./cloudfront-error";
import type { CacheBehavior } from "./distribution-settings";
import { createDistributionCalls, type Distribution, type DistributionStore } from "./distributions";
import { type CloudFrontFunction, createFunctionCalls, type FunctionStore } from "./functions";
import { MANAGED_CACHE_POLICIES } from "./managed-policies";
import {
  createPolicyCalls,
  findPolicySettings,
  type OriginRequestPolicy,
  type PolicyStore,
} from "./origin-request-policies";
import { NO_POLICY, type OriginRequestPolicySettings } from "./origin-request-policy";
import { exportState, importState } from "./state";

export type { Distribution } from "./distributions";
export { CloudFrontError } from "./cloudfront-error";

export type CloudFront = ReturnType<typeof createCloudFront>;

/**
 * CloudFront of an account, as far as WebSocket APIs need it: functions, origin request policies and distributions, each
 * of them deployed at once. A call that AWS refuses throws a CloudFrontError and changes nothing.
 *
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/Welcome.html
 */
export function createCloudFront(account: Account) {
  const functions = new Map<string, CloudFrontFunction>();
  const policies = new Map<string, OriginRequestPolicy>();
  const distributions = new Map<string, Distribution>();
  const countUses = (isUser: (behavior: CacheBehavior) => boolean) =>
    [...distributions.values()].filter(({ settings }) => settings.behaviors.some(isUser)).length;
  const functionStore: FunctionStore = {
    account,
    functions,
    countUses: (arn) => countUses((behavior) => [...behavior.functions.values()].includes(arn)),
  };
  const policyStore: PolicyStore = {
    account,
    policies,
    countUses: (id) => countUses(({ originRequestPolicyId }) => originRequestPolicyId === id),
  };
  const findByArn = (arn: string) => [...functions.values()].find((each) => each.arn === arn);
  const distributionStore: DistributionStore = {
    account,
    distributions,
    requireReferences: ({ behaviors }) =>
      behaviors.forEach((behavior) => requireReferences(behavior, policyStore, findByArn)),
  };
  return {
    ...createFunctionCalls(functionStore),
    ...createPolicyCalls(policyStore),
    ...createDistributionCalls(distributionStore),
    /** The function that a behavior runs when a viewer's request comes, as it is published. */
    viewerRequestFunction: ({ functions: byEvent }: CacheBehavior) => findByArn(byEvent.get("viewer-request") ?? ""),
    /** What of a request a behavior sends to the origin. */
    originRequestPolicy: ({ originRequestPolicyId: id = "" }: CacheBehavior): OriginRequestPolicySettings =>
      findPolicySettings(policyStore, id) ?? NO_POLICY,
    exportState: (): Json => exportState({ functions, policies, distributions }),
    importState: (state: Json): void => importState({ functions, policies, distributions }, state),
  };
}

type FindFunction = (arn: string) => CloudFrontFunction | undefined;

/** *Assumed*: the texts. */
function requireReferences(behavior: CacheBehavior, policyStore: PolicyStore, findFunction: FindFunction): void {
  const { cachePolicyId, originRequestPolicyId } = behavior;
  if (cachePolicyId !== undefined && !Object.hasOwn(MANAGED_CACHE_POLICIES, cachePolicyId))
    throw new CloudFrontError("NoSuchCachePolicy", "The specified cache policy does not exist.");
  if (originRequestPolicyId !== undefined && !findPolicySettings(policyStore, originRequestPolicyId))
    throw new CloudFrontError("NoSuchOriginRequestPolicy", "The specified origin request policy does not exist.");
  for (const arn of behavior.functions.values())
    if (findFunction(arn)?.live === undefined)
      throw new CloudFrontError(
        "InvalidFunctionAssociation",
        `The function ARN must reference a function that exists and is published to the LIVE stage. ARN: ${arn}`,
      );
}
