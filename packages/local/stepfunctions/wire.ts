/** An answer of Step Functions' JSON protocol. */
export interface StepFunctionsAnswer {
  readonly status: number;
  readonly body: string;
}

const SERVICE = "com.amazonaws.swf.service.v2.model";
const VALIDATION = "com.amazon.coral.validate";
const FRAMEWORK = "com.amazon.coral.service";
const BASE = "com.amazonaws.swf.base.model";

/** The member `__type` of structures that AWS names in its answers. *Recorded*: radkawar/stackd, us-west-2, September 2026. */
export const nameStructure = (name: string) => ({ __type: `${BASE}#${name}` }) as const;

/** How a request's members are refused, whichever service they are for. */
const CONSTRAINTS = /^\d+ validation errors? detected: /;

/** The namespaces of error codes that are not Step Functions' own. *Recorded*: public captures, 2026. */
const NAMESPACES: Readonly<Record<string, string>> = {
  AccessDeniedException: FRAMEWORK,
  UnknownOperationException: FRAMEWORK,
  SerializationException: FRAMEWORK,
};

/** An error of Step Functions: thrown by its actions, printed by `body`. Its status is 400 for all of them. */
export class StepFunctionsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** @default the error has no such member */
    readonly reason?: string,
  ) {
    super(message);
  }

  /** The error as AWS prints it; the member is `Message` for a denied call. *Recorded*: public captures, 2026. */
  get body(): string {
    const namespace = CONSTRAINTS.test(this.message) ? VALIDATION : (NAMESPACES[this.code] ?? SERVICE);
    const type = `${namespace}#${this.code}`;
    if (this.message === "") return JSON.stringify({ __type: type });
    const member = this.code === "AccessDeniedException" ? "Message" : "message";
    return JSON.stringify({ __type: type, [member]: this.message, reason: this.reason });
  }
}

/** Texts: *recorded* (LocalStack's AWS-validated snapshots). */
export const noSuchMachine = (arn: string, what = "State Machine"): StepFunctionsError =>
  new StepFunctionsError("StateMachineDoesNotExist", `${what} Does Not Exist: '${arn}'`);

export const machineIsDeleting = (arn: string): StepFunctionsError =>
  new StepFunctionsError("StateMachineDeleting", `State Machine is being deleted: '${arn}'`);

export const notOfThisType = (): StepFunctionsError =>
  new StepFunctionsError(
    "StateMachineTypeNotSupported",
    "This operation is not supported by this type of state machine",
  );

export const invalidToken = (): StepFunctionsError =>
  new StepFunctionsError("InvalidToken", "Invalid Token: 'Invalid token'");

/** Remembers the last result: a short execution starts and stops in one millisecond, as do many at a time. */
export function rememberLast<Value>(print: (value: Value) => string): (value: Value) => string {
  let last: Value | undefined;
  let text = "";
  return (value) => {
    if (value !== last) {
      text = print(value);
      last = value;
    }
    return text;
  };
}

/** Prints a time as the context object does, e.g. `2022-05-13T20:00:14.974Z`. */
export const printTimestamp = rememberLast((epochMilliseconds: number) => new Date(epochMilliseconds).toISOString());

/** Prints a time as Step Functions does: Java's `Double.toString` of epoch seconds, e.g. `1.652472014974E9`. *Recorded*. */
export const printDate = rememberLast((epochMilliseconds: number) => {
  const digits = String(epochMilliseconds);
  const fraction = digits.slice(1).replace(/0+$/, "");
  return `${digits[0]}.${fraction || "0"}E${digits.length - 4}`;
});
