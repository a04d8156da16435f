import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { type Actions, createDefineAction } from "../protocols/action";
import { createQueryApi, type XmlValue } from "../protocols/query-protocol";
import type { RequestOf } from "../protocols/request";
import { StsError } from "./sts-error";

/** STS in one account: who calls, and credentials that nobody checks. */
export interface Sts {
  /** Answers an action of the API, its errors included, as AWS does. */
  readonly callApi: (request: AwsRequest) => ApiAnswer;
}

export interface StsWorld {
  readonly partition: string;
  readonly accountId: string;
  /** Whether the account has a role of that ARN; whom it trusts is not asked: callers are not told apart here. */
  readonly hasRole: (roleArn: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

const defineAction = createDefineAction<StsWorld, XmlValue>(
  (refusal) => new StsError("ValidationError", "unreadable" in refusal ? refusal.unreadable : refusal.invalid),
);

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html documented */
const ASSUME_ROLE = {
  RoleArn: { required: true, minimum: 20, maximum: 2_048 },
  RoleSessionName: { required: true, minimum: 2, maximum: 64, pattern: String.raw`[\w+=,.@-]*` },
  DurationSeconds: { type: "number", minimum: 900, maximum: 43_200 },
} as const;

/** The API's actions, by name. */
export const ACTIONS: Actions<StsWorld, XmlValue> = {
  GetCallerIdentity: defineAction({
    members: {},
    run(world) {
      const { accountId } = world;
      return { Arn: describeCaller(world), UserId: accountId, Account: accountId };
    },
  }),
  AssumeRole: defineAction({ members: ASSUME_ROLE, run: assumeRole }),
};

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export function createSts(world: StsWorld): Sts {
  const callApi = createQueryApi({
    service: "STS",
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    actions: ACTIONS,
    store: world,
    log: world.log,
    isError: (thrown) => thrown instanceof StsError,
  });
  return { callApi };
}

const describeCaller = ({ partition, accountId }: StsWorld): string => `arn:${partition}:iam::${accountId}:root`;

/** The credentials have AWS's form and are the same for every call: here nobody checks a signature. */
function assumeRole(world: StsWorld, request: RequestOf<typeof ASSUME_ROLE>): XmlValue {
  const { RoleArn: roleArn, RoleSessionName: sessionName, DurationSeconds: seconds = 3_600 } = request;
  const [, partition, accountId, roleName] =
    /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(roleArn) ?? [];
  if (roleName === undefined) throw new StsError("ValidationError", `${roleArn} is invalid`);
  requireRole(roleArn, world);
  return {
    AssumedRoleUser: {
      AssumedRoleId: `AROA${"A".repeat(17)}:${sessionName}`,
      Arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    },
    Credentials: {
      AccessKeyId: `ASIA${"A".repeat(16)}`,
      SecretAccessKey: "test".repeat(10),
      SessionToken: "test".repeat(50),
      Expiration: `${new Date(world.now() + seconds * 1000).toISOString().slice(0, 19)}Z`,
    },
  };
}

/** *Recorded* in bug reports of roles that may not be assumed; *assumed* that AWS says the same of a role that there is not. */
function requireRole(roleArn: string, world: StsWorld): void {
  if (world.hasRole(roleArn)) return;
  world.log(`STS: AssumeRole: the account has no such role, got '${roleArn}'; create it, or call without a role`);
  const message = `User: ${describeCaller(world)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  throw new StsError("AccessDenied", message);
}
