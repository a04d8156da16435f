import type { Json, JsonObject } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import { prepareArguments } from "../calls/api-arguments";
import { runtimeError } from "../values/errors";
import type { Frame, Transition } from "../world/frame";
import { prepareJsonataTemplate } from "../jsonata/jsonata-field";
import { requirePayloadSize } from "../values/payload-size";
import { preparePayloadTemplate } from "../fields/payload-template";
import { withRecovery } from "../execution/recovery";
import { toStateFailure } from "../execution/run-branch";
import { type Attempt, runAttempt } from "../execution/run-attempt";
import type { FieldReader, PrepareState } from "../fields/state-fields";
import { recordFailed, recordScheduled, recordSucceeded } from "../execution/task-events";
import { prepareTaskLimits } from "../execution/task-limits";
import { parseTaskResource } from "../calls/task-resource";

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export const prepareTask: PrepareState = (definition, preparation) => {
  const resource = parseTaskResource(String(definition["Resource"]));
  const next = preparation.requireTransition(definition["Next"]);
  const { fields } = preparation;
  const field = preparation.isJsonata ? "Arguments" : "Parameters";
  const requireArguments = prepareRequirement(resource.arn, field in definition ? field : undefined);
  const readLimits = prepareTaskLimits(definition, preparation.isJsonata);
  const readCredentials = prepareCredentials(definition, preparation.isJsonata);
  return withRecovery(definition, preparation, async (frame): Promise<Transition> => {
    const input = frame.data;
    const root = fields.readInput(frame);
    if (resource.isSubmitted) frame.taskToken = frame.execution.world.uuid();
    const limits = await readLimits(root, frame);
    const credentials = await readCredentials(root, frame);
    const parameters = await fields.readArguments(root, frame);
    requireArguments(parameters);
    const result = await attemptTask(frame, { resource, limits, parameters, credentials });
    await fields.writeOutput(frame, input, result);
    return next;
  });
};

async function attemptTask(frame: Frame, attempt: Attempt): Promise<Json> {
  const { resource, limits, parameters, credentials } = attempt;
  recordScheduled(frame, resource, { ...limits, parameters, credentials });
  try {
    const result = await runAttempt(frame, attempt);
    requirePayloadSize(result, resource.resourceType ?? resource.arn);
    recordSucceeded(frame, resource, result);
    return result;
  } catch (thrown) {
    const failure = toStateFailure(thrown, frame);
    recordFailed(frame, resource, failure);
    throw failure;
  }
}

/**
 * What paths and expressions gave must be what the API takes, else the state's work does not begin. *Recorded*: the error and
 * the text (aws/aws-step-functions-data-science-sdk-python #15, aws/aws-cdk #9181). *Assumed*: `Arguments` in JSONata. No
 * workflow is created without the field.
 */
function prepareRequirement(arn: string, field: string | undefined): (given: Json) => void {
  const list = field === undefined ? undefined : prepareArguments(arn, "values");
  return (given) => {
    const problems = list?.(given) ?? [];
    if (problems.length === 0) return;
    throw runtimeError(
      `The ${field} '${printJson(given)}' could not be used to start the Task: [${problems.join(", ")}]`,
    );
  };
}

function prepareCredentials(definition: JsonObject, isJsonata: boolean): FieldReader<Json | undefined> {
  const credentials = definition["Credentials"];
  if (credentials === undefined) return () => undefined;
  if (!isJsonata) return preparePayloadTemplate(credentials);
  const template = prepareJsonataTemplate("Credentials", credentials);
  return (_root, frame) => template(frame, {});
}
