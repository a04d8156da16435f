import type { Json } from "@sfn-websocket/languages/json";
import type { ApiKeys } from "./api-keys";
import type { InvokeFunction } from "./function-call";

/** Who may sign. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What API Gateway needs of the world to decide who may connect. */
export interface Admission {
  readonly partition: string;
  readonly accountId: string;
  readonly apiKeys: ApiKeys;
  /** Whose signatures are good. */
  readonly credentials: Credentials;
  /** The clients' clock: epoch, milliseconds. It never runs faster than real time, unlike the gateway's own. */
  readonly now: () => number;
  readonly invokeFunction: InvokeFunction;
  readonly evaluatePolicy: EvaluatePolicy;
}

/** What is asked of a policy. */
export interface PolicyQuestion {
  readonly action: string;
  /** an ARN */
  readonly resource: string;
  readonly conditionKeys: Readonly<Record<string, string>>;
}

/** Evaluates an IAM policy document as IAM does; throws where it is none. */
export type EvaluatePolicy = (document: Json, question: PolicyQuestion) => "allow" | "implicit-deny" | "explicit-deny";
