/** A service's answer that refuses a call of the AWS SDK. */
export interface SdkRefusal {
  /** As the SDK names it, such as `DynamoDb`. */
  readonly service: string;
  readonly status: number;
  readonly requestId: string;
  /** S3's second id. @default none */
  readonly extendedRequestId?: string | undefined;
}

/**
 * The cause of an `aws-sdk` task that a service refuses: its message, and what the AWS SDK adds to it. *Recorded*: of Step
 * Functions (LocalStack's AWS-validated snapshots) and of S3, whose answer to HEAD has no message (gabrielmoreira/tiny-asl-machine);
 * recordings before 2025 have no attempts. *Assumed*: there is one attempt, whatever the error.
 *
 * @see https://github.com/aws/aws-sdk-java-v2/pull/5834
 */
export function printSdkRefusal(message: string, refusal: SdkRefusal): string {
  const { service, status, requestId, extendedRequestId } = refusal;
  const extended = extendedRequestId === undefined ? "" : `, Extended Request ID: ${extendedRequestId}`;
  const details = `(Service: ${service}, Status Code: ${status}, Request ID: ${requestId}${extended})`;
  const attempts = "(SDK Attempt Count: 1)";
  return message === "" ? `${details} ${attempts} ${details}` : `${message} ${details} ${attempts}`;
}
