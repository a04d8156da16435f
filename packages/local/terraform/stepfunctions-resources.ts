import type { JsonObject } from "@sfn-websocket/languages/json";
import type {
  CreateStateMachineRequest,
  EncryptionConfiguration,
  LoggingConfiguration,
} from "../stepfunctions/resources";
import { block, findText, list, request, text } from "./attributes";
import { expectRole } from "./expect-role";
import type { Create, Resource } from "./resource-types";

/** Step Functions' resource types. */
export const STEP_FUNCTIONS_RESOURCES: Readonly<Record<string, Create>> = {
  aws_sfn_state_machine: createStateMachine,
  aws_sfn_alias({ attributes, aws, region }) {
    const routingConfiguration = list(attributes.routing_configuration).map((route) => ({
      stateMachineVersionArn: readVersion(route),
      weight: readWeight(route),
    }));
    const { stateMachineAliasArn: arn, creationDate } = aws.region(region).stepfunctions.createStateMachineAlias({
      name: text(attributes, "name"),
      description: findText(attributes, "description"),
      routingConfiguration,
    });
    return { id: arn, arn, creation_date: printTime(creationDate) };
  },
};

function readVersion(route: JsonObject): string {
  const arn = text(route, "state_machine_version_arn");
  if (arn !== "") return arn;
  throw new Error(`'state_machine_version_arn' is empty, got ""; set 'publish' of the state machine to true`);
}

function readWeight({ weight }: JsonObject): number {
  if (typeof weight === "number") return weight;
  throw new Error(`'weight' is a number, got ${JSON.stringify(weight)}; set it`);
}

function createStateMachine({ attributes, id, aws, region }: Resource): JsonObject {
  const { stepfunctions } = aws.region(region);
  const roleArn = text(attributes, "role_arn");
  expectRole(aws, roleArn);
  const encryption = block(attributes.encryption_configuration);
  const machine: CreateStateMachineRequest = {
    name: findText(attributes, "name") ?? `terraform-${id}`,
    definition: text(attributes, "definition"),
    roleArn,
    type: attributes.type === "EXPRESS" ? "EXPRESS" : "STANDARD",
    tracingConfiguration: { enabled: block(attributes.tracing_configuration)?.enabled === true },
    loggingConfiguration: readLogging(block(attributes.logging_configuration) ?? {}),
    ...(encryption && { encryptionConfiguration: request<EncryptionConfiguration>(encryption, { type: "" }) }),
    publish: attributes.publish === true,
  };
  const { stateMachineArn, creationDate } = stepfunctions.createStateMachine(machine);
  return {
    id: stateMachineArn,
    arn: stateMachineArn,
    name: machine.name,
    type: machine.type ?? "STANDARD",
    status: "ACTIVE",
    creation_date: printTime(creationDate),
    description: "",
    revision_id: "",
    state_machine_version_arn: stepfunctions.findLatestVersion(stateMachineArn)?.stateMachineVersionArn ?? "",
    version_description: "",
  };
}

function readLogging(logging: JsonObject): LoggingConfiguration {
  const destination = findText(logging, "log_destination");
  return {
    level: findText(logging, "level") ?? "OFF",
    includeExecutionData: logging.include_execution_data === true,
    ...(destination !== undefined && { destinations: [destination] }),
  };
}

/** A time as Terraform's provider prints it, such as `2022-05-13T20:00:14Z`. */
const printTime = (epochMilliseconds: number): string => new Date(epochMilliseconds).toISOString().replace(/\.\d+/, "");
