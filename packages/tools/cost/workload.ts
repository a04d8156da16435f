/** What an API has to carry, as far as AWS charges for it. Bytes, milliseconds and megabytes as AWS counts them. */
export interface Workload {
  /** Clients that are connected, on average. */
  readonly connections: number;
  /** Of each connection. */
  readonly messagesPerMinute: number;
  /** Of a message, and of its answer; an answer of 0 bytes is none. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** How long a workflow runs, and the memory that it uses. */
  readonly durationMs: number;
  readonly memoryMb: number;
  /** State transitions of a Standard workflow that does the same. */
  readonly transitions: number;
  /** Minutes after which a client connects again: AWS ends a connection after 120. */
  readonly connectionMinutes: number;
  /** Bytes of all logs of a message. */
  readonly logBytes: number;
  readonly logRetentionDays: number;
  /** The share of executions that X-Ray records, 0 to 1. */
  readonly traced: number;
  /** Writes to a table at a connection's begin and end together. */
  readonly writesPerConnection: number;
  /** KMS calls of a message. */
  readonly keyRequestsPerMessage: number;
  /** Of a Lambda function that does the same in as much time. */
  readonly lambdaMemoryMb: number;
}

/** Minutes of a month as AWS's calculators count it: 730 hours. */
const MONTH = 730 * 60;
/** Days of that month. */
const DAYS = 730 / 24;
const GB = 1_024 ** 3;
/** Bytes that are one message. @see https://aws.amazon.com/api-gateway/pricing/ */
const METERED = 32 * 1_024;

const MEMORY_STEP = 64;
const DURATION_STEP = 100;

/** What a month of a workload comes to, in the units of the prices. */
export interface Usage {
  /** Messages that clients send, as they are. */
  readonly answered: number;
  /** Messages as they are metered, to the API and back. */
  readonly received: number;
  readonly sent: number;
  readonly connectionMinutes: number;
  readonly connects: number;
  readonly expressGbSeconds: number;
  readonly lambdaGbSeconds: number;
  readonly transitions: number;
  readonly logGb: number;
  readonly logGbMonths: number;
  readonly traces: number;
  readonly tableWrites: number;
  readonly keyRequests: number;
  readonly dataOutGb: number;
}

/** Messages of 32 KB that so many bytes are metered as. */
export const countMetered = (bytes: number): number => Math.ceil(bytes / METERED);

/** A workflow's GB-seconds: its duration up to the next 100 ms, its memory up to the next 64 MB. @see https://aws.amazon.com/step-functions/pricing/ */
export function countExpressGbSeconds(durationMs: number, memoryMb: number): number {
  const seconds = (Math.max(1, Math.ceil(durationMs / DURATION_STEP)) * DURATION_STEP) / 1_000;
  const gigabytes = (Math.max(1, Math.ceil(memoryMb / MEMORY_STEP)) * MEMORY_STEP) / 1_024;
  return seconds * gigabytes;
}

/** A function's GB-seconds: its duration up to the next millisecond. @see https://aws.amazon.com/lambda/pricing/ */
export const countLambdaGbSeconds = (durationMs: number, memoryMb: number): number =>
  (Math.max(1, Math.ceil(durationMs)) / 1_000) * (memoryMb / 1_024);

/** What a month of a workload comes to. */
export function countUsage(workload: Workload): Usage {
  const { connections, messagesPerMinute, bytesIn, bytesOut, connectionMinutes } = workload;
  const minutes = connections * MONTH;
  const answered = minutes * messagesPerMinute;
  const connects = minutes / connectionMinutes;
  const logGb = (answered * workload.logBytes) / GB;
  return {
    answered,
    received: answered * countMetered(bytesIn),
    sent: answered * countMetered(bytesOut),
    connectionMinutes: minutes,
    connects,
    expressGbSeconds: answered * countExpressGbSeconds(workload.durationMs, workload.memoryMb),
    lambdaGbSeconds: answered * countLambdaGbSeconds(workload.durationMs, workload.lambdaMemoryMb),
    transitions: answered * workload.transitions,
    logGb,
    logGbMonths: (logGb * workload.logRetentionDays) / DAYS,
    traces: answered * workload.traced,
    tableWrites: connects * workload.writesPerConnection,
    keyRequests: answered * workload.keyRequestsPerMessage,
    dataOutGb: (answered * bytesOut) / GB,
  };
}
