/** What a Task state's Resource names, as history events and causes show it. */
export interface TaskResource {
  readonly arn: string;
  /** which family of history events its attempts have */
  readonly kind: "Task" | "LambdaFunction" | "Activity";
  /** the service of an integration, such as `dynamodb` or `aws-sdk:s3`; undefined for a function's or activity's ARN */
  readonly resourceType: string | undefined;
  /** the integration's action, such as `putItem` or `sendMessage.waitForTaskToken`, or the ARN */
  readonly resource: string;
  /** true if AWS reports that the request was submitted before it reports the result */
  readonly isSubmitted: boolean;
}

const INTEGRATION = /^arn:[^:]*:states:[^:]*:[^:]*:(aws-sdk:[^:]+|[^:]+):(.+)$/;

/**
 * Reads a Resource: `arn:aws:states:::<service>:<action>`, the ARN of a Lambda function, or of an activity; anything else
 * counts as an ARN of a function.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
 */
export function parseTaskResource(arn: string): TaskResource {
  const [, resourceType, action] = INTEGRATION.exec(arn) ?? [];
  if (resourceType === "activity")
    return { arn, kind: "Activity", resourceType: undefined, resource: arn, isSubmitted: false };
  if (resourceType === undefined || action === undefined) {
    return { arn, kind: "LambdaFunction", resourceType: undefined, resource: arn, isSubmitted: false };
  }
  return {
    arn,
    kind: "Task",
    resourceType,
    resource: action,
    isSubmitted: /\.(sync(:2)?|waitForTaskToken)$/.test(action),
  };
}

/** Optimized integrations of a service that the SDK's integrations name otherwise. */
const SDK_NAMES: ReadonlyMap<string, string> = new Map([
  ["states", "sfn"],
  ["events", "eventbridge"],
]);

/** The name that the SDK's integrations have for the service of `dynamodb` or `aws-sdk:dynamodb`. */
export function nameSdkService(resourceType: string): string {
  return SDK_NAMES.get(resourceType) ?? resourceType.replace(/^aws-sdk:/, "");
}
