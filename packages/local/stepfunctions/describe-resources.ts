import type { JsonObject } from "@sfn-websocket/languages/json";
import { readJson } from "@sfn-websocket/languages/jsonpath/read-json";
import { listVariableReferences } from "@sfn-websocket/languages/states-language/validation/unknown-names";
import type { HistoryEvent } from "@sfn-websocket/languages/states-language/state-machine";
import type { Execution } from "./execution-store";
import { withoutData } from "./execution-log";
import type { Printable } from "./print-answer";
import { REUSE_SECONDS, type StateMachine, type StateMachineAlias } from "./resources";
import { nameStructure } from "./wire";

type Members = Readonly<Record<string, Printable>>;

/** A machine, or a revision of it, as the API shows it. */
export function describeStateMachine(machine: StateMachine, isDeleting = false): Members {
  const { name, stateMachineArn, type, creationDate } = machine;
  return {
    ...describeRevision(machine),
    creationDate: new Date(creationDate),
    name,
    stateMachineArn,
    status: isDeleting ? "DELETING" : "ACTIVE",
    type,
  };
}

/** What an execution runs, as DescribeStateMachineForExecution shows it. */
export function describeStateMachineForExecution({ target: { machine } }: Execution): Members {
  const { name, stateMachineArn, creationDate, updateDate } = machine;
  return { ...describeRevision(machine), name, stateMachineArn, updateDate: new Date(updateDate ?? creationDate) };
}

/** *Recorded*: LocalStack's AWS-validated snapshots, for an execution too. */
function describeRevision(machine: StateMachine): Members {
  const { definition, roleArn, revisionId, tracingConfiguration, loggingConfiguration, encryptionConfiguration } =
    machine;
  const { level = "OFF", includeExecutionData = false, destinations } = loggingConfiguration ?? {};
  const variables = listVariableReferences(readJson(definition) as JsonObject);
  const groups = destinations?.map((logGroupArn) => ({ cloudWatchLogsLogGroup: { logGroupArn } }));
  return {
    definition,
    encryptionConfiguration: {
      ...nameStructure("EncryptionConfiguration"),
      ...(encryptionConfiguration?.kmsKeyId !== undefined && { kmsDataKeyReusePeriodSeconds: REUSE_SECONDS }),
      ...(encryptionConfiguration ?? { type: "AWS_OWNED_KEY" }),
    },
    loggingConfiguration: {
      ...nameStructure("LoggingConfiguration"),
      level,
      includeExecutionData,
      destinations: groups,
    },
    revisionId,
    roleArn,
    tracingConfiguration: {
      ...nameStructure("TracingConfiguration"),
      enabled: tracingConfiguration?.enabled === true,
    },
    variableReferences: Object.keys(variables).length > 0 ? variables : undefined,
  };
}

export function describeAlias(alias: StateMachineAlias): Members {
  return {
    ...alias,
    routingConfiguration: alias.routingConfiguration.map((each) => ({ ...each })),
    creationDate: new Date(alias.creationDate),
    updateDate: alias.updateDate === undefined ? undefined : new Date(alias.updateDate),
  };
}

const INCLUDED = { ...nameStructure("CloudWatchEventsExecutionDataDetails"), included: true };
const REDRIVABLE = new Set(["FAILED", "TIMED_OUT", "ABORTED"]);

/** *Recorded*: the members, in LocalStack's AWS-validated snapshots. */
export function describeExecution(execution: Execution): Members {
  const { input, output, error, cause, status, traceHeader } = execution;
  const isRedrivable = REDRIVABLE.has(status);
  return {
    ...listExecution(execution),
    cause,
    error,
    input,
    inputDetails: INCLUDED,
    output,
    outputDetails: output === undefined ? undefined : INCLUDED,
    redriveStatus: isRedrivable ? "REDRIVABLE" : "NOT_REDRIVABLE",
    redriveStatusReason: isRedrivable ? undefined : `Execution is ${status} and cannot be redriven`,
    traceHeader,
  };
}

/** An execution as ListExecutions shows it. */
export function listExecution({ executionArn, name, target, startDate, stopDate, status }: Execution): Members {
  return {
    executionArn,
    name,
    redriveCount: 0,
    startDate: new Date(startDate),
    stateMachineAliasArn: target.stateMachineAliasArn,
    stateMachineArn: target.machine.stateMachineArn,
    stateMachineVersionArn: target.stateMachineVersionArn,
    status,
    stopDate: stopDate === undefined ? undefined : new Date(stopDate),
  };
}

export function describeEvent(event: HistoryEvent, includeExecutionData: boolean): Members {
  const { timestamp, type, id, previousEventId, detailsField, details = {} } = event;
  const shown = includeExecutionData ? details : withoutData(details);
  return {
    ...nameStructure("HistoryEvent"),
    timestamp: new Date(timestamp),
    type,
    id,
    previousEventId,
    ...(detailsField !== undefined && { [detailsField]: shown }),
  };
}
