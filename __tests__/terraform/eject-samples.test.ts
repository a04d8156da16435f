import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Ejected, ejectStack, type StackOfProject } from "@sfn-websocket/tools/eject/eject-stack";
import { runApp } from "@sfn-websocket/tools/eject/run-app";
import { printModule } from "@sfn-websocket/tools/eject/print-module";
import { writeFiles } from "@sfn-websocket/tools/eject/write-files";
import { describeChanges } from "./compare-plans";
import { found, type OpenTerraform, openTerraform } from "./open-terraform";
import { planChanges, planStatus, runTerraform } from "./terraform-run";

const PROJECT = join(__dirname, "..", "project");
const ROOT = join(__dirname, "..", "..");
const SYNC = "apigw-websocket-api-sfn-sync";

interface Sample extends StackOfProject {
  readonly what: string;
  /** Whether it is applied too; what it names of elsewhere is not on the endpoint. */
  readonly isApplied: boolean;
}

const SAMPLES: readonly Sample[] = [
  { what: "an asynchronous workflow", project: PROJECT, stack: "apigw-websocket-api-sfn-async", isApplied: false },
  { what: "an edge and a table", project: PROJECT, stack: "apigw-ws-integrations", isApplied: true },
  { what: "the account's settings", project: PROJECT, stack: "api-gateway-account", isApplied: true },
  { what: "a function, a table and a queue", project: ROOT, stack: "orders", isApplied: false },
  {
    what: "most options",
    project: PROJECT,
    stack: SYNC,
    isApplied: true,
    settings: {
      WEBSOCKET_API_ALARMS: "true",
      WEBSOCKET_API_DASHBOARD: "true",
      WEBSOCKET_API_DETAILED_METRICS: "true",
      WEBSOCKET_API_DUAL_STACK: "true",
      WEBSOCKET_API_API_KEYS: "acme,other",
      WEBSOCKET_API_TAGS: "team=chat",
      WEBSOCKET_API_RESOURCE_PREFIX: "Acme",
      WEBSOCKET_API_STAGE_NAME: "Prod",
      WEBSOCKET_API_LOG_RETENTION_IN_DAYS: "7",
      WEBSOCKET_API_ROLE_PATH: "/chat/",
      WEBSOCKET_API_STACK_NAME: "a-name-so-long-that-others-are-cut",
      WEBSOCKET_API_REGION: "ap-southeast-2",
    },
  },
  {
    what: "a key, logs, an authorizer and a domain",
    project: PROJECT,
    stack: SYNC,
    isApplied: false,
    settings: {
      WEBSOCKET_API_KMS_KEY_ARN: "arn:aws:kms:us-east-1:123456789012:key/1a2b",
      WEBSOCKET_API_ACCESS_LOG: "true",
      WEBSOCKET_API_EXECUTION_LOG_LEVEL: "INFO",
      WEBSOCKET_API_HAS_CLOUD_WATCH_ROLE: "true",
      WEBSOCKET_API_AUTHORIZATION: "arn:aws:lambda:us-east-1:123456789012:function:authorize",
      WEBSOCKET_API_DOMAIN_NAME: "chat.example.com",
      WEBSOCKET_API_CERTIFICATE_ARN: "arn:aws:acm:us-east-1:123456789012:certificate/1a2b",
      WEBSOCKET_API_HOSTED_ZONE_ID: "Z0123456789ABCDEFGHIJ",
      WEBSOCKET_API_ALARMS: "true",
      WEBSOCKET_API_ALARM_TOPIC_ARN: "arn:aws:sns:us-east-1:123456789012:alarms",
    },
  },
];

if ("missing" in found) process.stderr.write(`not run: ejected samples with the real Terraform (${found.missing})\n`);
else
  describe("the real Terraform, reading an ejected module", () => {
    const folder = mkdtempSync(join(tmpdir(), "eject-samples-"));
    let open: OpenTerraform;
    beforeAll(async () => {
      open = await openTerraform(20);
    }, 60_000);
    afterAll(async () => {
      await open.close();
      rmSync(folder, { recursive: true });
    });

    /** What the stack itself is going to make, its resources called as in the module. */
    const planStack = async ({ project, stack, settings = {} }: StackOfProject, { module }: Ejected) => {
      const output = mkdtempSync(join(folder, "out-"));
      const { configuration } = await runApp({ project, stack, output, settings });
      const terraform = { ...Object(configuration["terraform"]), backend: undefined };
      const changes = await planChanges(open.configure({ ...configuration, terraform }, `stack-${basename(output)}`));
      return describeChanges(changes, (type, name) => module.ids.get(`${type}.${name}`) ?? name);
    };

    it.each(SAMPLES)(
      "plans by the example of $what what it plans by the stack",
      async ({ stack, what, isApplied, ...sample }) => {
        const directory = join(folder, String(SAMPLES.findIndex((each) => each.what === what)));
        const ejected = await ejectStack({ stack, ...sample });
        writeFiles(directory, printModule(stack, ejected));
        const run = open.configureFolder(directory);
        const example = { ...run, cwd: join(run.cwd, "examples", "basic") };
        expect(describeChanges(await planChanges(example))).toEqual(await planStack({ stack, ...sample }, ejected));
        expect(JSON.parse(await runTerraform(example, "validate", "-json"))).toMatchObject({
          valid: true,
          diagnostics: [],
        });
        if (!isApplied) return;
        await runTerraform(example, "apply", "-input=false", "-auto-approve", "-no-color");
        expect(await planStatus(example)).toBe(0);
      },
      240_000,
    );
  });
