/** How a service is called: JSON with the action in a header, a form with it in a field, or S3's REST. */
export type ServiceProtocol =
  | { readonly kind: "json"; readonly target: string; readonly version: "1.0" | "1.1" }
  | { readonly kind: "query"; readonly version: string }
  | { readonly kind: "s3" };

/** A service that Task states and integrations can call on a server of the user's. */
export interface ForwardedService {
  readonly protocol: ServiceProtocol;
  /** As `AWS_ENDPOINT_URL_…` names it. @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
  readonly environment: string;
  /** In `arn:aws:states:::aws-sdk:…`. */
  readonly sdk: string;
  /** What errors of the SDK integration begin with, the service's name in their causes too. */
  readonly name: string;
  /** The optimized integration's actions, and the names in its errors. @default it has none */
  readonly optimized?: {
    readonly actions: readonly string[];
    readonly error: string;
    readonly service: string;
    /** The one error that all failures have. @default each has its own */
    readonly only?: string;
    /** Members, at their paths, whose JSON is sent as a text. */
    readonly stringified: string;
  };
}

/**
 * The services by the name in a call's signature. The names in errors of SQS and SNS are those that LocalStack's tests
 * hold against AWS; *assumed*: EventBridge's.
 */
export const FORWARDED_SERVICES: Readonly<Record<string, ForwardedService>> = {
  sqs: {
    protocol: { kind: "json", target: "AmazonSQS", version: "1.0" },
    environment: "SQS",
    sdk: "sqs",
    name: "Sqs",
    optimized: {
      actions: ["sendMessage"],
      error: "SQS",
      service: "AmazonSQS",
      only: "SQS.AmazonSQSException",
      stringified: "MessageBody",
    },
  },
  sns: {
    protocol: { kind: "query", version: "2010-03-31" },
    environment: "SNS",
    sdk: "sns",
    name: "Sns",
    optimized: { actions: ["publish"], error: "SNS", service: "AmazonSNS", stringified: "Message" },
  },
  events: {
    protocol: { kind: "json", target: "AWSEvents", version: "1.1" },
    environment: "EVENTBRIDGE",
    sdk: "eventbridge",
    name: "EventBridge",
    optimized: {
      actions: ["putEvents"],
      error: "EventBridge",
      service: "AmazonEventBridge",
      stringified: "Entries.Detail",
    },
  },
  s3: { protocol: { kind: "s3" }, environment: "S3", sdk: "s3", name: "S3" },
  secretsmanager: {
    protocol: { kind: "json", target: "secretsmanager", version: "1.1" },
    environment: "SECRETS_MANAGER",
    sdk: "secretsmanager",
    name: "SecretsManager",
  },
  ssm: {
    protocol: { kind: "json", target: "AmazonSSM", version: "1.1" },
    environment: "SSM",
    sdk: "ssm",
    name: "Ssm",
  },
  kinesis: {
    protocol: { kind: "json", target: "Kinesis_20131202", version: "1.1" },
    environment: "KINESIS",
    sdk: "kinesis",
    name: "Kinesis",
  },
};
