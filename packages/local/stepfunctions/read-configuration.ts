import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { EncryptionConfiguration, LoggingConfiguration } from "./resources";
import { StepFunctionsError } from "./wire";

/** The structures of a request, as they came. */
export interface ConfigurationMembers {
  readonly loggingConfiguration?: JsonObject;
  readonly tracingConfiguration?: JsonObject;
  readonly encryptionConfiguration?: JsonObject;
}

interface Configuration {
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: { readonly enabled: boolean };
  readonly encryptionConfiguration?: EncryptionConfiguration;
}

const LEVELS = ["ALL", "ERROR", "FATAL", "OFF"];

/** Returns the request with its structures in the room's shape. @throws StepFunctionsError ValidationException. */
export function readConfiguration<Request extends ConfigurationMembers>(
  request: Request,
): Omit<Request, keyof ConfigurationMembers> & Configuration {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration, ...others } = request;
  return {
    ...others,
    ...(loggingConfiguration && { loggingConfiguration: readLogging(loggingConfiguration) }),
    ...(tracingConfiguration && { tracingConfiguration: { enabled: tracingConfiguration["enabled"] === true } }),
    ...(encryptionConfiguration && { encryptionConfiguration: readEncryption(encryptionConfiguration) }),
  };
}

function readLogging({ level = "OFF", includeExecutionData, destinations }: JsonObject): LoggingConfiguration {
  if (typeof level !== "string" || !LEVELS.includes(level)) {
    const constraint = `Member must satisfy enum value set: [${LEVELS.join(", ")}]`;
    const what = `Value '${String(level)}' at 'loggingConfiguration.level' failed to satisfy constraint: ${constraint}`;
    throw new StepFunctionsError("ValidationException", `1 validation error detected: ${what}`);
  }
  const list = Array.isArray(destinations) ? destinations : [];
  return { level, includeExecutionData: includeExecutionData === true, destinations: list.flatMap(readLogGroup) };
}

function readLogGroup(destination: Json): string[] {
  const group = isJsonObject(destination) ? destination["cloudWatchLogsLogGroup"] : undefined;
  const arn = isJsonObject(group) ? group["logGroupArn"] : undefined;
  return typeof arn === "string" ? [arn] : [];
}

function readEncryption({ type, kmsKeyId, kmsDataKeyReusePeriodSeconds }: JsonObject): EncryptionConfiguration {
  return {
    type: typeof type === "string" ? type : "AWS_OWNED_KEY",
    ...(typeof kmsKeyId === "string" && { kmsKeyId }),
    ...(typeof kmsDataKeyReusePeriodSeconds === "number" && { kmsDataKeyReusePeriodSeconds }),
  };
}
