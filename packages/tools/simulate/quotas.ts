/** A quota of AWS that ends how far a design goes. */
export interface Quota {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it counts over. */
  readonly scope: string;
  readonly isRaised: "yes" | "no";
  readonly source: string;
}

const GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
const STEP_FUNCTIONS = "https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html";
const WEBSOCKET = `${GATEWAY}apigateway-execution-service-websocket-limits-table.html`;

/** The quotas that count here, with the page that says each. */
export const QUOTAS = {
  connects: {
    name: "new connections",
    value: 500,
    unit: "a second",
    scope: "account and region",
    isRaised: "yes",
    source: WEBSOCKET,
  },
  requests: {
    name: "requests: messages, and posts to connections",
    value: 10_000,
    unit: "a second",
    scope: "account and region",
    isRaised: "yes",
    source: `${GATEWAY}limits.html`,
  },
  burst: {
    name: "requests at once, above that rate",
    value: 5_000,
    unit: "requests",
    scope: "account and region",
    isRaised: "no",
    source: `${GATEWAY}limits.html`,
  },
  connectionSeconds: {
    name: "length of a connection",
    value: 7_200,
    unit: "seconds",
    scope: "connection",
    isRaised: "no",
    source: WEBSOCKET,
  },
  idleSeconds: {
    name: "silence of a connection",
    value: 600,
    unit: "seconds",
    scope: "connection",
    isRaised: "no",
    source: WEBSOCKET,
  },
  integrationMs: {
    name: "wait for an integration",
    value: 29_000,
    unit: "ms",
    scope: "message",
    isRaised: "no",
    source: WEBSOCKET,
  },
  messageBytes: {
    name: "size of a message",
    value: 131_072,
    unit: "bytes",
    scope: "message",
    isRaised: "no",
    source: WEBSOCKET,
  },
  startExecutions: {
    name: "StartExecution of Express workflows",
    value: 6_000,
    unit: "a second",
    scope: "account and region",
    isRaised: "yes",
    source: STEP_FUNCTIONS,
  },
} as const satisfies Readonly<Record<string, Quota>>;
