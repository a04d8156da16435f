import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import type { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Construct } from "constructs";
import { checkOption, type Option } from "../options/option";
import { checkMembers, isInteger, isRecord, refuseOther, refuseThrottle } from "../options/refuse-value";
import { type Environment, nameResource } from "../names/resource-name";
import { replacedWithStage } from "./websocket-stage";
import type { Throttle } from "../options/route-props";
import { show } from "../options/show-value";

/** The clients that may connect, each with a key in the header `x-api-key`. A key tells clients apart; it is no password. */
export interface ApiKeysProps {
  /** Names of the keys: letters, digits, hyphens. AWS draws the keys, which Terraform's state then holds. */
  readonly names: readonly string[];
  /**
   * How often each client may connect.
   * @default - the account's limits
   */
  readonly throttle?: Throttle;
  /**
   * How often each client may connect in all.
   * @default - as often as it likes
   */
  readonly quota?: Quota;
  /**
   * Where the key of a handshake comes from: `"header"`, the client's header `x-api-key`, or `"authorizer"`, the member
   * `usageIdentifierKey` of what the Lambda authorizer answers.
   * @default "header"
   */
  readonly source?: ApiKeySource;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html documented */
export interface Quota {
  /** Connections in a period. */
  readonly limit: number;
  readonly period: (typeof PERIODS)[number];
}

const PERIODS = ["DAY", "WEEK", "MONTH"] as const;

/**
 * The expressions of a WebSocket API by which a key is found.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html documented
 */
export const API_KEY_SOURCES = {
  header: "$request.header.x-api-key",
  authorizer: "$context.authorizer.usageIdentifierKey",
} as const;

export type ApiKeySource = keyof typeof API_KEY_SOURCES;

/** The problems of keys that AWS would refuse. */
export function checkApiKeys(apiKeys: ApiKeysProps | undefined): readonly string[] {
  if (apiKeys === undefined) return [];
  const { names } = apiKeys;
  const wrong = checkValues(apiKeys);
  if (wrong.length > 0) return wrong;
  if (names === undefined) return [`apiKeys: no key is named, got ${show(apiKeys)}; give { names: ["acme"] }`];
  if (names.length === 0) return [`apiKeys: no key is named, got []; name one, or leave the option out`];
  return names
    .filter((name, index) => !/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(name) || names.indexOf(name) < index)
    .map(
      (name) => `apiKeys: name is not one of its own, got '${name}'; use letters, digits and hyphens, each name once`,
    );
}

const MEMBERS: Readonly<Record<keyof ApiKeysProps, Pick<Option, "refuse">>> = {
  names: { refuse: (value) => (Array.isArray(value) ? undefined : `are no list, got ${show(value)}; give ["acme"]`) },
  throttle: { refuse: refuseThrottle },
  quota: {
    refuse: (value) =>
      isRecord(value) &&
      Object.keys(value).length === 2 &&
      isInteger(value["limit"], 1, Number.MAX_SAFE_INTEGER) &&
      PERIODS.some((period) => period === value["period"])
        ? undefined
        : `needs a limit and a period, got ${show(value)}; give { limit: 1000, period: "DAY" }, or "WEEK", "MONTH"`,
  },
  source: { refuse: refuseOther(Object.keys(API_KEY_SOURCES)) },
};

function checkValues(apiKeys: ApiKeysProps): readonly string[] {
  const values = new Map(Object.entries<unknown>({ ...apiKeys }));
  const wrong = Object.entries(MEMBERS).flatMap(([name, member]) => {
    const value = values.get(name);
    return value === undefined ? [] : checkOption(name, member, value).map((problem) => `apiKeys: ${problem}`);
  });
  return [...checkMembers("apiKeys", { ...apiKeys }, Object.keys(MEMBERS)), ...wrong];
}

export interface UsagePlanProps extends ApiKeysProps {
  readonly environment: Environment;
  readonly stage: Apigatewayv2Stage;
}

/** The usage plan of a stage with its API keys. */
export class UsagePlan extends Construct {
  constructor(scope: Construct, id: string, { environment, stage, names, throttle, quota }: UsagePlanProps) {
    super(scope, id);
    const plan = new ApiGatewayUsagePlan(this, "UsagePlan", {
      name: nameResource("usagePlan", environment),
      apiStages: [{ apiId: stage.apiId, stage: stage.name }],
      // Nobody tells whether a plan keeps a stage that is deleted and made again.
      lifecycle: { replaceTriggeredBy: replacedWithStage(stage) },
      ...(throttle && { throttleSettings: throttle }),
      ...(quota && { quotaSettings: quota }),
    });
    for (const name of names) {
      const key = new ApiGatewayApiKey(this, `Key-${name}`, { name: nameResource("apiKey", environment, name) });
      new ApiGatewayUsagePlanKey(this, `PlanKey-${name}`, { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    }
  }
}
