import type { Connections } from "../apigateway/stage/connections";
import type { EventSteps } from "../apigateway/stage/event-steps";
import type { Clock } from "../clock";
import type { Distribution } from "../cloudfront/cloudfront";
import type { DynamoDb } from "../dynamodb/dynamodb";
import { type Forwards, NO_FORWARDS } from "../forward/forwards";
import type { FunctionRuntime } from "../lambda/function-runtime";
import type { KeyFacts } from "../kms/kms";
import { findMocks } from "./follow";
import type { TestCases } from "./mock-tasks";
import { makeServices, type Place } from "./service-row";
import { ACCOUNT_SERVICES, type AccountServices, REGION_SERVICES, type RegionServices } from "./services";
import type { ConnectionCall } from "../apigateway/stage/connection-call";
import type { ExecutionTrail, Followed } from "../stepfunctions/execution-trail";
import type { RunTask } from "./tasks";
import type { TraceStore } from "../trace/trace-store";

/** What this machine lends to its AWS. */
export interface AwsWorld {
  readonly clock: Clock;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Runs a Task state; rejects with a TaskFailure. @default the services of this AWS */
  readonly runTask?: RunTask;
  /** Mocked tasks, by state machine. @default none */
  readonly testCases?: TestCases;
  /** Runs Lambda functions; made once for all versions of the stacks. @default one without modules */
  readonly functions?: FunctionRuntime;
  /** Keeps tables' items; made once for all versions of the stacks. @default one of this AWS only */
  readonly dynamodb?: DynamoDb;
  /** The open sockets; made once for all versions of the stacks. @default none are open */
  readonly connections?: Connections;
  /** Servers of the user's that answer for services. @default there are none */
  readonly forwards?: Forwards | undefined;
  /** Is told how each event of a socket ended. @default nobody is */
  readonly report?: ((steps: EventSteps) => void) | undefined;
  /** Is told of each call of the @connections API. @default nobody is */
  readonly reportCall?: ((call: ConnectionCall) => void) | undefined;
  /** Is told how each execution ended that no message waited for. @default nobody is */
  readonly reportExecution?: ((trail: ExecutionTrail) => void) | undefined;
  /** Keeps traces; made once for all versions of the stacks. @default none are kept */
  readonly traces?: TraceStore | undefined;
}

/** An AWS account of this machine: its services, wired as AWS wires them, each made when it is first asked for. */
export interface Aws extends AccountServices {
  readonly partition: string;
  readonly accountId: string;
  /** CloudFront's, without making one where nobody has asked for it. */
  distributions(): readonly Distribution[];
  /** The sockets that are open now, of every region. */
  readonly connections: Connections;
  /** Servers of the user's that answer for services. */
  readonly forwards: Forwards;
  /** Whether somebody follows the events of sockets. */
  readonly followsEvents: boolean;
  /** The traces of this process. @default none are kept */
  readonly traces: TraceStore | undefined;
  /** What is wanted of the executions that messages wait for. */
  readonly followed: Followed;
  /** The regional services, made when a region is first named. */
  region(name: string): Region;
  regions(): readonly Region[];
}

export interface Region extends RegionServices {
  readonly name: string;
  /** KMS's, without making one where nobody has asked for it. */
  findKey(keyId: string): KeyFacts | undefined;
  /** ACM's, without making one where nobody has asked for it. */
  refuseCertificate(certificateArn: string): string | undefined;
}

/** The account that AWS's documentation uses. */
const ACCOUNT_ID = "123456789012";
/** Where services of no region are called. */
const ACCOUNT_REGION = "us-east-1";

export function createAws(world: AwsWorld): Aws {
  const regions = new Map<string, Region>();
  const account = {
    partition: "aws",
    accountId: ACCOUNT_ID,
    distributions: () => find("cloudfront")?.distributions() ?? [],
    connections: world.connections ?? new Map(),
    forwards: world.forwards ?? NO_FORWARDS,
    followsEvents: world.report !== undefined || world.traces !== undefined,
    traces: world.traces,
    followed: { keepsEvents: world.traces !== undefined, isMocked: findMocks(world.testCases) },
    region(name: string): Region {
      const known = regions.get(name);
      if (known) return known;
      const created = makeRegion(name, () => describePlace(aws, world, name));
      regions.set(name, created);
      return created;
    },
    regions: () => [...regions.values()],
  };
  const { services, find } = makeServices(ACCOUNT_SERVICES, () => describePlace(aws, world, ACCOUNT_REGION));
  const aws: Aws = withServices(account, services);
  return aws;
}

function describePlace(aws: Aws, world: AwsWorld, region: string): Place {
  const { partition, accountId } = aws;
  const { clock, log } = world;
  return { aws, world, common: { partition, accountId, region, now: clock.now, log } };
}

function makeRegion(name: string, place: () => Place): Region {
  const { services, find } = makeServices(REGION_SERVICES, place);
  const found = {
    name,
    findKey: (keyId: string) => find("kms")?.findKey(keyId),
    refuseCertificate: (certificateArn: string) => find("acm")?.refuseUse(certificateArn),
  };
  return withServices(found, services);
}

/** Returns the owner with services beside its members: none of them is made by that. */
const withServices = <Owner extends object, Services extends object>(
  owner: Owner,
  services: Services,
): Owner & Services => Object.defineProperties(owner as Owner & Services, Object.getOwnPropertyDescriptors(services));
