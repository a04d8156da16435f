/** What a code stands for: its status, and the name of its shape in AWS's model, which the JSON protocol prints. */
interface Code {
  readonly status: number;
  readonly shape: string;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html documented: each action's errors */
const CODES = {
  ValidationError: { status: 400, shape: "ValidationException" },
  InvalidParameterValue: { status: 400, shape: "InvalidParameterValueException" },
  InvalidParameterCombination: { status: 400, shape: "InvalidParameterCombinationException" },
  InvalidParameterInput: { status: 400, shape: "DashboardInvalidInputError" },
  InvalidNextToken: { status: 400, shape: "InvalidNextToken" },
  InvalidAction: { status: 400, shape: "UnknownOperationException" },
  SerializationException: { status: 400, shape: "SerializationException" },
  ResourceNotFound: { status: 404, shape: "ResourceNotFound" },
  ResourceNotFoundException: { status: 404, shape: "ResourceNotFoundException" },
  InternalServiceError: { status: 500, shape: "InternalServiceFault" },
} as const satisfies Readonly<Record<string, Code>>;

/** An error of the CloudWatch API: AWS's code in the query protocol, and AWS's text as the message. */
export class CloudWatchError extends Error {
  override readonly name = "CloudWatchError";

  constructor(
    readonly code: keyof typeof CODES,
    message: string,
  ) {
    super(message);
  }

  get status(): number {
    return CODES[this.code].status;
  }

  /** The error as the JSON protocol prints it. *Assumed*: the namespace, which the SDKs do not read. */
  get body(): string {
    const __type = `com.amazonaws.cloudwatch#${CODES[this.code].shape}`;
    return JSON.stringify({ __type, ...(this.message !== "" && { message: this.message }) });
  }

  /**
   * The header `x-amzn-query-error`: what the error is in the query protocol.
   *
   * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait documented
   */
  get queryError(): string {
    return `${this.code};${this.status < 500 ? "Sender" : "Receiver"}`;
  }
}

export const invalid = (message: string): CloudWatchError => new CloudWatchError("ValidationError", message);

/** *Recorded*: Terraform's issue 25548, 2022. */
export const dashboardNotFound = (name: string): CloudWatchError =>
  new CloudWatchError("ResourceNotFound", `Dashboard ${name} does not exist`);

/** *Assumed*: the text. The code is documented. */
export const dashboardsNotFound = (names: readonly string[]): CloudWatchError =>
  new CloudWatchError("ResourceNotFound", `The specified dashboard does not exist. [${names.join(", ")}]`);

/** *Assumed*: that there is no text, as *recorded* for SetAlarmState of an alarm that is not there. */
export const alarmNotFound = (): CloudWatchError => new CloudWatchError("ResourceNotFound", "");

/** *Assumed*: the text. The code is documented. */
export const resourceNotFound = (arn: string): CloudWatchError =>
  new CloudWatchError("ResourceNotFoundException", `Unknown resource: ${arn}`);
