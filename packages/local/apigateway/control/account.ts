import type { StageSettings } from "../resources";

/** API Gateway's settings of an account in one region. @see https://docs.aws.amazon.com/apigateway/latest/api/API_Account.html */
export interface AccountSettings {
  /** The role that writes logs; undefined until somebody sets it. */
  readonly cloudwatchRoleArn?: string;
}

/** An account's limits without any raise, and what else AWS tells of every account. */
export const ACCOUNT = {
  throttleSettings: { burstLimit: 5_000, rateLimit: 10_000 },
  features: ["UsagePlans"],
  apiKeyVersion: "4",
};

type LoggedStage = Pick<StageSettings, "defaultRouteSettings" | "routeSettings"> & {
  readonly accessLogSettings?: object | undefined;
};

/** Returns AWS's text, *recorded*, where the stage would write logs and the account has no role that may. */
export function refuseLogging(account: AccountSettings, settings: LoggedStage): string | undefined {
  if (account.cloudwatchRoleArn !== undefined) return undefined;
  const { accessLogSettings, defaultRouteSettings = {}, routeSettings = {} } = settings;
  const levels = [defaultRouteSettings, ...Object.values(routeSettings)];
  const logs = accessLogSettings !== undefined || levels.some(({ loggingLevel = "OFF" }) => loggingLevel !== "OFF");
  return logs ? "CloudWatch Logs role ARN must be set in account settings to enable logging" : undefined;
}
