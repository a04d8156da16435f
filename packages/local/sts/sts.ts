import type { AwsRequest } from "../protocols/aws-request";
import type { ApiAnswer } from "../protocols/json-protocol";
import { createQueryApi, describeMissing, type QueryAction, type QueryRequest } from "../protocols/query-protocol";
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
  /** Milliseconds since 1970. @default the time of this machine */
  readonly now?: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Of each answer, as a UUID. @default a random one */
  readonly uuid?: () => string;
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html */
export function createSts(world: StsWorld): Sts {
  const callApi = createQueryApi({
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    actions: createActions(world),
    log: world.log,
    uuid: world.uuid,
    isError: (thrown) => thrown instanceof StsError,
  });
  return { callApi };
}

function createActions(world: StsWorld): Readonly<Record<string, QueryAction>> {
  const { accountId } = world;
  return {
    GetCallerIdentity: { run: () => ({ Arn: describeCaller(world), UserId: accountId, Account: accountId }) },
    AssumeRole: { run: (request) => assumeRole(request, world) },
  };
}

/** Seconds that credentials last. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const DURATION = { shortest: 900, longest: 43_200, usual: 3_600 };

const describeCaller = ({ partition, accountId }: StsWorld): string => `arn:${partition}:iam::${accountId}:root`;

/** The credentials have AWS's form and are the same for every call: here nobody checks a signature. */
function assumeRole(request: QueryRequest, world: StsWorld) {
  const [roleArn, sessionName] = [requireText(request, "RoleArn"), requireText(request, "RoleSessionName")];
  const [, partition, accountId, roleName] =
    /^arn:([\w-]+):iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(roleArn) ?? [];
  if (roleName === undefined) throw new StsError("ValidationError", `${roleArn} is invalid`);
  const seconds = Number(request.read("DurationSeconds") ?? DURATION.usual);
  if (!(seconds >= DURATION.shortest && seconds <= DURATION.longest)) {
    const message = `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value between ${DURATION.shortest} and ${DURATION.longest}`;
    throw new StsError("ValidationError", `1 validation error detected: ${message}`);
  }
  refuseMissing(roleArn, world);
  const { now = Date.now } = world;
  return {
    AssumedRoleUser: {
      AssumedRoleId: `AROA${"A".repeat(17)}:${sessionName}`,
      Arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    },
    Credentials: {
      AccessKeyId: `ASIA${"A".repeat(16)}`,
      SecretAccessKey: "test".repeat(10),
      SessionToken: "test".repeat(50),
      Expiration: `${new Date(now() + seconds * 1000).toISOString().slice(0, 19)}Z`,
    },
  };
}

/** *Recorded* in bug reports of roles that may not be assumed; *assumed* that AWS says the same of a role that there is not. */
function refuseMissing(roleArn: string, world: StsWorld): void {
  if (world.hasRole(roleArn)) return;
  world.log(`STS: AssumeRole: the account has no such role, got '${roleArn}'; create it, or call without a role`);
  const message = `User: ${describeCaller(world)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
  throw new StsError("AccessDenied", message);
}

function requireText(request: QueryRequest, name: string): string {
  const value = request.read(name);
  if (value !== undefined && value !== "") return value;
  throw new StsError("ValidationError", describeMissing(name));
}
