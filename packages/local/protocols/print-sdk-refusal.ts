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
 * What the AWS SDK adds to a service's message, with which it is the cause of an `aws-sdk` task. *Recorded*: of Step Functions
 * (LocalStack's AWS-validated snapshots) and S3 (gabrielmoreira/tiny-asl-machine); recordings before 2025 have no attempts.
 * *Assumed*: there is one attempt, whatever the error.
 *
 * @see https://github.com/aws/aws-sdk-java-v2/pull/5834
 */
export function printSdkRefusal({ service, status, requestId, extendedRequestId }: SdkRefusal): string {
  const extended = extendedRequestId === undefined ? "" : `, Extended Request ID: ${extendedRequestId}`;
  return `(Service: ${service}, Status Code: ${status}, Request ID: ${requestId}${extended}) (SDK Attempt Count: 1)`;
}
