import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import type { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Construct } from "constructs";
import { type Environment, nameResource } from "./resource-name";
import { replacedWithStage } from "./websocket-stage";
import type { Throttle } from "./route-props";

/** The clients that may connect, each with a key in the header `x-api-key`. A key tells clients apart; it is no password. */
export interface ApiKeysProps {
  /** Names of the keys: letters, digits, hyphens. AWS draws the keys, which Terraform's state then holds. */
  readonly names: readonly string[];
  /**
   * How often each client may connect.
   * @default - the account's limits
   */
  readonly throttle?: Throttle;
}

/** The problems of keys that AWS would refuse. */
export function checkApiKeys(apiKeys: ApiKeysProps | undefined): readonly string[] {
  if (apiKeys === undefined) return [];
  const { names, throttle } = apiKeys;
  if (throttle !== undefined && !(throttle.rateLimit > 0 && throttle.burstLimit >= 1)) {
    return [
      `apiKeys: throttle needs both limits, got ${JSON.stringify(throttle)}; give { rateLimit: 100, burstLimit: 50 }, numbers above zero`,
    ];
  }
  if (names.length === 0) return [`apiKeys: no key is named, got []; name one, or leave the option out`];
  return names
    .filter((name, index) => !/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(name) || names.indexOf(name) < index)
    .map(
      (name) => `apiKeys: name is not one of its own, got '${name}'; use letters, digits and hyphens, each name once`,
    );
}

export interface UsagePlanProps extends ApiKeysProps {
  readonly environment: Environment;
  readonly stage: Apigatewayv2Stage;
}

/** The usage plan of a stage with its API keys. */
export class UsagePlan extends Construct {
  constructor(scope: Construct, id: string, { environment, stage, names, throttle }: UsagePlanProps) {
    super(scope, id);
    const plan = new ApiGatewayUsagePlan(this, "UsagePlan", {
      name: nameResource("usagePlan", environment),
      apiStages: [{ apiId: stage.apiId, stage: stage.name }],
      // Nobody tells whether a plan keeps a stage that is deleted and made again.
      lifecycle: { replaceTriggeredBy: replacedWithStage(stage) },
      ...(throttle && { throttleSettings: throttle }),
    });
    for (const name of names) {
      const key = new ApiGatewayApiKey(this, `Key-${name}`, { name: nameResource("apiKey", environment, name) });
      new ApiGatewayUsagePlanKey(this, `PlanKey-${name}`, { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    }
  }
}
