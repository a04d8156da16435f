import type { RequestOf } from "../protocols/request";
import type { REVISION } from "./request-members";
import type { EncryptionConfiguration, LoggingConfiguration } from "./resources";

/** The structures of a request, as they came. */
type ConfigurationMembers = Pick<
  RequestOf<typeof REVISION>,
  "loggingConfiguration" | "tracingConfiguration" | "encryptionConfiguration"
>;

interface Configuration {
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: { readonly enabled: boolean };
  readonly encryptionConfiguration?: EncryptionConfiguration;
}

/** Returns the request with its structures in the room's shape. */
export function readConfiguration<Request extends ConfigurationMembers>(
  request: Request,
): Omit<Request, keyof ConfigurationMembers> & Configuration {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration, ...others } = request;
  return {
    ...others,
    ...(loggingConfiguration && { loggingConfiguration: readLogging(loggingConfiguration) }),
    ...(tracingConfiguration && { tracingConfiguration: { enabled: tracingConfiguration.enabled === true } }),
    ...(encryptionConfiguration && { encryptionConfiguration }),
  };
}

function readLogging(given: NonNullable<ConfigurationMembers["loggingConfiguration"]>): LoggingConfiguration {
  const { level = "OFF", includeExecutionData = false, destinations } = given;
  const arns = destinations?.flatMap(({ cloudWatchLogsLogGroup }) => cloudWatchLogsLogGroup?.logGroupArn ?? []);
  return { level, includeExecutionData, ...(arns && { destinations: arns }) };
}
