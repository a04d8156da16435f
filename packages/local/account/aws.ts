import { randomUUID } from "node:crypto";
import { createAdmission } from "./admission";
import { type ApiKeys, createApiKeys } from "../apigateway/api-key";
import { type ApiGateway, createApiGateway } from "../apigateway/apigateway";
import type { Connections } from "../apigateway/connections";
import type { ReportMessage } from "../apigateway/message-report";
import { type Clock, wait } from "../clock";
import type { CloudFront, Distribution } from "../cloudfront/cloudfront";
import type { CloudWatch } from "../cloudwatch/cloudwatch";
import type { Dashboards } from "../cloudwatch/dashboards";
import { createDynamoDb, type DynamoDb } from "../dynamodb/dynamodb";
import { createIam, type Iam } from "../iam/iam";
import { type Forwards, NO_FORWARDS } from "../forward/forwards";
import { createIntegrations } from "./integrations";
import { refuseKeyPolicy } from "./key-policy";
import type { KeyFacts, Kms } from "../kms/kms";
import { createFunctionRuntime, type FunctionRuntime } from "../lambda/function-runtime";
import { createLambda, type Lambda } from "../lambda/lambda";
import { createLazy } from "../lazy";
import { createLogs, type Logs } from "../logs/logs";
import { mockTasks, type TestCases } from "./mock-tasks";
import type { Route53 } from "../route53/route53";
import { createLogGroupKeys, createStateMachineKeys } from "./service-keys";
import { createServiceTasks } from "./service-tasks";
import { createStepFunctions, type StepFunctions } from "../stepfunctions/stepfunctions";
import { createSts, type Sts } from "../sts/sts";
import type { RunTask } from "./tasks";

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
  /** Is told how each message was answered. @default nobody is */
  readonly report?: ReportMessage | undefined;
}

/**
 * An AWS account of this machine: its services, wired as AWS wires them. Those that most stacks have nothing of are made
 * when they are first asked for.
 */
export interface Aws {
  readonly partition: string;
  readonly accountId: string;
  readonly iam: Iam;
  readonly sts: Sts;
  readonly lambda: Lambda;
  readonly dynamodb: DynamoDb;
  readonly cloudfront: CloudFront;
  /** CloudFront's, without making one where nobody has asked for it. */
  distributions(): readonly Distribution[];
  readonly route53: Route53;
  /** CloudWatch's, which are of no region. */
  readonly dashboards: Dashboards;
  /** The sockets that are open now, of every region. */
  readonly connections: Connections;
  /** Servers of the user's that answer for services. */
  readonly forwards: Forwards;
  /** Whether somebody is told how messages are answered. */
  readonly reportsMessages: boolean;
  /** The regional services, made when a region is first named. */
  region(name: string): Region;
  regions(): readonly Region[];
}

export interface Region {
  readonly name: string;
  readonly apigateway: ApiGateway;
  readonly apiKeys: ApiKeys;
  readonly cloudwatch: CloudWatch;
  readonly kms: Kms;
  /** KMS's, without making one where nobody has asked for it. */
  findKey(keyId: string): KeyFacts | undefined;
  readonly logs: Logs;
  readonly stepfunctions: StepFunctions;
}

/** The account that AWS's documentation uses. */
const ACCOUNT_ID = "123456789012";

const loadCloudFront = () => require("../cloudfront/cloudfront") as typeof import("../cloudfront/cloudfront");
const loadCloudWatch = () => require("../cloudwatch/cloudwatch") as typeof import("../cloudwatch/cloudwatch");
const loadDashboards = () => require("../cloudwatch/dashboards") as typeof import("../cloudwatch/dashboards");
const loadKms = () => require("../kms/kms") as typeof import("../kms/kms");
const loadRoute53 = () => require("../route53/route53") as typeof import("../route53/route53");

const hasRole = (iam: Iam, roleArn: string): boolean => iam.listRoles().some(({ arn }) => arn === roleArn);

export function createAws(world: AwsWorld): Aws {
  const account = { partition: "aws", accountId: ACCOUNT_ID };
  const { clock, log } = world;
  const iam = createIam({ ...account, log });
  const cloudfront = createLazy(() => loadCloudFront().createCloudFront({ ...account, now: clock.now, log }));
  const route53 = createLazy(() => loadRoute53().createRoute53(clock.now));
  const dashboards = createLazy(() => loadDashboards().createDashboards({ ...account, now: clock.now }));
  const regions = new Map<string, Region>();
  const aws: Aws = {
    ...account,
    iam,
    sts: createSts({ ...account, now: clock.now, log, hasRole: (roleArn) => hasRole(iam, roleArn) }),
    lambda: createLambda(world.functions ?? createFunctionRuntime({ functions: new Map(), clock, log }), {
      now: clock.now,
    }),
    dynamodb: world.dynamodb ?? createDynamoDb({ log }),
    get cloudfront() {
      return cloudfront.make();
    },
    distributions: () => cloudfront.made()?.distributions() ?? [],
    get route53() {
      return route53.make();
    },
    get dashboards() {
      return dashboards.make();
    },
    connections: world.connections ?? new Map(),
    forwards: world.forwards ?? NO_FORWARDS,
    reportsMessages: world.report !== undefined,
    region(name) {
      const known = regions.get(name);
      if (known) return known;
      const created = createRegion(name, aws, world);
      regions.set(name, created);
      return created;
    },
    regions: () => [...regions.values()],
  };
  return aws;
}

function createRegion(name: string, aws: Aws, world: AwsWorld): Region {
  const { clock, log, runTask = createServiceTasks(aws, log), testCases = new Map() } = world;
  const { partition, accountId } = aws;
  const place = { partition, accountId, region: name };
  const apiKeys = createApiKeys(clock.now);
  const cloudwatch = createLazy(() => {
    const { dashboards } = aws;
    return loadCloudWatch().createCloudWatch({ ...place, now: clock.now, dashboards });
  });
  const kms = createLazy(() => {
    const refusePolicy = (text: string, options: { mayLockOut: boolean }) => refuseKeyPolicy(aws, text, options);
    return loadKms().createKms({ ...place, now: clock.now, log, refusePolicy });
  });
  const logs = createLogs({ ...place, now: clock.now, log, mayUseKey: createLogGroupKeys(aws, name, log) });
  return {
    name,
    apiKeys,
    get cloudwatch() {
      return cloudwatch.make();
    },
    get kms() {
      return kms.make();
    },
    findKey: (keyId) => kms.made()?.findKey(keyId),
    logs,
    apigateway: createApiGateway({
      clock,
      log,
      ...(world.report && { report: world.report }),
      region: name,
      integrations: createIntegrations(aws, name),
      admission: createAdmission(aws, { region: name, apiKeys }),
      writeAccessLog: (destinationArn, line) => log(`access log ${destinationArn.split(":").pop()}: ${line}`),
    }),
    stepfunctions: createStepFunctions({
      ...place,
      log,
      // What was started and not waited for has no message of its own.
      ...(world.report && { reportExecution: log }),
      writeLog: logs.writeLog,
      hasLogGroup: logs.hasLogGroup,
      refuseKey: createStateMachineKeys(aws, name, clock.now),
      now: clock.now,
      wait: (milliseconds, signal) => wait(clock, milliseconds, signal),
      random: Math.random,
      uuid: randomUUID,
      runTask: mockTasks(testCases, runTask),
    }),
  };
}
